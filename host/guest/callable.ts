// What of a guest a program may call by name. Its thread makes an object for each.
import type { FunctionType } from '../abi/types.ts';
import { LinkError } from '../trap.ts';
import type { Signature } from '../wasm/core-imports.ts';
import { isHosts, partsOf, type PlainParts } from './plain-signature.ts';

/** The most names that functions of a guest have. One of an interface has two: see `Exports`. */
export const MOST_NAMES = 5000;

/** The most characters of those names together. */
export const LONGEST_NAMES = 1 << 22;

/** Counts the names of one guest's functions, before anything is made of them. */
export class NameCount {
  #names = 0;
  #characters = 0;

  /** @throws LinkError if there are more than a program is given */
  add(name: string): void {
    this.#characters += name.length;
    if (++this.#names > MOST_NAMES)
      throw new LinkError(`a guest has at most ${MOST_NAMES} functions that can be called`);
    if (this.#characters > LONGEST_NAMES)
      throw new LinkError(`the names of a guest's functions have at most ${LONGEST_NAMES} characters`);
  }
}

/**
 * The exports of a core module that are called with numbers, by their names.
 *
 * @param exported those that are called by the canonical ABI
 * @throws LinkError if there are more functions than a program is given
 */
export function plainExports(
  signatures: ReadonlyMap<string, Signature>,
  exported: ReadonlyMap<string, FunctionType>,
): Map<string, PlainParts> {
  const count = new NameCount();
  for (const name of exported.keys()) count.add(name);
  const found = new Map<string, PlainParts>();
  // Many exports may have one type.
  const read = new Map<Signature, PlainParts | undefined>();
  for (const [name, signature] of signatures) {
    if (exported.has(name) || isHosts(name)) continue;
    if (!read.has(signature)) read.set(signature, partsOf(signature));
    const parts = read.get(signature);
    if (parts === undefined) continue;
    count.add(name);
    found.set(name, parts);
  }
  return found;
}
