import type { SeriesPlace } from '../../domain/item.ts';
import type { Fate, Fit, Misfit } from './plan.ts';
import { longerName, otherSpelling } from './spelling.ts';
import type { DeclaredGap, Stage } from './stage.ts';

/** A gap whose listings are to be made. */
export interface OpenGap {
  readonly authors: readonly string[];
  readonly series: string;
  readonly position: number;
  /** The highest volume that is owned. */
  readonly highest: number;
}

/** What came of a gap's listings. */
export type Played = Pick<DeclaredGap, 'fate' | 'sourceId'>;

/** Lists what a gap's fate says, and declares what becomes of the gap. */
export function playFate(stage: Stage, gap: OpenGap, fate: Fate | undefined): Played {
  if (fate === undefined) return { fate: 'not-found', sourceId: null };
  if ('fit' in fate) return { fate: 'fits', sourceId: listFit(stage, gap, fate) };
  if ('pack' in fate) return playPack(stage, gap, fate.pack);
  if ('doubt' in fate) return { fate: 'in-doubt', sourceId: listDoubt(stage, gap) };
  for (const misfit of fate.misfits) listMisfit(stage, gap, misfit);
  return { fate: 'refused', sourceId: null };
}

/** The pack is listed at its first gap; the gaps that follow share it. */
function playPack(stage: Stage, gap: OpenGap, pack: string | true): Played {
  if (pack === true) {
    const listed = stage.listings.torrents.at(-1);
    return { fate: 'fits', sourceId: listed?.sourceId ?? null };
  }
  return { fate: 'fits', sourceId: listPack(stage, gap, pack) };
}

function listFit(stage: Stage, gap: OpenGap, fate: Extract<Fate, { readonly fit: Fit }>): string {
  const { listings, naming } = stage;
  const { authors, series } = gap;
  const at = (position: string, name = series): SeriesPlace[] => [{ name, position }];
  const plain = String(gap.position);
  const title = naming.title();
  const best = {
    title,
    authors,
    series: at(plain),
    formats: ['m4b'],
    fileCount: 1,
    seeders: 40,
    description: 'Unabridged, 126 kbps',
    vip: false,
    ...(fate.idEnding === undefined ? {} : { idEnding: fate.idEnding }),
  };
  switch (fate.fit) {
    case 'plain':
      return listings.list(best).sourceId;
    case 'padded':
      return listings.list({ ...best, series: at(plain.padStart(2, '0')) }).sourceId;
    case 'vip':
      return listings.list({ ...best, vip: true }).sourceId;
    case 'spelled': {
      const names = authors.map((author) => otherSpelling(author));
      return listings.list({ ...best, authors: names, series: at(plain, longerName(series)) })
        .sourceId;
    }
    case 'rivals': {
      const mp3 = { formats: ['mp3'], fileCount: 14, seeders: 90 };
      listings.list({ ...best, title: `${title} (Unabridged)`, ...mp3 });
      const { sourceId } = listings.list(best);
      listings.list({ ...best, seeders: 12 });
      listings.list({ ...best, seeders: 70, abridged: true, description: 'Abridged, 3h 05m' });
      return sourceId;
    }
    default:
      return fate.fit satisfies never;
  }
}

/** The catalogues take over its title and its reader: only the number speaks against it. */
function listDoubt({ listings, naming }: Stage, gap: OpenGap): string {
  return listings.list({
    title: naming.title(),
    authors: gap.authors,
    series: [{ name: gap.series, position: String(gap.highest + 3) }],
    description: 'Unabridged, 64 kbps',
    vip: false,
  }).sourceId;
}

function listPack(stage: Stage, gap: OpenGap, range: string): string {
  return stage.listings.list({
    title: `${gap.series}, Books ${range}`,
    authors: gap.authors,
    series: [{ name: gap.series, position: range }],
    formats: ['m4b', 'mp3'],
    fileCount: 6,
    sizeBytes: Math.round(3.4 * 1024 ** 3),
    seeders: 21,
    vip: false,
  }).sourceId;
}

/** One listing that is near the gap and does not fit, for one reason only. */
function listMisfit(stage: Stage, gap: OpenGap, misfit: Misfit): void {
  const { listings, naming } = stage;
  const position = String(gap.position);
  const near = {
    title: naming.title(),
    authors: gap.authors,
    series: [{ name: gap.series, position }],
    description: 'Unabridged, 64 kbps',
    vip: false,
  };
  const at = (other: string): SeriesPlace[] => [{ name: gap.series, position: other }];
  switch (misfit) {
    case 'abridged-flag':
      listings.list({ ...near, description: '3h 12m, 128 kbps', abridged: true });
      return;
    case 'abridged-word':
      listings.list({ ...near, description: 'Abridged by the publisher, 2h 58m' });
      return;
    case 'dramatised':
      listings.list({
        ...near,
        title: `${near.title} [Dramatized Adaptation]`,
        description: 'GraphicAudio',
      });
      listings.list({ ...near, description: 'A full cast drama with music, 2h 40m' });
      return;
    case 'no-seeders':
      listings.list({ ...near, seeders: 0 });
      return;
    case 'ebook':
      // One in its own category, and one that was uploaded to the wrong one.
      listings.list({ ...near, categoryId: 69, formats: ['epub', 'mobi'], description: 'Retail' });
      listings.list({ ...near, formats: ['epub'], description: 'Retail' });
      return;
    case 'wrong-author':
      listings.list({ ...near, authors: [naming.author('plain')] });
      return;
    case 'wrong-volume':
      listings.list({ ...near, series: at(String(gap.highest + 4)) });
      listings.list({ ...near, title: naming.title(), series: at(`${gap.highest}.5`) });
      return;
    case 'snatched':
      listings.list({ ...near, ownHistory: 'snatched' });
      return;
    case 'pack-repeats':
      listings.list({
        ...near,
        title: `${gap.series}, Books 1-${gap.position}`,
        series: at(`1-${gap.position}`),
        fileCount: gap.position,
      });
      return;
    default:
      misfit satisfies never;
  }
}
