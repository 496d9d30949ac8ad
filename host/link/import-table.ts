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

/** What a guest can import: functions by module and name. */
export type ImportTable = ReadonlyMap<string, Importables>;

/** The functions of a module. A guest chooses the names, so only those are looked up that have a signature. */
export interface Importables {
  readonly signatures: ReadonlyMap<string, Signature>;
  /** A function; undefined if there is none of that name. */
  get(name: string): Importable | undefined;
}

/** Functions by their names. */
export type Functions = Readonly<Record<string, Importable['callee']>>;

const NONE: ReadonlySet<string> = new Set();

/**
 * Functions of several parts. A guest imports few of many, so nothing is made for all of them.
 *
 * @param parts the functions; of two with the same name, that of the later part
 * @param signatures the type of each, by its name
 * @param waiting the names of those that may wait
 */
export function importables(
  parts: readonly Functions[],
  signatures: ReadonlyMap<string, Signature>,
  waiting: ReadonlySet<string> = NONE,
): Importables {
  const get = (name: string): Importable | undefined => {
    const signature = signatures.get(name);
    if (signature === undefined) return undefined;
    const callee = parts.findLast((functions) => Object.hasOwn(functions, name))?.[name];
    return callee && { signature, callee, waits: waiting.has(name) };
  };
  return { signatures, get };
}

/** The functions, each as `change` makes it of one that a guest imports. */
export function changed(
  { signatures, get }: Importables,
  change: (found: Importable, name: string) => Importable,
): Importables {
  return {
    signatures,
    get(name) {
      const found = get(name);
      return found && change(found, name);
    },
  };
}

/**
 * The import object of a module: what it asks for, and nothing else. Engines also read inherited properties of it, so its
 * objects inherit nothing.
 *
 * @param wrapWaiting turns functions that may wait into such that suspend the guest, in their order
 * @throws LinkError if the module imports something that the table does not have, or has with another type
 */
export function importObject(
  wanted: readonly CoreImport[],
  table: ImportTable,
  wrapWaiting?: (waiting: readonly Importable[]) => WebAssembly.ImportValue[],
): WebAssembly.Imports {
  const modules: WebAssembly.Imports = Object.create(null);
  const waiting: { functions: WebAssembly.ModuleImports; name: string; found: Importable }[] = [];
  for (const { module, name, kind, signature } of wanted) {
    const found = table.get(module)?.get(name);
    if (found === undefined || kind !== 'function' || signature !== found.signature) {
      const what = `the module imports '${shown(name)}' of '${shown(module)}'`;
      if (!table.has(module)) throw new LinkError(`${what}; wasock provides ${[...table.keys()].join(', ')}`);
      if (found === undefined) throw new LinkError(`${what}, which wasock does not provide`);
      throw new LinkError(`${what} as ${kind === 'function' ? signature : `a ${kind}`}; it is ${found.signature}`);
    }
    const functions = (modules[module] ??= Object.create(null));
    // A module may import a function as often as it likes.
    if (functions[name] !== undefined) continue;
    functions[name] = found.callee;
    if (found.waits) waiting.push({ functions, name, found });
  }
  const wrapped = wrapWaiting?.(waiting.map(({ found }) => found));
  if (wrapped !== undefined)
    for (const [index, { functions, name }] of waiting.entries()) functions[name] = wrapped[index]!;
  for (const functions of Object.values(modules)) Object.freeze(functions);
  return Object.freeze(modules);
}

/** How much of a name is shown, in characters. */
const SHOWN = 200;

/** A name that a guest has chosen, for a message: in one line, and not too long. */
export function shown(name: string): string {
  return visible(name.slice(0, SHOWN));
}
