import { errnoNumber } from '../../os/errno.ts';
import { addressOfBytes, bytesAt } from '../../os/memory.ts';
import type { Waiter } from '../../wait/waiter.ts';
import { type Awaited, isReady } from './pollable.ts';
import { closedOrFailed, type StreamError } from './stream-error.ts';

const EAGAIN = errnoNumber('eagain');

/** Where bytes go. */
export interface Sink {
  /** Writes bytes at an address, as many as there is room for now. @returns how many, or minus the system's errno: EAGAIN */
  write(address: number, length: number): number;
  /** What to wait for after EAGAIN. */
  awaited(): Awaited;
  /** No more is written. */
  close(): void;
}

/** How many bytes `check-write` permits at once when there is room, and when there is little. */
export const ROOM = 65_536;
const LITTLE_ROOM = 4096;

/** How many bytes the outlets of one guest keep at most, those that the guest has permits for included. */
const MOST_KEPT = 1 << 28;

/** What the streams of one outlet may write together. */
const MOST_PROMISED = 4 * ROOM;

/** The outlets of one guest that keep something. They are written to while the guest waits, whatever it waits for. */
export class Unfinished extends Set<Outlet> {
  /** Bytes that are kept, or that the guest may write. */
  #promised = 0;

  /** Promises room for bytes. @returns how many */
  promise(): number {
    const room = this.#promised < MOST_KEPT / 2 ? ROOM : LITTLE_ROOM;
    if (!this.hasRoom(room)) return 0;
    this.#promised += room;
    return room;
  }

  hasRoom(bytes: number): boolean {
    return this.#promised + bytes <= MOST_KEPT;
  }

  take(bytes: number): void {
    this.#promised += bytes;
  }

  giveBack(bytes: number): void {
    this.#promised -= bytes;
  }
}

/** Of each guest. */
const unfinished = new WeakMap<Waiter, Unfinished>();

/** The outlets that keep something, of the guest that waits with a waiter. */
export function unfinishedOf(waiter: Waiter): Unfinished {
  let outlets = unfinished.get(waiter);
  if (outlets === undefined) unfinished.set(waiter, (outlets = new Unfinished()));
  return outlets;
}

/**
 * Writes what the outlets of a guest keep, as far as there is room. Called where the guest finds that there is nothing for it
 * yet: it may ask again and again, and never wait.
 */
export function writeUnfinished(waiter: Waiter): void {
  for (const outlet of unfinished.get(waiter) ?? []) outlet.pushAside();
}

/** The way into a sink. What does not fit is kept until it does. */
export class Outlet {
  readonly #sink: Sink;
  readonly #unfinished: Unfinished;
  /** What is not in the sink yet. */
  #pending: Uint8Array<ArrayBuffer> | undefined;
  #error: StreamError | undefined;
  /** How much the streams that have it may write. */
  #promised = 0;
  /** Whether the sink was full, and has not been ready since. */
  #isFull = false;
  /** Called when all is in the sink, after which nothing comes. */
  #onEnd: (() => void) | undefined;
  #isEnded = false;

  /** @param among the guest's that keep something; a sink that takes everything needs none */
  constructor(sink: Sink, among = new Unfinished()) {
    this.#sink = sink;
    this.#unfinished = among;
  }

  /** Whether something is kept. */
  get isPending(): boolean {
    return this.#pending !== undefined;
  }

  /** Promises room for bytes, which `giveBack` ends. @returns how many; 0 if there is no room in the sink, or for this guest */
  promise(): number {
    const room = this.mayKeep(LITTLE_ROOM) && this.#hasRoom() ? this.#unfinished.promise() : 0;
    this.#promised += room;
    return room;
  }

  giveBack(bytes: number): void {
    this.#promised -= bytes;
    this.#unfinished.giveBack(bytes);
  }

  /** Whether so many bytes could be kept that nobody has promised. */
  mayKeep(bytes: number): boolean {
    return this.#promised < MOST_PROMISED && this.#unfinished.hasRoom(bytes);
  }

  #hasRoom(): boolean {
    if (this.#pending !== undefined) return false;
    // What was kept may have just filled it up again.
    if (this.#isFull && isReady(this.#sink.awaited())) this.#isFull = false;
    return !this.#isFull;
  }

  /** Whether it is over: nothing is taken any more. */
  get isOver(): boolean {
    return this.#isEnded || this.#error !== undefined;
  }

  /** What to wait for until there is room. */
  awaited(): Awaited {
    if (this.mayKeep(LITTLE_ROOM)) return this.#sink.awaited();
    // Other streams of the guest have to be written first.
    return { isDone: () => this.mayKeep(LITTLE_ROOM) };
  }

  /** Writes what fits, and keeps the rest. @param address where the bytes lie, until this returns */
  put(address: number, length: number): StreamError | undefined {
    if (this.isOver) return this.#told();
    let done = 0;
    while (done < length && this.#pending === undefined) {
      const written = this.#sink.write(address + done, length - done);
      if (written < 0 && written !== -EAGAIN) {
        this.#fail(written);
        return this.#told();
      }
      if (written <= 0) break;
      done += written;
    }
    if (done < length) this.#keep(address + done, length - done);
    return undefined;
  }

  /** Writes what is kept, as far as there is room. @returns the stream's error, if it has one */
  push(): StreamError | undefined {
    if (this.isOver) return this.#told();
    if (this.#pending === undefined) return undefined;
    this.#write();
    return this.#error === undefined ? undefined : this.#told();
  }

  /** Writes what is kept while the guest waits for something else. An error is told later. */
  pushAside(): void {
    if (this.#pending !== undefined) this.#write();
  }

  /** Takes nothing more. @param onEnd called once what is kept is written */
  end(onEnd: () => void): void {
    if (this.isOver) return onEnd();
    this.#isEnded = true;
    this.#onEnd = onEnd;
    this.pushAside();
    if (this.#pending === undefined) this.#finish();
  }

  /** Writes what still fits. The rest is lost: wit/deps/io.wit, "the data being lost". */
  close(): void {
    this.pushAside();
    this.#isEnded = true;
    this.#drop();
    this.#finish();
    this.#sink.close();
  }

  #keep(address: number, length: number): void {
    this.#isFull = true;
    this.#unfinished.take(length);
    const kept = bytesAt(address, length);
    const before = this.#pending;
    if (before === undefined) {
      this.#pending = kept;
      this.#unfinished.add(this);
      return;
    }
    this.#pending = new Uint8Array(before.length + length);
    this.#pending.set(before);
    this.#pending.set(kept, before.length);
  }

  #write(): void {
    while (this.#pending !== undefined) {
      const written = this.#sink.write(addressOfBytes(this.#pending), this.#pending.length);
      if (written === -EAGAIN || written === 0) return;
      if (written < 0) return this.#fail(written);
      if (written === this.#pending.length) {
        this.#drop();
      } else {
        this.#unfinished.giveBack(written);
        this.#pending = this.#pending.subarray(written);
      }
    }
    this.#finish();
  }

  #drop(): void {
    this.#unfinished.giveBack(this.#pending?.length ?? 0);
    this.#pending = undefined;
    this.#unfinished.delete(this);
  }

  #finish(): void {
    const onEnd = this.#onEnd;
    this.#onEnd = undefined;
    onEnd?.();
  }

  #fail(written: number): void {
    this.#drop();
    this.#error = closedOrFailed(written);
    this.#finish();
  }

  /** An error is told once. After that the stream is closed. */
  #told(): StreamError {
    const told = this.#error ?? closedOrFailed(0);
    this.#error = closedOrFailed(0);
    return told;
  }
}

/** An outlet that several streams have, one after the other or at once. It is not closed with one of them. */
export class SharedOutlet extends Outlet {
  override close(): void {
    this.pushAside();
  }
}
