// Descriptors that come from another program, or have gone to one: here, from and to this test, by system calls of its
// own.
import { deepEqual } from 'node:assert/strict';
import { closeSync, openSync } from 'node:fs';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { type Denial, Host } from 'wasock';
import { type ComponentSocket, componentSocket } from '#host/jco/component-socket';
import { controlSize, writeControl } from '#host/os/control';
import { Epoll } from '#host/os/epoll';
import * as libc from '#host/os/libc';
import { MessageHeader } from '#host/os/message-header';
import { writeOption } from '#host/os/options';
import { optionRow } from '#host/os/option-row';
import { platform } from '#host/os/platform';
import { SOCKADDR_SIZE, writeSockaddr } from '#host/os/sockaddr';
import { openDescriptors, openSockets } from '../../support/descriptors.ts';
import { drop } from '../../support/dropped.ts';

const fcntl: (fd: number, command: number, argument: number) => number = libc.libc.func(
  'int fcntl(int fd, int command, int argument)',
);
const flagsOf = (fd: number) => fcntl(fd, platform.F_GETFL, 0);
const setNonBlocking = (fd: number, nonBlocking: boolean) =>
  fcntl(fd, platform.F_SETFL, nonBlocking ? flagsOf(fd) | platform.O_NONBLOCK : flagsOf(fd) & ~platform.O_NONBLOCK);

const UNIX = platform.families.unix ?? 0;
const PACKET = platform.families.packet ?? 0;

let denials: string[];
/** What the embedder throws when it is told of a denial. */
let objection: Error | undefined;
let Socket: ComponentSocket['Socket'];
let ownOf: ComponentSocket['ownOf'];
beforeEach(() => {
  const before = openDescriptors();
  denials = [];
  objection = undefined;
  const onDenied = ({ flag }: Denial): void => {
    denials.push(flag);
    if (objection !== undefined) throw objection;
  };
  const host = new Host({ policy: { bind: ['127.0.0.1'] }, onDenied });
  ({ Socket, ownOf } = componentSocket(() => host));
  onTestFinished(() => {
    host.close();
    deepEqual(openDescriptors(), before);
  });
});

/** What arrives when another program sends these descriptors, and closes its own. */
function arriving(fds: readonly number[]) {
  const [a, b] = Socket.pair('unix', 'stream', 0);
  const control = [{ tag: 'rights' as const, val: fds }];
  const header = new MessageHeader(1, controlSize(control));
  const byte = new libc.Scratch(1);
  header.prepare([{ address: byte.address, length: 1 }], 0, writeControl(header.control, control));
  expect(libc.sendmsg(ownOf(a).fd, header.address, 0)).toBe(1);
  for (const fd of fds) closeSync(fd);
  const message = b.receiveMessage(1, 128, {});
  const sockets = message.control.flatMap((item) => (item.tag === 'rights' ? item.val : []));
  return { sockets, cut: message.flags.ctrunc };
}

function newSocket(family: number, nonBlocking: boolean): number {
  const fd = libc.socket(family, platform.socketTypes.dgram, 0);
  if (fd >= 0) setNonBlocking(fd, nonBlocking);
  return fd;
}

test('a socket has the mode that it had in the program that it came from, and never blocks for the system', () => {
  const { sockets, cut } = arriving([newSocket(UNIX, false), newSocket(UNIX, true)]);
  expect(sockets.map((socket) => socket.isBlocking())).toEqual([true, false]);
  expect(sockets.map((socket) => flagsOf(ownOf(socket).fd) & platform.O_NONBLOCK)).toEqual([
    platform.O_NONBLOCK,
    platform.O_NONBLOCK,
  ]);
  expect(cut).toBe(false);
});

/** What a descriptor can be besides a socket that the WIT knows. */
const STRANGE: readonly [name: string, open: () => number][] = [
  ['a device', () => openSync('/dev/null', 'r+')],
  ['a terminal’s master', () => openSync('/dev/ptmx', 'r+')],
  ['a file', () => openSync(process.execPath, 'r')],
  ['a directory', () => openSync('/', 'r')],
  ['the memory of this process', () => openSync('/proc/self/mem', 'r+')],
  ['what only names a file', () => openSync('/etc/passwd', O_PATH)],
  ['an end of a pipe', () => pipeEnd()],
  ['an eventfd', () => libc.eventfd(0, 0)],
  ['a set of epoll', () => new Epoll(1).fd],
  ['a netlink socket', () => libc.socket(AF_NETLINK, platform.socketTypes.raw, 0)],
];

const O_PATH = 0o10000000;
const AF_NETLINK = 16;

function pipeEnd(): number {
  const pipe: (fds: number) => number = libc.libc.func('int pipe(uintptr_t fds)');
  const fds = new libc.Scratch(8);
  expect(pipe(fds.address)).toBe(0);
  closeSync(fds.view.getInt32(4, true));
  return fds.view.getInt32(0, true);
}

test.each(STRANGE)('%s is closed, and the flags say so', (_, open) => {
  const { sockets, cut } = arriving([open(), newSocket(UNIX, true)]);
  expect(sockets.map((socket) => ownOf(socket).type)).toEqual(['dgram']);
  expect(cut).toBe(true);
});

const probe = newSocket(PACKET, true);
if (probe >= 0) closeSync(probe);
test.skipIf(probe < 0)('a packet socket that the policy forbids is closed, and the embedder told', () => {
  const { sockets, cut } = arriving([newSocket(PACKET, true)]);
  expect({ sockets, cut, denials }).toEqual({ sockets: [], cut: true, denials: ['--allow-raw'] });
});

test.skipIf(probe < 0)('nothing that arrived stays open where the embedder throws when told', () => {
  objection = new Error('the embedder objects');
  const before = openSockets().length;
  expect(() => arriving([newSocket(UNIX, true), newSocket(PACKET, true), newSocket(UNIX, true)])).toThrow(objection);
  // The pair that it came through.
  expect(openSockets()).toHaveLength(before + 2);
});

test('accepting does not wait in the system where another program has made the listener block', () => {
  const listener = Socket.create('inet', 'stream', 0);
  listener.bind({ tag: 'inet', val: { port: 0, address: [127, 0, 0, 1] } });
  listener.listen(1);
  listener.setBlocking(false);
  const [a] = Socket.pair('unix', 'stream', 0);
  a.sendMessage({ parts: [new Uint8Array(1)], control: [{ tag: 'rights', val: [listener] }] }, {});
  setNonBlocking(ownOf(listener).fd, false);
  expect(() => listener.accept()).toThrow(expect.objectContaining({ payload: 'eagain' }));
});

describe('a connection that another program has told to linger, and whose peer reads nothing, is closed at once', () => {
  /** Far longer than a test may take, in seconds. */
  const LINGER = 1000;

  /** Such a connection, as another program has it. */
  function lingering(): number {
    const listener = Socket.create('inet', 'stream', 0);
    listener.bind({ tag: 'inet', val: { port: 0, address: [127, 0, 0, 1] } });
    listener.listen(1);
    const address = new libc.Scratch(SOCKADDR_SIZE);
    const length = writeSockaddr(address.view, listener.localAddress());
    const fd = libc.socket(platform.families.inet ?? 0, platform.socketTypes.stream, 0);
    expect(libc.connect(fd, address.address, length)).toBe(0);
    listener.accept();
    const bytes = new libc.Scratch(1 << 20);
    while (libc.send(fd, bytes.address, bytes.bytes.length, platform.MSG_DONTWAIT) > 0);
    linger(fd);
    return fd;
  }

  function linger(fd: number): void {
    const row = optionRow('so-linger');
    if (row === null) throw new TypeError('the system has no SO_LINGER');
    const value = new libc.Scratch(16);
    const size = writeOption(value.view, row, { tag: 'linger', val: { enabled: true, seconds: LINGER } });
    expect(libc.setsockopt(fd, row.level, row.name, value.address, size)).toBe(0);
  }

  test('where the guest closes it', () => {
    const { sockets } = arriving([lingering()]);
    expect(sockets).toHaveLength(1);
    sockets.forEach(drop);
  });

  test('where the guest closes what it accepts: the system gives it what the listener has', () => {
    const listening = libc.socket(platform.families.inet ?? 0, platform.socketTypes.stream, 0);
    const address = new libc.Scratch(SOCKADDR_SIZE);
    const length = writeSockaddr(address.view, { tag: 'inet', val: { port: 0, address: [127, 0, 0, 1] } });
    expect([libc.bind(listening, address.address, length), libc.listen(listening, 1)]).toEqual([0, 0]);
    linger(listening);
    const [listener] = arriving([listening]).sockets;
    const client = libc.socket(platform.families.inet ?? 0, platform.socketTypes.stream, 0);
    onTestFinished(() => closeSync(client));
    expect(libc.connect(client, address.address, writeSockaddr(address.view, listener!.localAddress()))).toBe(0);
    const accepted = listener!.accept();
    expect(accepted.getOption('so-linger')).toMatchObject({ tag: 'linger', val: { enabled: false } });
  });

  test('where the guest ends, though the other program said so again', () => {
    const { sockets } = arriving([lingering()]);
    for (const socket of sockets) linger(ownOf(socket).fd);
    expect(sockets).toHaveLength(1);
  });

  test('where it is one socket too many', () => {
    const small = new Host({ limits: { sockets: 2 } });
    onTestFinished(() => small.close());
    const fd = lingering();
    ({ Socket, ownOf } = componentSocket(() => small));
    expect(arriving([fd])).toEqual({ sockets: [], cut: true });
  });
});
