import { ArgumentError } from '../abi/argument-error.ts';
import type { Realm } from '../abi/codec.ts';
import type { GuestMemory } from '../abi/guest-memory.ts';
import { kebab } from '../abi/names.mjs';
import type { HandleType } from '../abi/types.ts';
import { numberOf, type Owner, RESOURCE_NAMES, resourceOf, type ResourceName } from './resources.ts';

/** How many bytes the arguments of one call may have together: the library's memory has room for a few copies. */
const MOST = 1 << 28;

/** The resources by their names in wit/php.wit. */
const RESOURCES: ReadonlyMap<string, ResourceName> = new Map(RESOURCE_NAMES.map((name) => [kebab(name), name]));

/** The library, where values go and come from. It is trusted: what it gives is taken whole. */
export class LibraryRealm implements Realm {
  readonly longest = Infinity;
  readonly isLenient = true;
  readonly memory: GuestMemory;
  readonly #owner: Owner;
  /** Bytes. */
  #left = MOST;

  constructor(memory: GuestMemory, owner: Owner) {
    this.memory = memory;
    this.#owner = owner;
  }

  /** A call begins. */
  beginCall(): void {
    this.#left = MOST;
  }

  /** Sees to it that a call's arguments fit the library's memory, which would trap, before any of them is there. */
  spend(bytes: number): void {
    this.#left -= bytes;
    if (this.#left < 0) throw new ArgumentError(`shorter: the arguments of a call have at most ${MOST} bytes together`);
  }

  liftHandle({ resource }: HandleType, number: number): object {
    return resourceOf(this.#owner, RESOURCES.get(resource.name)!, number);
  }

  takeHandle({ resource }: HandleType, value: unknown): number {
    return numberOf(value, RESOURCES.get(resource.name)!, this.#owner);
  }

  /** What has been taken is a number already. */
  lowerHandle(_: HandleType, number: unknown): number {
    return number as number;
  }
}
