// A peer outside the guest: a server of Node's that answers lines.
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Family } from './families.ts';

/** Listens on loopback, or on `path`, and hands each line of each connection to `answer`. */
export async function lineServer(
  family: Family,
  path: string,
  answer: (line: string, connection: Socket) => void,
): Promise<{ port: number }> {
  const server = createServer((connection) => {
    let unfinished = '';
    connection.setEncoding('utf8').on('data', (text: string) => {
      const lines = (unfinished + text).split('\n');
      unfinished = lines.pop() ?? '';
      for (const line of lines) answer(line, connection);
    });
    connection.on('error', () => {});
    onTestFinished(() => void connection.destroy());
  });
  onTestFinished(() => void server.close());
  await listen(server, family === 'unix' ? { path } : { port: 0, host: family === 'inet' ? '127.0.0.1' : '::1' });
  return { port: portOf(server) };
}

/** A server that reads nothing; connections to it fill up. @returns its port, and the first connection */
export async function deafServer(): Promise<{ port: string; connection: Promise<Socket> }> {
  const server = createServer({ pauseOnConnect: true }, (connection) => {
    connection.on('error', () => {});
    onTestFinished(() => void connection.destroy());
  });
  onTestFinished(() => void server.close());
  await listen(server, { port: 0, host: '127.0.0.1' });
  const connection = once(server, 'connection').then(([first]: Socket[]) => first!);
  return { port: String(portOf(server)), connection };
}

/** Listens, and settles when connections are welcome. */
export function listen(server: Server, where: { path: string } | { port: number; host: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(where, resolve);
  });
}

/** The port of a server, 0 for a local one. */
export function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** A port of 127.0.0.1 that was free a moment ago, for programs that cannot choose one themselves. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await listen(server, { port: 0, host: '127.0.0.1' });
  const port = portOf(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}
