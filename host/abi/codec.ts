import type { CoreType, CoreValue } from './flat.mjs';
import type { GuestMemory } from './guest-memory.ts';
import type { HandleType } from './types.ts';

export type { CoreValue } from './flat.mjs';

/** Who takes arguments. */
export interface Taker {
  /** Whether what a program most likely means is taken, too: a string for bytes, a value for the case that it fits. */
  readonly isLenient: boolean;
  /**
   * What stands for an object that is an argument: what `lowerHandle` takes.
   *
   * @param type the codec's own: its resource is the same object for the same resource
   * @throws ArgumentError if it is of another type
   */
  takeHandle(type: HandleType, value: unknown): unknown;
  /** An argument, or a part of one, will take as many bytes. @throws ArgumentError if they are too many */
  spend(bytes: number): void;
}

/** Whose memory and handles values go to and come from. */
export interface Realm extends Taker {
  readonly memory: GuestMemory;
  /**
   * No more elements of a list, and code units of a string, are read: a guest's memory has room for more than the host's. What
   * is longer is cut; with a strict memory it is a trap.
   */
  readonly longest: number;
  /** Code units of a string, where there are to be fewer. */
  readonly longestText?: number | undefined;
  /** What a handle of the guest stands for. @param handle a signed number */
  liftHandle(type: HandleType, handle: number): unknown;
  /** The guest's handle of what it stands for. */
  lowerHandle(type: HandleType, value: unknown): number;
  /**
   * A list or a string that comes out takes about as many bytes of the host. Without this function there may be any number: a
   * guest can have lists of lists that all lie at one place.
   *
   * @throws GuestTrap if they are too many
   */
  spendLifted?(bytes: number): void;
}

/** Where a type lies in memory, and how many core values it is. */
export interface Shape {
  /** Bytes. */
  readonly size: number;
  /** Bytes, a power of two. */
  readonly alignment: number;
  /** How many core values it is as an argument. */
  readonly flat: number;
  /** Their types; none if there are more than go as arguments: those lie in memory. */
  readonly core: readonly CoreType[];
}

/**
 * How values of a type go into a guest and come out, by the canonical ABI. In JavaScript they have the forms that `jco
 * transpile` gives them; what a handle stands for, the realm says. What a program passes is `taken` first: checked, and copied
 * to plain data of which the memory knows nothing yet, so that a call with a wrong argument leaves nothing behind.
 *
 * Lifting and loading throw a GuestTrap, and nothing else, for what breaks the canonical ABI's rules.
 */
export interface Codec<T = unknown> extends Shape {
  /**
   * Bytes of the host's heap that a value takes that comes out, at most about: what it is made of, without the elements of lists
   * and the text of strings, of which `Realm.spendLifted` is told when they come out.
   */
  readonly cost: number;
  /** What it takes, in words: `a string`. */
  readonly words: string;
  /** Whether a value is one of these by its looks. */
  looksRight(value: unknown): boolean;
  /** @throws ArgumentError if the value is of another type */
  take(taker: Taker, value: unknown): T;
  /** Appends the core values. There must not be more than go as arguments. */
  lower(realm: Realm, value: T, flat: CoreValue[]): void;
  /** Of core values, those from `at` on: numbers may be signed or unsigned. */
  lift(realm: Realm, flat: readonly CoreValue[], at: number): T;
  /** @param at a checked pointer to `size` bytes */
  store(realm: Realm, value: T, at: number): void;
  /** @param at a checked pointer to `size` bytes */
  load(realm: Realm, at: number): T;
}
