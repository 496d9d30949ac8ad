import { GuestTrap } from '../trap.ts';
import type { HandleAccess, HandlesOf, ProvidedResource } from './provided.ts';
import type { Resource } from './resource.ts';

/** A call during which handles are lent. */
export interface Call {
  /** How many borrowed handles the callee has not dropped. */
  borrows: number;
}

/** What a handle stands for. */
export interface Entry {
  readonly resource: Resource;
  /** The host's object, or the number that the resource's definer has chosen. */
  readonly representation: unknown;
  /** The call that it is borrowed for; undefined if it owns. */
  readonly call: Call | undefined;
  /** How many calls it is lent to. */
  lends: number;
}

/** How many handles the instances of one component may have together. */
export class HandleLimit {
  #left: number;

  constructor(most: number) {
    this.#left = most;
  }

  take(): void {
    if (--this.#left < 0) throw new GuestTrap('the component has too many handles, and drops none');
  }

  give(): void {
    this.#left++;
  }
}

/** More handles nobody needs; the objects behind them take the host's memory. */
export const MOST_HANDLES = 262_144;

/**
 * The handles of one component instance: numbers from 1, of resources of all kinds. The number that was freed last is given
 * out next. Reference: CanonicalABI.md, "Table State" and "Resource State".
 */
export class Handles implements HandleAccess {
  readonly #slots: (Entry | number)[] = [0];
  /** The first of the free numbers, each of which has the next in its slot; 0 for none. */
  #free = 0;
  readonly #limit: HandleLimit;
  readonly #resourceOf: (provided: ProvidedResource) => Resource;
  readonly #checkLeaving: () => void;

  /**
   * @param resourceOf the resource that stands for one of the host's
   * @param checkLeaving throws if the instance must not call the host now
   */
  constructor(
    limit: HandleLimit,
    resourceOf: (provided: ProvidedResource) => Resource,
    checkLeaving: () => void = () => {},
  ) {
    this.#limit = limit;
    this.#resourceOf = resourceOf;
    this.#checkLeaving = checkLeaving;
  }

  /** The entry of a handle. @throws GuestTrap if it is not one of that resource */
  entry(resource: Resource, handle: number): Entry {
    // Turned into an index: an array also has properties with other names.
    const entry = this.#slots[handle >>> 0];
    if (typeof entry !== 'object') throw new GuestTrap(`${handle} is no handle`);
    if (entry.resource !== resource) {
      throw new GuestTrap(`the handle ${handle} is of a ${entry.resource.name}, not of a ${resource.name}`);
    }
    return entry;
  }

  /** Gives something a handle. @param call the call that it is borrowed for @throws GuestTrap if there are too many */
  insert(resource: Resource, representation: unknown, call?: Call): number {
    this.#limit.take();
    const entry: Entry = { resource, representation, call, lends: 0 };
    const handle = this.#free;
    if (handle === 0) return this.#slots.push(entry) - 1;
    this.#free = this.#slots[handle] as number;
    this.#slots[handle] = entry;
    return handle;
  }

  /** Takes a handle away. @throws GuestTrap as `entry`, or if it is lent to a call */
  take(resource: Resource, handle: number): Entry {
    const entry = this.entry(resource, handle);
    if (entry.lends > 0) throw new GuestTrap(`the handle ${handle} is lent to a call`);
    this.#slots[handle >>> 0] = this.#free;
    this.#free = handle >>> 0;
    this.#limit.give();
    return entry;
  }

  /** As `take`. @throws GuestTrap also if the handle is borrowed */
  takeOwned(resource: Resource, handle: number): unknown {
    if (this.entry(resource, handle).call !== undefined) throw new GuestTrap(`the handle ${handle} is borrowed`);
    return this.take(resource, handle).representation;
  }

  of<T extends object>(provided: ProvidedResource<T>): HandlesOf<T> {
    // One object stands for one of the host's resources, of which all objects are of its type.
    const resource = this.#resourceOf(provided as ProvidedResource);
    return {
      get: (handle) => {
        this.#checkLeaving();
        return this.entry(resource, handle).representation as T;
      },
      add: (object) => this.insert(resource, object),
      remove: (handle) => {
        this.#checkLeaving();
        return this.takeOwned(resource, handle) as T;
      },
    };
  }

  /** What the instance owns, when it ends. */
  *owned(): Generator<Entry> {
    for (const entry of this.#slots) if (typeof entry === 'object' && entry.call === undefined) yield entry;
  }
}
