import { once } from 'node:events';
import type { Server } from 'node:http';

/** Listens on a loopback port (0 = a free one) and says which. */
export async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP port was opened');
  return address.port;
}

/** Stops listening and cuts every connection, as a process that ends does. */
export async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
