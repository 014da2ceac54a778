import type { Gap, GapKind } from '../gap.ts';
import type { OverrideIndex } from '../overrides.ts';
import type { Policy } from '../policy.ts';
import type { Cluster } from './clusters.ts';
import type { OwnedItem } from './owned.ts';

/** A work that is lacking, may be, or will be. */
export interface MissingWork {
  /** Id of the row that stands for the work: the recording that would suit best. */
  readonly work: string;
  readonly kind: GapKind;
  readonly series: string | null;
  /** As a person writes it, or null. */
  readonly position: string | null;
  /** One sentence. */
  readonly because: string;
  readonly releaseDate: string | null;
  /** The same as a run knows gaps. */
  readonly gap: Gap;
  /** Keys of the authors of what is held of the series; empty for a work in no series. */
  readonly heldBy: readonly string[];
  /** The catalogues that say so, and when they were asked. */
  readonly sources: readonly { readonly source: string; readonly asOf: string | null }[];
}

/** What a library lacks of what is known. Every list is in the order of the series and its volumes. */
export interface FoundMissing {
  readonly gaps: readonly MissingWork[];
  /** Doubtful claims: for a person to say. */
  readonly questions: readonly MissingWork[];
  /** Not out yet. */
  readonly upcoming: readonly MissingWork[];
}

/** A held series of which catalogues know enough to be believed. */
export interface KnownSeries {
  /** Of all names that it goes by. */
  readonly keys: readonly string[];
  /** Keys of its authors. */
  readonly authorKeys: readonly string[];
  /** Whole volumes that are held by number, or by the work that a catalogue places there. */
  readonly numbers: ReadonlySet<number>;
  /** An omnibus of all of it is owned: nothing is lacking. */
  readonly isWhole: boolean;
  /** A catalogue knows every volume up to the last that there is: nothing follows. */
  readonly isComplete: boolean;
}

/** Of which held series catalogues know enough to be believed. */
export interface WellKnown {
  readonly series: readonly KnownSeries[];
}

/** What {@link findMissing} answers. */
export interface JudgedMissing extends FoundMissing {
  readonly wellKnown: WellKnown;
}

/** What the steps of {@link findMissing} share. */
export interface MissingGround {
  readonly policy: Policy;
  readonly overrides: OverrideIndex;
  readonly today: string;
  readonly owned: readonly OwnedItem[];
  readonly isOwned: (cluster: Cluster) => boolean;
  readonly isPerhapsOwned: (cluster: Cluster) => boolean;
  /** Whether an item that nobody knows stands at this number of a series that is called alike. */
  readonly isStrangerAt: (cluster: Cluster, series: string, number: number) => boolean;
  /** Language of most of the library, or null. */
  readonly language: string | null;
}
