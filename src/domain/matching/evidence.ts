import type { Acquaintance } from '../authors.ts';

/** What else speaks for or against two rows being of one recording. */
export interface Evidence {
  /** `exact`: as near as two copies of one recording; `agrees`: near enough. */
  readonly runtime: 'exact' | 'agrees' | 'differs' | 'unknown';
  readonly narrators: Acquaintance;
  /** Whether a collection says in its description that it holds the wanted work; absent: it says nothing. */
  readonly isListed?: boolean;
  /** True when what is offered says that the wanted title is another one of its own. */
  readonly isNamedSo?: boolean;
  /** True where a title of its own may outweigh a number of another order. */
  readonly mayBeRenumbered?: boolean;
}

/** No runtime and no narrator is known. */
export const NO_EVIDENCE: Evidence = { runtime: 'unknown', narrators: 'unknown' };
