import { textKey } from './names.ts';
import {
  isGiven,
  isPack,
  parsePositions,
  positionsInTitle,
  type PositionSet,
} from './positions.ts';
import { COLLECTION_TAIL } from './title-marks.ts';
import { isDescription, isPackaging } from './title-noise.ts';
import type { ToldPlace, WrittenTitle } from './title-reading.ts';
import { behindAuthor, seriesAtStart } from './title-series.ts';

/** A piece without the series' name and number in it. */
export interface WithoutSeries {
  /** What is left; null when nothing is. */
  readonly left: string | null;
  /** The series that the piece starts with. */
  readonly told?: ToldPlace;
  /** The number that stands behind the series' name. */
  readonly behind?: PositionSet;
  /** A number that stands there without a name. */
  readonly alone?: PositionSet;
}

/** What is known of a piece beside its text. */
export interface Beside {
  /** True where nothing told the work before it. */
  readonly isFirst: boolean;
  /** The number of its mark, which was taken off it. */
  readonly position: string | undefined;
}

/** Takes the name of a known series out of a piece. */
export function withoutSeries(text: string, beside: Beside, written: WrittenTitle): WithoutSeries {
  const words = textKey(text.replace(COLLECTION_TAIL, '')).replace(/^(?:an?|the)\s/u, '');
  if (/^\d{1,3}$/u.test(words)) {
    return { left: beside.isFirst ? null : text, alone: parsePositions(words) };
  }
  if (/^[a-z]{1,6}\d{1,2}$/u.test(words) && beside.isFirst && /\p{Lu}/u.test(text)) {
    return { left: null, alone: parsePositions(/\d+$/u.exec(words)?.[0] ?? null) };
  }
  const behind = beside.isFirst ? behindAuthor(words, written.authors) : null;
  for (const from of behind === null ? [words] : [words, behind]) {
    const found = seriesAtStart(from, text, written.seriesKeys);
    if (found === null) continue;
    // A dash is none of the words: `The Saxon Tales 1-3`.
    const range = positionsInTitle(text);
    const inText = isPack(range) ? range : found.positions;
    const positions = isGiven(inText) ? inText : parsePositions(beside.position ?? null);
    const told = { key: found.key, positions };
    const left = isPack(range) ? null : found.left;
    return inText.spans.length > 0 ? { left, told, behind: inText } : { left, told };
  }
  return withoutTrailingSeries(text, written);
}

/** `Storm Front, The Dresden Files` without its last part. */
function withoutTrailingSeries(text: string, { seriesKeys }: WrittenTitle): WithoutSeries {
  const comma = text.lastIndexOf(', ');
  if (comma < 0) return { left: text };
  const [head, last] = [text.slice(0, comma), text.slice(comma + 2)];
  const words = textKey(last).replace(/^the\s/u, '');
  const named = seriesAtStart(words, last, seriesKeys);
  if (named?.left === null) {
    return isGiven(named.positions) ? { left: head, behind: named.positions } : { left: head };
  }
  return { left: isDescription(last) || isPackaging(last) ? head : text };
}
