// What a guest is told of its standard streams.
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ERRNO, PAGE, pipe, Preview1, socketPair, terminal } from '../../support/preview1.ts';
import { temporaryDirectory } from '../../support/temporary.ts';

const TYPES = { unknown: 0, characterDevice: 2, regularFile: 4, datagramSocket: 5, streamSocket: 6 };
const READ = 1 << 1;
const SEEK = 1 << 2;
const TELL = 1 << 5;
const WRITE = 1 << 6;

function file(text: string): number {
  const path = join(temporaryDirectory(), 'file');
  writeFileSync(path, text);
  return opened(path);
}

function opened(path: string): number {
  const fd = openSync(path, 'r+');
  onTestFinished(() => closeSync(fd));
  return fd;
}

function fdstat(wasi: Preview1, fd: number): { type: number; flags: number; rights: number; inheriting: bigint } {
  wasi.bytes(64, 24).fill(0xff);
  expect(wasi.call('fd_fdstat_get', fd, 64)).toBe(ERRNO.success);
  const view = wasi.view;
  return {
    type: view.getUint8(64),
    flags: view.getUint16(66, true),
    rights: Number(view.getBigUint64(72, true)),
    inheriting: view.getBigUint64(80, true),
  };
}

test.each([
  ['a pipe', () => pipe()[1], TYPES.unknown],
  ['a file', () => file(''), TYPES.regularFile],
  ['a stream socket', () => socketPair('stream')[0], TYPES.streamSocket],
  ['a datagram socket', () => socketPair('datagram')[0], TYPES.datagramSocket],
  ['a terminal', () => terminal()[1], TYPES.characterDevice],
  ['/dev/null', () => opened('/dev/null'), TYPES.characterDevice],
  ['nothing', () => 9999, TYPES.unknown],
])('the type of %s is told', (_, make, type) => {
  const wasi = new Preview1({ stdout: make() });
  expect(fdstat(wasi, 1)).toMatchObject({ type, flags: 0, inheriting: 0n });
});

test('the input can be read, the outputs can be written', () => {
  const wasi = new Preview1();
  const rights = [0, 1, 2].map((fd) => fdstat(wasi, fd).rights & (READ | WRITE));
  expect(rights).toEqual([READ, WRITE, WRITE]);
});

test('wasi-libc’s isatty tells a terminal from another character device', () => {
  const isatty = (fd: number): boolean => {
    const { type, rights } = fdstat(new Preview1({ stdout: fd }), 1);
    return type === TYPES.characterDevice && (rights & (SEEK | TELL)) === 0;
  };
  expect(isatty(terminal()[1])).toBe(true);
  expect(isatty(opened('/dev/null'))).toBe(false);
});

test('of a file its type and size are told, not which it is', () => {
  const wasi = new Preview1({ stdin: file('12345') });
  wasi.bytes(64, 64).fill(0xff);
  expect(wasi.call('fd_filestat_get', 0, 64)).toBe(ERRNO.success);
  const words = Array.from({ length: 8 }, (_, index) => wasi.view.getBigUint64(64 + index * 8, true));
  expect(words).toEqual([0n, 0n, 4n, 1n, 5n, 0n, 0n, 0n]);
});

test('there is nothing to tell of other descriptors, and nowhere to write it outside of the memory', () => {
  const wasi = new Preview1();
  for (const name of ['fd_fdstat_get', 'fd_filestat_get']) {
    for (const fd of [3, 99, -1, 0x7fff_ffff, -0x8000_0000]) expect(wasi.call(name, fd, 64)).toBe(ERRNO.badf);
    for (const at of [PAGE - 1, PAGE, -1, -64]) expect(wasi.call(name, 1, at)).toBe(ERRNO.fault);
  }
});

test('a guest asks not to wait for itself alone', () => {
  const [read] = pipe();
  const mode = () => readFileSync(`/proc/self/fdinfo/${read}`, 'utf8');
  const before = mode();
  const wasi = new Preview1({ stdin: read });
  wasi.putBuffers(0, [64, 8]);
  expect(wasi.call('fd_fdstat_set_flags', 0, 4)).toBe(ERRNO.success);
  expect(fdstat(wasi, 0).flags).toBe(4);
  expect(wasi.call('fd_read', 0, 0, 1, 32)).toBe(ERRNO.again);
  expect(mode()).toBe(before);
  expect(wasi.call('fd_fdstat_set_flags', 0, 0)).toBe(ERRNO.success);
  expect(fdstat(wasi, 0).flags).toBe(0);
});

test.each([1, 2, 8, 16, 5, -1])('flags %i are none of a standard stream', (flags) => {
  expect(new Preview1().call('fd_fdstat_set_flags', 1, flags)).toBe(ERRNO.inval);
});

test('a stream that a guest closes stays open at its host', () => {
  const [, write] = pipe();
  const wasi = new Preview1({ stdout: write });
  expect(wasi.call('fd_close', 1)).toBe(ERRNO.success);
  expect(wasi.call('fd_close', 3)).toBe(ERRNO.badf);
  expect(readFileSync(`/proc/self/fdinfo/${write}`, 'utf8')).toMatch(/flags/);
});
