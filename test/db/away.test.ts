import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDatabaseAway } from '../../src/db/connect.ts';

const AWAY = [
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
  '57P03',
  '08006',
];
const NOT_AWAY = ['42P01', '28P01', '3D000', 'EACCES'];

for (const code of AWAY) {
  test(`${code} says that the database is away`, () => {
    assert.equal(isDatabaseAway(Object.assign(new Error('x'), { code })), true);
  });
}

for (const code of NOT_AWAY) {
  test(`${code} says something else`, () => {
    assert.equal(isDatabaseAway(Object.assign(new Error('x'), { code })), false);
  });
}
