import type { GapRow } from '../../src/evaluation/formats.ts';
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
