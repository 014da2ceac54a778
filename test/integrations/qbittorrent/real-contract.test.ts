import { startQbittorrentNox } from '../../support/qbittorrent-nox.ts';
import { qbittorrentContract } from './contract.ts';

qbittorrentContract('the real qbittorrent-nox', async () => {
  const server = await startQbittorrentNox();
  return {
    url: server.url,
    username: server.username,
    password: server.password,
    apiKey: null,
    apiVersion: '2.8.19',
    restart: () => server.restart(),
    stop: () => server.stop(),
  };
});
