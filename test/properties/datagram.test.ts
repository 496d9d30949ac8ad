import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { argumentsFor, FAMILIES, variants, type Variant } from '../support/families.ts';
import { run } from '../support/guest.ts';

const GUEST = fileURLToPath(new URL('guests/datagram.ts', import.meta.url));
const datagram = (testCase: string, { family, linking }: Variant) =>
  run(GUEST, argumentsFor(testCase, family), { linking });

describe.each(variants(FAMILIES))('over $family, $linking', (variant) => {
  test('a datagram that is longer than asked for loses its rest, and an empty one counts', async () => {
    const { lines } = await datagram('truncation', variant);
    expect(lines).toEqual([
      'sent: 14',
      'sent: 0',
      'sent: 4',
      'received: 6',
      'data: "a long"',
      'received: 0',
      'received: 4',
      'data: "next"',
    ]);
  });

  test('socket_recvfrom tells who sent the datagram', async () => {
    const { lines } = await datagram('sender', variant);
    expect(lines).toEqual(['received: 5', 'data: "hello"', 'sender: true', 'port: true']);
  });
});

test('a local socket may have an abstract name', async () => {
  const name = `wasock-test-${process.pid}`;
  const policy = { connect: [`unix:@${name}`], bind: [`unix:@${name}`] };
  const { lines } = await run(GUEST, ['abstract', 'unix', name], { policy });
  expect(lines).toEqual([
    'bind: true',
    'listen: true',
    'getsockname: true',
    'the same name: true',
    'connect: true',
    'getpeername: true',
    'the same name: true',
    'read: "through"',
  ]);
});

test('a path that is too long for a local socket is refused with a warning', async () => {
  const { lines, warnings } = await run(GUEST, ['too-long']);
  expect(lines).toEqual(['bind: false', 'connect: false']);
  expect(warnings).toEqual([
    'socket_bind(): Argument #2 ($address) must be less than 108',
    'socket_connect(): Argument #2 ($address) must be less than 108',
  ]);
});
