import type { GuestMemory } from '../link/guest-memory.ts';
import type { Budget } from './budget.ts';
import type { Codec } from './codec.ts';
import * as compound from './compound-codecs.ts';
import type { Owner } from './resources.ts';
import * as scalar from './scalar-codecs.ts';
import type { Type } from './types.ts';

/** Makes the codec of a type, on a memory, for the resources of an owner. */
export function codecOf(type: Type, memory: GuestMemory, owner: Owner): Codec {
  const of = (inner: Type): Codec => codecOf(inner, memory, owner);
  if (typeof type === 'string') return scalarCodec(type, memory, owner.budget);
  if ('option' in type) return compound.option(memory, of(type.option));
  if ('list' in type)
    return (type.list === 'u32' ? compound.numbers : compound.list)(memory, of(type.list), owner.budget);
  if ('tuple' in type) return compound.tuple(type.tuple.map(of));
  if ('record' in type) return compound.record(type.record.map(([name, inner]) => [name, of(inner)]));
  if ('variant' in type) {
    return compound.variant(
      memory,
      type.variant.map(([tag, inner]) => [tag, inner === null ? null : of(inner)]),
    );
  }
  return 'own' in type ? scalar.own(memory, type.own, owner) : scalar.borrow(memory, type.borrow, owner);
}

function scalarCodec(type: Extract<Type, string>, memory: GuestMemory, budget: Budget): Codec {
  switch (type) {
    case 'bool':
      return scalar.bool(memory);
    case 's32':
      return scalar.integer(memory, true);
    case 'u32':
      return scalar.integer(memory, false);
    case 'f64':
      return scalar.float(memory);
    case 'string':
      return scalar.string(memory, budget);
    case 'bytes':
      return scalar.bytes(memory, budget);
  }
}
