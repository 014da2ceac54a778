import type { GapRow } from '../../src/evaluation/formats.ts';
import { NAMING_CASES } from './naming-cases.ts';
import { RECORDING_CASES } from './recording-cases.ts';
import { ROUGH_CASES } from './rough-cases.ts';
import { ABSENCE_CASES } from './absence-cases.ts';
import { dealer } from './dealer.ts';
import type { Offer, Stage } from './offers.ts';

/** A kind of difficulty: when it can occur, and what is then offered. */
export interface Case {
  readonly bucket: string;
  /** How often, against the other cases that can occur. */
  readonly weight: number;
  readonly can: (stage: Stage) => boolean;
  readonly offers: (stage: Stage) => readonly Offer[];
  /** What the gap's row has otherwise than a run would have it. */
  readonly gap?: (stage: Stage) => Partial<GapRow>;
  /** True when an expert would ask though nothing is doubtful but the recording. */
  readonly asks?: boolean;
}

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
