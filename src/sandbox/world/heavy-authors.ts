import type { AuthorPlan } from './plan.ts';

/** Fourteen authors of whom ten works or more are owned: one search each, with an author gap. */
export const HEAVY_AUTHORS: readonly AuthorPlan[] = [
  {
    name: 'initials',
    series: [
      { shape: 'full9', style: 'the' },
      { shape: 'hole3', fates: { 3: { fit: 'rivals' } } },
      { shape: 'omnibus', style: 'suffix' },
      { shape: 'full7', also: true },
    ],
    alone: 11,
    more: 'owned',
    ownedListed: 1,
    ebooks: 8,
  },
  {
    series: [
      {
        shape: 'ends',
        fates: { 2: { pack: '1-6' }, 3: { pack: true }, 4: { pack: true }, 5: { pack: true } },
      },
      { shape: 'full9' },
      { shape: 'full9', style: 'suffix', missing: 4 },
      { shape: 'hole2', known: 'whole' },
    ],
    alone: 8,
    more: 'owned',
    ownedListed: 1,
  },
  {
    name: 'accented',
    series: [
      { shape: 'full7' },
      { shape: 'doubled', style: 'the' },
      {
        shape: 'halvesHole',
        fates: { 2: { misfits: ['abridged-flag'] }, 3: { misfits: ['dramatised'] } },
      },
      { shape: 'prequels' },
    ],
    alone: 9,
    more: 'three',
  },
  {
    series: [
      { shape: 'full9' },
      { shape: 'full7', style: 'apostrophe' },
      { shape: 'full5', fates: { 6: { fit: 'plain' } }, known: 'whole' },
    ],
    alone: 5,
    more: 'owned',
    ownedListed: 1,
    ebooks: 3,
  },
  {
    name: 'apostrophe',
    series: [{ shape: 'hole3', missing: 2 }, { shape: 'full9' }, { shape: 'padded' }],
    alone: 6,
    more: 'nothing',
  },
  {
    name: 'initials',
    series: [
      { shape: 'copies', fates: { 3: { misfits: ['no-seeders', 'abridged-word'] } } },
      { shape: 'full7' },
      { shape: 'halves' },
    ],
    alone: 5,
    more: 'owned',
    ownedListed: 1,
    ebooks: 4,
  },
  {
    series: [{ shape: 'nulls' }, { shape: 'full5' }, { shape: 'second' }],
    alone: 7,
    more: 'nothing',
  },
  {
    series: [{ shape: 'full9', known: 'complete' }, { shape: 'omnibusFull' }],
    alone: 5,
    more: 'nothing',
  },
  {
    name: 'accented',
    series: [{ shape: 'full7' }, { shape: 'full5' }],
    alone: 4,
    more: 'owned',
    ownedListed: 1,
  },
  {
    series: [{ shape: 'hole2' }, { shape: 'full5', coAuthor: 'all-but-first' }],
    alone: 7,
    more: 'nothing',
  },
  { series: [{ shape: 'full9' }], alone: 4, more: 'nothing' },
  { series: [{ shape: 'lateStart' }, { shape: 'full3' }], alone: 7, more: 'nothing' },
  { series: [], alone: 14, more: 'one' },
  { name: 'initials', series: [], alone: 13, more: 'nothing' },
];
