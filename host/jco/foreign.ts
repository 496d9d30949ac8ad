// Objects of another WASI, jco's, that a component has beside those of this one: a file's stream, a clock's pollable.
import { types } from 'node:util';
import type { Errno } from '../generated/wit-types.ts';
import { errnoNumber } from '../os/errno.ts';
import { addressOfBytes, memcpy } from '../os/memory.ts';
import { IoError } from '../wasi/io/error.ts';
import { InputStream, type Source } from '../wasi/io/input-stream.ts';
import { type Awaited, Pollable } from '../wasi/io/pollable.ts';

const EAGAIN = errnoNumber('eagain');
const EIO = errnoNumber('eio');

interface ForeignPollable {
  ready(): boolean;
  [Symbol.dispose]?(): void;
}

interface ForeignInputStream {
  read(length: bigint): Uint8Array<ArrayBuffer>;
  subscribe(): ForeignPollable;
}

/** What an operation of this WASI takes in place of an object of another, by the resource. */
export const FOREIGN: ReadonlyMap<string, (value: object) => object> = new Map([
  ['pollable', (value) => pollableOf(() => (value as ForeignPollable).ready())],
  ['input-stream', (value) => new InputStream(new ForeignSource(value as ForeignInputStream))],
  // None is taken as an argument.
  ['output-stream', (value) => value],
  ['error', errorOf],
]);

/** It cannot be waited for here, only asked. */
function pollableOf(isReady: () => boolean): Pollable {
  return new Pollable(() => ({ isDone: isReady }));
}

class ForeignSource implements Source {
  readonly #stream: ForeignInputStream;

  constructor(stream: ForeignInputStream) {
    this.#stream = stream;
  }

  read(address: number, length: number): number {
    let bytes: Uint8Array<ArrayBuffer>;
    try {
      bytes = this.#stream.read(BigInt(length));
    } catch (error) {
      return outcomeOf(error);
    }
    if (!types.isUint8Array(bytes) || bytes.length > length)
      throw new TypeError('a stream gives what nobody asked for');
    if (bytes.length === 0) return -EAGAIN;
    memcpy(address, addressOfBytes(bytes), bytes.length);
    return bytes.length;
  }

  awaited(): Awaited {
    return { isDone: () => this.#isReady() };
  }

  /** Whoever made it closes it. */
  close(): void {}

  #isReady(): boolean {
    const pollable = this.#stream.subscribe();
    try {
      return pollable.ready();
    } finally {
      pollable[Symbol.dispose]?.();
    }
  }
}

/** A `stream-error` that was thrown, as `Source.read` gives it. @throws what is none */
function outcomeOf(error: unknown): number {
  const payload: unknown = Object.hasOwn(Object(error), 'payload') ? Reflect.get(Object(error), 'payload') : error;
  const tag: unknown = Reflect.get(Object(payload), 'tag');
  if (tag === 'closed') return 0;
  if (tag === 'last-operation-failed') return -EIO;
  throw error;
}

/** Why a stream of another WASI failed, as far as its object says: `{ payload: { code: 'ECONNRESET' } }`. */
function errorOf(value: object): IoError {
  const code: unknown = Reflect.get(Object(Reflect.get(value, 'payload')), 'code');
  // What is no name of an error is EIO.
  return new IoError(-errnoNumber(String(code).toLowerCase() as Errno));
}
