// The other side, in a process of its own: clients of a guest that echoes, which know what they sent and say what came back
// otherwise; and a server that resets. Started by soak.mjs, which tells the echoing guest's port and when to stop.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createConnection, createServer } from 'node:net';
import { randomFrom } from './figures.mjs';

const CLIENTS = 4;

/** A client that has one conversation after the other until it is stopped. */
class EchoClient {
  bytes = 0;
  conversations = 0;
  /** What went wrong; nothing may. */
  failures = [];
  #stopped = false;
  #done;

  /** @param {number} port @param {() => number} random 0 to 1 */
  constructor(port, random) {
    this.#done = this.#run(port, random);
  }

  async #run(port, random) {
    while (!this.#stopped) {
      try {
        await this.#converse(port, random);
        this.conversations++;
      } catch (error) {
        this.failures.push(String(error));
        return;
      }
    }
  }

  async #converse(port, random) {
    const connection = createConnection({ port, host: '127.0.0.1' });
    await once(connection, 'connect');
    for (let turn = 0; turn < 20; turn++) {
      const sent = Buffer.alloc(1 + Math.floor(random() ** 4 * 200_000), turn + 65);
      connection.write(sent);
      for (let left = sent.length; left > 0;) {
        const [chunk] = await once(connection, 'data');
        if (chunk.length > left || !chunk.equals(sent.subarray(0, chunk.length)))
          throw new Error('other bytes came back');
        left -= chunk.length;
      }
      this.bytes += sent.length;
    }
    connection.end();
    await once(connection, 'close');
  }

  async stop() {
    this.#stopped = true;
    await this.#done;
  }
}

/** Resets every connection as soon as something has come. @returns {Promise<import('node:net').Server>} */
async function resettingServer() {
  const server = createServer((connection) => {
    connection.on('error', () => {}).once('data', () => connection.resetAndDestroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

const [, , port, seed, lookups] = process.argv;
// Whoever started this is gone.
process.once('disconnect', () => process.exit());
const random = randomFrom(Number(seed));
const server = await resettingServer();
// A name server that hears, and never answers.
if (lookups === 'true') createSocket('udp4').bind(53, '127.0.0.1').unref();
const clients = Array.from({ length: CLIENTS }, () => new EchoClient(Number(port), random));
process.send({ resetting: server.address().port });
await once(process, 'message');
await Promise.all(clients.map((client) => client.stop()));
process.send({
  conversations: clients.reduce((sum, { conversations }) => sum + conversations, 0),
  mebibytes: Math.round(clients.reduce((sum, { bytes }) => sum + bytes, 0) / 2 ** 20),
  failures: clients.flatMap(({ failures }) => failures),
});
process.disconnect();
