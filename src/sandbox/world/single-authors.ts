import type { AuthorPlan, Misfit, ShapeName } from './plan.ts';

/** Forty authors with one series each: the series is searched, not the author. */
export const SINGLE_AUTHORS: readonly AuthorPlan[] = [
  {
    series: [{ shape: 'lateStart', fates: { 1: { fit: 'rivals' }, 2: { fit: 'plain' } } }],
    alone: 6,
  },
  {
    name: 'initials',
    series: [{ shape: 'padded', fates: { 3: { fit: 'padded', idEnding: '3' } } }],
    alone: 4,
  },
  {
    series: [{ shape: 'omnibus', style: 'apostrophe', fates: { 4: { fit: 'spelled' } } }],
    alone: 4,
  },
  { series: [{ shape: 'full5', style: 'suffix', fates: { 6: { fit: 'rivals' } } }], alone: 1 },
  { series: [{ shape: 'doubled', fates: { 4: { fit: 'plain' } } }], alone: 1 },
  ...refused([
    'abridged-flag',
    'abridged-word',
    'dramatised',
    'no-seeders',
    'ebook',
    'wrong-author',
    'wrong-volume',
    'snatched',
  ]),
  { series: [{ shape: 'full7', fates: { 8: { misfits: ['pack-repeats'] } } }], ownedListed: 2 },
  {
    series: [{ shape: 'full5', fates: { 6: { misfits: ['abridged-flag', 'no-seeders'] } } }],
    ownedListed: 3,
  },
  {
    series: [
      { shape: 'hole2', fates: { 2: { misfits: ['dramatised'] }, 5: { misfits: ['ebook'] } } },
    ],
    ownedListed: 1,
  },
  {
    series: [
      { shape: 'full3', coAuthor: 'all-but-first', fates: { 4: { misfits: ['wrong-author'] } } },
    ],
  },
  ...unlisted([
    'first',
    'second',
    'full3',
    'full5',
    'hole2',
    'hole3',
    'omnibusFull',
    'halves',
    'halvesHole',
    'prequels',
    'padded',
    'copies',
    'nulls',
    'full7',
    'lateStart',
  ]),
  { series: [{ shape: 'full3', language: 'German', style: 'the' }], alone: 1 },
  { series: [{ shape: 'second', language: 'French' }] },
  { series: [{ shape: 'full3', style: 'apostrophe', missing: 1 }], alone: 2 },
  { series: [{ shape: 'full5', coAuthor: 'all' }] },
  { series: [{ shape: 'hole3', style: 'the', missing: 4 }], alone: 3 },
  { name: 'accented', series: [{ shape: 'full3', style: 'suffix', known: 'one-member' }] },
  {
    name: 'apostrophe',
    series: [{ shape: 'hole2', known: 'whole', fates: { 5: { doubt: true } } }],
  },
  { name: 'initials', series: [{ shape: 'full7' }] },
];

/** One author for each misfit, all else being listed too: what is owned hides nothing. */
function refused(misfits: readonly Misfit[]): readonly AuthorPlan[] {
  return misfits.map((misfit) => ({
    series: [{ shape: 'full3', fates: { 4: { misfits: [misfit] } } }],
    ownedListed: 1,
  }));
}

/** Nothing is listed of what is lacking; of some, what is owned is. */
function unlisted(shapes: readonly ShapeName[]): readonly AuthorPlan[] {
  return shapes.map((shape, index) => ({
    series: [{ shape }],
    alone: index % 3,
    ownedListed: index % 3 === 1 ? 1 : 0,
  }));
}
