import { networkInterfaces } from 'node:os';
import { afterEach, describe, expect, test } from 'vitest';
import { errnoNumber } from '#host/os/errno';
import { interfaceIndex } from '#host/os/interfaces';
import { close, getsockopt, Scratch, setsockopt, socket } from '#host/os/libc';
import { readOption, writeGroupRequest, writeOption } from '#host/os/options';
import { type OptionRow, optionRow } from '#host/os/option-row';
import { platform } from '#host/os/platform';
import type { IpAddress, OptionName, OptionValue } from '#host/generated/wit-types';

const SIZE = 512;
const scratch = new Scratch(SIZE + 8);
const open: number[] = [];

afterEach(() => {
  for (const fd of open.splice(0)) close(fd);
});

function make(family: 'inet' | 'inet6' | 'unix', type: 'stream' | 'dgram'): number {
  const fd = socket(platform.families[family] ?? -1, platform.socketTypes[type], 0);
  expect(fd).toBeGreaterThanOrEqual(0);
  open.push(fd);
  return fd;
}

function row(name: OptionName): OptionRow {
  const found = optionRow(name);
  if (found === null) throw new Error(`this system lacks ${name}`);
  return found;
}

function set(fd: number, name: OptionName, value: OptionValue): number {
  const { level, name: number } = row(name);
  const length = writeOption(scratch.view, row(name), value);
  return length < 0 ? length : setsockopt(fd, level, number, scratch.address, length);
}

function get(fd: number, name: OptionName): OptionValue | number {
  const { level, name: number } = row(name);
  scratch.view.setUint32(SIZE, SIZE, true);
  const outcome = getsockopt(fd, level, number, scratch.address, scratch.address + SIZE);
  return outcome < 0 ? outcome : readOption(scratch.view, row(name), scratch.view.getUint32(SIZE, true));
}

const integer = (val: number): OptionValue => ({ tag: 'integer', val });
const name = (text: string): OptionValue => ({ tag: 'bytes', val: new TextEncoder().encode(text) });

describe('a value that is set is the value that is got', () => {
  const values: [OptionName, 'inet' | 'inet6' | 'unix', 'stream' | 'dgram', OptionValue][] = [
    ['so-reuseaddr', 'inet', 'stream', integer(1)],
    ['so-keepalive', 'inet6', 'stream', integer(1)],
    ['so-broadcast', 'inet', 'dgram', integer(1)],
    ['so-linger', 'inet', 'stream', { tag: 'linger', val: { enabled: true, seconds: 7 } }],
    ['so-rcvtimeo', 'unix', 'stream', { tag: 'timeval', val: { seconds: 3, microseconds: 500000 } }],
    ['so-sndtimeo', 'inet', 'dgram', { tag: 'timeval', val: { seconds: 0, microseconds: 0 } }],
    ['so-passcred', 'unix', 'dgram', integer(1)],
    ['so-rcvlowat', 'inet', 'stream', integer(5)],
    ['tcp-nodelay', 'inet', 'stream', integer(1)],
    ['tcp-keepidle', 'inet6', 'stream', integer(33)],
    ['tcp-congestion', 'inet', 'stream', name('reno')],
    ['tcp-notsent-lowat', 'inet', 'stream', integer(4096)],
    ['ip-tos', 'inet', 'dgram', integer(0x10)],
    ['ip-ttl', 'inet', 'dgram', integer(9)],
    ['ip-multicast-ttl', 'inet', 'dgram', integer(255)],
    ['ip-multicast-loop', 'inet', 'dgram', integer(0)],
    ['ipv6-v6only', 'inet6', 'stream', integer(1)],
    ['ipv6-unicast-hops', 'inet6', 'dgram', integer(12)],
    ['ipv6-multicast-if', 'inet6', 'dgram', integer(interfaceIndex('lo'))],
    ['ip-multicast-if', 'inet', 'dgram', integer(interfaceIndex('lo'))],
    ['ip-multicast-if', 'inet', 'dgram', integer(0)],
  ];
  test.each(values)('%s on %s %s', (option, family, type, value) => {
    const fd = make(family, type);
    expect(set(fd, option, value)).toBe(0);
    expect(get(fd, option)).toEqual(value);
  });
});

test('every option of a name that is set back to nothing is empty', () => {
  expect(get(make('inet', 'stream'), 'so-bindtodevice')).toEqual(name(''));
});

test('an interface of multicast is found by its index, whichever it is', () => {
  const fd = make('inet', 'dgram');
  for (const [interfaceName, addresses] of Object.entries(networkInterfaces())) {
    if (!addresses?.some((address) => address.family === 'IPv4')) continue;
    const index = interfaceIndex(interfaceName);
    expect(set(fd, 'ip-multicast-if', integer(index))).toBe(0);
    expect(get(fd, 'ip-multicast-if')).toEqual(integer(index));
  }
  expect(set(fd, 'ip-multicast-if', integer(999999))).toBe(-errnoNumber('eaddrnotavail'));
  expect(set(fd, 'ip-multicast-if', integer(-1))).toBe(-errnoNumber('einval'));
});

test('what the system alone sets can be got', () => {
  const fd = make('unix', 'stream');
  expect(get(fd, 'so-type')).toEqual(integer(1));
  expect(get(fd, 'so-domain')).toEqual(integer(1));
  expect(get(fd, 'so-acceptconn')).toEqual(integer(0));
  expect(get(fd, 'so-error')).toEqual({ tag: 'error', val: undefined });
  // Not connected: nobody is there, which Linux says with process 0 and users -1.
  expect(get(fd, 'so-peercred')).toEqual({ tag: 'credentials', val: { pid: 0, uid: 0xffffffff, gid: 0xffffffff } });
  const meminfo = get(fd, 'so-meminfo');
  expect(meminfo).toMatchObject({ tag: 'integers', val: expect.any(Uint32Array) });
});

test('a pending error is the name of the errno', () => {
  scratch.view.setInt32(0, errnoNumber('econnrefused'), true);
  expect(readOption(scratch.view, row('so-error'), 4)).toEqual({ tag: 'error', val: 'econnrefused' });
});

test('a value of another case is refused with EINVAL', () => {
  const values: OptionValue[] = [
    integer(1),
    { tag: 'linger', val: { enabled: true, seconds: 1 } },
    { tag: 'timeval', val: { seconds: 1, microseconds: 0 } },
    name('lo'),
    { tag: 'integers', val: new Uint32Array(1) },
    { tag: 'credentials', val: { pid: 1, uid: 1, gid: 1 } },
    { tag: 'error', val: 'eio' },
  ];
  const takes: [OptionName, OptionValue['tag']][] = [
    ['so-debug', 'integer'],
    ['so-linger', 'linger'],
    ['so-rcvtimeo', 'timeval'],
    ['tcp-congestion', 'bytes'],
    ['ip-multicast-if', 'integer'],
    ['so-attach-reuseport-cbpf', 'integer'],
  ];
  for (const [option, tag] of takes) {
    for (const value of values.filter((other) => other.tag !== tag)) {
      expect(writeOption(scratch.view, row(option), value), `${option} ${value.tag}`).toBe(-errnoNumber('einval'));
    }
  }
});

test.each(['so-error', 'so-peercred', 'so-meminfo'] as const)('%s cannot be set', (option) => {
  expect(writeOption(scratch.view, row(option), integer(1))).toBe(-errnoNumber('enoprotoopt'));
});

test('so-type cannot be set either, says the system', () => {
  expect(set(make('inet', 'stream'), 'so-type', integer(1))).toBe(-errnoNumber('enoprotoopt'));
});

test('a name that the system would cut is refused', () => {
  const fd = make('inet', 'stream');
  expect(set(fd, 'so-bindtodevice', name('x'.repeat(16)))).toBe(-errnoNumber('einval'));
  expect(set(fd, 'so-bindtodevice', name('lo\0'))).toBe(-errnoNumber('einval'));
  expect(set(fd, 'tcp-congestion', name('nosuch'))).toBe(-errnoNumber('enoent'));
});

test('a filter of a reuseport group is a program that the kernel accepts', () => {
  const fd = make('inet', 'dgram');
  expect(set(fd, 'so-reuseport', integer(1))).toBe(0);
  expect(set(fd, 'so-attach-reuseport-cbpf', integer(36))).toBe(0);
  expect(set(fd, 'so-attach-reuseport-cbpf', integer(24))).toBe(0);
  expect(set(fd, 'so-attach-reuseport-cbpf', integer(1))).toBe(-errnoNumber('einval'));
});

test('an option of one byte is read and written as one', () => {
  const byte: OptionRow = { level: 0, name: 0, kind: 'unsigned-char' };
  scratch.view.setInt32(0, -1, true);
  expect(writeOption(scratch.view, byte, integer(200))).toBe(1);
  expect(readOption(scratch.view, byte, 1)).toEqual(integer(200));
  expect(writeOption(scratch.view, byte, integer(256))).toBe(-errnoNumber('einval'));
});

describe('a membership request', () => {
  const group: IpAddress = { tag: 'inet', val: [239, 1, 2, 3] };
  const group6: IpAddress = { tag: 'inet6', val: [0xff02, 0, 0, 0, 0, 0, 0, 0x1234] };
  const source: IpAddress = { tag: 'inet', val: [192, 0, 2, 1] };
  const lo = interfaceIndex('lo');

  function update(
    fd: number,
    action: Parameters<typeof writeGroupRequest>[1],
    to: IpAddress,
    from?: IpAddress,
  ): number {
    const length = writeGroupRequest(scratch.view, action, to, lo, from);
    if (length < 0) return length;
    const level = to.tag === 'inet' ? platform.IPPROTO_IP : platform.IPPROTO_IPV6;
    return setsockopt(fd, level, platform.membership[action], scratch.address, length);
  }

  test('joins and leaves a group once, in both families', () => {
    for (const [family, to] of [
      ['inet', group],
      ['inet6', group6],
    ] as const) {
      const fd = make(family, 'dgram');
      expect(update(fd, 'leave', to)).toBe(-errnoNumber('eaddrnotavail'));
      expect(update(fd, 'join', to)).toBe(0);
      expect(update(fd, 'join', to)).toBe(-errnoNumber('eaddrinuse'));
      expect(update(fd, 'leave', to)).toBe(0);
    }
  });

  test('filters sources', () => {
    const fd = make('inet', 'dgram');
    expect(update(fd, 'join-source', group, source)).toBe(0);
    expect(update(fd, 'leave-source', group, source)).toBe(0);
    expect(update(fd, 'join', group)).toBe(0);
    expect(update(fd, 'block-source', group, source)).toBe(0);
    expect(update(fd, 'unblock-source', group, source)).toBe(0);
    expect(update(fd, 'unblock-source', group, source)).toBe(-errnoNumber('eaddrnotavail'));
  });

  test('is refused with a source where none belongs, without one where it does, or with one of another family', () => {
    const einval = -errnoNumber('einval');
    expect(update(-1, 'join', group, source)).toBe(einval);
    expect(update(-1, 'join-source', group)).toBe(einval);
    expect(update(-1, 'join-source', group, group6)).toBe(einval);
  });

  test('of an address that is no group is refused by the system', () => {
    expect(update(make('inet', 'dgram'), 'join', source)).toBe(-errnoNumber('einval'));
  });
});
