// MSG_ZEROCOPY: the system refers to the sender's pages when the call is over, so that they must not be the host's.
import { expect, test } from 'vitest';
import { HostRegion } from '#host/socket/region';
import { SEND_ZEROCOPY } from '#host/socket/flags';
import { send } from '#host/socket/transfer';
import { INTERNET } from '../support/families.ts';
import { guestWith, inet, inet6, type Instance } from '../support/host-sockets.ts';

const on = { tag: 'integer', val: 1 } as const;
const size = (val: number) => ({ tag: 'integer', val }) as const;

/** What is sent: more than the pages of a small buffer, which shares them with others. */
const LENGTH = 12_000;
const SENT = 65;
const FILL = 70;
const SECRET = 83;

const WAYS: [name: string, send: (socket: Instance, data: Uint8Array, to: ReturnType<typeof inet>) => number][] = [
  ['send', (socket, data) => socket.send(data, { zerocopy: true })],
  ['sendTo', (socket, data, to) => socket.sendTo(data, { zerocopy: true }, to)],
  [
    'sendMessage',
    (socket, data) =>
      socket.sendMessage(
        { parts: [data.subarray(0, 5000), data.subarray(0, 0), data.subarray(5000)], control: [] },
        { zerocopy: true },
      ),
  ],
];

const VARIANTS = (INTERNET as readonly ('inet' | 'inet6')[]).flatMap((family) =>
  WAYS.map(([name, way]) => ({ family, name, way })),
);

test.each(VARIANTS)(
  'what a component has sent is what arrives, whatever becomes of the host’s copy: $name over $family',
  ({ family, way }) => {
    const { Socket } = guestWith({ all: true });
    const listener = Socket.create(family, 'stream', 0);
    listener.setOption('so-rcvbuf', size(10_000));
    listener.bind(family === 'inet' ? inet(0) : inet6(0));
    listener.listen(1);
    const to = listener.localAddress();
    const client = Socket.create(family, 'stream', 0);
    client.setOption('so-sndbuf', size(400_000));
    client.setOption('so-zerocopy', on);
    client.connect(to);
    const server = listener.accept();
    client.setBlocking(false);
    // The receiver's window is full: what comes now stays in the sender's queue.
    let filled = client.send(new Uint8Array(150_000).fill(FILL), {});
    let sent = 0;
    for (let round = 0; round < 8; round++) {
      const data = new Uint8Array(LENGTH).fill(SENT);
      sent += way(client, data, to);
      // As the collector does, and whoever has the memory next.
      data.fill(SECRET);
    }
    expect(sent).toBeGreaterThan(0);
    while (filled + sent > 0) {
      const [first] = [filled > 0 ? FILL : SENT];
      const received = server.receive(filled > 0 ? filled : sent, {});
      expect(received.every((byte) => byte === first)).toBe(true);
      if (filled > 0) filled -= received.length;
      else sent -= received.length;
    }
    // As ever, the queue of errors says that it was sent.
    expect(client.receiveFrom(1, { errqueue: true }).length).toBe(0);
  },
);

test('a message of too many parts is refused as any is', () => {
  const { Socket } = guestWith({});
  const [first] = Socket.pair('unix', 'stream', 0);
  const parts = Array.from({ length: 1025 }, () => new Uint8Array(1));
  for (const flags of [{}, { zerocopy: true }]) {
    expect(() => first.sendMessage({ parts, control: [] }, flags)).toThrow(
      expect.objectContaining({ payload: 'emsgsize' }),
    );
  }
});

test('no operation sends memory of the host’s that way', () => {
  const { Socket, ownOf } = guestWith({});
  const [first] = Socket.pair('unix', 'stream', 0);
  expect(() => send(ownOf(first), new HostRegion(new Uint8Array(1)), SEND_ZEROCOPY)).toThrow(TypeError);
});
