import type { GuestMemory } from './guest-memory.ts';

/** Who takes arguments. */
export interface Taker {
  /** Whether what a program most likely means is taken, too: a string for bytes, a value for the case that it fits. */
  readonly isLenient: boolean;
  /**
   * What stands for an object that is an argument: a guest's number of it.
   *
   * @param resource its name in JavaScript
   * @throws ArgumentError if it is of another type
   */
  takeHandle(resource: string, value: unknown): unknown;
  /** An argument, or a part of one, will take as many bytes. @throws ArgumentError if they are too many */
  spend(bytes: number): void;
}

/** Whose memory and handles values go to and come from. */
export interface Realm extends Taker {
  readonly memory: GuestMemory;
  /** No more elements of a list, and code units of a string, are read: a guest's memory has room for more than the host's. */
  readonly longest: number;
  /** What a handle of the guest stands for. @param resource its name in JavaScript */
  liftHandle(resource: string, handle: number): unknown;
}

/** Where a type lies in memory, and how many core values it is. */
export interface Shape {
  /** Bytes. */
  readonly size: number;
  /** Bytes, a power of two. */
  readonly alignment: number;
  /** How many core values it is as an argument. */
  readonly flat: number;
}

/**
 * How values of a type go into a guest and come out, by the canonical ABI. In JavaScript they have the forms that `jco
 * transpile` gives them; a handle that goes in is a number. What a program passes is `taken` first: checked, and copied to
 * plain data of which the memory knows nothing yet, so that a call with a wrong argument leaves nothing behind.
 */
export interface Codec<T = unknown> extends Shape {
  /** What it takes, in words: `a string`. */
  readonly words: string;
  /** Whether a value is one of these by its looks. */
  looksRight(value: unknown): boolean;
  /** @throws ArgumentError if the value is of another type */
  take(taker: Taker, value: unknown): T;
  /** Appends the core values. */
  lower(realm: Realm, value: T, flat: number[]): void;
  /** Of core values, those from `at` on. */
  lift(realm: Realm, flat: readonly number[], at: number): T;
  /** @param at a checked pointer to `size` bytes */
  store(realm: Realm, value: T, at: number): void;
  /** @param at a checked pointer to `size` bytes */
  load(realm: Realm, at: number): T;
}
