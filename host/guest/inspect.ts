// What a guest is, and what it can ask for. Nothing of it runs.
import { decodeComponent } from '../component/decode.ts';
import type { Item } from '../component/items.ts';
import type { Provided } from '../component/provided.ts';
import { type Shape, shapeOf } from '../component/shape.ts';
import { isCompatible, splitName } from '../component/versions.ts';
import { WitText } from '../component/wit-text.ts';
import { LinkError } from '../trap.ts';
import { INTERFACES } from '../generated/interfaces.ts';
import { SIGNATURES } from '../generated/signatures.ts';
import { Host } from '../host.ts';
import { wasockInterfaces } from '../link/provided.ts';
import { OptionError } from '../option-error.ts';
import { wasiInterfaces } from '../wasi/provided.ts';
import { coreExportSignatures } from '../wasm/core-exports.ts';
import { checkedImports, type CoreImport } from '../wasm/core-imports.ts';
import { isComponent } from '../wasm/reader.ts';
import { withShownErrors } from './error-text.ts';
import { neededFlags, type NeededFlag } from './needed-flags.ts';
import { WASI_MODULE, WASI_SIGNATURES } from './wasi.ts';

/** No interface that can need a flag has a longer name: what is longer is not copied for each of its functions. */
const LONGEST_NEEDING = 100;

/** What a guest is, and what it can ask for. */
export interface Inspection {
  readonly kind: 'core module' | 'component';
  /** Bytes. */
  readonly size: number;
  /** The sizes of its core modules: of itself, if it is one. Bytes. */
  readonly cores: readonly number[];
  readonly imports: readonly InspectedImport[];
  /** As lines of WIT, or of WebAssembly's text. */
  readonly exports: readonly InspectedExport[];
  /** The flags of the command without which some of its calls are denied. */
  readonly flags: readonly NeededFlag[];
}

export interface InspectedExport {
  readonly name: string;
  readonly text: string;
}

export interface InspectedImport extends InspectedExport {
  /** Whether wasock provides all of it, with these types. */
  readonly isProvided: boolean;
  /** What wasock does not provide of it; the name itself if that is nothing. */
  readonly missing: readonly string[];
}

/**
 * Reads a guest: its imports and exports, what wasock provides of them, and which permissions it can need.
 *
 * @throws OptionError if it is no Uint8Array; LinkError, WebAssembly.CompileError if it is not valid
 */
export function inspectGuest(binary: Uint8Array): Inspection {
  if (!(binary instanceof Uint8Array)) throw new OptionError('the guest', 'its bytes (a Uint8Array)');
  return withShownErrors(() => (isComponent(binary) ? inspectComponent(binary) : inspectCore(binary)));
}

function inspectComponent(binary: Uint8Array): Inspection {
  const { component, cores } = decodeComponent(binary);
  const shape = shapeOf(component);
  const text = new WitText();
  const written = ([name, item]: [string, Item]): InspectedExport => {
    // One instance may be exported by many names.
    if (item.sort === 'instance') shape.texts.work.count(item.value.exports.size);
    return { name, text: text.of(name, item).join('\n') };
  };
  const provided = everything();
  const imports = Array.from(shape.imports, ([name, item]): InspectedImport => {
    const missing = missingOf(name, item, provided, shape);
    return { ...written([name, item]), isProvided: missing.length === 0, missing };
  });
  const used = Array.from(shape.imports, ([name, item]) => {
    const { own } = splitName(name);
    if (own.length > LONGEST_NEEDING) return [];
    return item.sort === 'instance' ? Array.from(item.value.exports.keys(), (called) => `${own} ${called}`) : [own];
  });
  return {
    kind: 'component',
    size: binary.length,
    cores: cores.map(({ length }) => length),
    imports: imports.filter(({ text: lines }) => lines !== ''),
    exports: Array.from(shape.exports, written).filter(({ text: lines }) => lines !== ''),
    flags: neededFlags(used.flat()),
  };
}

/** All that components can be given. */
function everything(): Provided {
  const host = new Host();
  try {
    const environment = { context: host.context, args: [], env: {}, stdin: 0, stdout: 1, stderr: 2 };
    return new Map([...wasockInterfaces(host), ...wasiInterfaces(environment)]);
  } finally {
    host.close();
  }
}

function missingOf(name: string, item: Item, provided: Provided, { texts }: Shape): string[] {
  if (item.sort === 'type' && item.value.kind !== 'resource') return [];
  if (item.sort !== 'instance') return [name];
  const { own, version } = splitName(name);
  const found = provided.get(own);
  const isFound = found !== undefined && (version === undefined || isCompatible(version, found.version));
  if (found !== undefined && !isFound) return [name];
  const missing = Array.from(item.value.exports).filter(([called, { sort, value }]) => {
    if (sort === 'type')
      return value.kind === 'resource' && value.resource.owner === own && !found?.resources.has(called);
    if (sort !== 'function' || !isFound || !found.functions.has(called)) return true;
    const known = INTERFACES.get(own);
    return known !== undefined && known.get(called) !== texts.ofFunction(value.type);
  });
  if (!isFound) return missing.length > 0 ? [name] : [];
  return missing.map(([called]) => called);
}

function inspectCore(binary: Uint8Array): Inspection {
  const module = new WebAssembly.Module(binary as Uint8Array<ArrayBuffer>);
  const imports = checkedImports(module, binary);
  const signatures = coreExportSignatures(binary);
  const modules = new Map<string, CoreImport[]>();
  for (const one of imports) {
    const own = modules.get(one.module);
    if (own === undefined) modules.set(one.module, [one]);
    else own.push(one);
  }
  checkText([...imports.map(({ signature }) => signature), ...signatures.values()]);
  return {
    kind: 'core module',
    size: binary.length,
    cores: [binary.length],
    imports: Array.from(modules, ([name, own]) => inspectImports(name, own)),
    exports: WebAssembly.Module.exports(module).map(({ name, kind }) => ({
      name,
      text: `${name}: ${kind}${kind === 'function' ? ` ${signatures.get(name) ?? ''}` : ''}`,
    })),
    flags: neededFlags(imports.map((one) => `${splitName(one.module).own} ${one.name}`)),
  };
}

/** Longer texts nobody reads. Characters. */
const MOST_TEXT = 1 << 24;

/** @throws LinkError if the types of functions would be too long a text: each may be used again and again */
function checkText(signatures: readonly (string | undefined)[]): void {
  const length = signatures.reduce((sum, signature) => sum + (signature?.length ?? 0), 0);
  if (length > MOST_TEXT)
    throw new LinkError(`the types of the module's functions are longer than ${MOST_TEXT} characters`);
}

function inspectImports(name: string, own: readonly CoreImport[]): InspectedImport {
  const known = name === WASI_MODULE ? WASI_SIGNATURES : SIGNATURES.get(name);
  const missing = own.filter((one) => known?.get(one.name) !== one.signature || one.signature === undefined);
  const lines = own.map((one) => `  ${one.name}: ${one.kind}${one.signature === undefined ? '' : ` ${one.signature}`}`);
  return {
    name,
    text: [`${name} {`, ...lines, '}'].join('\n'),
    isProvided: missing.length === 0,
    missing: known === undefined ? [name] : missing.map((one) => one.name),
  };
}
