import { type Bounds, type Limits, readLimits } from '../limits.ts';
import { bounded } from '../link/bound.ts';
import type { StringEncoding } from '../abi/guest-memory.ts';
import { stringEncoding } from '../link/encoding.ts';
import { OptionError } from '../option-error.ts';
import { LinkError } from '../trap.ts';
import { type CoreImport, coreImports } from '../wasm/core-imports.ts';
import type { Extent } from '../wasm/bounded-module.ts';
import { usesManagedMemory } from '../wasm/managed-memory.ts';
import { isComponent } from '../wasm/reader.ts';

/** What a thread needs of a compiled core module. */
export interface CompiledGuest {
  readonly module: WebAssembly.Module;
  readonly encoding: StringEncoding;
  /** What it imports, in its order. */
  readonly imports: readonly CoreImport[];
  /** What its memories and tables are, and can become: what it was compiled for. */
  readonly extent: Extent;
}

/** A compiled core module that imports wasock, ready to be run any number of times. It can be sent to a worker. */
export interface GuestModule extends CompiledGuest {
  /** Whether it can make objects in the engine's heap, which no linear memory bounds. */
  readonly isManaged: boolean;
  /** What it was compiled from: a process compiles it anew. It is not to be changed. */
  readonly binary: Uint8Array;
}

/** @throws OptionError for what is neither bytes nor a compiled module, such as the path of a file */
export function checkGuest(wasm: unknown): void {
  if (wasm instanceof Uint8Array) return;
  if (typeof wasm === 'object' && wasm !== null && 'module' in wasm && wasm.module instanceof WebAssembly.Module)
    return;
  throw new OptionError('the guest', 'its bytes (a Uint8Array), or what compileModule gives');
}

/**
 * Compiles a core module, on this thread. How long that takes the module decides: some 100 ms for each megabyte. Its memories
 * and tables grow as far as the limits say, and no further: a guest that it is run as may have higher limits, not lower ones.
 *
 * @throws LimitError if they have more than that to begin with; OptionError if a limit cannot be understood
 * @throws LinkError if it is a component, or does not say how its strings are encoded
 * @throws WebAssembly.CompileError if it is no valid module
 */
export function compileModule(binary: Uint8Array, limits?: Limits): GuestModule {
  if (isComponent(binary))
    throw new LinkError(
      'this is a component, which only runGuest and the command run: build with --target core, or use runGuest',
    );
  const { binary: compiled, extent } = boundedOrInvalid(binary, readLimits(limits));
  const module = new WebAssembly.Module(compiled);
  const imports = coreImports(binary);
  checkReading(module, imports);
  const encoding = stringEncoding(binary);
  if (encoding === undefined && imports.some(({ module: name }) => name.startsWith('wasock:sockets/'))) {
    throw new LinkError(
      "the module imports wasock:sockets and does not say how its strings are encoded: its WIT must be embedded ('wasock build' and wit-bindgen do so)",
    );
  }
  return { module, encoding: encoding ?? 'utf8', imports, extent, isManaged: usesManagedMemory(binary), binary };
}

/** As `bounded`. What is no valid module the engine explains best. @throws WebAssembly.CompileError */
function boundedOrInvalid(binary: Uint8Array, limits: Bounds): ReturnType<typeof bounded>[number] {
  try {
    return bounded([binary], limits)[0]!;
  } catch (error) {
    if (error instanceof LinkError) void new WebAssembly.Module(binary);
    throw error;
  }
}

/** What is linked goes by this package's reading of the module, so it must be the engine's. @throws LinkError */
function checkReading(module: WebAssembly.Module, imports: readonly CoreImport[]): void {
  const read = WebAssembly.Module.imports(module);
  const isSame = ({ module: from, name, kind }: CoreImport, index: number): boolean =>
    read[index]?.module === from && read[index].name === name && read[index].kind === kind;
  if (read.length !== imports.length || !imports.every(isSame)) {
    throw new LinkError("the module's imports are read in two ways");
  }
}
