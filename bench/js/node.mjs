// The contestant of Node's own: `net` and `dgram`, by events, as its programs are written. Node has no socket pairs and no select.
//
// Reads "row iterations port" lines, does one round each, and answers with the nanoseconds that the measured part took;
// -1 for a row that it cannot have.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { hrtime } from 'node:process';

const BLOCK = 64 << 10;
const LARGE = 1 << 20;
const DATAGRAM = 512;

/** @param {number} port @param {string} mode */
async function dial(port, mode) {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  // That the peer resets what was left is its way to end.
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write(mode);
  return socket;
}

/** @param {number} n @param {number} port */
async function echo(n, port) {
  const socket = await dial(port, 'e');
  const data = Buffer.alloc(64, 'x');
  const start = hrtime.bigint();
  await /** @type {Promise<void>} */ (
    new Promise((resolve) => {
      let left = n;
      socket.on('data', () => (--left === 0 ? resolve() : socket.write(data)));
      socket.write(data);
    })
  );
  const took = hrtime.bigint() - start;
  socket.destroy();
  return took;
}

/** @param {number} n */
async function datagrams(n) {
  const [a, b] = [createSocket('udp4'), createSocket('udp4')];
  for (const socket of [a, b]) {
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
  }
  a.connect(b.address().port, '127.0.0.1');
  await once(a, 'connect');
  const data = Buffer.alloc(DATAGRAM, 'x');
  const start = hrtime.bigint();
  await /** @type {Promise<void>} */ (
    new Promise((resolve) => {
      let left = n;
      b.on('message', () => (--left === 0 ? resolve() : a.send(data)));
      a.send(data);
    })
  );
  const took = hrtime.bigint() - start;
  a.close();
  b.close();
  return took;
}

/** @param {number} n @param {number} port */
async function connects(n, port) {
  const start = hrtime.bigint();
  for (let i = 0; i < n; i++) {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.on('error', () => {});
    await once(socket, 'connect');
    socket.destroy();
  }
  return hrtime.bigint() - start;
}

/** @param {number} n @param {number} port */
async function accepts(n, port) {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const own = typeof address === 'object' && address !== null ? address.port : 0;
  const visitor = await dial(port, 'a');
  const start = hrtime.bigint();
  await /** @type {Promise<void>} */ (
    new Promise((resolve) => {
      let left = n;
      server.on('connection', (socket) => {
        socket.on('error', () => {});
        socket.destroy();
        if (--left === 0) resolve();
      });
      visitor.write(Buffer.of(own >> 8, own & 255));
    })
  );
  const took = hrtime.bigint() - start;
  server.close();
  visitor.destroy();
  return took;
}

/** @param {number} n @param {number} port @param {number} size */
async function sendBlocks(n, port, size) {
  const socket = await dial(port, 's');
  const data = Buffer.alloc(size, 'x');
  const start = hrtime.bigint();
  for (let i = 0; i < n; i++) if (!socket.write(data)) await once(socket, 'drain');
  socket.end();
  await once(socket, 'data');
  const took = hrtime.bigint() - start;
  socket.destroy();
  return took;
}

/** @param {number} n @param {number} port @param {number} size */
async function receiveBlocks(n, port, size) {
  const socket = await dial(port, 'g');
  const start = hrtime.bigint();
  let left = n * size;
  for await (const data of socket) if ((left -= data.length) <= 0) break;
  return hrtime.bigint() - start;
}

/** @param {number} n @param {number} port */
async function lines(n, port) {
  const socket = await dial(port, 'g');
  const start = hrtime.bigint();
  let left = n;
  for await (const _ of createInterface({ input: socket })) if (--left === 0) break;
  const took = hrtime.bigint() - start;
  socket.destroy();
  return took;
}

/** @type {Record<string, (n: number, port: number) => Promise<bigint>>} */
const ROUNDS = {
  echo,
  udp: datagrams,
  connect: connects,
  accept: accepts,
  send: (n, port) => sendBlocks(n, port, BLOCK),
  receive: (n, port) => receiveBlocks(n, port, BLOCK),
  'send-large': (n, port) => sendBlocks(n, port, LARGE),
  'receive-large': (n, port) => receiveBlocks(n, port, LARGE),
  lines,
};

for await (const command of createInterface({ input: process.stdin })) {
  const [row = '', n, port] = command.split(' ');
  console.log(String((await ROUNDS[row]?.(Number(n), Number(port))) ?? -1));
}
