import { afterEach, describe, expect, test } from 'vitest';
import { controlSize, controlSpace, type OutgoingControlData, readControl, writeControl } from '#host/os/control';
import { errnoNumber } from '#host/os/errno';
import { close, recvmsg, Scratch, sendmsg, setsockopt, socketpair } from '#host/os/libc';
import { type ControlName, CONTROLS } from '#host/generated/controls';
import { optionRow } from '#host/os/option-row';
import { platform } from '#host/os/platform';
import { evaluateInC, hasCompiler } from '../../support/c-compiler.ts';

const open: number[] = [];
afterEach(() => {
  for (const fd of open.splice(0)) close(fd);
});

function pair(): [number, number] {
  const fds = new Scratch(8);
  expect(socketpair(platform.families.unix ?? -1, platform.socketTypes.dgram, 0, fds.address)).toBe(0);
  const both: [number, number] = [fds.view.getInt32(0, true), fds.view.getInt32(4, true)];
  open.push(...both);
  return both;
}

/** A struct msghdr with one byte of data and this control data. */
function message(control: Scratch, length: number): { header: Scratch; keep: Scratch[] } {
  const layout = platform.msghdr;
  const header = new Scratch(layout.bytes);
  const data = new Scratch(1);
  const iov = new Scratch(16);
  iov.view.setBigUint64(0, BigInt(data.address), true);
  iov.view.setBigUint64(8, 1n, true);
  header.view.setBigUint64(layout.iov.offset, BigInt(iov.address), true);
  header.view.setBigUint64(layout.iovLength.offset, 1n, true);
  header.view.setBigUint64(layout.control.offset, BigInt(control.address), true);
  header.view.setBigUint64(layout.controlLength.offset, BigInt(length), true);
  return { header, keep: [data, iov] };
}

function send(fd: number, messages: readonly OutgoingControlData[]): number {
  const control = new Scratch(controlSize(messages));
  const { header, keep } = message(control, writeControl(control.view, messages));
  const sent = sendmsg(fd, header.address, 0);
  return keep.length > 0 ? sent : -1;
}

function receive(fd: number, space: number): ReturnType<typeof readControl> {
  const control = new Scratch(space);
  const { header, keep } = message(control, space);
  expect(recvmsg(fd, header.address, 0)).toBe(keep.length > 0 ? 1 : -1);
  return readControl(control.view, Number(header.view.getBigUint64(platform.msghdr.controlLength.offset, true)));
}

describe('control messages over a real socket', () => {
  test('descriptors arrive as open descriptors', () => {
    const [a, b] = pair();
    const [c, d] = pair();
    expect(send(a, [{ tag: 'rights', val: [c, d] }])).toBe(1);
    const [received] = receive(b, controlSpace(8));
    expect(received?.tag).toBe('rights');
    const fds = received?.tag === 'rights' ? received.val : [];
    open.push(...fds);
    expect(fds.length).toBe(2);
    expect(new Set([a, b, c, d, ...fds]).size).toBe(6);
  });

  test('of two descriptors, the one that has room arrives', () => {
    const [a, b] = pair();
    expect(send(a, [{ tag: 'rights', val: [a, b] }])).toBe(1);
    const [received] = receive(b, 20);
    const fds = received?.tag === 'rights' ? received.val : [];
    open.push(...fds);
    expect(fds.length).toBe(1);
  });

  test('credentials arrive with the descriptors of the same message', () => {
    const [a, b] = pair();
    const one = new Scratch(4);
    one.view.setInt32(0, 1, true);
    const passcred = optionRow('so-passcred');
    expect(setsockopt(b, passcred?.level ?? -1, passcred?.name ?? -1, one.address, 4)).toBe(0);
    const credentials = { pid: process.pid, uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
    const messages: OutgoingControlData[] = [
      { tag: 'credentials', val: credentials },
      { tag: 'rights', val: [a] },
    ];
    expect(send(a, messages)).toBe(1);
    const received = receive(b, 256);
    for (const part of received) if (part.tag === 'rights') open.push(...part.val);
    expect(received.map(({ tag }) => tag).sort()).toEqual(['credentials', 'rights']);
    expect(received.find(({ tag }) => tag === 'credentials')).toEqual({ tag: 'credentials', val: credentials });
  });

  test('a descriptor that is none is refused', () => {
    const [a] = pair();
    expect(send(a, [{ tag: 'rights', val: [-1] }])).toBe(-errnoNumber('ebadf'));
  });
});

describe('the bytes of control messages', () => {
  const all: OutgoingControlData[] = [
    { tag: 'rights', val: [3, 4, 5] },
    { tag: 'credentials', val: { pid: 1, uid: 0xfffffffe, gid: 3 } },
    { tag: 'inet-packet-info', val: { interfaceIndex: 2, local: [127, 0, 0, 1], destination: [1, 2, 3, 255] } },
    { tag: 'inet6-packet-info', val: { address: [0xfe80, 0, 0, 0, 0, 0, 0, 0xabcd], interfaceIndex: 9 } },
    { tag: 'ttl', val: 64 },
    { tag: 'tos', val: 16 },
    { tag: 'hop-limit', val: -1 },
    { tag: 'traffic-class', val: 255 },
  ];

  test('are read as they were written', () => {
    const view = new DataView(new ArrayBuffer(1000), 8);
    const length = writeControl(view, all);
    expect(length).toBe(controlSize(all));
    expect(readControl(view, length)).toEqual(all);
  });

  test('of a kind without a case, or too short for theirs, are given as they are', () => {
    const view = new DataView(new ArrayBuffer(64));
    writeControl(view, [{ tag: 'udp-segment', val: 0x1234 }]);
    const [level, type] = [platform.IPPROTO_UDP, platform.control['udp-segment'] ?? -1];
    const other = { tag: 'other', val: { level, kind: type, data: Uint8Array.of(0x34, 0x12) } };
    expect(readControl(view, 24)).toEqual([other]);
    writeControl(view, [{ tag: 'credentials', val: { pid: 1, uid: 2, gid: 3 } }]);
    expect(readControl(view, 24)).toMatchObject([{ tag: 'other', val: { data: { length: 8 } } }]);
  });

  test('a type of service is one byte when the system gives it', () => {
    const view = new DataView(new ArrayBuffer(24));
    writeControl(view, [{ tag: 'tos', val: 7 }]);
    view.setUint32(16, 0xaaaaaa07, true);
    view.setBigUint64(0, 17n, true);
    expect(readControl(view, 24)).toEqual([{ tag: 'tos', val: 7 }]);
  });

  test('a queued error tells who reported it', () => {
    const view = new DataView(new ArrayBuffer(48));
    const [level, type] = [platform.IPPROTO_IP, platform.control['ip-recverr'] ?? -1];
    view.setBigUint64(0, 48n, true);
    view.setInt32(8, level, true);
    view.setInt32(12, type, true);
    view.setUint32(16, errnoNumber('econnrefused'), true);
    new Uint8Array(view.buffer, 20).set([2, 3, 3, 0, 1, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 192, 0, 2, 1]);
    const offender = { tag: 'inet', val: { port: 0, address: [192, 0, 2, 1] } };
    const report = { error: 'econnrefused', origin: 2, kind: 3, code: 3, info: 1, data: 2, offender };
    expect(readControl(view, 48)).toEqual([{ tag: 'error-report', val: report }]);
    view.setUint16(32, 0, true);
    expect(readControl(view, 48)).toMatchObject([{ val: { error: 'econnrefused' } }]);
  });

  test('more than fits is refused', () => {
    expect(writeControl(new DataView(new ArrayBuffer(23)), [{ tag: 'ttl', val: 1 }])).toBe(-errnoNumber('enobufs'));
    expect(writeControl(new DataView(new ArrayBuffer(24)), [{ tag: 'ttl', val: 1 }])).toBe(24);
    expect(writeControl(new DataView(new ArrayBuffer(0)), [])).toBe(0);
  });

  test('a length that leads nowhere ends the row', () => {
    for (const told of [0n, 15n, 0xffff_ffff_ffff_ffffn]) {
      const view = new DataView(new ArrayBuffer(32));
      view.setBigUint64(0, told, true);
      expect(readControl(view, 32).length).toBe(told < 16n ? 0 : 1);
    }
  });

  test('any bytes are read without leaving the view', () => {
    let seed = 7;
    const random = (below: number): number => (seed = (seed * 48271) % 2147483647) % below;
    const rows = Object.entries(CONTROLS);
    for (let round = 0; round < 5000; round++) {
      const view = new DataView(new ArrayBuffer(8 + random(80)), random(8));
      for (let i = 0; i < view.byteLength; i++) view.setUint8(i, random(256));
      if (view.byteLength >= 16) {
        const row = rows[random(rows.length)];
        view.setBigUint64(0, BigInt(random(100)), true);
        view.setInt32(8, row === undefined ? 0 : platform[row[1].level], true);
        view.setInt32(12, row === undefined ? 0 : (platform.control[row[0] as ControlName] ?? 0), true);
      }
      expect(() => readControl(view, random(200))).not.toThrow();
    }
  });

  test.skipIf(!hasCompiler)("space is CMSG_SPACE of the C headers'", () => {
    const lengths = [0, 1, 4, 7, 8, 9, 12, 20, 253 * 4];
    const spaces = evaluateInC(
      ['sys/socket.h'],
      lengths.map((length) => `CMSG_SPACE(${length})`),
    );
    expect(lengths.map(controlSpace)).toEqual(spaces);
  });
});
