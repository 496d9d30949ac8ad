// Core modules, bounded and compiled.
import type { Bounds } from '../limits.ts';
import { LinkError } from '../trap.ts';
import type { Extent } from '../wasm/bounded-module.ts';
import { bounded } from './bound.ts';

/** A core module that can grow to the limits and no further, and the sizes that it can reach. */
export interface BoundedCore {
  readonly module: WebAssembly.Module;
  readonly extent: Extent;
}

/**
 * Compiles the core modules of one guest.
 *
 * @throws LimitError if they start with more than the limits; WebAssembly.CompileError if one is not valid
 * @throws LinkError if one needs what this engine lacks
 */
export function compileCores(binaries: readonly Uint8Array[], limits: Bounds): BoundedCore[] {
  return boundedOrInvalid(binaries, limits).map(({ binary, extent }) => ({ module: compile(binary), extent }));
}

/** As `bounded`. The engine explains best why a module is not valid. */
function boundedOrInvalid(binaries: readonly Uint8Array[], limits: Bounds): ReturnType<typeof bounded> {
  try {
    return bounded(binaries, limits);
  } catch (error) {
    if (error instanceof LinkError) for (const binary of binaries) void compile(binary);
    throw error;
  }
}

/** What V8 says of `i32.add` in the place of an element, before Node 21. */
const NO_EXTENDED_CONSTANTS = /opcode i(32|64)\.(add|sub|mul) is not allowed in constant expressions/;

function compile(binary: Uint8Array): WebAssembly.Module {
  try {
    return new WebAssembly.Module(binary);
  } catch (error) {
    if (!(error instanceof WebAssembly.CompileError) || !NO_EXTENDED_CONSTANTS.test(error.message)) throw error;
    const message = `the guest has extended constant expressions of WebAssembly 3.0, which Node ${process.versions.node} lacks: use Node 22 or later`;
    throw new LinkError(message, { cause: error });
  }
}
