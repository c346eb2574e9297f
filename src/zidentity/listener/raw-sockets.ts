import type { Socket } from 'node:net';

/**
 * The TCP connections of the port, so that a fault can break the one below TLS, and stopping ends all of them.
 * A TLS socket has the same remote address and port as the connection that it runs on.
 */
export class RawSockets {
  readonly #byPeer = new Map<string, Socket>();

  add(socket: Socket): void {
    const peer = peerOf(socket);
    this.#byPeer.set(peer, socket);
    socket.once('close', () => {
      if (this.#byPeer.get(peer) === socket) this.#byPeer.delete(peer);
    });
  }

  /** @param socket the connection itself, or TLS on it at any depth */
  below(socket: Socket): Socket | undefined {
    return this.#byPeer.get(peerOf(socket));
  }

  get size(): number {
    return this.#byPeer.size;
  }

  /** Resolves once all are closed. */
  async closed(): Promise<void> {
    await Promise.all(
      [...this.#byPeer.values()].map((socket) => new Promise((resolve) => socket.once('close', resolve))),
    );
  }

  destroy(): void {
    for (const socket of this.#byPeer.values()) socket.destroy();
  }
}

function peerOf(socket: Socket): string {
  return `${socket.remoteAddress} ${socket.remotePort}`;
}
