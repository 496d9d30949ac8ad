// Guests that do what the test says, line by line: `driven` of test/properties/guests/handover.ts.
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { createInterface, type Interface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { listen, portOf } from './peer.ts';

/** A guest that waits for commands. */
export class Driven {
  readonly #connection: Socket;
  readonly #lines: AsyncIterator<string>;

  constructor(connection: Socket, lines: Interface) {
    this.#connection = connection;
    this.#lines = lines[Symbol.asyncIterator]();
  }

  /** Has the guest do something, and gives its answer. */
  async tell(...words: (string | number)[]): Promise<string> {
    this.#connection.write(`${words.join(' ')}\n`);
    const { value, done } = await this.#lines.next();
    if (done === true) throw new Error(`the guest ended at '${words.join(' ')}'`);
    return value;
  }

  /** Has the guest do something from which it does not return. */
  command(...words: (string | number)[]): void {
    this.#connection.write(`${words.join(' ')}\n`);
  }

  /** Lets the guest come to its end. */
  end(): void {
    this.#connection.end();
  }
}

/** Starts a guest with the port that it is to connect to, and waits until it has. */
export async function drive(start: (port: string) => void): Promise<Driven> {
  const server = createServer();
  await listen(server, { port: 0, host: '127.0.0.1' });
  const connected = once(server, 'connection');
  start(String(portOf(server)));
  const [connection] = (await connected) as [Socket];
  server.close();
  connection.on('error', () => {});
  onTestFinished(() => void connection.destroy());
  return new Driven(connection, createInterface({ input: connection }));
}
