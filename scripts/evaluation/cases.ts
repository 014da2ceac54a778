import type { Case } from './case.ts';
import { NAMING_CASES } from './naming-cases.ts';
import { RECORDING_CASES } from './recording-cases.ts';
import { ROUGH_CASES } from './rough-cases.ts';
import { ABSENCE_CASES } from './absence-cases.ts';
import { dealer } from './dealer.ts';
import type { Stage } from './offers.ts';

const CASES: readonly Case[] = [
  ...NAMING_CASES,
  ...RECORDING_CASES,
  ...ABSENCE_CASES,
  ...ROUGH_CASES,
];

/** Deals cases so that rare ones, which few works allow, come as often as the common ones. */
export function dealCases(): (stage: Stage) => Case {
  return dealer(CASES, ({ bucket }) => bucket);
}
