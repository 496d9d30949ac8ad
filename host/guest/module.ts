import { type Bounds, type Limits, readLimits } from '../limits.ts';
import { bounded } from '../limits/bound.ts';
import type { StringEncoding } from '../abi/guest-memory.ts';
import { stringEncoding } from '../link/encoding.ts';
import { OptionError } from '../option-error.ts';
import { LinkError } from '../trap.ts';
import { type CoreImport, coreImports } from '../wasm/core-imports.ts';
import type { Extent } from '../wasm/bounded-module.ts';
import { usesManagedMemory } from '../wasm/managed-memory.ts';
import { isComponent } from '../wasm/reader.ts';

/** What a thread needs to run a compiled core module. */
export interface CompiledGuest {
  readonly module: WebAssembly.Module;
  readonly encoding: StringEncoding;
  /** Its imports, in their order. */
  readonly imports: readonly CoreImport[];
  /** The sizes of its memories and tables, at the start and at most, that it was compiled for. */
  readonly extent: Extent;
}

/** A compiled core module that imports wasock, ready to be run any number of times. It can be sent to a worker. */
export interface GuestModule extends CompiledGuest {
  /** Whether it can make objects in the engine's heap, which no linear memory bounds. */
  readonly isManaged: boolean;
  /** What it was compiled from, because a process compiles it again. It must not be changed. */
  readonly binary: Uint8Array;
}

/** @throws OptionError if it is neither bytes nor a compiled module; a path, for example */
export function checkGuest(wasm: unknown): void {
  if (wasm instanceof Uint8Array) return;
  if (typeof wasm === 'object' && wasm !== null && 'module' in wasm && wasm.module instanceof WebAssembly.Module)
    return;
  throw new OptionError('the guest', 'its bytes (a Uint8Array), or what compileModule gives');
}

/**
 * Compiles a core module on this thread. The time depends on the module: some 100 ms for each megabyte. Its memories and
 * tables can grow to the limits and no further. A guest that runs it may have higher limits, but not lower ones.
 *
 * @throws LimitError if they start with more than that; OptionError if a limit is not valid
 * @throws LinkError if it is a component, or does not say how its strings are encoded
 * @throws WebAssembly.CompileError if it is no valid module
 */
export function compileModule(binary: Uint8Array, limits?: Limits): GuestModule {
  if (isComponent(binary))
    throw new LinkError(
      'this is a component: run it with runGuest or the command, or build the guest with --target core',
    );
  const { binary: compiled, extent } = boundedOrInvalid(binary, readLimits(limits));
  const module = new WebAssembly.Module(compiled);
  const imports = coreImports(binary);
  checkReading(module, imports);
  const encoding = stringEncoding(binary);
  if (encoding === undefined && imports.some(({ module: name }) => name.startsWith('wasock:sockets/'))) {
    throw new LinkError(
      "the module imports wasock:sockets but does not say how its strings are encoded: embed its WIT, as 'wasock build', 'wasock cc' and wit-bindgen do",
    );
  }
  return { module, encoding: encoding ?? 'utf8', imports, extent, isManaged: usesManagedMemory(binary), binary };
}

/** As `bounded`. The engine explains best why a module is not valid. @throws WebAssembly.CompileError */
function boundedOrInvalid(binary: Uint8Array, limits: Bounds): ReturnType<typeof bounded>[number] {
  try {
    return bounded([binary], limits)[0]!;
  } catch (error) {
    if (error instanceof LinkError) void new WebAssembly.Module(binary);
    throw error;
  }
}

/** Linking relies on this package's own reading of the module, so that must agree with the engine's. @throws LinkError */
function checkReading(module: WebAssembly.Module, imports: readonly CoreImport[]): void {
  const read = WebAssembly.Module.imports(module);
  const isSame = ({ module: from, name, kind }: CoreImport, index: number): boolean =>
    read[index]?.module === from && read[index].name === name && read[index].kind === kind;
  if (read.length !== imports.length || !imports.every(isSame)) {
    throw new LinkError("the engine and wasock read the module's imports differently");
  }
}
