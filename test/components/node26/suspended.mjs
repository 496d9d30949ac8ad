// Runs on Node 26 (JSPI): many guests in Rust on this thread at once, with their peers. The clients are answered when all are
// there, so that none could go on if one blocked the thread. Prints what happened as one line of JSON.
import { readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { compileModule, runGuest } from 'wasock';

const [client, server, block, many] = process.argv.slice(2);
const COUNT = Number(many);
const compiled = (path) => compileModule(readFileSync(path));
const all = (one) => Promise.all(Array.from({ length: COUNT }, (_, index) => one(index)));

let ticks = 0;
setInterval(() => ticks++, 1).unref();

/** Clients of a server here. Every question of the policy is answered on a later turn. */
async function clients() {
  const waiting = [];
  const peer = createServer((socket) => {
    socket
      .on('error', () => {})
      .once('data', (data) => {
        waiting.push([socket, data]);
        if (waiting.length === COUNT) for (const [each, line] of waiting) each.end(line);
      });
  });
  await new Promise((resolve) => peer.listen(0, '127.0.0.1', resolve));
  const { port } = peer.address();
  const asked = [];
  const policy = async (request) => {
    await new Promise((resolve) => setImmediate(resolve));
    asked.push(request.subject);
    return request.subject === `127.0.0.1:${port}`;
  };
  const guest = compiled(client);
  const codes = await all(() =>
    runGuest(guest, { wait: 'suspend', policy, args: ['client', '127.0.0.1', String(port), 'hello'] }),
  );
  peer.close();
  return { codes, together: waiting.length, asked: asked.filter((subject) => subject === `127.0.0.1:${port}`).length };
}

/** Servers, each with a client here that only connects once all of them wait. Each says its port by what it is asked. */
async function servers() {
  const guest = compiled(server);
  const first = 20_000 + (process.pid % 20_000);
  const running = all((index) => {
    const address = `127.0.0.1:${first + index}`;
    return runGuest(guest, { wait: 'suspend', policy: { bind: [address] }, args: ['server', address, '1'] });
  });
  const echoes = all(async (index) => {
    for (;;) {
      const connection = connect(first + index, '127.0.0.1').setEncoding('utf8');
      try {
        await new Promise((resolve, reject) => connection.on('connect', resolve).on('error', reject));
      } catch {
        continue; // it does not listen yet
      }
      connection.end(`hello ${index}`);
      let text = '';
      for await (const part of connection) text += part;
      return text;
    }
  });
  return { codes: await running, echoes: (await echoes).filter((text, index) => text === `hello ${index}`).length };
}

/** One of each way to wait, until its time is over. */
async function blocked() {
  const guest = compiled(block);
  const address = '127.0.0.1:0';
  const ways = [['accept', address], ['udp', address], ['sleep']];
  return Promise.all(
    ways.map((args) =>
      runGuest(guest, {
        wait: 'suspend',
        policy: { bind: [address] },
        limits: { wallTimeMs: 500 },
        args: ['block', ...args],
      }).catch(({ name, limit }) => `${name} ${limit}`),
    ),
  );
}

const outcome = { clients: await clients(), servers: await servers(), blocked: await blocked(), ticked: ticks > 0 };
console.error(JSON.stringify(outcome));
