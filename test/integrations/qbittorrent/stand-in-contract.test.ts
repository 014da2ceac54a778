import { startQbittorrentStandIn, type Dialect } from '../../../src/sandbox/qbittorrent/index.ts';
import { qbittorrentContract } from './contract.ts';

const VERSIONS: readonly (readonly [Dialect, string, boolean])[] = [
  ['4.5', '2.8.19', false],
  ['5.1', '2.11.4', false],
  ['5.2', '2.15.1', true],
  ['5.3', '2.16.2', true],
];

for (const [dialect, apiVersion, hasKeys] of VERSIONS) {
  qbittorrentContract(`the stand-in in its ${dialect} dialect`, async () => {
    const credentials = { username: 'owner', password: 'a good + password' };
    const apiKey = 'qbt_a-key-that-works';
    const server = await startQbittorrentStandIn({ dialect, ...credentials, apiKey });
    return {
      ...credentials,
      url: server.url,
      apiKey: hasKeys ? apiKey : null,
      apiVersion,
      restart: () => server.restart(0),
      stop: () => server.stop(),
    };
  });
}
