// The arguments and the environment: lists of texts, each ended by a NUL.
import type { GuestMemory } from '../abi/guest-memory.ts';
import { SUCCESS, wasiErrno } from './errno.ts';

const EFAULT = wasiErrno('fault');
const POINTER_SIZE = 4;

/** Texts in the form that a guest gets: their number and total length, then the texts and a pointer to each. */
class TextList {
  readonly #memory: GuestMemory;
  readonly #texts: readonly Uint8Array[];
  readonly #bytes: number;

  constructor(memory: GuestMemory, texts: readonly string[]) {
    const utf8 = new TextEncoder();
    this.#memory = memory;
    this.#texts = texts.map((text) => utf8.encode(`${text}\0`));
    this.#bytes = this.#texts.reduce((sum, { length }) => sum + length, 0);
  }

  /** `args_sizes_get`, `environ_sizes_get`. */
  storeSizes(count: number, bytes: number): number {
    if (!this.#memory.holds(count, 4) || !this.#memory.holds(bytes, 4)) return EFAULT;
    const view = this.#memory.view();
    view.setUint32(count >>> 0, this.#texts.length, true);
    view.setUint32(bytes >>> 0, this.#bytes, true);
    return SUCCESS;
  }

  /** `args_get`, `environ_get`. */
  store(pointers: number, buffer: number): number {
    const memory = this.#memory;
    if (!memory.holds(pointers, this.#texts.length * POINTER_SIZE) || !memory.holds(buffer, this.#bytes)) return EFAULT;
    const view = memory.view();
    let pointer = pointers >>> 0;
    let at = buffer >>> 0;
    for (const text of this.#texts) {
      view.setUint32(pointer, at, true);
      memory.copyIn(at, text);
      pointer += POINTER_SIZE;
      at += text.length;
    }
    return SUCCESS;
  }
}

/** `args_*` and `environ_*`. @param env by name; a variable whose value is undefined is left out */
export function textFunctions(
  memory: GuestMemory,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
) {
  const given = new TextList(memory, args);
  const pairs = Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]));
  const environment = new TextList(memory, pairs);
  return {
    args_sizes_get: (count: number, bytes: number): number => given.storeSizes(count, bytes),
    args_get: (pointers: number, buffer: number): number => given.store(pointers, buffer),
    environ_sizes_get: (count: number, bytes: number): number => environment.storeSizes(count, bytes),
    environ_get: (pointers: number, buffer: number): number => environment.store(pointers, buffer),
  };
}
