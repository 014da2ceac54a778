import { comparePersons, personForms, type Acquaintance } from '../authors.ts';
import { isCast } from '../narrators.ts';
import type { PolicyOverride } from '../policy.ts';
import type { Aim } from './aim.ts';
import type { Listing } from './ground.ts';
import { NOBODY, type OwnedIndex, type Readers } from './owned-index.ts';

/** Who is to read what a candidate aims at, and whether they do. */
export interface Reading {
  /** Those of an override, else those who read what is owned of the series; empty: anybody. */
  readonly wantedNarrators: readonly string[];
  readonly readBy: Acquaintance;
}

/**
 * Compares a candidate's narrators with those who are wanted: of a known work those of its series,
 * of a gap that is known by its number alone those of what is owned of the series.
 */
export function readersFor(
  aim: Aim,
  { narrators, narratorForms }: Pick<Listing, 'narrators' | 'narratorForms'>,
  { owned, override }: { readonly owned: OwnedIndex; readonly override: PolicyOverride },
): Reading {
  if (aim.kind === 'work') {
    const { gap, match } = aim;
    return { wantedNarrators: gap.work?.narrators ?? [], readBy: match.evidence.narrators };
  }
  const wanted = wantedReaders(aim, owned, override);
  const readBy = comparePersons(wanted.forms, narratorForms);
  // Who is of a cast changes from volume to volume.
  const areCasts = readBy === 'different' && isCast(narrators) && isCast(wanted.names);
  return { wantedNarrators: wanted.names, readBy: areCasts ? 'likely' : readBy };
}

function wantedReaders(aim: Aim, owned: OwnedIndex, { narrators }: PolicyOverride): Readers {
  if (narrators !== undefined) return { names: narrators, forms: personForms(narrators) };
  return aim.kind === 'series' ? owned.readersOf(aim.target) : NOBODY;
}
