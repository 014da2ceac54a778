import { wholeVolumes } from '../positions.ts';
import { eachInSteps, type Steps } from '../steps.ts';
import type { Cluster } from './cluster.ts';
import type { KnownRow } from './rows.ts';
import { areDisputed, believedClaim, type Placement } from './trust.ts';

type Claims = readonly [Placement, ...Placement[]];

/** Makes works of rows that belong together, and gives each its places. Linear in the rows. */
export function* placeWorksInSteps(
  works: readonly (readonly KnownRow[])[],
): Steps<readonly Cluster[]> {
  const claimed: { rows: readonly KnownRow[]; claims: ReadonlyMap<string, Claims> }[] = [];
  yield* eachInSteps(works, (rows) => void claimed.push({ rows, claims: claimsOf(rows) }));
  const taken = new Map<string, readonly KnownRow[]>();
  yield* eachInSteps(claimed, ({ rows, claims }) => {
    for (const [key, [first, ...others]] of claims) {
      if (others.length > 0 && areDisputed([first, ...others])) continue;
      for (const place of placesOf(key, first)) taken.set(place, rows);
    }
  });
  const clusters: Cluster[] = [];
  yield* eachInSteps(claimed, ({ rows, claims }) => {
    const isTaken = (key: string) => (claim: Placement) =>
      placesOf(key, claim).some((place) => taken.has(place) && taken.get(place) !== rows);
    const places = [...claims].map(([key, of]): [string, Placement] => [
      key,
      believedClaim(of, isTaken(key)),
    ]);
    const isPack = rows.every((row) => row.isPack);
    clusters.push({ rows, places: new Map(places), isPack });
  });
  return clusters;
}

function claimsOf(rows: readonly KnownRow[]): ReadonlyMap<string, Claims> {
  const claims = new Map<string, [Placement, ...Placement[]]>();
  for (const row of rows) {
    for (const [key, positions] of row.reading.places) {
      const claim = { name: nameOf(row, key), positions, row };
      const known = claims.get(key);
      if (known === undefined) claims.set(key, [claim]);
      else known.push(claim);
    }
  }
  return claims;
}

/** One for each author, so that namesakes don't take each other's places; an omnibus takes none. */
function placesOf(key: string, { positions, row }: Placement): readonly string[] {
  const [volume, more] = wholeVolumes(positions);
  if (volume === undefined || more !== undefined) return [];
  return [...row.reading.persons.sure].map((form) => `${form}|${key}|${volume}`);
}

function nameOf({ reading }: KnownRow, key: string): string {
  return reading.called.get(key) ?? key;
}
