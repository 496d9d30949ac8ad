import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { argumentsFor, INTERNET } from '../support/families.ts';
import { run } from '../support/guest.ts';
import { hasOwnNetwork, runInOwnNetwork } from '../support/own-network.ts';

const GUEST = fileURLToPath(new URL('guests/kinds.ts', import.meta.url));

test('each domain has its types, and for the others the error of the system', async () => {
  const { lines } = await run(GUEST, ['combinations']);
  expect(lines).toEqual([
    'inet stream: 2 1 6',
    'inet6 stream: 10 1 6',
    'unix stream: 1 1 0',
    'inet dgram: 2 2 17',
    'inet6 dgram: 10 2 17',
    'unix dgram: 1 2 0',
    'unix seqpacket: 1 5 0',
    'inet seqpacket: errno 94',
    'inet rdm: errno 94',
    'inet6 rdm: errno 94',
    'unix rdm: errno 94',
    'unix dccp: errno 94',
    'stream of UDP: errno 93',
    'datagrams of TCP: errno 93',
    'unix protocol: errno 93',
    'raw unix: 1 2 0',
  ]);
});

test('SOCK_SEQPACKET is a connection of messages', async () => {
  const { lines, warnings } = await run(GUEST, argumentsFor('seqpacket', 'unix'));
  expect(lines).toEqual([
    'listen: true',
    'connect: true',
    'read: "one"',
    'a part: "a longer"',
    'its rest is lost: "three"',
    'back: 6',
    'read: "answer"',
    'end: ""',
  ]);
  expect(warnings).toEqual([]);
});

test('SOCK_NONBLOCK in the type makes sockets that do not block', async () => {
  const { lines } = await run(GUEST, ['nonblock']);
  expect(lines).toEqual(['read: FALSE', 'errno: 11', 'pair: true', 'read: FALSE', 'read: FALSE', 'errno: 11']);
});

test('SOCK_RAW of AF_UNIX is SOCK_DGRAM, and needs no permission', async () => {
  const { lines } = await run(GUEST, ['raw-unix']);
  expect(lines).toEqual(['pair: true', 'type: 2', 'read: "one"']);
});

describe.skipIf(!hasOwnNetwork()).each(INTERNET)('over %s, in a network of its own', (family) => {
  test('a raw socket sends an echo request and sees the answer', async () => {
    const { lines } = await runInOwnNetwork(GUEST, ['raw', family]);
    expect(lines).toEqual(['sent: 12', `answered by: ${family === 'inet' ? '127.0.0.1' : '::1'} 0`]);
  });

  test('a packet socket sees and sends the frames of an interface', async () => {
    const { lines, warnings } = await runInOwnNetwork(GUEST, ['packet', family, 'none0']);
    expect(lines).toEqual([
      'before: true',
      'name:  0',
      'bind: true',
      'name: lo 1',
      'received: "framed"',
      'frame: true',
      'from: lo 1',
      `protocol: ${family === 'inet' ? '800' : '86dd'}`,
      'payload: "framed"',
      'sent: true',
      'seen again: true',
      'every interface: true',
      'connect: false',
      'no interface: false',
      'errno: 19',
      'without the header: true',
    ]);
    expect(warnings).toEqual([
      'socket_connect(): Argument #1 ($socket) must be one of AF_UNIX, AF_INET, or AF_INET6',
      'socket_bind(): Unable to bind address [19]: No such device',
    ]);
  });
});
