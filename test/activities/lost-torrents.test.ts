import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { vanished } from '../../src/activities/lost-torrents.ts';
import { confirm, intend, keepTorrent } from '../../src/db/acquisitions.ts';
import { startDatabase, type TestDatabase } from '../support/database.ts';
import { startBooks } from '../support/review-books.ts';
import { clientOf, startTorrentClient } from '../support/torrent-client.ts';

let database: TestDatabase;
before(async () => {
  database = await startDatabase();
});
after(() => database.stop());

it('ten torrents that are gone are named, and the others counted', async () => {
  const { sql } = database;
  const books = await startBooks(sql, 'run');
  const server = await startTorrentClient();
  const torrents = clientOf(server);
  for (let nth = 0; nth < 12; nth += 1) {
    const line = await books.choose({ sourceId: `${100 + nth}`, gapKeys: [`gap ${nth}`] });
    const hashes = { v1: nth.toString(16).padStart(40, '0'), v2: null };
    await keepTorrent(sql, line, { ...hashes, sealed: Buffer.from('sealed') });
    await intend(sql, line);
    await confirm(sql, line, 'queued');
  }
  const notes = await vanished({ sql, torrents }, books.runId);
  await torrents.close();
  await server.stop();
  assert.equal(notes.length, 11);
  assert.match(notes[0] ?? '', /^"Torrent 100" was queued in this run and is not in qBittorrent/);
  assert.equal(notes[10], '2 more that were queued are not in qBittorrent any more');
});
