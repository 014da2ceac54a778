import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDownloadRefusal } from '../../../../src/integrations/tracker/parse/index.ts';
import { parseCount, parseSize } from '../../../../src/integrations/tracker/parse/numbers.ts';
import { saved } from './saved.ts';

const REFUSALS: readonly [string, string, string, RegExp, number | null][] = [
  [
    'the unsatisfied limit',
    'Attempted to Download Past Unsatisfied limit. Happened: 2026-10-01 Time Till Download Allowed: 1d 02:04:02',
    'downloads-frozen',
    /Unsatisfied limit/,
    (((24 + 2) * 60 + 4) * 60 + 2) * 1000,
  ],
  [
    'the unsatisfied limit in HTML, less than a day',
    '<h1>Error</h1>Attempted to Download Past Unsatisfied limit.<br>Time Till Download Allowed: <b>00:10:00</b>',
    'downloads-frozen',
    /Unsatisfied limit/,
    600_000,
  ],
  [
    'the unsatisfied limit without a time',
    'Attempted to Download Past Unsatisfied limit.',
    'downloads-frozen',
    /Unsatisfied limit/,
    null,
  ],
  ['VIP only', '<p>you are not VIP or higher</p>', 'download-refused', /VIP/, null],
  ['the login page', saved('not-logged-in'), 'not-signed-in', /signed in/, null],
  ['the login form', saved('login'), 'not-signed-in', /signed in/, null],
  ['the text of a dead session', saved('forbidden-text'), 'not-signed-in', /signed in/, null],
  ['too many requests', '429 Too Many Requests', 'rate-limited', /requests/, null],
  ['a torrent that is gone', '<h1>404 Not Found</h1>', 'not-found', /not found/, null],
  ['a deleted torrent', 'This torrent was deleted.', 'not-found', /not found/, null],
  ['a lost session', 'Session not found', 'unexpected-answer', /neither/, null],
  ['something unknown', 'It is Tuesday.', 'unexpected-answer', /neither/, null],
  ['nothing', '', 'unexpected-answer', /neither/, null],
];

for (const [what, text, kind, phrase, retryAfterMs] of REFUSALS) {
  test(`a download answered with ${what} is ${kind}`, () => {
    const refusal = parseDownloadRefusal(text);
    assert.equal(refusal.kind, kind);
    assert.match(refusal.phrase, phrase);
    assert.equal(refusal.retryAfterMs, retryAfterMs);
    assert.doesNotMatch(refusal.phrase, /Tuesday|</);
  });
}

const SIZES: readonly [string, number | null][] = [
  ['0 B', 0],
  ['999 B', 999],
  ['999 bytes', 999],
  ['1 KiB', 1024],
  ['1,023.5 MiB', 1_073_217_536],
  ['11.9 GiB', 12_777_527_706],
  ['1.835 TiB', 2_017_603_836_969],
  ['2 PiB', 2 * 1024 ** 5],
  ['5 MB', 5 * 1024 ** 2],
  ['5', null],
  ['', null],
  ['big', null],
  ['-1 GiB', null],
  ['1 ZiB', null],
];

for (const [text, bytes] of SIZES) {
  test(`the size "${text}" is ${bytes} bytes`, () => assert.equal(parseSize(text), bytes));
}

for (const [text, count] of [
  ['0', 0],
  [' 1,234 ', 1234],
  ['', null],
  ['1.5', null],
  ['x', null],
] as const) {
  test(`the count "${text}" is ${count}`, () => assert.equal(parseCount(text), count));
}
