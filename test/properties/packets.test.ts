import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { argumentsFor, INTERNET, type Variant, variants } from '../support/families.ts';
import { run } from '../support/guest.ts';

const GUEST = fileURLToPath(new URL('guests/packets.ts', import.meta.url));
const packets = (testCase: string, { family, linking }: Variant) =>
  run(GUEST, argumentsFor(testCase, family), { linking });

describe.each(variants(INTERNET))('over $family, $linking', (variant) => {
  test('a packet tells its hops, its class and where it came in', async () => {
    const { lines, warnings } = await packets('received', variant);
    expect({ lines, warnings }).toEqual({
      lines: [
        'sent: 1',
        'received: 1',
        'hops: 7',
        'class: 40',
        'address: true',
        'local address: true',
        'an interface: true',
        'flags: 0',
      ],
      warnings: [],
    });
  });

  test('a packet leaves by the interface that its sender says', async () => {
    const { lines, warnings } = await packets('sent', variant);
    expect(lines).toEqual(['by name: 1', 'by index: -1', 'error: 19', 'received: 1', 'sender: true']);
    expect(warnings).toEqual(['socket_sendmsg(): Error in sendmsg [19]: No such device']);
  });

  test('control data that is cut is bytes, with a flag and a warning', async () => {
    const { lines, warnings } = await packets('cut', variant);
    expect(lines).toEqual(['received: 1', 'control: 1', 'bytes: 4', 'flags: true']);
    const least = variant.family === 'inet' ? 28 : 36;
    expect(warnings).toEqual([
      'socket_recvmsg(): error converting native data (path: msghdr > control > element #1 > data): the cmsghdr ' +
        `structure is unexpectedly small; expected a length of at least ${least}, but got 20`,
    ]);
  });

  test('the queue of errors says which message was lost, why and who said so', async () => {
    const { lines, warnings } = await packets('errors', variant);
    expect({ lines, warnings }).toEqual({
      lines: [
        'sent: 4',
        'received: 4',
        'data: "lost"',
        'flags: true',
        'meant for: true',
        'level: true',
        'type: true',
        'errno: 111',
        `origin: ${variant.family === 'inet' ? 2 : 3}`,
        'offender: true',
        'no more: -1',
      ],
      // Though the socket blocks: the queue of errors is never waited for.
      warnings: ['socket_recvmsg(): Error in recvmsg [11]: Resource temporarily unavailable'],
    });
  });

  test('UDP_SEGMENT cuts a message into datagrams', async () => {
    const { lines, warnings } = await packets('segments', variant);
    expect({ lines, warnings }).toEqual({
      lines: ['sent: 10', 'data: "ten "', 'data: "byte"', 'data: "s!"'],
      warnings: [],
    });
  });

  test('socket_atmark tells where out-of-band data is', async () => {
    const { lines, warnings } = await packets('mark', variant);
    expect({ lines, warnings }).toEqual({
      lines: ['at the mark: false', 'received: 2', 'at the mark: true', 'received: 1', 'data: "!"', 'flags: true'],
      warnings: [],
    });
  });
});
