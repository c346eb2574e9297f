// Stands between a program and its proxy, and notes where each connection wants to go.
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface ConnectionCounter {
  /** Its address, to be set as the proxy. */
  readonly url: string;
  /** `host:port` of each tunnel that was asked for since the last time, in order; of another request its first line. */
  take(): string[];
  /** Ends every connection, so that the next request needs, and counts as, a new one. */
  hangUp(): void;
  close(): Promise<void>;
}

/** @param proxyPort of the proxy on this computer that all connections are led to */
export async function countConnections(proxyPort: number): Promise<ConnectionCounter> {
  let seen: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const onward = connect(proxyPort, '127.0.0.1');
    socket.once('data', (chunk) => {
      const line = chunk.toString('latin1').split('\r\n', 1)[0]!;
      seen.push(/^CONNECT (\S+) /.exec(line)?.[1] ?? line);
    });
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      sockets.add(one);
      one.on('error', () => undefined);
      one.once('close', () => {
        sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const hangUp = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    take() {
      const taken = seen;
      seen = [];
      return taken;
    },
    hangUp,
    async close() {
      hangUp();
      server.close();
      await once(server, 'close');
    },
  };
}
