import type { PersonForms } from '../authors.ts';
import type { Budget } from '../budget.ts';
import type { Candidate } from '../candidate.ts';
import type { Contents } from '../matching/contents.ts';
import type { WorkReading } from '../matching/reading.ts';
import type { OverrideIndex } from '../overrides.ts';
import type { Policy } from '../policy.ts';

import type { Identity } from '../works.ts';
import type { GapIndex } from './gap-index.ts';
import type { OwnedIndex } from './owned-index.ts';

/** What is already on its way, from this run and earlier ones. */
export interface Ledger {
  /** Ids, at their source, of torrents chosen before. */
  readonly sourceIds: ReadonlySet<string>;
  /** Keys (`workKeysOf`) of the works chosen before, from whatever torrent. */
  readonly workKeys: ReadonlySet<string>;
  /** Gaps that have been given a torrent. */
  readonly gapKeys: ReadonlySet<string>;
}

/** What a case is read against. */
export interface Ground {
  readonly gaps: GapIndex;
  readonly owned: OwnedIndex;
  readonly ledger: Ledger;
  readonly userClass: string | null;
  readonly policy: Policy;
  readonly overrides: OverrideIndex;
  readonly today: string | null;
  readonly budget: Budget;
  /** Source ids of torrents that the owner has refused: for ever, whatever they would fill. */
  readonly refusedBefore: ReadonlySet<string>;
  /** Source ids of torrents that the owner removed, and whose gaps are open again. */
  readonly removed: ReadonlySet<string>;
  /** Keys of works that the owner does not want. */
  readonly excludedWorks: ReadonlySet<string>;
}

/** A candidate, read once for all gaps that it may fill. */
export interface Listing {
  readonly candidate: Candidate;
  readonly identity: Identity;
  readonly reading: WorkReading;
  readonly workKeys: readonly string[];
  /** Those that are listed, else those that its words name. */
  readonly narrators: readonly string[];
  /** Forms of their names. */
  readonly narratorForms: PersonForms;
  /** Playing time in minutes, or null when unknown. */
  readonly runtimeMinutes: number | null;
  /** Its work, read under each of the other titles that it says that it has. */
  readonly renamed: readonly WorkReading[];
  /** What a collection says that is in it, by titles alone: finds works, and decides nothing. */
  readonly contained: readonly WorkReading[];
  /** What its free text and its tags say of its contents. */
  readonly contents: Contents;
}
