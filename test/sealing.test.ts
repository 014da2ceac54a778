import assert from 'node:assert/strict';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { createSeal, loadSecretKey, SealError, type SealFault } from '../src/sealing.ts';
import { Secret } from '../src/secret.ts';

const folder = await mkdtemp(path.join(tmpdir(), 'mamcrawler-sealing-'));
after(() => rm(folder, { recursive: true }));

const seal = createSeal(new Secret('a key that a person chose'));

function faultOf(open: () => unknown): SealFault | 'none' {
  try {
    open();
  } catch (error) {
    assert.ok(error instanceof SealError);
    return error.fault;
  }
  return 'none';
}

test('whatever is sealed opens again, with the same key made anew, for its own context only', () => {
  const again = createSeal(new Secret('a key that a person chose'));
  fc.assert(
    fc.property(fc.uint8Array(), fc.string(), fc.string(), (plain, context, other) => {
      const sealed = seal.seal(plain, context);
      assert.deepEqual(again.open(sealed, context), Buffer.from(plain));
      if (other !== context) {
        assert.equal(
          faultOf(() => seal.open(sealed, other)),
          'damaged',
        );
      }
    }),
  );
});

test('text is sealed as UTF-8, differently each time, and nothing of it shows', () => {
  const text = 'mam_id=wörth-keeping';
  const [one, two] = [seal.seal(text, 'session'), seal.seal(text, 'session')];
  assert.equal(seal.open(one, 'session').toString('utf8'), text);
  assert.notDeepEqual(one, two);
  assert.ok(!one.toString('latin1').includes('mam_id'));
});

test('a single changed bit anywhere is noticed', () => {
  const sealed = seal.seal('the session', 'session');
  for (let bit = 0; bit < sealed.length * 8; bit += 1) {
    const changed = Buffer.from(sealed);
    changed[bit >> 3]! ^= 1 << (bit & 7);
    assert.notEqual(
      faultOf(() => seal.open(changed, 'session')),
      'none',
      `bit ${bit}`,
    );
  }
});

test('a sealed value cut short anywhere is noticed', () => {
  const sealed = seal.seal('the session', 'session');
  for (let length = 0; length < sealed.length; length += 1) {
    const cut = sealed.subarray(0, length);
    assert.notEqual(
      faultOf(() => seal.open(cut, 'session')),
      'none',
      `${length} bytes`,
    );
  }
});

test('another key says that SECRET_KEY changed and that it means signing in anew', () => {
  const sealed = seal.seal('the session', 'session');
  const other = createSeal(new Secret('another key'));
  assert.throws(
    () => other.open(sealed, 'session'),
    (error) =>
      error instanceof SealError &&
      error.fault === 'other-key' &&
      /SECRET_KEY changed.*signs in to the tracker anew/.test(error.message),
  );
});

test('a configured key is taken as it is, and no file is made', async () => {
  const dataDir = path.join(folder, 'configured');
  const key = await loadSecretKey({ configured: new Secret('mine'), dataDir });
  assert.equal(key.reveal(), 'mine');
  await assert.rejects(stat(dataDir), { code: 'ENOENT' });
});

test('an unset key is generated once, kept to the owner, and found again', async () => {
  const dataDir = path.join(folder, 'made', 'below');
  const first = await loadSecretKey({ configured: null, dataDir });
  const second = await loadSecretKey({ configured: null, dataDir });
  assert.equal(first.reveal(), second.reveal());
  assert.equal(Buffer.from(first.reveal(), 'base64url').length, 32);
  assert.equal((await stat(path.join(dataDir, 'secret.key'))).mode & 0o777, 0o600);
  const elsewhere = await loadSecretKey({ configured: null, dataDir: path.join(folder, 'other') });
  assert.notEqual(elsewhere.reveal(), first.reveal());
});

test('many that start at once end with one key, and leave no draft behind', async () => {
  const dataDir = path.join(folder, 'race');
  const keys = await Promise.all(
    Array.from({ length: 20 }, () => loadSecretKey({ configured: null, dataDir })),
  );
  assert.equal(new Set(keys.map((key) => key.reveal())).size, 1);
  assert.deepEqual(await readdir(dataDir), ['secret.key']);
});

test('a key file that others can read warns, without the key', async () => {
  const dataDir = path.join(folder, 'open');
  const key = await loadSecretKey({ configured: null, dataDir });
  await chmod(path.join(dataDir, 'secret.key'), 0o644);
  const warnings: string[] = [];
  const warn = (message: string): void => void warnings.push(message);
  await loadSecretKey({ configured: null, dataDir, warn });
  assert.equal(warnings.length, 1);
  assert.match(warnings[0]!, /secret\.key can be read by others: chmod 600 it/);
  assert.ok(!warnings[0]!.includes(key.reveal()));
});

test('a key file without a key is refused and left as it is', async () => {
  const dataDir = path.join(folder, 'empty');
  await loadSecretKey({ configured: null, dataDir });
  const file = path.join(dataDir, 'secret.key');
  await writeFile(file, 'half\n');
  await assert.rejects(loadSecretKey({ configured: null, dataDir }), /holds no key.*signing in/);
  assert.equal(await readFile(file, 'utf8'), 'half\n');
});
