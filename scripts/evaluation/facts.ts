import { drawFor } from './draw.ts';

/** A place in a series. */
export interface Place {
  readonly name: string;
  readonly position: string;
}

/** Another recording of some volumes. */
export interface OtherRecording {
  readonly by: string;
  readonly from: number;
  readonly to: number;
  /** `second`, `short`: so many times as long; `drama`: the parts in which it is sold. */
  readonly amount: number;
}

/** A work of a series. */
export interface Work {
  readonly kind: 'volume' | 'half' | 'zero' | 'soon' | 'spin';
  /** Its number in its own series; 0 for what has none there. */
  readonly number: number;
  readonly title: string;
  readonly otherTitles: readonly string[];
  readonly german: string | null;
  /** Its own series first, then sub-series and the series above. */
  readonly places: readonly Place[];
  readonly narrators: readonly string[];
  readonly minutes: number;
}

/** A series, with all that is known of it. */
export interface Series {
  readonly name: string;
  readonly authors: readonly string[];
  /** Other spellings of the first author. */
  readonly aka: readonly string[];
  readonly tail: string | null;
  readonly narrators: readonly string[];
  readonly works: readonly Work[];
  readonly second: readonly OtherRecording[];
  readonly short: readonly OtherRecording[];
  readonly drama: readonly OtherRecording[];
}

/** Reads a file of facts; its head says how it is written. */
export function readFacts(text: string): readonly Series[] {
  const blocks = text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n')
    .split(/\n(?== )/u)
    .filter((block) => block.startsWith('= '));
  return blocks.map((block) => readSeries(block.split('\n').filter((line) => line.trim() !== '')));
}

const list = (text: string): string[] =>
  text
    .split(';')
    .map((one) => one.trim())
    .filter((one) => one !== '');

function readSeries([head = '', volumes = '', ...lines]: readonly string[]): Series {
  const [name = '', authors = '', narrators = '', hours = ''] = head
    .slice(2)
    .split('|')
    .map((one) => one.trim());
  const known = lines.map(readLine);
  const told = (word: string): readonly string[] =>
    known.filter((line) => line.word === word).map((line) => line.rest);
  const base = { name, hours: Number(hours), narrators: list(narrators), told };
  return {
    name,
    authors: list(authors),
    aka: told('aka').flatMap(list),
    tail: told('tail')[0] ?? null,
    narrators: base.narrators,
    second: told('second').map(readRecording),
    short: told('short').map(readRecording),
    drama: told('drama').map(readRecording),
    works: [
      ...list(volumes).map((title, index) => readVolume(title, index + 1, base)),
      ...readAsides(base),
    ],
  };
}

interface Base {
  readonly name: string;
  readonly hours: number;
  readonly narrators: readonly string[];
  readonly told: (word: string) => readonly string[];
}

function readLine(line: string): { readonly word: string; readonly rest: string } {
  const at = line.indexOf(' ');
  return { word: line.slice(0, at), rest: line.slice(at + 1).trim() };
}

function readRecording(rest: string): OtherRecording {
  const [, by = '', from = '', to = '', amount = '0.35'] =
    /^(.+?): (\d+)-(\d+)(?: ([\d.]+))?$/u.exec(rest) ?? [];
  if (by === '') throw new Error(`no recording: ${rest}`);
  return { by, from: Number(from), to: Number(to), amount: Number(amount) };
}

function readVolume(title: string, number: number, base: Base): Work {
  const numbered = (word: string): string[] =>
    base.told(word).flatMap((rest) => {
      const [first = '', ...words] = rest.split(' ');
      return Number(first) === number ? [words.join(' ')] : [];
    });
  const places: Place[] = [{ name: base.name, position: String(number) }];
  for (const rest of base.told('sub')) {
    const [name = '', numbers = ''] = rest.split(': ');
    const at = numbers.split(',').indexOf(String(number));
    if (at >= 0) places.push({ name, position: String(at + 1) });
  }
  for (const rest of base.told('parent')) {
    const [, name = '', from = ''] = /^(.+): (\d+)-\d+$/u.exec(rest) ?? [];
    places.push({ name, position: String(Number(from) + number - 1) });
  }
  let { narrators } = base;
  for (const rest of base.told('narrator')) {
    const [, from = '', to = '', name = ''] = /^(\d+)-(\d+) (.+)$/u.exec(rest) ?? [];
    if (Number(from) <= number && number <= Number(to)) narrators = [name];
  }
  return {
    kind: 'volume',
    number,
    title,
    otherTitles: numbered('alt'),
    german: numbered('german')[0] ?? null,
    places,
    narrators,
    minutes: minutesOf(title, base.hours),
  };
}

function readAsides(base: Base): readonly Work[] {
  const works: Work[] = [];
  const aside = (kind: Work['kind'], title: string, place: Place): void => {
    const hours = kind === 'half' ? Math.min(5, base.hours / 2) : base.hours;
    works.push({
      kind,
      number: 0,
      title,
      otherTitles: [],
      german: null,
      places: [place],
      narrators: base.narrators,
      minutes: minutesOf(title, hours),
    });
  };
  for (const kind of ['half', 'soon'] as const) {
    for (const rest of base.told(kind)) {
      const { word, rest: title } = readLine(rest);
      aside(kind, title, { name: base.name, position: word });
    }
  }
  for (const title of base.told('zero')) aside('zero', title, { name: base.name, position: '0' });
  for (const rest of base.told('spin')) {
    const { word, rest: words } = readLine(rest);
    const [title = '', name = ''] = words.split(' | ');
    aside('spin', title, { name, position: word });
  }
  return works;
}

/** Rough, and different for each work. */
function minutesOf(title: string, hours: number): number {
  return Math.round(hours * 60 * (0.82 + 0.36 * drawFor(`minutes ${title}`).next()));
}
