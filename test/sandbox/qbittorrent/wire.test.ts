import { startQbittorrentStandIn } from '../../../src/sandbox/qbittorrent/index.ts';
import { startQbittorrentNox } from '../../support/qbittorrent-nox.ts';
import { wireContract } from './wire.ts';

const credentials = { username: 'owner', password: 'a good + password' };

wireContract('the real 4.5.2', () => startQbittorrentNox(credentials));

wireContract("the stand-in's 4.5", async () => {
  const server = await startQbittorrentStandIn({ dialect: '4.5', ...credentials });
  return { ...credentials, url: server.url, stop: () => server.stop() };
});
