// A guest of a process of root's may do no more than an ordinary user's program, but with --allow-raw.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { linux } from '#host/os/linux';
import { needsPrivileges } from '#host/os/privileged-options';
import type { OptionName, OptionValue, SocketAddress } from '#host/generated/wit-types';
import type { OutgoingControl } from '#host/generated/wit-host';
import { encode, guestWith, inet, inet6, outcomeOf, type TestGuest } from '../support/host-sockets.ts';

const integer = (val: number): OptionValue => ({ tag: 'integer', val });
const name = (text: string): OptionValue => ({ tag: 'bytes', val: encode(text) });

const PRIVILEGED: [OptionName, OptionValue][] = [
  ['so-debug', integer(1)],
  ['so-priority', integer(7)],
  ['so-priority', integer(-1)],
  ['so-busy-poll', integer(50)],
  ['so-mark', integer(1)],
  ['so-bindtodevice', name('lo')],
  ['so-bindtoifindex', integer(1)],
  ['ip-transparent', integer(1)],
  ['tcp-repair', integer(1)],
  ['tcp-congestion', name('no-such-one')],
];

describe('options', () => {
  test.each(PRIVILEGED)('%s to %j needs --allow-raw', (option, value) => {
    const { Socket, denials } = guestWith({});
    const socket = Socket.create('inet', 'stream', 0);
    expect(outcomeOf(() => socket.setOption(option, value))).toBe('eacces');
    expect(denials).toEqual(['--allow-raw']);
    const raw = guestWith({ raw: true });
    outcomeOf(() => raw.Socket.create('inet', 'stream', 0).setOption(option, value));
    expect(raw.denials).toEqual([]);
  });

  test('what every program may set needs nothing', () => {
    const { Socket, denials } = guestWith({});
    const socket = Socket.create('inet', 'stream', 0);
    const allowed = readFileSync('/proc/sys/net/ipv4/tcp_allowed_congestion_control', 'utf8').trim().split(' ');
    const ordinary: [OptionName, OptionValue][] = [
      ['so-debug', integer(0)],
      ['so-priority', integer(6)],
      ['so-busy-poll', integer(0)],
      ...allowed.map((each): [OptionName, OptionValue] => ['tcp-congestion', name(each)]),
    ];
    for (const [option, value] of ordinary) expect(outcomeOf(() => socket.setOption(option, value))).toBeUndefined();
    expect(denials).toEqual([]);
  });

  test('none of the others is privileged', () => {
    const { Socket, ownOf } = guestWith({});
    const { fd } = ownOf(Socket.create('inet', 'stream', 0));
    const always = Object.keys(linux.options).filter((each) => needsPrivileges(fd, each as OptionName, integer(6)));
    expect(always.toSorted()).toEqual([
      'ip-transparent',
      'so-bindtodevice',
      'so-bindtoifindex',
      'so-busy-poll',
      'so-debug',
      'so-mark',
      'tcp-repair',
    ]);
  });
});

describe('the interface in packet information', () => {
  const ANY = { connect: ['*'], bind: ['*'] };
  const local4: [number, number, number, number] = [0, 0, 0, 0];
  const info4 = (interfaceIndex: number) => ({
    tag: 'inet-packet-info' as const,
    val: { interfaceIndex, local: local4, destination: local4 },
  });
  const address: [number, number, number, number, number, number, number, number] = [0, 0, 0, 0, 0, 0, 0, 0];
  const info6 = (interfaceIndex: number) => ({
    tag: 'inet6-packet-info' as const,
    val: { interfaceIndex, address },
  });
  const send = (guest: TestGuest, to: SocketAddress, control: OutgoingControl) => {
    const socket = guest.Socket.create(to.tag === 'inet6' ? 'inet6' : 'inet', 'dgram', 0);
    const message = { parts: [encode('x')], to, control: [control] };
    return outcomeOf(() => socket.sendMessage(message, {}));
  };

  test.each([
    ['inet', inet(9), info4(1), info4(0)],
    ['inet6', inet6(9), info6(1), info6(0)],
  ] as const)('%s: needs --allow-raw', (_, to, chosen, open) => {
    const guest = guestWith(ANY);
    expect(send(guest, to, chosen)).toBe('eacces');
    expect(guest.denials).toEqual(['--allow-raw']);
    send(guest, to, open);
    expect(guest.denials).toEqual(['--allow-raw']);
    const raw = guestWith({ ...ANY, raw: true });
    send(raw, to, chosen);
    expect(raw.denials).toEqual([]);
  });

  test('it is that of a connected socket’s peer too', () => {
    const { Socket, denials } = guestWith(ANY);
    const socket = Socket.create('inet', 'dgram', 0);
    socket.connect(inet(9));
    const message = { parts: [encode('x')], control: [info4(1)] };
    expect(outcomeOf(() => socket.sendMessage(message, {}))).toBe('eacces');
    expect(denials).toEqual(['--allow-raw']);
  });

  const scoped = (first: number): SocketAddress => ({
    tag: 'inet6',
    val: { port: 9, flowInfo: 0, address: [first, 0, 0, 0, 0, 0, 0, 1], scopeId: 1 },
  });
  test.each([
    ['169.254.1.1', inet(9, 169, 254, 1, 1), info4(1)],
    ['224.0.0.1', inet(9, 224, 0, 0, 1), info4(1)],
    ['fe80::1', scoped(0xfe80), info6(1)],
    ['ff02::1', scoped(0xff02), info6(1)],
  ] as const)('is a part of %s', (_, to, chosen) => {
    const guest = guestWith(ANY);
    send(guest, to, chosen);
    expect(guest.denials).toEqual([]);
  });
});

const asNobody =
  process.getuid?.() === 0
    ? spawnSync(process.execPath, [fileURLToPath(new URL('unprivileged.mjs', import.meta.url))], { encoding: 'utf8' })
    : undefined;

test.skipIf(asNobody?.status !== 0)('what the system refuses to nobody is what needs --allow-raw', () => {
  const { refused, unjudged } = JSON.parse(asNobody?.stdout ?? '');
  expect(refused).toEqual(expect.arrayContaining(['so-debug', 'so-mark', 'so-priority', 'tcp-repair']));
  expect(unjudged).toEqual([]);
});

describe('protocols', () => {
  const OTHERS: [family: 'inet' | 'inet6', type: 'stream' | 'dgram' | 'seqpacket' | 'rdm', protocol: number][] = [
    ['inet', 'dgram', 1],
    ['inet6', 'dgram', 58],
    ['inet', 'stream', 132],
    ['inet', 'seqpacket', 0],
    ['inet', 'seqpacket', 132],
    ['inet', 'stream', 262],
    ['inet6', 'stream', 262],
    ['inet', 'stream', 256],
    ['inet', 'dgram', 33],
    ['inet', 'rdm', 0],
    ['inet6', 'stream', 41],
    ['inet', 'dgram', 255],
  ];

  test.each(OTHERS)(
    '%s %s of protocol %i is one that the system lacks, without --allow-raw',
    (family, type, protocol) => {
      const { Socket, denials } = guestWith({ connect: ['*'], bind: ['*'], lookup: ['*'] });
      const missing = type === 'stream' || type === 'dgram' ? 'eprotonosupport' : 'esocktnosupport';
      expect(outcomeOf(() => Socket.create(family, type, protocol))).toBe(missing);
      expect(outcomeOf(() => Socket.pair(family, type, protocol))).toBe(missing);
      expect(denials).toEqual(['--allow-raw', '--allow-raw']);
    },
  );

  test('TCP, UDP and UDP-Lite are made by their numbers', () => {
    const { Socket, denials } = guestWith({});
    const protocols = [
      Socket.create('inet', 'stream', 6),
      Socket.create('inet6', 'dgram', 17),
      Socket.create('inet', 'dgram', 136),
    ].map((socket) => socket.getOption('so-protocol').val);
    expect(protocols).toEqual([6, 17, 136]);
    expect(outcomeOf(() => Socket.create('inet', 'stream', 17))).toBe('eprotonosupport');
    expect(outcomeOf(() => Socket.create('inet', 'stream', -1))).toBe('einval');
    expect(outcomeOf(() => Socket.pair('inet', 'stream', 0))).toBe('eopnotsupp');
    expect(denials).toEqual([]);
  });

  test.each([
    ['inet', 'stream', 6, 'tcp'],
    ['inet6', 'stream', 0, 'tcp'],
    ['inet', 'dgram', 0, 'udp'],
    ['inet6', 'dgram', 136, 'udp'],
    ['unix', 'stream', 0, 'other'],
    ['unix', 'dgram', 0, 'other'],
  ] as const)('%s %s of protocol %i is %s to the policy', (family, type, protocol, transport) => {
    const { Socket, ownOf } = guestWith({});
    expect(ownOf(Socket.create(family, type, protocol)).transport).toBe(transport);
  });
});
