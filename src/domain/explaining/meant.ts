import type { Gap } from '../gap.ts';
import { authorKeys, seriesKey, textKey } from '../names.ts';
import { gapName } from './words.ts';

/** A gap to be named by a person. */
export interface NamedGap {
  readonly id: string;
  readonly gap: Gap;
}

/**
 * The gaps that a person's words mean, however they are written: those whose title it is, else those
 * of that series and volume, else those whose names have all of the words.
 */
export function gapsMeant<T extends NamedGap>(text: string, gaps: readonly T[]): readonly T[] {
  const wanted = textKey(text);
  if (wanted === '') return [];
  const titled = gaps.filter(({ gap }) => gap.work != null && textKey(gap.work.title) === wanted);
  if (titled.length > 0) return titled;
  const place = placeIn(text);
  const placed = gaps.filter(({ gap }) => place !== null && isAt(gap, place));
  if (placed.length > 0) return placed;
  const words = wanted.split(' ');
  return gaps.filter(({ gap }) => {
    const has = wordsOf(gap);
    return words.every((word) => has.has(word));
  });
}

/** A torrent to be named by a person. */
export interface NamedTorrent {
  readonly sourceId: string;
  readonly title: string;
}

/** The torrents that a person's words mean: those whose title it is, else those that have all of the words. */
export function torrentsMeant(
  text: string,
  torrents: readonly NamedTorrent[],
): readonly NamedTorrent[] {
  const wanted = textKey(text);
  if (wanted === '') return [];
  const words = wanted.split(' ');
  const titled: NamedTorrent[] = [];
  const worded: NamedTorrent[] = [];
  for (const torrent of torrents) {
    const title = textKey(torrent.title);
    if (title === wanted) titled.push(torrent);
    const has = new Set(title.split(' '));
    if (words.every((word) => has.has(word))) worded.push(torrent);
  }
  return titled.length > 0 ? titled : worded;
}

/** What a person may call each gap, to find what comes nearest to a name that is none. */
export function namesOfGaps(gaps: readonly NamedGap[]): readonly string[] {
  const names = new Set<string>();
  for (const { gap } of gaps) {
    if (gap.work != null) names.add(gap.work.title);
    if (gap.series !== null) names.add(`${gap.series} ${gap.position ?? ''}`.trim());
    else for (const author of gap.authors) names.add(author);
  }
  return [...names];
}

interface Place {
  readonly series: string;
  readonly position: number;
}

/** `Mistborn 3`, `Mistborn, Book 3`, `mistborn #3`. */
function placeIn(text: string): Place | null {
  const found = /^(.+?)[\s,:]*(?:\b(?:book|vol(?:ume|\.)?)\s*)?#?\s*(\d+(?:\.\d+)?)\s*$/iu.exec(
    text,
  );
  const [, series = '', position = ''] = found ?? [];
  const key = seriesKey(series);
  return key === '' ? null : { series: key, position: Number(position) };
}

function isAt({ series, position }: Gap, place: Place): boolean {
  return series !== null && position === place.position && seriesKey(series) === place.series;
}

function wordsOf(gap: Gap): ReadonlySet<string> {
  const names = [gapName(gap), ...gap.authors, ...authorKeys(gap.authors)];
  return new Set(names.flatMap((name) => textKey(name).split(' ')));
}
