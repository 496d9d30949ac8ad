import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { argumentsFor, FAMILIES, INTERNET, variants, type Variant } from '../support/families.ts';
import { run } from '../support/guest.ts';
import { hasOwnNetwork, runInOwnNetwork } from '../support/own-network.ts';

const GUEST = fileURLToPath(new URL('guests/flags.ts', import.meta.url));
const flags = (testCase: string, { family, linking }: Variant) =>
  run(GUEST, argumentsFor(testCase, family), { linking });

describe.each(variants(FAMILIES))('over $family, $linking', (variant) => {
  test('MSG_OOB carries one byte past the others, which SO_OOBINLINE puts among them', async () => {
    const { lines } = await flags('oob', variant);
    expect(lines).toEqual([
      'none yet: errno 22',
      'sent: 2',
      'urgent: 1',
      'sent: 2',
      'select: 1',
      'urgent: 1 "!"',
      'before it: 2 "ab"',
      'after it: 2 "cd"',
      'in line: 1 "?"',
    ]);
  });

  test('MSG_PEEK leaves a datagram in the queue, whole', async () => {
    const { lines } = await flags('peek-datagram', variant);
    expect(lines).toEqual(['peek: 5 "first"', 'peek a part: 3 "fir"', 'whole still: 5 "first"', 'then: 6 "second"']);
  });

  test('MSG_TRUNC tells the length of the whole datagram', async () => {
    const { lines } = await flags('trunc', variant);
    expect(lines).toEqual(['peek: 11 "eleven"', 'length: 11 "eleven"', 'next: 4 "next"']);
  });

  test('MSG_DONTWAIT sends without waiting on a socket that blocks', async () => {
    const { lines } = await flags('send-dontwait', variant);
    expect(lines).toEqual(['full: -1', 'errno: 11']);
  });

  test('MSG_EOF ends the sending side after the data', async () => {
    const { lines } = await flags('eof', variant);
    expect(lines).toEqual([
      'sent: 4',
      'data: 4 "last"',
      'end: 0 FALSE',
      'the other way: 5',
      'data: 5 "still"',
      'no more: -1',
      'errno: 32',
    ]);
  });

  test('sending to nobody gives EPIPE, with MSG_NOSIGNAL and without: the process lives', async () => {
    const { lines } = await flags('nosignal', variant);
    expect(lines).toEqual(['sent: -1', 'errno: 32', 'without the flag: -1', 'errno: 32']);
  });

  test('MSG_CONFIRM, MSG_CMSG_CLOEXEC, MSG_WAITFORONE and MSG_DONTROUTE hinder nothing', async () => {
    const { lines } = await flags('no-effect', variant);
    expect(lines).toEqual(['sent: 9', 'received: 9 "confirmed"', 'sent: 6', 'received: 6 "nearby"']);
  });
});

describe.each(variants(INTERNET))('over $family, $linking', (variant) => {
  test('MSG_MORE gathers one datagram', async () => {
    const { lines } = await flags('more', variant);
    expect(lines).toEqual(['sent: 4', 'sent: 8', 'nothing yet: errno 11', 'sent: 1', 'all: 13 "one datagram."']);
  });

  test('MSG_ERRQUEUE gives back a datagram that was refused', async () => {
    const { lines, warnings } = await flags('errqueue', variant);
    expect(lines).toEqual([
      'nothing queued: errno 11',
      'sent: 4',
      'select: 1',
      'pending: errno 111',
      'queued: 4',
      'what was sent: "who?"',
      'to: true',
      'nothing more: errno 11',
    ]);
    expect(warnings).toEqual(['socket_recv(): Unable to read from socket [111]: Connection refused']);
  });

  test('MSG_ZEROCOPY is followed by a completion in the error queue', async () => {
    const { lines } = await flags('zerocopy', variant);
    expect(lines).toEqual([
      'option: true',
      'sent: true',
      'wrong: 0',
      'select: 1',
      'completion: 0 FALSE',
      'no other: errno 11',
    ]);
  });
});

test('MSG_EOR ends a record of SOCK_SEQPACKET', async () => {
  const { lines } = await run(GUEST, ['eor', 'unix']);
  expect(lines).toEqual(['sent: 3', 'sent: 3', 'record: 3 "one"', 'record: 3 "two"']);
});

/** A cable to a gateway, by which everything else is reached. */
const GATEWAY = `
ip link add near type veth peer name far
ip link set near up
ip link set far up
ip address add 10.1.1.1/24 dev near
ip route add default via 10.1.1.254`;

// Linux has the flag for IPv4 only.
test.skipIf(!hasOwnNetwork())(
  'MSG_DONTROUTE reaches what is attached directly only, in a network of its own',
  async () => {
    const { lines } = await runInOwnNetwork(GUEST, ['dontroute', 'inet', '203.0.113.1', '10.1.1.9'], GATEWAY);
    expect(lines).toEqual(['by the gateway: 1', 'directly: -1', 'errno: 101', 'to a neighbour: 1']);
  },
);
