// Random types and values, the same at each run: WASOCK_SEED=<number> gives others.
import { deepStrictEqual } from 'node:assert';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { expect, test } from 'vitest';
import { GuestTrap } from 'wasock';
import type { Codec, CoreValue } from '#host/abi/codec';
import { codecOf } from '#host/abi/codecs';
import { flatCount, flatten, MOST_PARAMS } from '../../../host/abi/flat.mjs';
import type { StringEncoding } from '#host/abi/guest-memory';
import { layoutOf } from '../../../host/abi/layout.mjs';
import type { ValueType } from '#host/abi/types';
import { derived, Random } from '../../fuzz/random.mjs';
import * as oracle from '../../support/canonical-abi.ts';
import { guest, randomType, randomValue, type TestGuest, throughCore, throughMemory } from './support.ts';

const SEED = Number(process.env['WASOCK_SEED'] ?? 1);
const TYPES = 300;

const ENCODINGS: readonly StringEncoding[] = ['utf8', 'utf16', 'latin1+utf16'];

/** Calls with each type, and a generator of its own. */
function eachType(use: (type: ValueType, codec: Codec, random: Random) => void): void {
  for (let index = 0; index < TYPES; index++) {
    const random = new Random(derived(SEED, index));
    const type = randomType(random, 1 + (index % 5));
    try {
      use(type, codecOf(type), random);
    } catch (error) {
      throw new Error(`WASOCK_SEED=${SEED}, type ${index}: ${JSON.stringify(type)}: ${String(error)}`, {
        cause: error,
      });
    }
  }
}

test('shapes are those of the arithmetic', () => {
  eachType((type, codec) => {
    expect(codec).toMatchObject({ ...layoutOf(type), flat: flatCount(type) });
    expect(flatten(type)).toHaveLength(codec.flat);
    expect(codec.core).toEqual(codec.flat <= MOST_PARAMS ? flatten(type) : []);
  });
});

test.each(ENCODINGS)('what is stored, or lowered, in %s comes out the same', (encoding) => {
  const own = guest(encoding);
  eachType((type, codec, random) => {
    for (let repetition = 0; repetition < 4; repetition++) {
      const value = randomValue(random, type);
      deepStrictEqual(throughMemory(own, codec, value), value);
      if (codec.flat <= MOST_PARAMS) deepStrictEqual(throughCore(own, codec, value), value);
      expect(plain(codec.take(own.realm, value))).toEqual(plain(value));
      own.reset();
    }
  });
});

test('what is stored is what another reader of the canonical ABI loads, and the other way round', () => {
  const own = guest();
  const read: oracle.Read = (at, length) => new DataView(own.bytes().buffer, at, length);
  const place: oracle.Place = (bytes) => {
    const at = own.memory.allocate(bytes.length, 8);
    own.memory.copyIn(at, bytes);
    return at;
  };
  eachType((type, codec, random) => {
    const known = type as oracle.WitType;
    // That reader has no handles, and no names but those like wasock's own. Its decoder drops the mark that a text may begin with.
    if (/"(own|borrow)"|HTTP/.test(JSON.stringify(type))) return;
    const value = randomValue(random, type);
    if (JSON.stringify(plain(value))?.includes('\ufeff')) return;
    const at = own.memory.allocate(codec.size, codec.alignment);
    codec.store(own.realm, value, at);
    expect(plain(oracle.load(read, known, at))).toEqual(plain(value));
    own.memory.copyIn(at, oracle.store(place, known, value));
    expect(codec.load(own.realm, at)).toEqual(value);
    own.reset();
  });
});

/** A value whose lists are all arrays, and whose bigints are text. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}n`;
  if (ArrayBuffer.isView(value)) return Array.from(Object.values(value), plain);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, plain(field)]));
}

test('core values go through a core function of their types', async () => {
  const own = guest();
  const signatures = new Set<string>();
  eachType((_, { core }) => core.length > 0 && signatures.add(core.join(' ')));
  const functions = new Map<string, (...args: CoreValue[]) => CoreValue | CoreValue[]>();
  for (const types of signatures) {
    const gets = types.split(' ').map((_, at) => `local.get ${at}`);
    const text = `(module (func (export "f") (param ${types}) (result ${types}) ${gets.join(' ')}))`;
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(await parse(text)));
    functions.set(types, exports['f'] as () => CoreValue);
  }
  eachType((type, codec, random) => {
    if (codec.core.length === 0) return;
    const value = randomValue(random, type);
    const flat: CoreValue[] = [];
    codec.lower(own.realm, value, flat);
    expect(flat).toHaveLength(codec.flat);
    const result = functions.get(codec.core.join(' '))!(...flat);
    expect(codec.lift(own.realm, Array.isArray(result) ? result : [result], 0)).toEqual(value);
    own.reset();
  });
});

test.each(ENCODINGS)('whatever lies in memory in %s, it is read, or it is a trap', (encoding) => {
  const own = guest(encoding);
  let lifted = 0;
  // A list may have as many elements as the memory has bytes, and each of them as many again.
  let left = 0;
  const realm = {
    ...own.realm,
    spendLifted: (bytes: number) => {
      left -= bytes;
      if (left < 0) throw new GuestTrap('too much');
    },
  };
  const attempt = (read: () => unknown): void => {
    left = 100_000;
    try {
      read();
      lifted++;
    } catch (error) {
      if (!(error instanceof GuestTrap)) throw error;
    }
  };
  eachType((_, codec, random) => {
    fill(own, random);
    for (let repetition = 0; repetition < 8; repetition++) {
      const at = random.below(Math.floor((65_536 - codec.size) / codec.alignment)) * codec.alignment;
      attempt(() => codec.load(realm, at));
      const flat = codec.core.map((core) => {
        if (core === 'i64') return BigInt.asIntN(64, (BigInt(random.bits()) << 32n) | BigInt(hostile(random)));
        return core === 'i32' ? hostile(random) | 0 : random.of([NaN, Infinity, 1.5, -0]);
      });
      if (flat.length > 0) attempt(() => codec.lift(realm, flat, 0));
    }
  });
  expect(lifted).toBeGreaterThan(TYPES);
});

/** A number that may be a pointer, a length or a case. */
function hostile(random: Random): number {
  return random.of([0, 1, 2, 3, 8, random.below(300), random.below(70_000), 0x7fffffff, 0x80000004, random.bits()]);
}

function fill(own: TestGuest, random: Random): void {
  const words = new Uint32Array(own.bytes().buffer);
  const isRaw = random.percent(30);
  for (let index = 0; index < words.length; index++) words[index] = isRaw ? random.bits() : hostile(random);
}
