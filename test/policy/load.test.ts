import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { loadConfig, type PolicyFlags } from '../../src/config.ts';
import { DEFAULT_POLICY } from '../../src/domain/policy.ts';
import { createPolicyReader, loadPolicy } from '../../src/policy/load.ts';
import { PolicyError } from '../../src/policy/problem.ts';
import { readPolicyText } from '../../src/policy/read.ts';
import { completeSaid } from '../../src/policy/schema.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'mamcrawler-policy-'));
after(() => rmSync(folder, { recursive: true }));

let files = 0;
function write(text: string): string {
  files += 1;
  const file = path.join(folder, `policy-${files}.yaml`);
  writeFileSync(file, text);
  return file;
}

function load(text: string, flags: PolicyFlags = {}) {
  return loadPolicy({ file: write(text), isNamed: true, flags });
}

test('without a file and without flags the defaults hold', async () => {
  const file = path.join(folder, 'absent.yaml');
  const loaded = await loadPolicy({ file, isNamed: false, flags: {} });
  assert.deepEqual(loaded, { policy: DEFAULT_POLICY, file: null, warnings: [] });
});

test('a file that was named and is not there is an error with its remedy', async () => {
  const file = path.join(folder, 'absent.yaml');
  await assert.rejects(loadPolicy({ file, isNamed: true, flags: {} }), (error) => {
    assert.ok(error instanceof PolicyError);
    assert.match(error.what, /absent\.yaml can't be used: the file is not there$/);
    assert.match(error.message, /unset POLICY_FILE/);
    return true;
  });
});

test('a file that can not be read is an error, named or not', async () => {
  const config = { file: folder, isNamed: false, flags: {} };
  await assert.rejects(loadPolicy(config), /can't be read \(EISDIR\)/);
});

/** A flag in the environment, a line of a policy, the field, what holds then, and who is warned of. */
const FLAGS: readonly (readonly [
  NodeJS.ProcessEnv,
  string,
  (policy: typeof DEFAULT_POLICY) => unknown,
  unknown,
  RegExp | null,
])[] = [
  [{ MAM_MIN_SEEDS: '3' }, '', (p) => p.minSeeders, 3, null],
  [{ MAM_MIN_SEEDS: '3' }, 'minSeeders: 3', (p) => p.minSeeders, 3, null],
  [
    { MAM_MIN_SEEDS: '3' },
    'minSeeders: 2',
    (p) => p.minSeeders,
    2,
    /^MAM_MIN_SEEDS says 3, minSeeders in the policy says 2: the policy wins/,
  ],
  [{ GAP_AUTHOR_MIN_ITEMS: '4' }, '', (p) => p.authorMinItems, 4, null],
  [{ RATIO_FLOOR: '1.5' }, '', (p) => p.ratioFloor, 1.5, null],
  [{ RATIO_FLOOR: '0' }, 'ratioFloor: 2', (p) => p.ratioFloor, 2, /RATIO_FLOOR says 0, ratioFloor/],
  [{ GAP_ANALYSIS_ENABLED: 'false' }, '', (p) => p.analysis, false, null],
  [
    { ENABLE_GAP_ANALYSIS: 'false', GAP_ANALYSIS_ENABLED: 'true' },
    '',
    (p) => p.analysis,
    false,
    null,
  ],
  [
    { GAP_ANALYSIS_ENABLED: 'true' },
    'analysis: false',
    (p) => p.analysis,
    false,
    /GAP_ANALYSIS_ENABLED says true/,
  ],
  [{ ENABLE_SERIES_COMPLETION: 'off' }, '', (p) => p.wants, { series: false, authors: true }, null],
  [
    { ENABLE_AUTHOR_COMPLETION: '0' },
    'wants: {series: false}',
    (p) => p.wants,
    { series: false, authors: false },
    null,
  ],
  [
    { ENABLE_AUTHOR_COMPLETION: '0' },
    'wants: {authors: true}',
    (p) => p.wants,
    DEFAULT_POLICY.wants,
    /ENABLE_AUTHOR_COMPLETION says false, wants\.authors/,
  ],
  [{ GAP_SERIES_PRIORITY: 'false' }, '', (p) => p.first, { series: false, authors: true }, null],
  [{ GAP_AUTHOR_PRIORITY: 'no' }, '', (p) => p.first, { series: true, authors: false }, null],
];

for (const [env, text, field, expected, warning] of FLAGS) {
  test(`${JSON.stringify(env)} and ${JSON.stringify(text)} come to ${JSON.stringify(expected)}`, async () => {
    const { config } = loadConfig(env, { cwd: folder, envFile: null });
    const { policy, warnings } = await load(text, config.policy.flags);
    assert.deepEqual(field(policy), expected);
    assert.deepEqual(warnings.length, warning === null ? 0 : 1, warnings.join());
    if (warning !== null) assert.match(warnings[0]!, warning);
  });
}

test('a run reads the policy anew at each step: a change holds, a broken file stops it by name', async () => {
  const file = write('minSeeders: 2');
  const policy = createPolicyReader({ file, isNamed: false, flags: {} });
  const first = await policy();
  assert.equal(first.minSeeders, 2);
  assert.equal(await policy(), first, 'what has not changed is not understood anew');
  writeFileSync(file, 'minSeeders: 5');
  assert.equal((await policy()).minSeeders, 5);
  writeFileSync(file, 'minSeeders: x');
  await assert.rejects(policy(), PolicyError);
  writeFileSync(file, 'minSeeders: 5');
  assert.equal((await policy()).minSeeders, 5);
  rmSync(file);
  assert.equal((await policy()).minSeeders, 1);
});

test('policy.example.yaml is right, says every field, and copied as it is changes nothing', () => {
  const text = readFileSync(new URL('../../policy.example.yaml', import.meta.url), 'utf8');
  const { said, problems } = readPolicyText(text);
  assert.deepEqual(problems, []);
  assert.deepEqual(Object.keys(said ?? {}).toSorted(), Object.keys(DEFAULT_POLICY).toSorted());
  assert.deepEqual(completeSaid(said ?? {}), DEFAULT_POLICY);
  assert.match(text, /^# yaml-language-server: \$schema=\.\/docs\/schemas\/policy\.json\n/);
  const uncommented = text
    .replaceAll(/^(?:series|authors): \{\}$/gm, '')
    .replaceAll(/^# (?=(?:series|authors):| {2})/gm, '');
  assert.deepEqual(
    readPolicyText(uncommented).problems,
    [],
    'its commented examples are right too',
  );
});
