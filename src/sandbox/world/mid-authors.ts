import type { AuthorPlan } from './plan.ts';

/** Twelve authors with several series and fewer than ten works: one search each. */
export const MID_AUTHORS: readonly AuthorPlan[] = [
  {
    name: 'accented',
    series: [
      { shape: 'hole2', style: 'the', fates: { 2: { fit: 'spelled' } } },
      { shape: 'hole3', fates: { 3: { fit: 'plain', idEnding: '7' } } },
    ],
    alone: 1,
  },
  {
    series: [{ shape: 'full3', fates: { 4: { fit: 'vip' } }, known: 'whole' }, { shape: 'full5' }],
    alone: 1,
  },
  {
    series: [
      { shape: 'full3', fates: { 4: { fit: 'plain' } } },
      { shape: 'full5', known: 'announced' },
    ],
  },
  { series: [{ shape: 'full5', also: true, missing: 0 }] },
  { series: [{ shape: 'prequels' }, { shape: 'first' }], alone: 1 },
  {
    name: 'apostrophe',
    series: [{ shape: 'full3', fates: { 4: { misfits: ['dramatised'] } } }, { shape: 'lateStart' }],
  },
  { series: [{ shape: 'omnibus' }, { shape: 'halves' }] },
  { name: 'initials', series: [{ shape: 'doubled', style: 'suffix' }, { shape: 'full3' }] },
  { series: [{ shape: 'second' }, { shape: 'second' }, { shape: 'first' }], alone: 2 },
  { series: [{ shape: 'hole2', fates: { 2: { misfits: ['snatched'] } } }, { shape: 'first' }] },
  { series: [{ shape: 'nulls' }, { shape: 'full3', known: 'unplaced' }] },
  {
    series: [
      { shape: 'full5', language: 'Spanish' },
      { shape: 'first', language: 'spa' },
    ],
    alone: 1,
  },
];
