import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { vanished } from '../../src/activities/lost-torrents.ts';
import { confirm, intend, keepTorrent } from '../../src/db/acquisitions.ts';
import { addOnce } from '../../src/integrations/qbittorrent/index.ts';
import { readTorrentFile } from '../../src/integrations/torrent-file/index.ts';
import { makeTorrentFile } from '../integrations/torrent-file/bencoder.ts';
import { startDatabase, type TestDatabase } from '../support/database.ts';
import { startBooks } from '../support/review-books.ts';
import { clientOf, startTorrentClient } from '../support/torrent-client.ts';

const AT_ONCE = { seenWithinMs: 10_000, settleMs: 0 };

let database: TestDatabase;
before(async () => {
  database = await startDatabase();
});
after(() => database.stop());

it('ten torrents that are gone are named, the others counted, and one that is there is not', async () => {
  const { sql } = database;
  const books = await startBooks(sql, 'run');
  const server = await startTorrentClient();
  const torrents = clientOf(server);
  const { bytes: torrent } = makeTorrentFile('v1', 'there');
  const { hashes: there } = readTorrentFile(torrent);
  await addOnce(
    torrents,
    { torrent, hashes: there, name: 'there', category: '', tags: [] },
    AT_ONCE,
  );
  const asked = () => server.log.filter(({ path }) => path.endsWith('torrents/info')).length;
  const before = asked();
  for (let nth = -1; nth < 12; nth += 1) {
    const line = await books.choose({ sourceId: `${100 + nth}`, gapKeys: [`gap ${nth}`] });
    const hashes = nth < 0 ? there : { v1: nth.toString(16).padStart(40, '0'), v2: null };
    await keepTorrent(sql, line, { ...hashes, sealed: Buffer.from('sealed') });
    await intend(sql, line);
    await confirm(sql, line, 'queued');
  }
  const notes = await vanished({ sql, torrents }, books.runId);
  assert.equal(asked() - before, 1, 'one question about all of them');
  await torrents.close();
  await server.stop();
  assert.equal(notes.length, 11);
  assert.match(notes[0] ?? '', /^"Torrent 100" was queued in this run and is not in qBittorrent/);
  assert.equal(notes[10], '2 more that were queued are not in qBittorrent any more');
});
