// A component instance's memory and handles, for tests of functions on them.
import { GuestMemory } from '#host/abi/guest-memory';
import type { CoreSide, ProvidedResource } from '#host/component/provided';
import { GuestTrap } from '#host/trap';

/** Where `realloc` begins to give memory out. */
const HEAP = 0x8000;

export interface TestSide extends CoreSide {
  readonly view: () => DataView;
  /** What a handle stands for. */
  object(handle: number): unknown;
  /** A handle of an object. */
  enter(resource: ProvidedResource<never>, object: unknown): number;
}

/** A side with 128 KiB of memory. */
export function coreSide(): TestSide {
  const memory = new GuestMemory('utf8');
  const linear = new WebAssembly.Memory({ initial: 2 });
  let next = HEAP;
  const realloc = (_old: number, _oldSize: number, alignment: number, size: number): number => {
    const start = Math.ceil(next / alignment) * alignment;
    next = start + size;
    return start;
  };
  memory.bindTo({ memory: linear, realloc: realloc as () => number, landing: undefined });
  const entries: { resource: unknown; object: unknown }[] = [];
  const enter = (resource: unknown, object: unknown): number => entries.push({ resource, object });
  return {
    memory,
    begin() {},
    handles: {
      of: <T extends object>(resource: ProvidedResource<T>) => ({
        get(handle: number): T {
          const entry = entries[handle - 1];
          if (entry?.resource !== resource) throw new GuestTrap(`${handle} is no ${resource.name}`);
          return entry.object as T;
        },
        add: (object: T) => enter(resource, object),
        remove: () => {
          throw new TypeError('nothing is removed here');
        },
      }),
    },
    view: () => memory.view(),
    object: (handle) => entries[handle - 1]?.object,
    enter,
  };
}
