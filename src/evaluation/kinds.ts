import type { z } from 'zod';
import {
  CandidateRow,
  CatalogueRow,
  DecisionsOutput,
  ExpectedDecision,
  ExpectedGap,
  GapRow,
  GapsOutput,
  LibraryRow,
} from './formats.ts';

/** Every kind of file, by the name of its schema: how a person calls it, and its fields. */
const KINDS = {
  library: { name: 'the rows of a library', shape: LibraryRow.shape },
  catalogue: { name: 'the works of a catalogue', shape: CatalogueRow.shape },
  gaps: { name: 'gaps', shape: GapRow.shape },
  candidates: { name: 'candidates', shape: CandidateRow.shape },
  'expected-gaps': { name: 'expected gaps', shape: ExpectedGap.shape },
  'expected-decisions': { name: 'expected decisions', shape: ExpectedDecision.shape },
  'gaps-output': { name: 'what “eval gaps” prints', shape: GapsOutput.shape },
  'decisions-output': { name: 'what “eval decide” prints', shape: DecisionsOutput.shape },
} as const satisfies Readonly<Record<string, { name: string; shape: z.core.$ZodLooseShape }>>;

/** A kind of file that `mamcrawler eval` knows. */
export type Kind = keyof typeof KINDS;

const ALL: ReadonlySet<string> = new Set(
  Object.values(KINDS).flatMap(({ shape }) => Object.keys(shape)),
);

/** `Wanted are candidates (docs/schemas/candidates.json); these look like expected gaps.` */
export function wantedWords(kind: Kind, value: unknown): string {
  const seen = otherKind(kind, fieldsOf(value));
  const looks = seen === null ? '' : `; this looks like ${KINDS[seen].name}`;
  return `Wanted: ${KINDS[kind].name}, as docs/schemas/${kind}.json shows${looks}.`;
}

/**
 * What is odd about a file that can be read as its kind, and has exactly the fields of another:
 * the first field that its kind has not. Null when nothing is. It is no error: files of others may
 * hold more than we ask for.
 */
export function misplacedWords(file: string, kind: Kind, rows: unknown): string | null {
  const fields = fieldsOf(rows);
  if (otherKind(kind, fields) === null) return null;
  const field = fields.find((one) => ALL.has(one) && !(one in KINDS[kind].shape));
  return `${file}: ${field ?? ''} is no field of this kind. ${wantedWords(kind, rows)} It is read as wanted all the same.`;
}

/** The kind that has all of these fields, where the wanted one has not. */
function otherKind(wanted: Kind, fields: readonly string[]): Kind | null {
  const known = fields.filter((field) => ALL.has(field));
  const holds = (kind: Kind) => known.every((field) => field in KINDS[kind].shape);
  if (known.length === 0 || holds(wanted)) return null;
  return kinds().find(holds) ?? null;
}

function kinds(): readonly Kind[] {
  return Object.keys(KINDS).filter((name): name is Kind => name in KINDS);
}

/** The fields of all rows that hold something, or of the one object, in their order. */
function fieldsOf(value: unknown): readonly string[] {
  const fields = new Set<string>();
  const rows: readonly unknown[] = Array.isArray(value) ? value : [value];
  for (const row of rows) {
    if (typeof row !== 'object' || row === null) continue;
    for (const [name, held] of Object.entries(row)) if (held !== null) fields.add(name);
  }
  return [...fields];
}
