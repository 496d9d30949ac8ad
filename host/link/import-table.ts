import { visible } from '../policy/local.ts';
import { LinkError } from '../trap.ts';
import type { CoreImport, Signature } from '../wasm/core-imports.ts';

/** A function that a guest may import. */
export interface Importable {
  /** The only type it can be imported with: an engine gives a JavaScript function whatever a guest declares. */
  readonly signature: Signature;
  readonly callee: (...args: never[]) => unknown;
  /** Whether it may wait: a suspending host wraps it. */
  readonly waits: boolean;
}

/**
 * What there is to import: functions by the names of module and function. They are maps, not objects: a guest chooses the
 * names, and `constructor` is a property of every object.
 */
export type ImportTable = ReadonlyMap<string, ReadonlyMap<string, Importable>>;

/** The table of functions that are made together. @param signatures the type of each, by its name */
export function importables(
  functions: Readonly<Record<string, Importable['callee']>>,
  signatures: ReadonlyMap<string, Signature> | undefined,
  waiting: ReadonlySet<string> = new Set(),
): ReadonlyMap<string, Importable> {
  return new Map(
    Object.entries(functions).map(([name, callee]) => {
      const signature = signatures?.get(name);
      if (signature === undefined) throw new TypeError(`the type of ${name} is not known`);
      return [name, { signature, callee, waits: waiting.has(name) }];
    }),
  );
}

/**
 * The import object of a module: what it asks for, and nothing else. Engines read it with inherited properties, so its
 * objects inherit nothing.
 *
 * @param wrapWaiting what makes of a function that may wait one that suspends the guest
 * @throws LinkError if the module asks for what the table does not have, or for another type of it
 */
export function importObject(
  wanted: readonly CoreImport[],
  table: ImportTable,
  wrapWaiting: (waiting: Importable) => WebAssembly.ImportValue = ({ callee }) => callee,
): WebAssembly.Imports {
  const modules: WebAssembly.Imports = Object.create(null);
  for (const { module, name, kind, signature } of wanted) {
    const found = table.get(module)?.get(name);
    if (found === undefined || kind !== 'function' || signature !== found.signature) {
      const what = `the module imports '${shown(name)}' of '${shown(module)}'`;
      if (found === undefined) throw new LinkError(`${what}, which there is not`);
      throw new LinkError(`${what} as ${kind === 'function' ? signature : `a ${kind}`}; it is ${found.signature}`);
    }
    const functions = (modules[module] ??= Object.create(null));
    functions[name] = found.waits ? wrapWaiting(found) : found.callee;
  }
  for (const functions of Object.values(modules)) Object.freeze(functions);
  return Object.freeze(modules);
}

/** How much of a name is shown, in characters. */
const SHOWN = 200;

/** A name that a guest has chosen, for people to read: in one line, and not too long. */
export function shown(name: string): string {
  return visible(name.slice(0, SHOWN));
}
