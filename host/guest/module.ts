import { type Bounds, type Limits, readLimits } from '../limits.ts';
import { compileCores } from '../limits/compile.ts';
import { compileComponent, type CompiledComponent } from '../component/compile.ts';
import type { StringEncoding } from '../abi/guest-memory.ts';
import { EXPORTS_SECTION, readExportedFunctions } from '../abi/exported-functions.ts';
import type { FunctionType } from '../abi/types.ts';
import { stringEncoding } from '../link/encoding.ts';
import { OptionError } from '../option-error.ts';
import { LinkError } from '../trap.ts';
import { coreExportSignatures } from '../wasm/core-exports.ts';
import { checkedImports, type CoreImport, type Signature } from '../wasm/core-imports.ts';
import type { Extent } from '../wasm/bounded-module.ts';
import { usesManagedMemory } from '../wasm/managed-memory.ts';
import { isComponent } from '../wasm/reader.ts';
import { withShownErrors } from './error-text.ts';

/** A compiled core module, with what a thread needs to run it. */
export interface CompiledCore {
  readonly kind: 'core';
  readonly module: WebAssembly.Module;
  readonly encoding: StringEncoding;
  /** Its imports, in their order. */
  readonly imports: readonly CoreImport[];
  /** The signatures of the functions that it exports. */
  readonly signatures: ReadonlyMap<string, Signature>;
  /** The types of those that it exports by the canonical ABI, as far as it says them. */
  readonly exported: ReadonlyMap<string, FunctionType>;
  /** The sizes of its memories and tables, at the start and at most, that it was compiled for. */
  readonly extent: Extent;
}

/** What a thread runs. It can be sent to a worker. */
export type CompiledGuest = CompiledCore | CompiledComponent;

/** A compiled guest, ready to be run any number of times. */
export type GuestModule = CompiledGuest & Origin;

/** What is known of the binary of a guest. */
interface Origin {
  /** Whether it can make objects in the engine's heap, which no linear memory bounds. */
  readonly isManaged: boolean;
  /** What it was compiled from, because a process compiles it again. It must not be changed. */
  readonly binary: Uint8Array;
}

/** @throws OptionError if it is neither bytes nor a compiled module; a path, for example */
export function checkGuest(wasm: unknown): void {
  if (wasm instanceof Uint8Array) return;
  if (typeof wasm === 'object' && wasm !== null && made.has(wasm)) return;
  throw new OptionError('the guest', 'its bytes (a Uint8Array), or what compileModule gives');
}

/** What `compileModule` has made. */
const made = new WeakSet<object>();

/**
 * Compiles a guest on this thread: a core module, or a component. The time depends on the module: some 100 ms for each
 * megabyte. Its memories and tables can grow to the limits and no further. A guest that runs it may have higher limits, but
 * not lower ones.
 *
 * @throws LimitError if they start with more than that; OptionError if a limit is not valid
 * @throws LinkError if it has a form that is not known here, or does not say how its strings are encoded
 * @throws WebAssembly.CompileError if it is not valid
 */
export function compileModule(binary: Uint8Array, limits?: Limits): GuestModule {
  const bounds = readLimits(limits);
  const compiled = withShownErrors(() =>
    isComponent(binary) ? compileComponent(binary, bounds) : compileCore(binary, bounds),
  );
  const guest: GuestModule = { ...compiled, isManaged: usesManagedMemory(binary), binary };
  made.add(guest);
  return guest;
}

/** As `compileModule`, of a core module. */
export function compileCore(binary: Uint8Array, limits: Bounds): CompiledCore {
  const { module, extent } = compileCores([binary], limits)[0]!;
  const imports = checkedImports(module, binary);
  const encoding = stringEncoding(binary);
  if (encoding === undefined && imports.some(({ module: name }) => name.startsWith('wasock:sockets/'))) {
    throw new LinkError(
      "the module imports wasock:sockets but does not say how its strings are encoded: embed its WIT, as 'wasock build', 'wasock cc' and wit-bindgen do",
    );
  }
  const [section] = WebAssembly.Module.customSections(module, EXPORTS_SECTION);
  const exported = section === undefined ? new Map() : readExportedFunctions(new Uint8Array(section));
  return {
    kind: 'core',
    module,
    encoding: encoding ?? 'utf8',
    imports,
    signatures: coreExportSignatures(binary, imports),
    exported,
    extent,
  };
}
