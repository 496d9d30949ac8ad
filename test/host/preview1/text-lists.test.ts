import { expect, test } from 'vitest';
import { ERRNO, PAGE, Preview1 } from '../../support/preview1.ts';

/** The texts that a function leaves at 1024 and their pointers at 512. */
function texts(wasi: Preview1, kind: 'args' | 'environ'): string[] {
  expect(wasi.call(`${kind}_sizes_get`, 0, 4)).toBe(ERRNO.success);
  const [count, bytes] = [wasi.word(0), wasi.word(4)];
  expect(wasi.call(`${kind}_get`, 512, 1024)).toBe(ERRNO.success);
  const end = 1024 + bytes;
  return Array.from({ length: count }, (_, index) => {
    const at = wasi.word(512 + index * 4);
    const next = index + 1 < count ? wasi.word(512 + (index + 1) * 4) : end;
    return wasi.text(at, next - at);
  });
}

test('arguments are texts in UTF-8, each ended by a NUL', () => {
  const wasi = new Preview1({ args: ['guest', '', 'größe'] });
  expect(texts(wasi, 'args')).toEqual(['guest\0', '\0', 'größe\0']);
});

test('a guest has the name of a program, and no environment, by default', () => {
  const wasi = new Preview1();
  expect(texts(wasi, 'args')).toEqual(['guest\0']);
  expect(texts(wasi, 'environ')).toEqual([]);
});

test('the environment is what the embedder gives', () => {
  const env: Record<string, string> = JSON.parse('{"A":"1","EMPTY":"","__proto__":"x"}');
  expect(texts(new Preview1({ env }), 'environ')).toEqual(['A=1\0', 'EMPTY=\0', '__proto__=x\0']);
});

test('texts that end with the memory fit, and those that go beyond it are refused', () => {
  const wasi = new Preview1({ args: ['guest', 'ab'] });
  const bytes = 'guest\0ab\0'.length;
  expect(wasi.call('args_get', 0, PAGE - bytes)).toBe(ERRNO.success);
  expect(wasi.call('args_get', PAGE - 8, 0)).toBe(ERRNO.success);
  wasi.bytes(0, PAGE).fill(7);
  for (const [pointers, buffer] of [
    [0, PAGE - bytes + 1],
    [PAGE - 7, 0],
    [-4, 0],
    [0, -1],
  ] as const) {
    expect(wasi.call('args_get', pointers, buffer)).toBe(ERRNO.fault);
  }
  expect(wasi.call('args_sizes_get', PAGE - 3, 0)).toBe(ERRNO.fault);
  expect(wasi.call('args_sizes_get', 0, PAGE - 3)).toBe(ERRNO.fault);
  expect(wasi.bytes(0, PAGE).every((byte) => byte === 7)).toBe(true);
});
