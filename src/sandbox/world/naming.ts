import { drawUnused, type Draw } from './draw.ts';
import * as words from './vocabulary.ts';

/** How a name looks, for the traps that names are. */
export type NameStyle = 'plain' | 'initials' | 'accented' | 'apostrophe';

/** How a series' name looks. */
export type SeriesStyle = 'plain' | 'the' | 'suffix' | 'apostrophe';

/** Invents names; none comes twice. */
export interface Naming {
  author(style: NameStyle): string;
  series(style: SeriesStyle): string;
  title(): string;
  narrator(): string;
}

/** How many narrators the sandbox knows. */
const NARRATORS = 40;

/** Opens a supply of names. */
export function createNaming(draw: Draw): Naming {
  const surnames = new Set<string>();
  const series = new Set<string>();
  const titles = new Set<string>();
  const narrators = new Set<string>();
  while (narrators.size < NARRATORS) {
    narrators.add(`${draw.pick(words.GIVEN)} ${draw.pick(words.NARRATOR_SURNAMES)}`);
  }
  const cast = [...narrators];
  const surname = (): string =>
    drawUnused(surnames, () => draw.pick(words.SURNAME_HEADS) + draw.pick(words.SURNAME_TAILS));
  const initial = (): string => draw.pick('ABCDEFGHJKLMNPRSTVW'.split(''));
  const pair = (): string =>
    drawUnused(series, () => `${draw.pick(words.SERIES_FIRST)} ${draw.pick(words.SERIES_SECOND)}`);

  return {
    author(style) {
      switch (style) {
        case 'plain':
          return `${draw.pick(words.GIVEN)} ${surname()}`;
        case 'initials':
          return `${initial()}. ${initial()}. ${surname()}`;
        case 'accented':
          return `${draw.pick(words.GIVEN_ACCENTED)} ${rare(draw, surnames, words.SURNAMES_ACCENTED)}`;
        case 'apostrophe':
          return `${draw.pick(words.GIVEN)} ${rare(draw, surnames, words.SURNAMES_APOSTROPHE)}`;
        default:
          return style satisfies never;
      }
    },
    series(style) {
      switch (style) {
        case 'plain':
          return pair();
        case 'the':
          return `The ${pair()}`;
        case 'suffix':
          return `${pair()} ${draw.pick(['Saga', 'Series', 'Trilogy', 'Cycle'])}`;
        case 'apostrophe':
          return drawUnused(
            series,
            () => `The ${draw.pick(words.SERIES_POSSESSIVE)} ${draw.pick(words.SERIES_SECOND)}`,
          );
        default:
          return style satisfies never;
      }
    },
    title: () => drawUnused(titles, () => titleFrom(draw)),
    narrator: () => draw.pick(cast),
  };
}

function rare(draw: Draw, used: Set<string>, from: readonly string[]): string {
  return drawUnused(used, () => draw.pick(from));
}

function titleFrom(draw: Draw): string {
  const kind = draw.pick(words.TITLE_KINDS);
  const thing = draw.pick(words.TITLE_THINGS);
  const other = draw.pick(words.TITLE_THINGS);
  switch (draw.between(0, 5)) {
    case 0:
      return `The ${kind} ${thing}`;
    case 1:
      return `${kind} ${thing}`;
    case 2:
      return `The ${thing} of the ${kind} ${other}`;
    case 3:
      return `A ${kind} ${thing}`;
    case 4:
      return `${thing} and ${other}`;
    default:
      return `The ${other}'s ${kind} ${thing}`;
  }
}
