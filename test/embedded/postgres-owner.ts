// A process that starts the embedded PostgreSQL and waits to be killed, or for its parent to end.
import { startPostgres } from '../../src/embedded/postgres.ts';

const options = JSON.parse(process.env['OPTIONS'] ?? '{}') as Parameters<typeof startPostgres>[0];
process.once('disconnect', () => process.exit());
const server = await startPostgres(options);
process.send?.({ pid: server.pid, url: server.url });
