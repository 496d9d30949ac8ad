// Names of Unix sockets that nobody asked for: SO_PASSCRED has Linux give one, to which everybody may send.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { drop } from '../support/dropped.ts';
import { decode, encode, guestWith, type Instance, nameOf, outcomeOf, passed, unix } from '../support/host-sockets.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const on = { tag: 'integer', val: 1 } as const;

/** Abstract names of five digits, as Linux chooses them, in this network. */
const chosen = () => (readFileSync('/proc/net/unix', 'utf8').match(/@[0-9a-f]{5}$/gm) ?? []).length;

/** A server's path, bound by somebody else. */
function server(type: 'stream' | 'dgram' | 'seqpacket'): string {
  const path = join(temporaryDirectory(), 's');
  const socket = guestWith({ all: true }).Socket.create('unix', type, 0);
  socket.bind(unix(path));
  if (type !== 'dgram') socket.listen(8);
  return path;
}

test.each(['dgram', 'seqpacket', 'stream'] as const)('a pair has no name, whatever it sends: %s', (type) => {
  const { Socket, denials } = guestWith({});
  const before = chosen();
  const [a, b] = Socket.pair('unix', type, 0);
  for (const socket of [a, b]) socket.setOption('so-passcred', on);
  a.send(encode('one'), {});
  a.sendMessage({ parts: [encode('two')], control: [] }, {});
  expect([nameOf(a), nameOf(b), chosen()]).toEqual(['', '', before]);
  expect(a.getOption('so-passcred')).toEqual(on);
  const { control } = b.receiveMessage(3, 100, {});
  expect(control).toEqual([expect.objectContaining({ tag: 'credentials' })]);
  expect(denials).toEqual([]);
});

test.each(['dgram', 'seqpacket', 'stream'] as const)('connecting gives no name: %s', (type) => {
  const path = server(type);
  const { Socket } = guestWith({ connect: [`unix:${path}`] });
  const socket = Socket.create('unix', type, 0);
  socket.setOption('so-passcred', on);
  socket.connect(unix(path));
  if (type !== 'stream') socket.send(encode('x'), {});
  expect(nameOf(socket)).toBe('');
});

test('sending to an address gives none', () => {
  const path = server('dgram');
  const { Socket } = guestWith({ connect: [`unix:${path}`] });
  const socket = Socket.create('unix', 'dgram', 0);
  socket.setOption('so-passcred', on);
  socket.sendTo(encode('x'), {}, unix(path));
  socket.sendMessage({ parts: [encode('x')], to: unix(path), control: [] }, {});
  expect(nameOf(socket)).toBe('');
});

test('a connection that was refused leaves no name to listen on', () => {
  const path = join(temporaryDirectory(), 's');
  drop(bound(path));
  const { Socket } = guestWith({ connect: [`unix:${path}`] });
  const socket = Socket.create('unix', 'stream', 0);
  socket.setOption('so-passcred', on);
  expect(outcomeOf(() => socket.connect(unix(path)))).toBe('econnrefused');
  expect(outcomeOf(() => socket.listen(1))).toBe('einval');
});

function bound(path: string): Instance {
  const socket = guestWith({ all: true }).Socket.create('unix', 'stream', 0);
  socket.bind(unix(path));
  return socket;
}

test('no stranger sends to what its peer has left', () => {
  const { Socket } = guestWith({});
  const [a, b] = Socket.pair('unix', 'dgram', 0);
  a.setOption('so-passcred', on);
  a.send(encode('x'), {});
  drop(b);
  expect(outcomeOf(() => a.send(encode('x'), {}))).toBe('econnrefused');
  expect(nameOf(a)).toBe('');
});

test('a shared socket, where another could turn the option on in between, needs the permission', () => {
  const guest = guestWith({});
  const [a] = guest.Socket.pair('unix', 'dgram', 0);
  passed(guest, a, guest);
  expect(outcomeOf(() => a.setOption('so-passcred', on))).toBe('eacces');
  expect(outcomeOf(() => a.send(encode('x'), {}))).toBe(1);
  // From a guest that may have a name.
  const other = guestWith({ bind: ['unix:@*'] });
  const [c] = other.Socket.pair('unix', 'dgram', 0);
  c.setOption('so-passcred', on);
  const copy = passed(other, c, guest);
  expect(outcomeOf(() => copy.send(encode('x'), {}))).toBe('eacces');
  expect(guest.denials).toContain(`--allow-bind 'unix:@*'`);
  expect([a, c, copy].map(nameOf)).toEqual(['', '', '']);
});

test.each(['dgram', 'seqpacket'] as const)('so does giving away one that a send would name: %s', (type) => {
  const guest = guestWith({});
  const [socket] = guest.Socket.pair('unix', type, 0);
  socket.setOption('so-passcred', on);
  expect(outcomeOf(() => passed(guest, socket, guest))).toBe('eacces');
  expect(outcomeOf(() => socket.offer(guest.host.id))).toBe('eacces');
  expect(guest.denials).toEqual([`--allow-bind 'unix:@*'`, `--allow-bind 'unix:@*'`]);
  socket.setOption('so-passcred', { tag: 'integer', val: 0 });
  passed(guest, socket, guest);
});

test('with --allow-bind unix:@* it is as in Linux', () => {
  const { Socket } = guestWith({ bind: ['unix:@*'] });
  const [a, b] = Socket.pair('unix', 'dgram', 0);
  a.setOption('so-passcred', on);
  a.send(encode('x'), {});
  expect(nameOf(a)).toMatch(/^\0[0-9a-f]{5}$/);
  expect(decode(b.receive(1, {}))).toBe('x');
});

test('an empty name to bind to, of the system’s choice, needs it, too', () => {
  const { Socket, denials } = guestWith({ bind: ['unix:/*'] });
  expect(outcomeOf(() => Socket.create('unix', 'dgram', 0).bind(unix('')))).toBe('eacces');
  expect(denials).toEqual([`--allow-bind 'unix:@*'`]);
});

test('listening on what somebody else has bound asks for its name', () => {
  const path = join(temporaryDirectory(), 's');
  const all = guestWith({ all: true });
  const socket = all.Socket.create('unix', 'stream', 0);
  socket.bind(unix(path));
  expect(outcomeOf(() => passed(all, socket, guestWith({})).listen(1))).toBe('eacces');
  expect(outcomeOf(() => passed(all, socket, guestWith({ bind: [`unix:${path}`] })).listen(1))).toBeUndefined();
  const other = guestWith({});
  expect(outcomeOf(() => other.Socket.take(socket.offer(other.host.id)).listen(1))).toBeUndefined();
});
