// A TCP proxy between a store and its database that a test can cut, or make fall silent.

import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface BreakableProxy {
  readonly port: number;
  /** Ends every connection and refuses new ones, as a database that is stopped does. */
  cut(): void;
  /** Keeps connections and takes new ones, and passes nothing on: a database that is too slow, or behind a dead network. */
  fallSilent(): void;
  /** Passes on again. What fell silent stays so: those connections are lost. */
  restore(): void;
  close(): Promise<void>;
}

/** Listens on a free port of loopback and passes on to `target`. */
export async function startBreakableProxy(target: {
  readonly host: string;
  readonly port: number;
}): Promise<BreakableProxy> {
  let mode: 'open' | 'cut' | 'silent' = 'open';
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    // A reset is what such a connection is for.
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
  };
  const server = createServer((client) => {
    keep(client);
    if (mode === 'cut') return void client.destroy();
    if (mode === 'silent') return;
    const upstream = connect(target);
    keep(upstream);
    client.pipe(upstream).pipe(client);
    client.once('close', () => upstream.destroy());
    upstream.once('close', () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const destroyAll = () => sockets.forEach((socket) => socket.destroy());
  return {
    port: (server.address() as AddressInfo).port,
    cut: () => {
      mode = 'cut';
      destroyAll();
    },
    fallSilent: () => {
      mode = 'silent';
      sockets.forEach((socket) => socket.unpipe().pause());
    },
    restore: () => {
      mode = 'open';
    },
    close: () => {
      destroyAll();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
