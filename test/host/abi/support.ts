// A guest of the canonical ABI that has nothing but a memory and an allocator, and random types and values for it.
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import type { Codec, CoreValue, Realm } from '#host/abi/codec';
import { GuestMemory, type StringEncoding } from '#host/abi/guest-memory';
import { layoutOf, underlying } from '../../../host/abi/layout.mjs';
import { camel } from '../../../host/abi/names.mjs';
import type { HandleType, ValueType } from '#host/abi/types';
import type { Random } from '../../fuzz/random.mjs';

/** The allocator gives what it has not given before, in a memory that grows, and counts its calls. */
const MODULE = `(module
  (memory (export "memory") 1 64)
  (global $next (mut i32) (i32.const 1024))
  (global $calls (export "calls") (mut i32) (i32.const 0))
  (func (export "reset") (global.set $next (i32.const 1024)))
  (func (export "cabi_realloc") (param $old i32) (param $from i32) (param $align i32) (param $to i32) (result i32)
    (local $at i32)
    (global.set $calls (i32.add (global.get $calls) (i32.const 1)))
    (if (i32.or (local.get $old) (local.get $from)) (then (unreachable)))
    (local.set $at (i32.and
      (i32.sub (i32.add (global.get $next) (local.get $align)) (i32.const 1))
      (i32.sub (i32.const 0) (local.get $align))))
    (global.set $next (i32.add (local.get $at) (local.get $to)))
    (block $fits
      (loop $more
        (br_if $fits (i32.le_u (global.get $next) (i32.mul (memory.size) (i32.const 65536))))
        (br_if $more (i32.ne (memory.grow (i32.const 1)) (i32.const -1)))))
    (local.get $at)))`;

const module = new WebAssembly.Module(await parse(MODULE));

export interface TestGuest {
  readonly realm: Realm;
  readonly memory: GuestMemory;
  readonly bytes: () => Uint8Array;
  /** How often the guest has been asked for memory. */
  readonly calls: () => number;
  /** Frees everything. */
  readonly reset: () => void;
}

/** What a handle stands for: the codec's own type of it, and its number. */
export interface Thing {
  readonly type: HandleType;
  readonly number: number;
}

export function guest(encoding: StringEncoding = 'utf8', isStrict = true): TestGuest {
  const { exports } = new WebAssembly.Instance(module);
  const memory = new GuestMemory(encoding, undefined, { isStrict });
  memory.bind(exports);
  return {
    memory,
    realm: realmOf(memory),
    bytes: () => new Uint8Array((exports['memory'] as WebAssembly.Memory).buffer),
    calls: () => Reflect.get(exports['calls'] as object, 'value'),
    reset: exports['reset'] as () => void,
  };
}

export function realmOf(memory: GuestMemory): Realm {
  return {
    memory,
    longest: Infinity,
    isLenient: false,
    liftHandle: (type, number): Thing => ({ type, number }),
    lowerHandle: (_, value) => (value as Thing).number,
    takeHandle: (_, value) => value,
    spend: () => {},
  };
}

/** A value after it was in memory. */
export function throughMemory({ memory, realm }: TestGuest, codec: Codec, value: unknown): unknown {
  const at = memory.allocate(codec.size, codec.alignment);
  codec.store(realm, value, at);
  return codec.load(realm, at);
}

/** A value after it was core values. */
export function throughCore({ realm }: TestGuest, codec: Codec, value: unknown): unknown {
  const flat: CoreValue[] = [7];
  codec.lower(realm, value, flat);
  return codec.lift(realm, flat, 1);
}

const PRIMITIVES = 'bool s8 u8 s16 u16 s32 u32 s64 u64 f32 f64 char string'.split(' ') as ValueType[];
const KINDS = ['list', 'option', 'result', 'tuple', 'record', 'variant', 'enum', 'flags', 'own', 'borrow', 'alias'];

/** Names as the WIT has them, some of which every object of JavaScript has, too. */
const NAMES = [
  'a',
  'foo-bar',
  'constructor',
  'to-string',
  'value-of',
  'HTTP-code',
  'b2',
  'has-own-property',
  'val',
  'tag',
];

/** A type, up to so many levels deep. */
export function randomType(random: Random, depth: number): ValueType {
  if (depth === 0 || random.percent(25)) return random.of<ValueType>(PRIMITIVES);
  const inner = (): ValueType => randomType(random, depth - 1);
  const perhaps = (): ValueType | null => (random.percent(70) ? inner() : null);
  const names = (most: number): string[] => {
    const count = 1 + random.below(most);
    return Array.from({ length: count }, (_, index) => NAMES[index] ?? `n-${index}`);
  };
  switch (random.of(KINDS)) {
    case 'list':
      return { kind: 'list', element: inner() };
    case 'option':
      return { kind: 'option', some: inner() };
    case 'result':
      return { kind: 'result', ok: perhaps(), error: perhaps() };
    case 'tuple':
      return { kind: 'tuple', items: names(4).map(inner) };
    case 'record':
      return { kind: 'record', fields: names(6).map((name) => ({ name, type: inner() })) };
    case 'variant':
      return { kind: 'variant', cases: names(random.percent(5) ? 300 : 5).map((name) => ({ name, type: perhaps() })) };
    case 'enum':
      return { kind: 'enum', cases: names(random.percent(20) ? 400 : 9).map((name) => ({ name })) };
    case 'flags':
      return { kind: 'flags', flags: names(32).map((name) => ({ name })) };
    case 'alias':
      return { kind: 'alias', type: inner() };
    default:
      return { kind: random.percent(50) ? 'own' : 'borrow', resource: { name: 'thing' } };
  }
}

const ARRAYS = {
  s8: Int8Array,
  u8: Uint8Array,
  s16: Int16Array,
  u16: Uint16Array,
  s32: Int32Array,
  u32: Uint32Array,
  s64: BigInt64Array,
  u64: BigUint64Array,
  f32: Float32Array,
  f64: Float64Array,
} as const;

const TEXTS = ['', 'plain', 'é', '\u0100\u{1f600}', '\0', '\ufeffbom', 'x'.repeat(100), '\u{10ffff}'.repeat(40)];

/** A value of a type, in jco's form. */
export function randomValue(random: Random, type: ValueType): unknown {
  const own = underlying(type);
  if (typeof own === 'string') return randomPrimitive(random, own);
  const value = (of: ValueType): unknown => randomValue(random, of);
  const tagged = (tag: string, of: ValueType | null): unknown => (of === null ? { tag } : { tag, val: value(of) });
  switch (own.kind) {
    case 'list': {
      const element = underlying(own.element);
      const items = Array.from({ length: random.below(4) }, () => value(element));
      if (typeof element !== 'string' || !(element in ARRAYS)) return items;
      return Reflect.construct(ARRAYS[element as keyof typeof ARRAYS], [items]);
    }
    case 'option': {
      const inner = underlying(own.some);
      const isNone = random.percent(40);
      if (typeof inner !== 'object' || inner.kind !== 'option') return isNone ? undefined : value(inner);
      return isNone ? { tag: 'none' } : tagged('some', inner);
    }
    case 'result': {
      const [tag, of] = random.percent(50) ? (['ok', own.ok] as const) : (['err', own.error] as const);
      return of === null ? { tag, val: undefined } : tagged(tag, of);
    }
    case 'tuple':
      return own.items.map(value);
    case 'record':
      return Object.fromEntries(own.fields.map((field) => [camel(field.name), value(field.type)]));
    case 'variant': {
      const { name, type: of } = random.of(own.cases);
      return tagged(name, of);
    }
    case 'enum':
      return random.of(own.cases).name;
    case 'flags':
      return Object.fromEntries(own.flags.map(({ name }) => [camel(name), random.percent(50)]));
    default:
      return { type: own, number: random.bits() | 0 } satisfies Thing;
  }
}

function randomPrimitive(random: Random, type: ValueType): unknown {
  const wide = (BigInt(random.bits()) << 32n) | BigInt(random.bits());
  switch (type) {
    case 'bool':
      return random.percent(50);
    case 'char':
      return random.of(['a', '\0', 'é', '\ud7ff', '\ue000', '\u{1f600}', '\u{10ffff}']);
    case 'string':
      return random.of(TEXTS);
    case 'f32':
      return random.of([0, -0, 1.5, Infinity, -Infinity, NaN, Math.fround(random.bits() * 1e-7)]);
    case 'f64':
      return random.of([0, -0, 0.1, Infinity, -Infinity, NaN, random.bits() / 3]);
    case 's64':
      return BigInt.asIntN(64, wide);
    case 'u64':
      return wide;
    default: {
      const unused = 32 - 8 * layoutOf(type).size;
      const shifted = random.bits() << unused;
      return String(type).startsWith('s') ? shifted >> unused : shifted >>> unused;
    }
  }
}
