// Codecs of what is not made of other types: numbers, text, bytes, resources.
import { types } from 'node:util';
import type { GuestMemory } from '../link/guest-memory.ts';
import type { Codec } from './codec.ts';
import { ArgumentError } from './argument-error.ts';
import type { Budget } from './budget.ts';
import { resourceOf, numberOf, type Owner, type ResourceName } from './resources.ts';

export function bool(memory: GuestMemory): Codec<boolean> {
  return {
    size: 1,
    alignment: 1,
    flat: 1,
    take(value) {
      if (typeof value !== 'boolean') throw new ArgumentError('a boolean');
      return value;
    },
    lower: (taken, flat) => void flat.push(taken ? 1 : 0),
    store: (taken, at) => memory.view().setUint8(at, taken ? 1 : 0),
    load: (at) => memory.view().getUint8(at) !== 0,
    lift: (core) => core !== 0,
  };
}

/** A 32-bit integer. */
export function integer(memory: GuestMemory, signed: boolean): Codec<number> {
  const lift = signed ? (core: number): number => core | 0 : (core: number): number => core >>> 0;
  const [least, greatest] = signed ? [-0x80000000, 0x7fffffff] : [0, 0xffffffff];
  return {
    size: 4,
    alignment: 4,
    flat: 1,
    take(value) {
      if (typeof value !== 'number' || lift(value) !== value) {
        throw new ArgumentError(`a whole number from ${least} to ${greatest}`);
      }
      return value;
    },
    lower: (taken, flat) => void flat.push(taken),
    store: (taken, at) => memory.view().setInt32(at, taken, true),
    load: (at) => lift(memory.view().getInt32(at, true)),
    lift,
  };
}

export function float(memory: GuestMemory): Codec<number> {
  return {
    size: 8,
    alignment: 8,
    flat: 1,
    take(value) {
      if (typeof value !== 'number') throw new ArgumentError('a number');
      return value;
    },
    lower: (taken, flat) => void flat.push(taken),
    store: (taken, at) => memory.view().setFloat64(at, taken, true),
    load: (at) => memory.view().getFloat64(at, true),
    lift: (core) => core,
  };
}

export function string(memory: GuestMemory, budget: Budget): Codec<string> {
  return {
    size: 8,
    alignment: 4,
    flat: 2,
    take(value) {
      if (typeof value !== 'string') throw new ArgumentError('a string');
      budget.spend(2 * value.length);
      return value;
    },
    lower: (taken, flat) => void flat.push(memory.allocateString(taken), taken.length),
    store: (taken, at) => memory.storeString(at, taken),
    load: (at) => memory.string(memory.view().getUint32(at, true), memory.view().getUint32(at + 4, true), Infinity),
  };
}

const utf8 = new TextEncoder();

/** A list<u8>: a Uint8Array; a string goes in as its UTF-8. */
export function bytes(memory: GuestMemory, budget: Budget): Codec<Uint8Array> {
  return {
    size: 8,
    alignment: 4,
    flat: 2,
    take(value) {
      // Also one of another realm, as test runners have them.
      const isBytes = types.isUint8Array(value);
      if (!isBytes && typeof value !== 'string') throw new ArgumentError('a Uint8Array or a string');
      budget.spend(value.length);
      if (isBytes) return value;
      const encoded = utf8.encode(value);
      budget.spend(encoded.length - value.length);
      return encoded;
    },
    lower: (taken, flat) => void flat.push(memory.allocateBytes(taken), taken.length),
    store: (taken, at) => memory.storeBytes(at, taken),
    load: (at) => memory.bytes(memory.view().getUint32(at, true), memory.view().getUint32(at + 4, true)),
  };
}

/** A resource that is lent for a call. It only goes in. */
export function borrow(memory: GuestMemory, name: ResourceName, owner: Owner): Codec<number> {
  return { ...integer(memory, true), take: (value) => numberOf(value, name, owner) };
}

/** A resource that becomes the caller's. It only comes out. */
export function own(memory: GuestMemory, name: ResourceName, owner: Owner): Codec {
  const lift = (number: number): object => resourceOf(owner, name, number);
  return { ...borrow(memory, name, owner), load: (at) => lift(memory.view().getInt32(at, true)), lift };
}
