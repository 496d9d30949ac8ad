// Codecs of types that are made of others.
import type { GuestMemory } from '../link/guest-memory.ts';
import { align, type Codec } from './codec.ts';
import { ArgumentError } from './argument-error.ts';
import type { Budget } from './budget.ts';

/** A list of anything: an array. */
export function list(memory: GuestMemory, element: Codec, budget: Budget): Codec<unknown[]> {
  const allocate = (taken: unknown[]): number => {
    if (taken.length === 0) return 0;
    const start = memory.allocate(taken.length * element.size, element.alignment);
    for (let index = 0; index < taken.length; index++) element.store(taken[index], start + index * element.size);
    return start;
  };
  return {
    size: 8,
    alignment: 4,
    flat: 2,
    take(value) {
      if (!Array.isArray(value)) throw new ArgumentError('an array');
      budget.spend(value.length * element.size);
      const taken: unknown[] = [];
      try {
        for (let index = 0; index < value.length; index++) taken.push(element.take(value[index]));
      } catch (error) {
        throw ArgumentError.within(error, `[${taken.length}]`);
      }
      return taken;
    },
    lower: (taken, flat) => void flat.push(allocate(taken), taken.length),
    store(taken, at) {
      const start = allocate(taken);
      const view = memory.view();
      view.setUint32(at, start, true);
      view.setUint32(at + 4, taken.length, true);
    },
    load(at) {
      const view = memory.view();
      const count = view.getUint32(at + 4, true);
      const start = memory.checkList(view.getUint32(at, true), count, element.size, element.alignment);
      return Array.from({ length: count }, (_, index) => element.load(start + index * element.size));
    },
  };
}

/** A list of numbers comes out as a Uint32Array. */
export function numbers(memory: GuestMemory, element: Codec, budget: Budget): Codec<unknown[]> {
  return {
    ...list(memory, element, budget),
    load(at) {
      const view = memory.view();
      const count = view.getUint32(at + 4, true);
      const start = memory.checkList(view.getUint32(at, true), count, 4, 4);
      return Uint32Array.from({ length: count }, (_, index) => view.getUint32(start + index * 4, true));
    },
  };
}

/** An option: going in, `undefined` and `null` are none; coming out, `undefined` is. */
export function option(memory: GuestMemory, inner: Codec): Codec {
  const valueAt = inner.alignment;
  return {
    size: align(valueAt + inner.size, inner.alignment),
    alignment: inner.alignment,
    flat: 1 + inner.flat,
    take: (value) => (value === undefined || value === null ? undefined : inner.take(value)),
    lower(taken, flat) {
      flat.push(taken === undefined ? 0 : 1);
      if (taken !== undefined) return inner.lower(taken, flat);
      for (let index = 0; index < inner.flat; index++) flat.push(0);
    },
    store(taken, at) {
      memory.view().setUint8(at, taken === undefined ? 0 : 1);
      if (taken !== undefined) inner.store(taken, at + valueAt);
    },
    load: (at) => (memory.view().getUint8(at) === 0 ? undefined : inner.load(at + valueAt)),
  };
}

/** A record: an object. */
export function record(fields: readonly (readonly [name: string, codec: Codec])[]): Codec<readonly unknown[]> {
  let size = 0;
  const members = fields.map(([name, codec]) => {
    const offset = align(size, codec.alignment);
    size = offset + codec.size;
    return { name, codec, offset };
  });
  const alignment = Math.max(...members.map(({ codec }) => codec.alignment));
  return {
    size: align(size, alignment),
    alignment,
    flat: members.reduce((sum, { codec }) => sum + codec.flat, 0),
    take(value) {
      if (!isObject(value)) throw new ArgumentError('an object');
      return members.map(({ name, codec }) => {
        try {
          return codec.take(value[name]);
        } catch (error) {
          throw ArgumentError.within(error, `.${name}`);
        }
      });
    },
    lower(taken, flat) {
      for (const [index, { codec }] of members.entries()) codec.lower(taken[index], flat);
    },
    store(taken, at) {
      for (const [index, { codec, offset }] of members.entries()) codec.store(taken[index], at + offset);
    },
    load: (at) => Object.fromEntries(members.map(({ name, codec, offset }) => [name, codec.load(at + offset)])),
  };
}

/** A tuple: an array. It only comes out. */
export function tuple(codecs: readonly Codec[]): Codec {
  const asRecord = record(codecs.map((codec, index) => [String(index), codec]));
  return { ...asRecord, load: (at) => Object.values(asRecord.load(at) as object) };
}

/** A variant: `{ tag, val }`, as jco has it. Its cases' core values are all integers. */
export function variant(
  memory: GuestMemory,
  cases: readonly (readonly [tag: string, codec: Codec | null])[],
): Codec<[index: number, taken: unknown]> {
  const tags = cases.map(([tag]) => tag);
  const codecs = cases.map(([, codec]) => codec);
  const alignment = Math.max(...codecs.map((codec) => codec?.alignment ?? 1));
  const flatCount = Math.max(...codecs.map((codec) => codec?.flat ?? 0));
  return {
    size: align(alignment + Math.max(...codecs.map((codec) => codec?.size ?? 0)), alignment),
    alignment,
    flat: 1 + flatCount,
    take(value) {
      if (!isObject(value)) throw new ArgumentError('an object { tag, val }');
      const index = tags.indexOf(String(value['tag']));
      if (index < 0) throw new ArgumentError(`an object whose tag is one of ${tags.join(', ')}`);
      try {
        return [index, codecs[index]?.take(value['val'])];
      } catch (error) {
        throw ArgumentError.within(error, '.val');
      }
    },
    lower([index, taken], flat) {
      const end = flat.length + 1 + flatCount;
      flat.push(index);
      codecs[index]?.lower(taken, flat);
      while (flat.length < end) flat.push(0);
    },
    store([index, taken], at) {
      memory.view().setUint8(at, index);
      codecs[index]?.store(taken, at + alignment);
    },
    load(at) {
      const index = memory.view().getUint8(at);
      const codec = codecs[index] ?? null;
      return codec === null ? { tag: tags[index] } : { tag: tags[index], val: codec.load(at + alignment) };
    },
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
