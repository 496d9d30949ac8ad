import { visible } from '../policy/local.ts';
import { LinkError } from '../trap.ts';
import type { CoreImport, Signature } from '../wasm/core-imports.ts';

/** A function that a guest may import. */
export interface Importable {
  /** The only type that it can be imported with. An engine would let a guest import a JavaScript function with any type. */
  readonly signature: Signature;
  readonly callee: (...args: never[]) => unknown;
  /** Whether it may wait: a suspending host wraps it. */
  readonly waits: boolean;
}

/**
 * What a guest can import: functions by module and name. They are maps, not objects, because a guest chooses the names, and
 * `constructor` is a property of every object.
 */
export type ImportTable = ReadonlyMap<string, ReadonlyMap<string, Importable>>;

/** A table of functions. @param signatures the type of each, by its name */
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
 * The import object of a module: what it asks for, and nothing else. Engines also read inherited properties of it, so its
 * objects inherit nothing.
 *
 * @param wrapWaiting turns a function that may wait into one that suspends the guest
 * @throws LinkError if the module imports something that the table does not have, or has with another type
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
      if (!table.has(module)) throw new LinkError(`${what}; wasock provides ${[...table.keys()].join(', ')}`);
      if (found === undefined) throw new LinkError(`${what}, which wasock does not provide`);
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

/** A name that a guest has chosen, for a message: in one line, and not too long. */
export function shown(name: string): string {
  return visible(name.slice(0, SHOWN));
}
