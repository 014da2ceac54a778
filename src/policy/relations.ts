import { authorKeys, seriesKey, textKey } from '../domain/names.ts';
import { type FieldPath, nameOf } from './field-path.ts';
import type { PolicyProblem } from './problem.ts';
import type { PolicyFile } from './schema.ts';
import { completeSaid } from './schema.ts';

/** A problem without its line. */
type Found = Omit<PolicyProblem, 'line' | 'path'> & { readonly at: FieldPath };

/** What is wrong between fields that are right each by itself. */
export function relationProblems(
  said: PolicyFile,
  lineOf: (path: FieldPath) => number | null,
): readonly PolicyProblem[] {
  const found = [
    ...shares(said),
    ...onlyFormats(said),
    ...namesOf('series', Object.keys(said.series ?? {}), seriesKey),
    ...namesOf('authors', Object.keys(said.authors ?? {}), (name) => authorKeys([name])[0] ?? ''),
    ...wordless(said),
  ];
  return found.map(({ at, ...problem }) => ({ path: nameOf(at), line: lineOf(at), ...problem }));
}

function shares(said: PolicyFile): readonly Found[] {
  const { thresholds, runtime } = completeSaid(said);
  const problems: Found[] = [];
  if (thresholds.ask > thresholds.accept) {
    problems.push({
      at: ['thresholds', said.thresholds?.ask === undefined ? 'accept' : 'ask'],
      value: String(said.thresholds?.ask ?? thresholds.accept),
      problem: `puts ask (${thresholds.ask}) above accept (${thresholds.accept})`,
      remedy: 'Lower ask or raise accept: what scores between the two is asked about.',
    });
  }
  if (runtime.same > runtime.other) {
    problems.push({
      at: ['runtime', said.runtime?.same === undefined ? 'other' : 'same'],
      value: String(said.runtime?.same ?? runtime.other),
      problem: `puts same (${runtime.same}) above other (${runtime.other})`,
      remedy: 'Lower same or raise other: between the two a playing time says nothing.',
    });
  }
  return problems;
}

function onlyFormats({ formats, onlyListedFormats }: PolicyFile): readonly Found[] {
  const problems: Found[] = [];
  if (formats?.length === 0 && onlyListedFormats === true) {
    problems.push({
      at: ['formats'],
      value: null,
      problem: 'lists none, and onlyListedFormats refuses every other',
      remedy: 'List the formats that you take, or remove onlyListedFormats.',
    });
  }
  for (const [index, format] of (formats ?? []).entries()) {
    if (formats?.indexOf(format) === index) continue;
    const problem = 'stands in the list twice';
    problems.push({
      at: ['formats', index],
      value: format,
      problem,
      remedy: 'Remove one of them.',
    });
  }
  return problems;
}

/** Names that name nothing, and one name in two spellings: which of the two would hold? */
function namesOf(
  field: 'series' | 'authors',
  names: readonly string[],
  keyOf: (name: string) => string,
): readonly Found[] {
  const first = new Map<string, string>();
  const problems: Found[] = [];
  for (const name of names) {
    const key = keyOf(name);
    const other = first.get(key);
    const at = [field, name];
    if (key === '') {
      const remedy = 'Write the name as your library has it.';
      problems.push({ at, value: null, problem: 'is no name', remedy });
    } else if (other !== undefined) {
      const problem = `is the same as “${other}”, spelt otherwise`;
      problems.push({ at, value: null, problem, remedy: 'Put what holds under one of the two.' });
    } else first.set(key, name);
  }
  return problems;
}

/** A word of punctuation alone is in no title. */
function wordless({ blocked }: PolicyFile): readonly Found[] {
  const problems: Found[] = [];
  for (const field of ['uploaders', 'words'] as const) {
    for (const [index, text] of (blocked?.[field] ?? []).entries()) {
      if (textKey(text) !== '') continue;
      const at = ['blocked', field, index];
      const remedy = 'Write a word with letters or digits.';
      problems.push({ at, value: text, problem: 'blocks nothing', remedy });
    }
  }
  return problems;
}
