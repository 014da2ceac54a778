import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  createSessionVault,
  type SessionStore,
} from '../../../src/integrations/tracker/session-vault.ts';
import { Secret } from '../../../src/secret.ts';

/** A store in memory that can be away. */
function memoryStore() {
  const state = { isAway: false, logins: 0, refused: null as string | null };
  async function there<T>(work: () => T): Promise<T> {
    if (state.isAway) throw new Error('the database is away');
    return work();
  }
  const store: SessionStore = {
    load: () => there(() => null),
    save: () => there(() => undefined),
    countLogins: () => there(() => state.logins),
    recordLogin: () => there(() => void (state.logins += 1)),
    refusedCredentials: () => there(() => state.refused),
    rememberRefusal: (fingerprint) => there(() => void (state.refused = fingerprint)),
  };
  return { state, store };
}

const vaultOn = (store: SessionStore, password = 'a password') =>
  createSessionVault({
    store,
    seal: { seal: (plain) => Buffer.from(plain), open: (sealed) => sealed },
    url: new URL('https://site.example'),
    username: new Secret('somebody'),
    password: new Secret(password),
    maxLoginsPerDay: 2,
    logger: { warn: () => undefined } as never,
  });

test('asking whether a login may be made counts none', async () => {
  const { state, store } = memoryStore();
  const vault = vaultOn(store);
  for (let time = 0; time < 5; time += 1) await vault.checkLogin();
  assert.equal(state.logins, 0);
});

test('no login may be made once the day has had its number of them', async () => {
  const { store } = memoryStore();
  const vault = vaultOn(store);
  await vault.recordLogin();
  await vault.checkLogin();
  await vault.recordLogin();
  await assert.rejects(vault.checkLogin(), { kind: 'login-locked' });
});

test('refused credentials are not tried again, until they change', async () => {
  const { store } = memoryStore();
  await vaultOn(store).credentialsRefused();
  await assert.rejects(vaultOn(store).checkLogin(), { kind: 'bad-credentials' });
  await vaultOn(store, 'another password').checkLogin();
});

test('a refusal that could not be written down is, before the next login is allowed', async () => {
  const { state, store } = memoryStore();
  const vault = vaultOn(store);
  state.isAway = true;
  await vault.credentialsRefused();
  await assert.rejects(vault.checkLogin(), /away/);
  state.isAway = false;
  await assert.rejects(vault.checkLogin(), { kind: 'bad-credentials' });
  assert.ok(state.refused !== null);
});
