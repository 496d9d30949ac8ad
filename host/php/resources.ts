import { ArgumentError } from '../abi/argument-error.ts';

/** Whoever made resources, and takes them back. */
export interface Owner {
  /** Tells the library that a handle of what it knows by this number is gone. */
  drop(name: ResourceName, number: number): void;
  /** The objects that stand for something, by its number. */
  readonly known: Readonly<Record<ResourceName, Map<number, WeakRef<Resource>>>>;
}

/** Shown to the constructors by those who may call them. */
const KEY = Symbol('wasock/php');

interface Held {
  /** Without it, nothing is left to drop; and its callbacks may refer to the resource. */
  readonly owner: WeakRef<Owner>;
  readonly name: ResourceName;
  readonly number: number;
}

/** Drops what nobody refers to any more. */
const finalizers = new FinalizationRegistry<Held>(dropHeld);

function dropHeld({ owner: held, name, number }: Held): void {
  const owner = held.deref();
  if (owner === undefined) return;
  // The library may have given the same thing out again meanwhile.
  const known = owner.known[name];
  if (known.get(number)?.deref() === undefined) known.delete(number);
  owner.drop(name, number);
}

/** The number of a resource that has been dropped. */
const DROPPED = -1;

/** An object of the library. It is compared by identity; dropping it (`using`, or the collector) closes it. */
abstract class Resource {
  abstract readonly [Symbol.toStringTag]: ResourceName;
  readonly #owner: Owner;
  #number: number;

  constructor(key: symbol, owner: Owner, name: ResourceName, number: number) {
    if (key !== KEY) throw new TypeError(`a ${name} is made by the functions of PHP only`);
    this.#owner = owner;
    this.#number = number;
    owner.known[name].set(number, new WeakRef(this));
    finalizers.register(this, { owner: new WeakRef(owner), name, number }, this);
  }

  /** Drops the object. Dropping it again does nothing; using it is a TypeError. */
  [Symbol.dispose](): void {
    const number = this.#number;
    if (number === DROPPED) return;
    this.#number = DROPPED;
    finalizers.unregister(this);
    this.#owner.known[this[Symbol.toStringTag]].delete(number);
    this.#owner.drop(this[Symbol.toStringTag], number);
  }

  /** What the library knows the object by. @throws ArgumentError if it is none, dropped, or another owner's */
  static numberOf(value: unknown, name: ResourceName, owner: Owner): number {
    if (!(value instanceof CLASSES[name])) throw new ArgumentError(`a ${name}`);
    if (value.#owner !== owner) throw new ArgumentError(`a ${name} of this object, not of another createPhp()`);
    if (value.#number === DROPPED) throw new ArgumentError(`a ${name} that has not been dropped`);
    return value.#number;
  }
}

export type { Resource };

/** PHP's Socket. */
export class Socket extends Resource {
  readonly [Symbol.toStringTag] = 'Socket';
}

/** PHP's AddressInfo. */
export class AddressInfo extends Resource {
  readonly [Symbol.toStringTag] = 'AddressInfo';
}

/** PHP's stream over a socket. */
export class Stream extends Resource {
  readonly [Symbol.toStringTag] = 'Stream';
}

const CLASSES = { Socket, AddressInfo, Stream };

/** The resources of wit/php.wit. */
export type ResourceName = keyof typeof CLASSES;

export const RESOURCE_NAMES = Object.keys(CLASSES) as readonly ResourceName[];

/** The object for a handle of what the library knows by a number: the one there is already, which needs no second. */
export function resourceOf(owner: Owner, name: ResourceName, number: number): Resource {
  const known = owner.known[name].get(number)?.deref();
  if (known === undefined) return new CLASSES[name](KEY, owner, name, number);
  owner.drop(name, number);
  return known;
}

export const { numberOf } = Resource;
