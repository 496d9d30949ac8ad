import { GuestTrap } from './trap.ts';

/**
 * A guest's handles: small numbers, from 1, for the host's objects. The lowest free number is given out next. Using a
 * number that stands for nothing is a trap.
 */
export class ResourceTable<T> {
  readonly #name: string;
  readonly #slots: (T | undefined)[] = [undefined];
  /** Every number below is in use. */
  #lowest = 1;

  /** @param name what the handles stand for, for messages */
  constructor(name: string) {
    this.#name = name;
  }

  /** Gives the object a handle. */
  add(object: T): number {
    let handle = this.#lowest;
    while (this.#slots[handle] !== undefined) handle++;
    this.#slots[handle] = object;
    this.#lowest = handle + 1;
    return handle;
  }

  /** @throws GuestTrap if the handle stands for nothing */
  get(handle: number): T {
    // Turned into an index: an array also has properties with other names.
    const object = this.#slots[handle >>> 0];
    if (object === undefined) throw new GuestTrap(`${handle} is not the handle of a ${this.#name}`);
    return object;
  }

  /**
   * Takes the handle back.
   *
   * @throws GuestTrap if the handle stands for nothing
   */
  remove(handle: number): T {
    const object = this.get(handle);
    this.#slots[handle] = undefined;
    if (handle < this.#lowest) this.#lowest = handle;
    return object;
  }

  /** Gives the object this handle, which nothing has. */
  put(handle: number, object: T): void {
    while (this.#slots.length < handle) this.#slots.push(undefined);
    this.#slots[handle] = object;
  }

  /** The handles and their objects, in the handles' order. */
  *entries(): Generator<[handle: number, object: T]> {
    for (const [handle, object] of this.#slots.entries()) if (object !== undefined) yield [handle, object];
  }

  /** The objects that have a handle, in the handles' order. */
  *[Symbol.iterator](): Generator<T> {
    for (const object of this.#slots) if (object !== undefined) yield object;
  }
}
