import { expect, onTestFinished, test } from 'vitest';
import * as libc from '#host/os/libc';
import { platform } from '#host/os/platform';
import { attachSources, detachSources, MAX_SOURCES, readSources, type Source } from '#host/os/source-filter';

function newSocket(): number {
  const fd = libc.socket(platform.families.inet6 ?? 0, platform.socketTypes.dgram, 0);
  onTestFinished(() => void libc.close(fd));
  return fd;
}

const inet = (i: number): Source => ({ words: [0xffff_ff00 + i], port: 65_535 - i });
const inet6 = (i: number): Source => ({ words: [0xfe80_0000, 0, i, 0xffff_ffff], port: i });

test.each([
  ['nobody', []],
  ['one of IPv4', [inet(1)]],
  ['one of IPv6', [inet6(1)]],
  ['some of both', [inet(1), inet6(1), inet(2), inet6(2), inet6(3)]],
  ['as many as there is room for', Array.from({ length: MAX_SOURCES }, (_, i) => inet6(i))],
])('the sources are read back from the filter: %s', (_, sources) => {
  const fd = newSocket();
  expect(readSources(fd)).toBeUndefined();
  expect(attachSources(fd, sources)).toBe(0);
  const byFamily = sources.toSorted((a, b) => a.words.length - b.words.length);
  expect(readSources(fd)).toEqual(byFamily);
  detachSources(fd);
  expect(readSources(fd)).toBeUndefined();
});

test('a filter of another kind has no sources', () => {
  const fd = newSocket();
  const program = new libc.Scratch(24);
  // A `struct sock_fprog` of one instruction: return 0.
  program.view.setUint16(0, 1, true);
  program.view.setBigUint64(8, BigInt(program.address + 16), true);
  program.view.setUint16(16, 0x06, true);
  expect(libc.setsockopt(fd, platform.SOL_SOCKET, platform.SO_ATTACH_FILTER ?? 0, program.address, 16)).toBe(0);
  expect(readSources(fd)).toBeUndefined();
});

test('what is no socket has none, and takes none', () => {
  const fd = libc.eventfd(0, 0);
  onTestFinished(() => void libc.close(fd));
  expect(readSources(fd)).toBeUndefined();
  expect(attachSources(fd, [])).toBeLessThan(0);
});
