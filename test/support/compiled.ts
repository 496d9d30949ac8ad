// Guests made ready to run, each once however many tests run it.
import { fileURLToPath } from 'node:url';
import { compileModule, type GuestModule } from 'wasock';
import { compileCached } from '#host/build/cache';
import { makeComponent } from '#host/build/component';
import { transpile, type Transpilation } from './transpiled.mjs';

/** Where compiled guests are kept from one run of the tests to the next. */
export const CACHE = fileURLToPath(new URL('../../.cache/guests/', import.meta.url));

/** A function that does its work once for each source. */
export function once<T>(make: (source: string) => Promise<T>): (source: string) => Promise<T> {
  const made = new Map<string, Promise<T>>();
  return (source) => {
    let result = made.get(source);
    if (result === undefined) made.set(source, (result = make(source)));
    return result;
  };
}

const core = once((source) => compileCached(source, CACHE));
const component = once(async (source) => makeComponent(await core(source)));

/** A guest as a core module, or as the component that is made of it. */
export const compiled = (source: string, target: 'core' | 'component' = 'core'): Promise<Uint8Array> =>
  target === 'core' ? core(source) : component(source);

const linkedCore = once(async (source) => compileModule(await core(source)));
const linkedComponent = once(async (source) => compileModule(await component(source)));

/** The same, as this package has compiled it. */
export const linked = (source: string, target: 'core' | 'component'): Promise<GuestModule> =>
  target === 'core' ? linkedCore(source) : linkedComponent(source);

/** A guest as jco makes it, to be instantiated. */
export const transpiled = once<Transpilation>(async (source) => transpile(await compiled(source, 'component')));
