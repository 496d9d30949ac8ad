// Components written by hand, in the text format.
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { onTestFinished } from 'vitest';
import { type Component, createComponent, type GuestOptions } from 'wasock';
import { reallocText } from './realloc.ts';

/** A core instance `$mem` with a memory and a realloc that never frees, and both by the names `$memory` and `$realloc`. */
export const MEMORY = `
  (core module $Mem
    (memory (export "memory") 1)
    ${reallocText('(export "realloc")', 1024)})
  (core instance $mem (instantiate $Mem))
  (alias core export $mem "memory" (core memory $memory))
  (alias core export $mem "realloc" (core func $realloc))`;

/** A component's binary, from its text: without the outermost parentheses. */
export async function component(text: string): Promise<Uint8Array> {
  return new Uint8Array(await parse(`(component ${text})`));
}

/** A component, closed with the test. */
export async function instantiated<Exports extends object>(
  text: string,
  options: GuestOptions = {},
): Promise<Component<Exports>> {
  const made = await createComponent<Exports>(await component(text), options);
  onTestFinished(() => made.close());
  return made;
}
