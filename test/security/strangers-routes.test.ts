// The same by every way to run a guest: what a stranger says to one that may only connect is not heard.
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { LINKINGS } from '../support/families.ts';
import { run } from '../support/guest.ts';
import { lineServer } from '../support/peer.ts';

const GUEST = fileURLToPath(new URL('guests/strangers.ts', import.meta.url));

async function udp(): Promise<Socket> {
  const socket = createSocket('udp4');
  onTestFinished(() => void socket.close());
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return socket;
}

const send = (socket: Socket, text: string, port: number) =>
  new Promise((resolve) => socket.send(text, port, '127.0.0.1', resolve));

test.each(LINKINGS)('a guest hears its server, and no stranger; and does not listen: %s', async (linking) => {
  const [server, stranger] = [await udp(), await udp()];
  const line = await lineServer('inet', '', async (text, connection) => {
    const port = Number(text);
    await send(stranger, 'strange', port);
    await send(server, 'answer', port);
    connection.write('done\n');
  });
  const { port } = server.address();
  const { lines } = await run(GUEST, [String(line.port), String(port)], {
    linking,
    policy: { connect: [`127.0.0.1:${line.port}`, `127.0.0.1:${port}`, '127.0.0.1:1'] },
    isWaitedFor: true,
  });
  expect(lines).toEqual([
    'send: -1 errno 89',
    'port: 0',
    'sendto: 3',
    'after sendto: answer true',
    'more: -1 of 6',
    'after connect: answer true',
    'more: -1 of 6',
    'refused: true',
    'listen: false errno 13',
  ]);
});
