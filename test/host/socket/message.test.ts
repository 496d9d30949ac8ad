import { deepEqual } from 'node:assert/strict';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { Host } from 'wasock';
import { type ComponentSocket, componentSocket } from '#host/jco/component-socket';
import type { Socket as Instance } from '#host/generated/wit-host';
import { openSockets } from '../../support/descriptors.ts';
import { drop } from '../../support/dropped.ts';

// The operations on messages, through the classes that a transpiled component gets.

let Socket: ComponentSocket['Socket'];
let ownOf: ComponentSocket['ownOf'];
beforeEach(() => {
  const before = openSockets();
  const host = new Host();
  ({ Socket, ownOf } = componentSocket(() => host));
  onTestFinished(() => {
    host.close();
    deepEqual(openSockets(), before);
  });
});

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (data: Uint8Array): string => new TextDecoder().decode(data);

test('a message is gathered from its parts and cut to the room there is', () => {
  const [a, b] = Socket.pair('unix', 'seqpacket', 0);
  expect(a.sendMessage({ parts: [bytes('one '), bytes(''), bytes('two')], control: [] }, {})).toBe(7);
  const whole = b.receiveMessage(100, 0, {});
  expect({ ...whole, data: text(whole.data) }).toMatchObject({ data: 'one two', length: 7, control: [] });
  expect(whole.flags).toMatchObject({ trunc: false, ctrunc: false });

  a.sendMessage({ parts: [bytes('long')], control: [] }, {});
  const cut = b.receiveMessage(2, 0, { trunc: true });
  expect({ data: text(cut.data), length: cut.length, trunc: cut.flags.trunc }).toEqual({
    data: 'lo',
    length: 4,
    trunc: true,
  });
});

test('a socket that travels as SCM_RIGHTS works where it arrives', () => {
  const [a, b] = Socket.pair('unix', 'stream', 0);
  const [c, d] = Socket.pair('unix', 'dgram', 0);
  a.sendMessage({ parts: [bytes('x')], control: [{ tag: 'rights', val: [c] }] }, {});
  const { control } = b.receiveMessage(1, 64, {});
  const [received] = control.flatMap((item) => (item.tag === 'rights' ? item.val : []));
  expect(ownOf(received!)).toMatchObject({ family: 'unix', type: 'dgram' });
  drop(c);
  received!.send(bytes('through'), {});
  expect(text(d.receive(100, {}))).toBe('through');
  drop(received!);
});

/** A socket as it arrives by SCM_RIGHTS. */
function sent(socket: Instance): Instance {
  const [a, b] = Socket.pair('unix', 'stream', 0);
  a.sendMessage({ parts: [bytes('x')], control: [{ tag: 'rights', val: [socket] }] }, {});
  const [item] = b.receiveMessage(1, 64, {}).control;
  const received = item?.tag === 'rights' ? item.val[0] : undefined;
  if (received === undefined) throw new TypeError('nothing arrived');
  return received;
}

test('the handles of one description share its mode, in whatever host they are', () => {
  const [a] = Socket.pair('unix', 'stream', 0);
  a.setBlocking(false);
  const b = sent(a);
  expect(b.isBlocking()).toBe(false);
  b.setBlocking(true);
  expect(a.isBlocking()).toBe(true);
  const c = sent(a);
  a.setBlocking(false);
  expect([b.isBlocking(), c.isBlocking()]).toEqual([false, false]);
});

test('the mode of a socket outlives the handle that it was sent by', () => {
  const [a, b] = Socket.pair('unix', 'stream', 0);
  const blocking = sent(a);
  drop(a);
  b.setBlocking(false);
  const other = sent(b);
  drop(b);
  expect([blocking.isBlocking(), other.isBlocking()]).toEqual([true, false]);
});

test('a timeout that is set by one handle ends what waits by another', () => {
  const [a] = Socket.pair('unix', 'stream', 0);
  const b = sent(a);
  b.setOption('so-rcvtimeo', { tag: 'timeval', val: { seconds: 0, microseconds: 1000 } });
  expect(() => a.receive(1, {})).toThrow(expect.objectContaining({ payload: 'eagain' }));
});

test('one socket more than the guest may have is closed, and the flags say so', () => {
  const host = new Host({ limits: { sockets: 5 } });
  const { Socket: Own } = componentSocket(() => host);
  const [a, b] = Own.pair('unix', 'stream', 0);
  const [c, d] = Own.pair('unix', 'stream', 0);
  a.sendMessage({ parts: [bytes('x')], control: [{ tag: 'rights', val: [c, d, c] }] }, {});
  const { control, flags } = b.receiveMessage(1, 64, {});
  expect(control.map(({ tag, val }) => [tag, Array.isArray(val) && val.length])).toEqual([['rights', 1]]);
  expect(flags.ctrunc).toBe(true);
  expect(() => Own.create('unix', 'stream', 0)).toThrow(expect.objectContaining({ payload: 'emfile' }));
  host.close();
});

test('rights that do not fit the room for control data are closed, and the flags say so', () => {
  const [a, b] = Socket.pair('unix', 'stream', 0);
  a.sendMessage({ parts: [bytes('x')], control: [{ tag: 'rights', val: [a, b] }] }, {});
  expect(b.receiveMessage(1, 0, {})).toMatchObject({ control: [], flags: { ctrunc: true } });
});

test("credentials arrive where so-passcred is set, and nobody else's can be sent", () => {
  const [a, b] = Socket.pair('unix', 'stream', 0);
  b.setOption('so-passcred', { tag: 'integer', val: 1 });
  const own = { pid: process.pid, uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  a.sendMessage({ parts: [bytes('x')], control: [{ tag: 'credentials', val: own }] }, {});
  expect(b.receiveMessage(1, 64, {}).control).toEqual([{ tag: 'credentials', val: own }]);
  const stranger = [{ tag: 'credentials' as const, val: { ...own, uid: own.uid + 1 } }];
  expect(() => a.sendMessage({ parts: [bytes('x')], control: stranger }, {})).toThrow(
    expect.objectContaining({ payload: 'eperm' }),
  );
});

test('more than 1024 parts are refused', () => {
  const [a] = Socket.pair('unix', 'stream', 0);
  const parts = Array.from({ length: 1025 }, () => bytes('x'));
  expect(() => a.sendMessage({ parts, control: [] }, {})).toThrow(expect.objectContaining({ payload: 'emsgsize' }));
});
