import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { Host, type Limits } from 'wasock';
import { takeEvents } from '#host/socket/event-set';
import { Counters, SLOT } from '#host/limits/usage';
import { errnoName } from '#host/os/errno';
import { SuspendingWaiter } from '#host/wait/suspending';
import { type ComponentImports, componentImports } from '#host/jco/component-imports';
import type { PollEvents, WatchMode } from '#host/generated/wit-types';
import type { Socket } from '#host/generated/wit-host';
import { openDescriptors } from '../../support/descriptors.ts';
import { drop } from '../../support/dropped.ts';

// What event sets do is in test/c/guests/epoll*.c, beside Linux. Here is what they may not do, and what they leave behind.

type Imports = ComponentImports['wasock:sockets/host'];

const ONE = new Uint8Array(1);
const IN = { in: true };

let before: readonly string[];

beforeEach(() => {
  before = openDescriptors();
});

function start(limits: Limits = {}): Imports {
  const host = new Host({ limits });
  onTestFinished(() => {
    host.close();
    expect(openDescriptors()).toEqual(before);
  });
  return componentImports(() => host)['wasock:sockets/host'];
}

const pairOf = (imports: Imports): [Socket, Socket] => imports.Socket.pair('unix', 'stream', 0);

/** The error case of a call. */
function errorOf(call: () => unknown): unknown {
  try {
    return { gave: call() };
  } catch (error) {
    return error instanceof Error && 'payload' in error ? error.payload : error;
  }
}

function add(set: Socket, member: Socket, data: bigint, number = 1, mode: WatchMode = {}, events: PollEvents = IN) {
  set.watch('add', member, number, events, mode, data);
}

/** The data and the events that are told at once. */
const told = (set: Socket) =>
  set
    .takeEvents(10, 0n)
    .map(({ events, data }) => [data, Object.keys(events).filter((name) => Reflect.get(events, name) === true)]);

test('it counts as a socket, and so does each further entry of one', () => {
  const imports = start({ sockets: 5 });
  const [near, far] = pairOf(imports);
  const set = imports.Socket.eventSet();
  add(set, near, 1n);
  add(set, near, 2n, 2);
  add(set, near, 3n, 3);
  expect(errorOf(() => add(set, near, 4n, 4))).toBe('emfile');
  expect(errorOf(() => imports.Socket.eventSet())).toBe('emfile');
  far.send(ONE, {});
  expect(told(set).sort()).toEqual([
    [1n, ['in']],
    [2n, ['in']],
    [3n, ['in']],
  ]);
  set.watch('remove', near, 2, {}, {}, 0n);
  add(set, near, 4n, 4);
  // Closed, it leaves no entry.
  drop(near);
  expect(told(set)).toEqual([]);
  pairOf(imports);
});

test('all sets of a guest together have a limit of members: four for each socket that it may have', () => {
  const imports = start({ sockets: 18 });
  const sockets = Array.from({ length: 5 }, () => pairOf(imports)).flat();
  const sets = Array.from({ length: 8 }, () => imports.Socket.eventSet());
  let added = 0;
  const fill = (): void => {
    for (const set of sets) for (const socket of sockets) add(set, socket, BigInt(added++));
  };
  expect(errorOf(fill)).toBe('enospc');
  expect(added - 1).toBe(18 * 4);
  // What a set and a socket leave behind can be had again.
  drop(sets[0]!);
  const another = imports.Socket.eventSet();
  for (const socket of sockets) add(another, socket, 0n);
});

test('few members of sets may be sets: the system looks at all ways between them, and nobody else suspends a guest meanwhile', () => {
  const { Socket } = start();
  const [inner, ...outer] = Array.from({ length: 34 }, () => Socket.eventSet());
  for (const set of outer.slice(1)) add(set, inner!, 0n);
  expect(errorOf(() => add(outer[0]!, inner!, 0n))).toBe('enospc');
  drop(outer[1]!);
  add(outer[0]!, inner!, 0n);
});

test('nothing but waiting can be done with it: it is no socket', () => {
  const imports = start();
  const set = imports.Socket.eventSet();
  const [near, far] = pairOf(imports);
  const message = { parts: [ONE], control: [{ tag: 'rights' as const, val: [set] }] };
  expect(errorOf(() => near.sendMessage(message, {}))).toBe('einval');
  expect(errorOf(() => set.offer(imports.guestId()))).toBe('einval');
  expect(errorOf(() => set.send(ONE, {}))).toBe('enotsock');
  expect(errorOf(() => set.receive(1, {}))).toBe('enotsock');
  expect(errorOf(() => set.accept())).toBe('enotsock');
  expect(errorOf(() => set.localAddress())).toBe('enotsock');
  expect(errorOf(() => set.getOption('so-type'))).toBe('enotsock');
  expect(errorOf(() => set.setOption('so-keepalive', { tag: 'integer', val: 1 }))).toBe('enotsock');
  expect(errorOf(() => set.shutdown('both'))).toBe('enotsock');
  expect(errorOf(() => near.takeEvents(1, 0n))).toBe('einval');
  expect(errorOf(() => add(near, far, 0n))).toBe('einval');
  expect(errorOf(() => set.takeEvents(0, 0n))).toBe('einval');
  add(set, near, 7n);
  far.send(ONE, {});
  expect(imports.select([set], [], [], undefined).read).toEqual(Uint32Array.of(0));
  const found = imports.poll(
    [
      { socket: set, events: IN },
      { socket: far, events: { out: true } },
    ],
    false,
    undefined,
  );
  expect(found.sockets.map((events) => [events.in, events.out])).toEqual([
    [true, false],
    [false, true],
  ]);
});

test('a socket that others have, too, is no member any more when the guest closes it', () => {
  const imports = start();
  const set = imports.Socket.eventSet();
  const [near, far] = pairOf(imports);
  add(set, near, 1n);
  add(set, near, 2n, 2, { edge: true });
  const copy = imports.Socket.take(near.offer(imports.guestId()));
  far.send(ONE, {});
  expect(told(set).sort()).toEqual([
    [1n, ['in']],
    [2n, ['in']],
  ]);
  drop(near);
  expect(told(set)).toEqual([]);
  expect(set.takeEvents(1, 1000n)).toEqual([]);
  add(set, copy, 3n);
  expect(told(set)).toEqual([[3n, ['in']]]);
});

test('without a standard input of the host’s, poll says so', () => {
  const imports = start();
  expect(errorOf(() => imports.poll([], true, 0n))).toBe('eopnotsupp');
  expect(imports.poll([], false, 1000n).sockets).toEqual([]);
});

test('the processes of a guest have the limit of descriptors, and that of members, together', () => {
  const buffer = Counters.bufferFor(2);
  const [first, second] = [0, 1].map((index) => {
    const host = new Host({ limits: { sockets: 12 } }, { counters: new Counters(buffer, index) });
    onTestFinished(() => host.close());
    return { host, Socket: componentImports(() => host)['wasock:sockets/host'].Socket };
  });
  const [near] = first!.Socket.pair('unix', 'stream', 0);
  const set = first!.Socket.eventSet();
  for (let number = 0; number < 7; number++) add(set, near, 0n, number);
  expect(first!.host.usage().sockets.current).toBe(9);
  second!.Socket.pair('unix', 'stream', 0);
  const other = second!.Socket.eventSet();
  expect(errorOf(() => second!.Socket.eventSet())).toBe('emfile');
  for (let number = 1; number < 7; number++) set.watch('remove', near, number, {}, {}, 0n);
  // What members the sets have counts for the other as well.
  add(other, second!.Socket.eventSet(), 0n);
  expect(first!.host.context.meter.others(SLOT.watched)).toBe(1);
  expect(second!.host.context.meter.others(SLOT.watched)).toBe(1);
});

test('a set that is closed while a suspended guest waits for it ends the wait', async () => {
  const host = new Host({}, { waiter: new SuspendingWaiter() });
  onTestFinished(() => host.close());
  const { Socket } = componentImports(() => host)['wasock:sockets/host'];
  const set = Socket.eventSet();
  const [own] = host.context.sockets;
  const wait = takeEvents(own!, 1, Infinity);
  drop(set);
  // Its number is another's at once.
  const [near, far] = Socket.pair('unix', 'stream', 0);
  far.send(ONE, {});
  expect(near).toBeDefined();
  expect(errnoName(-((await wait) as number))).toBe('ebadf');
});
