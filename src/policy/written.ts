import {
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type ParsedNode,
} from 'yaml';
import { duplicateProblems } from './duplicates.ts';
import type { FieldPath } from './field-path.ts';
import type { PolicyProblem } from './problem.ts';

/** A file's text as YAML, of which JSON is a part. */
export interface Written {
  /** What it says; an empty file says nothing. */
  readonly value: unknown;
  /** What is wrong with it as YAML: when there is any, its value must not be used. */
  readonly problems: readonly PolicyProblem[];
  /** The line of a field, from 1, or null. */
  readonly lineOf: (path: FieldPath) => number | null;
}

/** Reads YAML, and remembers where each field stands. */
export function readWritten(text: string): Written {
  const lines = new LineCounter();
  // A byte order mark is what some editors leave.
  const document = parseDocument(text.replace(/^\uFEFF/u, ''), {
    lineCounter: lines,
    prettyErrors: false,
    // Found below, so that they are named.
    uniqueKeys: false,
  });
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  const problems = document.errors.map(({ message, pos }) => notYaml(message, lineAt(pos[0])));
  if (problems.length === 0) problems.push(...duplicateProblems(document.contents, lineAt));
  const value = problems.length > 0 ? null : plainValue(document, problems);
  return {
    value,
    problems,
    lineOf(path) {
      const offset = offsetOf(document.contents, path);
      return offset === null ? null : lineAt(offset);
    },
  };
}

/** What it says, without YAML's anchors: one that leads nowhere is a problem of its own. */
function plainValue(document: Document.Parsed, problems: PolicyProblem[]): unknown {
  try {
    return document.toJS() ?? {};
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    problems.push(notYaml(error.message, null));
    return null;
  }
}

function notYaml(message: string, line: number | null): PolicyProblem {
  return {
    path: '',
    line,
    value: null,
    problem: `is not YAML: ${message.replace(/\.$/u, '')}`,
    remedy: 'Mend it: “field: value”, what belongs to a field indented below it.',
  };
}

/** Where the field's own name stands, or its entry in a list; null when it is not there. */
function offsetOf(top: ParsedNode | null, path: FieldPath): number | null {
  let node: unknown = top;
  let offset: number | null = null;
  for (const step of path) {
    if (isMap(node)) {
      // By its text: the name `1984` is a number to YAML.
      const pair = node.items.find(
        ({ key }) => String(isScalar(key) ? key.value : key) === String(step),
      );
      if (pair === undefined) return null;
      offset = isNode(pair.key) ? (pair.key.range?.[0] ?? null) : null;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      offset = isNode(node) ? (node.range?.[0] ?? null) : null;
    } else return null;
  }
  return offset;
}
