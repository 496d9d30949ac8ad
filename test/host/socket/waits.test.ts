// The host waits for readiness and tries again; Linux itself waits in one system call. What comes of it is the same in
// every state of a socket, also in those that the system calls ready for ever though there is nothing to be had.
import { deepEqual, throws } from 'node:assert/strict';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { Host } from 'wasock';
import { type ComponentSocket, componentSocket } from '#host/jco/component-socket';
import { errnoName } from '#host/os/errno';
import * as libc from '#host/os/libc';
import { MessageHeader } from '#host/os/message-header';
import { platform } from '#host/os/platform';
import { SOCKADDR_SIZE, writeSockaddr } from '#host/os/sockaddr';
import { HostRegion } from '#host/socket/region';
import { sendTo } from '#host/socket/transfer';
import { BlockingWaiter } from '#host/wait/blocking';
import { SuspendingWaiter } from '#host/wait/suspending';
import type { Socket as Instance } from '#host/generated/wit-host';
import type { OptionName, SocketAddress } from '#host/generated/wit-types';
import { drop } from '../../support/dropped.ts';
import { INTERNET } from '../../support/families.ts';
import { temporaryDirectory } from '../../support/temporary.ts';

/** How long an operation may wait, in milliseconds; and how often, at most, it may be tried in that time. */
const LIMIT_MS = 20;
const MOST_ATTEMPTS = 20;

/** Counts how often what waits is tried and pauses, and may do something before one of the attempts. */
class ObservedWaiter extends BlockingWaiter {
  attempts = 0;
  pauses = 0;
  before: { attempt: number; action: () => void } | undefined;

  override retry(fd: number, events: number, timeoutMs: number, again: number, attempt: () => number): number {
    return super.retry(fd, events, timeoutMs, again, () => {
      if (++this.attempts === this.before?.attempt) this.before.action();
      return attempt();
    });
  }

  override sleep(milliseconds: number): void {
    this.pauses++;
    super.sleep(milliseconds);
  }
}

let waiter: ObservedWaiter;
let Socket: ComponentSocket['Socket'];
let ownOf: ComponentSocket['ownOf'];
beforeEach(() => {
  waiter = new ObservedWaiter();
  const host = new Host({ policy: { all: true } }, { waiter });
  ({ Socket, ownOf } = componentSocket(() => host));
  onTestFinished(() => host.close());
});

const LOOPBACK: Record<'inet' | 'inet6', SocketAddress> = {
  inet: { tag: 'inet', val: { port: 0, address: [127, 0, 0, 1] } },
  inet6: { tag: 'inet6', val: { port: 0, flowInfo: 0, address: [0, 0, 0, 0, 0, 0, 0, 1], scopeId: 0 } },
};
const path = (): SocketAddress => ({
  tag: 'unix',
  val: new TextEncoder().encode(join(temporaryDirectory(), 's')),
});

type Family = 'inet' | 'inet6' | 'unix';

function bound(family: Family, type: 'dgram' | 'stream' | 'seqpacket'): Instance {
  const socket = Socket.create(family, type, 0);
  socket.bind(family === 'unix' ? path() : LOOPBACK[family]);
  return socket;
}

function listening(family: Family, type: 'stream' | 'seqpacket'): Instance {
  const listener = bound(family, type);
  listener.listen(1);
  return listener;
}

/** Two ends: of a TCP connection; or of datagram sockets, of which the first is connected to the second. */
function joined(family: 'inet' | 'inet6', type: 'dgram' | 'stream'): [Instance, Instance] {
  const other = type === 'stream' ? listening(family, type) : bound(family, type);
  const one = type === 'stream' ? Socket.create(family, type, 0) : bound(family, type);
  one.connect(other.localAddress());
  return [one, type === 'stream' ? other.accept() : other];
}

const ONE = new Uint8Array(1);
const on = { tag: 'integer', val: 1 } as const;

/** Does what fails so. */
function refused(operation: () => unknown, payload: string): void {
  throws(operation, { payload });
}

/** Sends until there is no room. */
function fill(socket: Instance, send: () => void): void {
  socket.setBlocking(false);
  refused(() => {
    while (true) send();
  }, 'eagain');
  socket.setBlocking(true);
}

/** A socket in some state, and where it may send to. */
interface Subject {
  readonly socket: Instance;
  readonly remote?: SocketAddress;
}

/** An operation of the host's, and the system call that it stands for. */
interface Operation {
  ours(subject: Subject): unknown;
  linux(fd: number, remote: SocketAddress | undefined): number;
}

const ROOM = 100;
const room = new libc.Scratch(ROOM);
const address = new libc.Scratch(SOCKADDR_SIZE);

/** Receives with these flags. */
const receiving = (...flags: ('waitall' | 'peek' | 'oob')[]): Operation => ({
  ours: ({ socket }) => socket.receive(ROOM, Object.fromEntries(flags.map((flag) => [flag, true]))).length,
  linux: (fd) =>
    libc.recv(
      fd,
      room.address,
      ROOM,
      flags.reduce((all, flag) => all | (platform.receiveFlags[flag] ?? 0), 0),
    ),
});

const RECEIVES: Record<string, Operation> = {
  receive: receiving(),
  'receive, all': receiving('waitall'),
  'look at': receiving('peek'),
  'look at all': receiving('peek', 'waitall'),
  'receive out of band': receiving('oob'),
  'receive from': {
    ours: ({ socket }) => socket.receiveFrom(ROOM, {}).length,
    linux: (fd) => libc.recvfrom(fd, room.address, ROOM, 0, 0, 0),
  },
  'receive a message': {
    ours: ({ socket }) => socket.receiveMessage(ROOM, 256, {}).length,
    linux(fd) {
      const header = new MessageHeader(1, 256);
      header.prepare([{ address: room.address, length: ROOM }], SOCKADDR_SIZE, 256);
      return libc.recvmsg(fd, header.address, 0);
    },
  },
};

const ACCEPT: Record<string, Operation> = {
  accept: { ours: ({ socket }) => socket.accept() instanceof Socket, linux: (fd) => libc.accept(fd, 0) },
};

const SENDS: Record<string, Operation> = {
  send: {
    ours: ({ socket }) => socket.send(ONE, {}),
    linux: (fd) => libc.send(fd, room.address, 1, platform.MSG_NOSIGNAL ?? 0),
  },
};

const SENDS_TO: Record<string, Operation> = {
  'send to': {
    ours: ({ socket, remote = path() }) => socket.sendTo(ONE, {}, remote),
    linux(fd, remote = path()) {
      const length = writeSockaddr(address.view, remote);
      return libc.sendto(fd, room.address, 1, platform.MSG_NOSIGNAL ?? 0, address.address, length);
    },
  },
};

type State = readonly [name: string, operations: Record<string, Operation>, make: () => Subject];

const ofInternet: State[] = INTERNET.filter((family) => family !== 'unix').flatMap((family): State[] => [
  [
    `${family}: a connected datagram socket that was shut down for reading`,
    RECEIVES,
    () => {
      const [socket] = joined(family, 'dgram');
      socket.shutdown('read');
      return { socket };
    },
  ],
  [
    `${family}: a connected datagram socket that was shut down for reading, to which a datagram came`,
    RECEIVES,
    () => {
      const [socket, peer] = joined(family, 'dgram');
      socket.shutdown('read');
      peer.sendTo(ONE, {}, socket.localAddress());
      return { socket };
    },
  ],
  [
    `${family}: a datagram socket without a peer that was shut down, which is an error`,
    RECEIVES,
    () => {
      const socket = bound(family, 'dgram');
      refused(() => socket.shutdown('both'), 'enotconn');
      return { socket };
    },
  ],
  [
    `${family}: a datagram socket with a queue of errors that nobody reads`,
    RECEIVES,
    () => {
      const [socket, peer] = joined(family, 'dgram');
      const option: OptionName = family === 'inet' ? 'ip-recverr' : 'ipv6-recverr';
      socket.setOption(option, on);
      drop(peer);
      socket.send(ONE, {});
      deepEqual(socket.getOption('so-error'), { tag: 'error', val: 'econnrefused' });
      return { socket };
    },
  ],
  [
    `${family}: a connection that has sent without copying, of which the queue of errors tells`,
    RECEIVES,
    () => {
      const [socket, peer] = joined(family, 'stream');
      socket.setOption('so-zerocopy', on);
      socket.send(ONE, { zerocopy: true });
      peer.receive(1, {});
      return { socket };
    },
  ],
  [
    `${family}: a connection that has brought urgent data only`,
    RECEIVES,
    () => {
      const [socket, peer] = joined(family, 'stream');
      peer.send(ONE, { oob: true });
      return { socket };
    },
  ],
  [
    `${family}: a listener that was shut down`,
    ACCEPT,
    () => {
      const socket = listening(family, 'stream');
      socket.shutdown('read');
      return { socket };
    },
  ],
]);

const ofLocal: State[] = (['stream', 'seqpacket', 'dgram'] as const).flatMap((type): State[] => [
  [
    `unix ${type}: a socket that was shut down for reading`,
    RECEIVES,
    () => {
      const [socket] = Socket.pair('unix', type, 0);
      socket.shutdown('read');
      return { socket };
    },
  ],
  [
    `unix ${type}: a socket whose peer takes nothing more`,
    SENDS,
    () => {
      const [socket] = Socket.pair('unix', type, 0);
      fill(socket, () => void socket.send(new Uint8Array(4096), {}));
      return { socket };
    },
  ],
]);

const others: State[] = [
  [
    'unix stream: a socket that has brought urgent data only',
    RECEIVES,
    () => {
      const [socket, peer] = Socket.pair('unix', 'stream', 0);
      peer.send(ONE, { oob: true });
      return { socket };
    },
  ],
  ...(['stream', 'seqpacket'] as const).map((type): State => [
    `unix ${type}: a listener that was shut down`,
    ACCEPT,
    () => {
      const socket = listening('unix', type);
      socket.shutdown('read');
      return { socket };
    },
  ]),
  [
    'unix dgram: a socket that sends to one that takes nothing more',
    SENDS_TO,
    () => {
      const socket = Socket.create('unix', 'dgram', 0);
      const remote = bound('unix', 'dgram').localAddress();
      fill(socket, () => void socket.sendTo(ONE, {}, remote));
      return { socket, remote };
    },
  ],
];

const RAW_PROTOCOL = 253; // for experiments: RFC 3692
const mayRaw = process.getuid?.() === 0;
const ofRaw: State[] = [
  [
    'inet raw: a socket that was shut down for reading',
    RECEIVES,
    () => {
      const socket = Socket.create('inet', 'raw', RAW_PROTOCOL);
      socket.connect(LOOPBACK.inet);
      socket.shutdown('read');
      return { socket };
    },
  ],
  ['packet: a socket', RECEIVES, () => ({ socket: Socket.create('packet', 'dgram', 0) })],
];

const outcomeOf = (number: number): unknown => (number < 0 ? errnoName(-number) : number);

function thrown(operation: () => unknown): unknown {
  try {
    return operation();
  } catch (error) {
    return error instanceof Error && 'payload' in error ? error.payload : error;
  }
}

const fcntl: (fd: number, command: number, argument: number) => number = libc.libc.func(
  'int fcntl(int fd, int command, int argument)',
);

/** Lets no operation wait for longer. */
function limited(subject: Subject): Subject {
  const limit = { tag: 'timeval', val: { seconds: 0, microseconds: LIMIT_MS * 1000 } } as const;
  subject.socket.setOption('so-rcvtimeo', limit);
  subject.socket.setOption('so-sndtimeo', limit);
  return subject;
}

const states = [...ofInternet, ...ofLocal, ...others, ...(mayRaw ? ofRaw : [])];
const cases = states.flatMap(([state, operations, make]) =>
  Object.entries(operations).map(([name, operation]) => [state, name, operation, make] as const),
);

describe.each(cases)('%s', (_state, name, { ours, linux }, make) => {
  test(`${name}: as in Linux itself, and tried now and then only`, () => {
    const subject = limited(make());
    const outcome = thrown(() => ours(subject));
    expect(waiter.attempts).toBeLessThanOrEqual(MOST_ATTEMPTS);
    const { socket, remote } = limited(make());
    fcntl(ownOf(socket).fd, platform.F_SETFL, 0);
    expect(outcome).toEqual(outcomeOf(linux(ownOf(socket).fd, remote)));
  });
});

test('what comes after many vain attempts ends the wait', () => {
  const socket = Socket.create('unix', 'dgram', 0);
  const receiver = bound('unix', 'dgram');
  const remote = receiver.localAddress();
  fill(socket, () => void socket.sendTo(ONE, {}, remote));
  waiter.before = { attempt: MOST_ATTEMPTS, action: () => void receiver.receive(1, {}) };
  expect(socket.sendTo(ONE, {}, remote)).toBe(1);
  expect(waiter.attempts).toBe(MOST_ATTEMPTS);
});

test('what is received part by part, as descriptors among it ask for, has no pause in it', () => {
  const [socket, peer] = Socket.pair('unix', 'stream', 0);
  const control = [{ tag: 'rights' as const, val: [peer] }];
  for (let part = 0; part < ROOM; part++) peer.sendMessage({ parts: [ONE], control }, {});
  expect(socket.receive(ROOM, { waitall: true })).toHaveLength(ROOM);
  expect(waiter.attempts).toBe(ROOM - 1);
  expect(waiter.pauses).toBe(0);
});

test('a suspended guest, too, waits where an attempt is in vain, and no longer than it may', async () => {
  const suspending = new SuspendingWaiter();
  const retry = vi.spyOn(suspending, 'retry');
  const host = new Host({ policy: { all: true } }, { waiter: suspending });
  onTestFinished(() => host.close());
  const remote = bound('unix', 'dgram').localAddress();
  const filling = Socket.create('unix', 'dgram', 0);
  fill(filling, () => void filling.sendTo(ONE, {}, remote));

  let attempts = 0;
  retry.mockImplementation((fd, events, timeoutMs, again, attempt) => {
    const counted = (): number => {
      attempts++;
      return attempt();
    };
    return SuspendingWaiter.prototype.retry.call(suspending, fd, events, timeoutMs, again, counted);
  });
  const suspended = componentSocket(() => host);
  const socket = suspended.Socket.create('unix', 'dgram', 0);
  limited({ socket });
  const outcome = await sendTo(suspended.ownOf(socket), new HostRegion(ONE), 0, remote);
  expect(outcomeOf(outcome)).toBe('eagain');
  expect(attempts).toBeLessThanOrEqual(MOST_ATTEMPTS);
});
