import { ArgumentError } from '../abi/argument-error.ts';
import type { Realm } from '../abi/codec.ts';
import type { GuestMemory } from '../abi/guest-memory.ts';
import { numberOf, type Owner, RESOURCE_NAMES, resourceOf, type ResourceName } from './resources.ts';

/** How many bytes the arguments of one call may have together: the library's memory has room for a few copies. */
const MOST = 1 << 28;

/** The names of resources in JavaScript, by those in the WIT. */
const CLASS_NAMES: ReadonlyMap<string, ResourceName> = new Map(RESOURCE_NAMES.map((name) => [kebabCase(name), name]));

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

  liftHandle(resource: string, number: number): object {
    return resourceOf(this.#owner, classNameOf(resource), number);
  }

  takeHandle(resource: string, value: unknown): number {
    return numberOf(value, classNameOf(resource), this.#owner);
  }
}

function classNameOf(resource: string): ResourceName {
  return CLASS_NAMES.get(resource)!;
}

/** `AddressInfo` as `address-info`. */
export function kebabCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).slice(1);
}
