import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's own folder. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What one file takes from another, or from a package. */
export interface Import {
  /** As written: `./gap.ts`, `node:fs`, `@temporalio/client`. */
  readonly specifier: string;
  /** A path from the project's root, or the name of a package (`node:` for what Node brings). */
  readonly target: string;
  /** True when the whole statement is `import type` or `export type`: nothing of it is loaded. */
  readonly isType: boolean;
}

/** One file of ours. */
export interface Source {
  /** From the project's root, with slashes. */
  readonly path: string;
  /** Without comments. */
  readonly code: string;
  readonly imports: readonly Import[];
}

/** Reads every TypeScript file below a folder of the project. */
export async function readSources(folder: string): Promise<readonly Source[]> {
  const entries = await readdir(path.join(ROOT, folder), { recursive: true, withFileTypes: true });
  const sources: Source[] = [];
  for (const entry of entries) {
    if (!entry.isFile() || !entry.name.endsWith('.ts')) continue;
    const file = path.join(entry.parentPath, entry.name);
    sources.push(readSource(path.relative(ROOT, file), await readFile(file, 'utf8')));
  }
  return sources.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** Reads one file's imports: of both kinds, re-exports, and those made by a call. */
export function readSource(file: string, text: string): Source {
  const code = withoutComments(text);
  const imports: Import[] = [];
  const add = (specifier: string, isType: boolean) =>
    imports.push({ specifier, isType, target: targetOf(file, specifier) });
  for (const found of code.matchAll(STATEMENT)) {
    add(found.groups?.['from'] ?? '', found.groups?.['type'] !== undefined);
  }
  for (const found of code.matchAll(CALL)) add(found[1] ?? '', false);
  return { path: file, code, imports };
}

/** `import … from '…'`, `export … from '…'` (at a line's start, over any lines) and `import '…'`. */
const STATEMENT =
  /^(?:import|export)\s+(?<type>type\s+(?=[{*\w]))?(?:[\w*\s{},$]+?\s+from\s+)?(?<q>['"])(?<from>[^'"\n]+)\k<q>/gm;

/** `import('…')` and `import.meta.resolve('…')`, also in a type. */
const CALL = /\bimport(?:\.meta\.resolve)?\(\s*['"]([^'"\n]+)['"]/g;

/** Leaves strings and templates whole, in which `//` may stand. */
function withoutComments(text: string): string {
  const token = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g;
  return text.replace(token, (found) => (found.startsWith('/') ? '' : found));
}

function targetOf(file: string, specifier: string): string {
  if (specifier.startsWith('.')) {
    return path.posix.join(path.posix.dirname(file), specifier);
  }
  if (specifier.startsWith('node:')) return 'node:';
  const [scope = '', name = ''] = specifier.split('/');
  return scope.startsWith('@') ? `${scope}/${name}` : scope;
}
