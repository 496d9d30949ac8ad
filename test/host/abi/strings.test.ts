// Strings in a guest's memory, in each encoding; and which memories a guest may have.
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { describe, expect, test } from 'vitest';
import { GuestTrap, LinkError } from 'wasock';
import type { CoreValue } from '#host/abi/codec';
import { codecOf } from '#host/abi/codecs';
import { GuestMemory, type StringEncoding } from '#host/abi/guest-memory';
import { guest, realmOf, throughMemory } from './support.ts';

const TAG = 0x80000000;

/** How a string goes in: its length, and its bytes. */
function placed(encoding: StringEncoding, text: string, isStrict = true): [length: number, bytes: number[]] {
  const own = guest(encoding, isStrict);
  const flat: CoreValue[] = [];
  codecOf('string').lower(own.realm, text, flat);
  const [pointer, length] = flat.map(Number);
  const units = length! >= TAG ? length! - TAG : length!;
  const isWide = encoding === 'utf16' || length! >= TAG;
  return [length!, [...own.bytes().subarray(pointer, pointer! + units * (isWide ? 2 : 1))]];
}

function read(encoding: StringEncoding, bytes: number[], length: number, isStrict = true): string {
  const own = guest(encoding, isStrict);
  own.memory.copyIn(2048, Uint8Array.from(bytes));
  return own.memory.string(2048, length);
}

test.each<[StringEncoding, string, number, number[]]>([
  ['utf8', 'aé', 3, [0x61, 0xc3, 0xa9]],
  ['utf8', '\ufeffa', 4, [0xef, 0xbb, 0xbf, 0x61]],
  ['utf16', 'aé', 2, [0x61, 0, 0xe9, 0]],
  ['utf16', '\u{1f600}', 2, [0x3d, 0xd8, 0, 0xde]],
  ['latin1+utf16', 'aé', 2, [0x61, 0xe9]],
  ['latin1+utf16', 'a\u0100', TAG + 2, [0x61, 0, 0, 1]],
])('in %s, %j is of length %d', (encoding, text, length, bytes) => {
  expect(placed(encoding, text)).toEqual([length, bytes]);
  expect(read(encoding, bytes, length)).toBe(text);
  // As the engine passes it.
  expect(read(encoding, bytes, length | 0)).toBe(text);
});

test.each(['utf8', 'utf16', 'latin1+utf16'] as const)('long strings in %s', (encoding) => {
  for (const text of ['x', 'é', '\u0100', '\u{1f600}'].map((unit) => unit.repeat(20_000))) {
    expect(throughMemory(guest(encoding), codecOf('string'), text)).toBe(text);
  }
});

test('of UTF-16 marked as such, also what would be Latin-1', () => {
  expect(read('latin1+utf16', [0x61, 0], TAG + 1)).toBe('a');
});

describe('what is not Unicode', () => {
  test.each<[StringEncoding, number[], number]>([
    ['utf8', [0xff], 1],
    ['utf8', [0xe2, 0x82], 2],
    ['utf8', [0xed, 0xa0, 0x80], 3],
    ['utf8', [0xc0, 0x80], 2],
    ['utf16', [0, 0xd8], 1],
    ['utf16', [0, 0xdc, 0, 0xd8], 2],
    ['latin1+utf16', [0, 0xd8], TAG + 1],
  ])('is a trap in %s: %j', (encoding, bytes, length) => {
    expect(() => read(encoding, bytes, length)).toThrow(GuestTrap);
    // And the next one is read as if nothing had been.
    expect(read(encoding, [0x61, 0], 1)).toBe('a');
  });

  test('is taken as it is from guests that are not strict', () => {
    expect(read('utf8', [0x61, 0xff], 2, false)).toBe('a\ufffd');
    expect(read('utf16', [0, 0xd8], 1, false)).toBe('\ud800');
    expect(placed('utf16', '\ud800', false)).toEqual([1, [0, 0xd8]]);
  });

  test('goes in as U+FFFD', () => {
    expect(placed('utf8', '\ud800')).toEqual([3, [0xef, 0xbf, 0xbd]]);
    expect(placed('utf16', '\ud800a')).toEqual([2, [0xfd, 0xff, 0x61, 0]]);
    expect(placed('latin1+utf16', '\udc00')).toEqual([TAG + 1, [0xfd, 0xff]]);
  });
});

test.each<[StringEncoding, number, number]>([
  ['utf8', 65_535, 2],
  ['utf8', 0, -1],
  ['utf16', 1, 1],
  ['utf16', 65_534, 2],
  ['utf16', 0, TAG],
  ['latin1+utf16', 1, 0],
  ['latin1+utf16', 65_534, TAG + 2],
  ['latin1+utf16', 0, 0x7fffffff],
  ['latin1+utf16', 0, -1],
])('in %s, at %d, a length of %d is a trap', (encoding, pointer, length) => {
  expect(() => codecOf('string').lift(guest(encoding).realm, [pointer, length], 0)).toThrow(GuestTrap);
});

describe('memories', () => {
  const bound = (realloc: ((...args: number[]) => unknown) | undefined): GuestMemory => {
    const memory = new GuestMemory('utf8', undefined, { isStrict: true });
    memory.bindTo({ memory: new WebAssembly.Memory({ initial: 1 }), realloc });
    return memory;
  };

  test('realloc is called for something new, of a size and an alignment', () => {
    const calls: number[][] = [];
    bound((...args) => calls.push(args) * 8).allocate(24, 8);
    expect(calls).toEqual([[0, 0, 8, 24]]);
  });

  test.each([
    ['outside', () => 65_536, 1, 1],
    ['far outside', () => -1, 1, 1],
    ['not aligned', () => 4, 8, 8],
    ['behind the end, though for nothing', () => 65_537, 0, 1],
    ['no number', () => undefined, 1, 1],
  ])('what realloc returns is checked: %s', (_, realloc, length, alignment) => {
    expect(() => bound(realloc).allocate(length, alignment)).toThrow(GuestTrap);
  });

  test('a guest without realloc is given nothing that needs it', () => {
    expect(() => bound(undefined).allocate(1, 1)).toThrow(GuestTrap);
  });

  test('where there is none, its use is a trap', () => {
    const none = new GuestMemory('utf8');
    none.bindTo({ memory: undefined });
    expect(() => codecOf('string').lift(realmOf(none), [0, 1], 0)).toThrow('no memory');
    expect(() => none.view()).toThrow(GuestTrap);
    expect(codecOf('u8').lift(realmOf(none), [1], 0)).toBe(1);
  });

  test('one that is shared, or of 64 bits, cannot be linked', async () => {
    const link = (memory: WebAssembly.Memory): void => new GuestMemory('utf8').bindTo({ memory });
    const shared = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true } as never);
    expect(() => link(shared)).toThrow(LinkError);
    const binary = await parse('(module (memory (export "memory") i64 1))');
    // Node 20 has no such memories.
    if (!WebAssembly.validate(binary)) return;
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(binary));
    expect(() => link(exports['memory'] as WebAssembly.Memory)).toThrow(LinkError);
  });
});
