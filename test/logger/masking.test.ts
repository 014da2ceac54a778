import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createLogger } from '../../src/logger.ts';
import { createMask } from '../../src/logger/masking.ts';

/** What a logger that knows these secrets writes, as JSON and as a person reads it. */
function written(
  secrets: readonly string[],
  log: (logger: ReturnType<typeof createLogger>) => void,
) {
  const lines: string[] = [];
  const logger = createLogger({
    level: 'debug',
    logsDir: null,
    timeZone: 'UTC',
    pretty: true,
    jsonToStdout: true,
    secrets,
    terminal: { write: (text) => lines.push(text) },
  });
  log(logger);
  return lines.join('');
}

/** All texts in a value: what a reader of the log sees once JSON is decoded. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...textsIn(inner)]);
}

// Marked with a letter that neither our words nor the masks have, so that a hit is a leak.
const secret = fc
  .string({ minLength: 3, maxLength: 30, unit: 'binary' })
  .map((text) => `Ω${text}Ω`);

/** Every way in which code puts a secret into a line. */
const CARRIERS: readonly ((secret: string) => unknown)[] = [
  (s) => s,
  (s) => `before ${s} after ${s}`,
  (s) => `${s}${s}`,
  (s) => ({ deep: { deeper: [{ text: s }] } }),
  (s) => ({ [s]: 1 }),
  (s) => new Error(`refused: ${s}`),
  (s) => new Error('outer', { cause: new Error('inner', { cause: s }) }),
  (s) => new AggregateError([new Error(s)], 'many'),
  (s) => Object.assign(new Error('with fields'), { request: { body: s } }),
  (s) => new Map([[s, new Set([s])]]),
  (s) => new URL(`http://nas/x?q=${encodeURIComponent(s.toWellFormed())}`),
  (s) => ({ toJSON: () => s }),
  (s) => ({
    get trap() {
      throw new Error(s);
    },
  }),
  (s) => JSON.stringify({ body: s }),
  (s) => new URLSearchParams({ email: s }).toString(),
  (s) => Symbol(s),
];

test('no registered secret gets through, wherever in a line it stands', () => {
  fc.assert(
    fc.property(secret, fc.constantFrom(...CARRIERS), fc.boolean(), (value, carry, asChild) => {
      const output = written([value], (logger) => {
        const fields = { field: carry(value) };
        if (asChild) logger.child(fields).warn({}, `a message with ${value}`);
        else logger.error(fields, `a message with ${value}`);
      });
      assert.ok(!output.includes(value));
      const json = output.split('\n').find((line) => line.startsWith('{"level"'))!;
      for (const text of textsIn(JSON.parse(json))) assert.ok(!text.includes(value), text);
      for (const spelling of [
        encodeURIComponent(value.toWellFormed()),
        JSON.stringify(value).slice(1, -1),
      ]) {
        assert.ok(!output.includes(spelling));
      }
    }),
    { numRuns: 500 },
  );
});

test('of several secrets none gets through, be one the beginning of another', () => {
  fc.assert(
    fc.property(fc.array(secret, { minLength: 1, maxLength: 5 }), (values) => {
      const all = [...values, ...values.map((value) => `${value}longer`)];
      const mask = createMask(all);
      const masked = mask(all.join(' '));
      for (const value of all) assert.ok(!masked.includes(value));
      assert.doesNotMatch(masked, /longer/);
    }),
  );
});

test('a text without secrets stays as it is, and masking twice is masking once', () => {
  const words = fc.array(
    fc.constantFrom('The', 'Way', 'of', 'Kings', '1-3', '[m4b]', '€', 'id=3', '"'),
  );
  const mask = createMask(['Ωnever-hereΩ']);
  fc.assert(
    fc.property(words, (list) => {
      const text = list.join(' ');
      assert.equal(mask(text), text);
      const hot = `${text} mam_id=abc; SID=x Authorization: Bearer y http://a:b@c ${text}`;
      assert.equal(mask(mask(hot)), mask(hot));
    }),
  );
});

test('a registered number is masked in number fields too', () => {
  assert.doesNotMatch(
    written(['48151623'], (log) => log.info({ pin: 48151623 }, 'x')),
    /48151623/,
  );
});

/** [what a line may hold, what must be gone, what must remain] */
const LOOKS: readonly [string, string, string][] = [
  ['Cookie: mam_id=TOPSECRET; uid=7', 'TOPSECRET', 'Cookie'],
  ['cookie mam_id=TOPSECRET%2Bx; other', 'TOPSECRET', 'other'],
  ['{"mam_id":"TOPSECRET","page":2}', 'TOPSECRET', '"page":2'],
  [String.raw`{\"mam_id\":\"TOPSECRET\",\"page\":2}`, 'TOPSECRET', 'page'],
  ['SID=TOPSECRET; path=/', 'TOPSECRET', 'path=/'],
  ['QBT_SID_8080=TOPSECRET; path=/', 'TOPSECRET', 'QBT_SID_8080='],
  ['http://t.example/announce?passkey=TOPSECRET&left=0', 'TOPSECRET', 'left=0'],
  ['http://t.example/announce.php/TOPSECRET', 'TOPSECRET', 't.example'],
  ['http://t.example/0123456789abcdefTOPSECRET/announce', 'TOPSECRET', '/announce'],
  ['GET /tor/download.php/TOPSECRET~x_-. 200', 'TOPSECRET', ' 200'],
  ['<a href="/tor/download.php/TOPSECRET">x</a>', 'TOPSECRET', '">x</a>'],
  ['authorization: Bearer TOPSECRET', 'TOPSECRET', 'authorization'],
  ['"Authorization":"Basic TOPSECRET="', 'TOPSECRET', 'Authorization'],
  ['Authorization: TOPSECRET', 'TOPSECRET', 'Authorization'],
  ['sent Bearer TOPSECRET0.', 'TOPSECRET', 'sent'],
  ['set-cookie: a=TOPSECRET; b=TOPSECRET', 'TOPSECRET', 'set-cookie'],
  ['key qbt_TOPSECRET0 refused', 'TOPSECRET', 'refused'],
  ['postgresql://me:TOPSECRET@db:5432/x', 'TOPSECRET', 'db:5432/x'],
  ['email=a%40b&password=TOPSECRET&hidden=1', 'TOPSECRET', 'hidden=1'],
  ['X-API-Key: TOPSECRET', 'TOPSECRET', 'X-API-Key'],
  ['eyJTOPSECRET.eyJzdWIiOiIx.c2ln', 'TOPSECRET', ''],
];

for (const [text, gone, remains] of LOOKS) {
  test(`what looks like a secret is masked unregistered: ${text}`, () => {
    const masked = createMask([])(text);
    assert.ok(!masked.includes(gone), masked);
    assert.ok(masked.includes('[secret]') && masked.includes(remains), masked);
  });
}

const HARMLESS = [
  'The Secret Token of Sid, by Cookie Carlson',
  'GET /tor/download.php?tid=1234 200',
  'inside=1 tokens: found',
  'Basic Instincts and Bearer of Bad News',
  'http://localhost:13378/api/libraries?limit=10',
  'CRAWL_TERMS_PER_RUN=200',
];

for (const text of HARMLESS) {
  test(`what only resembles a secret is left alone: ${text}`, () => {
    assert.equal(createMask([])(text), text);
  });
}

test('a field whose name says that it is secret is masked whatever it holds', () => {
  const names = [
    'password',
    'absToken',
    'api_key',
    'X-API-Key',
    'set-cookie',
    'storageState',
    'SECRET_KEY',
  ];
  for (const name of names) {
    const output = written([], (log) => log.info({ at: { [name]: ['TOPSECRET'] } }, 'x'));
    assert.ok(!output.includes('TOPSECRET'), output);
  }
  const kept = written([], (log) =>
    log.info({ tokens: 'KEPT', secretary: 'KEPT', apiKeyFile: true }, 'x'),
  );
  assert.equal(kept.match(/KEPT/g)?.length, 4);
});
