import type { SeriesPlace } from '../../domain/item.ts';
import { playFate } from './fates.ts';
import { authorKeyOf, seriesKeyOf } from './keys.ts';
import { SHAPES, type AuthorPlan, type SeriesPlan, type Shape } from './plan.ts';
import type { ShelvedWork } from './shelf.ts';
import { otherSpelling } from './spelling.ts';
import type { DeclaredGap, DeclaredTerm, Stage } from './stage.ts';
import type { WorldItem } from './types.ts';

/** A series as it was put on the shelf. */
interface ShelvedSeries {
  readonly name: string;
  readonly gaps: readonly DeclaredGap[];
  readonly works: readonly ShelvedWork[];
}

/**
 * Puts an author's works on the shelf and lists what the tracker has of them. Declares one search
 * for all of it: of the author, or of the only series of one of whom there is little else.
 */
export function placeAuthor(stage: Stage, plan: AuthorPlan): DeclaredTerm {
  const author = stage.naming.author(plan.name ?? 'plain');
  const gaps: DeclaredGap[] = [];
  const works: ShelvedWork[] = [];
  let label = author;
  const placedSeries: (readonly [SeriesPlan, ShelvedSeries])[] = [];
  for (const seriesPlan of plan.series) {
    const placed = placeSeries(stage, author, seriesPlan);
    placedSeries.push([seriesPlan, placed]);
    gaps.push(...placed.gaps);
    works.push(...placed.works);
    label = placed.name;
  }
  for (let count = 0; count < (plan.alone ?? 0); count += 1) {
    works.push({ title: stage.naming.title(), authors: [author] });
  }
  const shelved = new Map<ShelvedWork, WorldItem>();
  for (const work of works) shelved.set(work, stage.shelf.put(work));
  for (const [{ known }, { name, gaps: open, works: own }] of placedSeries) {
    const items = own.flatMap((work) => shelved.get(work) ?? []);
    const isKnown = known === undefined ? {} : { known };
    stage.series.push({ ...isKnown, name, author, items, gaps: open });
  }
  listOwned(stage, works, plan.ownedListed ?? 0);
  listEbooks(stage, author, plan.ebooks ?? 0);
  const more = wantMore(stage, author, plan);
  const isWhole =
    more.gap !== null || plan.series.length > 1 || plan.series.some(({ also }) => also);
  return {
    label: isWhole ? author : label,
    author,
    gaps: more.gap === null ? gaps : [...gaps, more.gap],
    waiting: more.waiting,
  };
}

function placeSeries(stage: Stage, author: string, plan: SeriesPlan): ShelvedSeries {
  const shape: Shape = SHAPES[plan.shape];
  const name = stage.naming.series(plan.style ?? 'plain');
  const second = plan.also === true ? stage.naming.series('plain') : null;
  const partner = plan.coAuthor === undefined ? null : stage.naming.author('plain');
  const works: ShelvedWork[] = [];
  for (const [index, position] of shape.owned.entries()) {
    const isCopy = shape.areCopies === true && index > 0 && shape.owned[index - 1] === position;
    const places: SeriesPlace[] = [{ name, position }];
    if (second !== null && (index === 2 || index === 3)) {
      places.push({ name: second, position: String(index - 1) });
    }
    const isAlone = partner === null || (plan.coAuthor === 'all-but-first' && index === 0);
    // Owners are not consistent with initials.
    const spelled = index % 4 === 3 && /^\p{Lu}\. /u.test(author) ? otherSpelling(author) : author;
    const before = works.at(-1);
    works.push({
      title: isCopy && before !== undefined ? before.title : stage.naming.title(),
      authors: isAlone ? [spelled] : [author, partner],
      series: places,
      isMissing: plan.missing === index,
      ...(plan.language === undefined ? {} : { language: plan.language }),
    });
  }
  const gaps = declareGaps(stage, {
    name,
    plan,
    keyAuthor: keyAuthorOf(author, partner, plan),
    author,
  });
  if (second !== null) gaps.push(unlistedGap(second, authorKeyOf(author), 3));
  return { name, gaps, works };
}

/** The most frequent author; of two equals the first in the alphabet. */
function keyAuthorOf(author: string, partner: string | null, plan: SeriesPlan): string {
  const own = authorKeyOf(author);
  if (partner === null || plan.coAuthor !== 'all') return own;
  const other = authorKeyOf(partner);
  return other < own ? other : own;
}

interface Placing {
  readonly name: string;
  readonly plan: SeriesPlan;
  readonly keyAuthor: string;
  readonly author: string;
}

function declareGaps(stage: Stage, { name, plan, keyAuthor, author }: Placing): DeclaredGap[] {
  const shape: Shape = SHAPES[plan.shape];
  const gaps: DeclaredGap[] = [];
  for (const position of [...shape.interior, shape.next]) {
    const open = { authors: [author], series: name, position, highest: shape.next - 1 };
    gaps.push({
      key: `series:${seriesKeyOf(name)}:${keyAuthor}:${position}`,
      kind: position === shape.next ? 'next' : 'interior',
      ...playFate(stage, open, plan.fates?.[position]),
    });
  }
  return gaps;
}

function unlistedGap(series: string, keyAuthor: string, position: number): DeclaredGap {
  const key = `series:${seriesKeyOf(series)}:${keyAuthor}:${position}`;
  return { key, kind: 'next', fate: 'not-found', sourceId: null };
}

/** Editions of what is owned: long lists that hold nothing new. */
function listOwned(stage: Stage, works: readonly ShelvedWork[], editions: number): void {
  const { draw, listings } = stage;
  for (const { title, authors, series } of works) {
    for (let edition = 0; edition < editions; edition += 1) {
      listings.list({
        title: edition === 0 ? title : `${title} (Unabridged)`,
        authors,
        ...(series === undefined ? {} : { series }),
        ownHistory: draw.pick(['none', 'snatched', 'seeding']),
      });
    }
  }
}

function listEbooks(stage: Stage, author: string, count: number): void {
  for (let made = 0; made < count; made += 1) {
    stage.listings.list({
      title: stage.naming.title(),
      authors: [author],
      narrators: [],
      categoryId: made % 2 === 0 ? 63 : 69,
      formats: ['epub'],
      sizeBytes: Math.round(1.4 * 1024 ** 2),
      description: 'Retail',
    });
  }
}

function wantMore(
  stage: Stage,
  author: string,
  plan: AuthorPlan,
): { readonly gap: DeclaredGap | null; readonly waiting: readonly string[] } {
  if (plan.more === undefined) return { gap: null, waiting: [] };
  const gap = { key: `author:${authorKeyOf(author)}`, kind: 'author' as const };
  if (plan.more === 'nothing' || plan.more === 'owned') {
    const fate = plan.more === 'owned' ? 'refused' : 'not-found';
    return { gap: { ...gap, fate, sourceId: null }, waiting: [] };
  }
  const ids: string[] = [];
  for (const seeders of plan.more === 'one' ? [31] : [44, 25, 9]) {
    const title = stage.naming.title();
    const listed = stage.listings.list({ title, authors: [author], formats: ['m4b'], seeders });
    ids.push(listed.sourceId);
  }
  return { gap: { ...gap, fate: 'fits', sourceId: ids[0] ?? null }, waiting: ids.slice(1) };
}
