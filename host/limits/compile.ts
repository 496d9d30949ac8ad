// Core modules, bounded and compiled.
import type { Bounds } from '../limits.ts';
import { LinkError } from '../trap.ts';
import type { Extent } from '../wasm/bounded-module.ts';
import { HEADER_SIZE, Reader } from '../wasm/reader.ts';
import { bounded } from './bound.ts';

const TYPE_SECTION = 1;

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
  checkTypes(binaries);
  return boundedOrInvalid(binaries, limits).map(({ binary, extent }) => ({ module: compile(binary), extent }));
}

/**
 * How many types the core modules of a guest have at most. V8 before Node 22 compares each with all before it, and with those of other
 * modules: 50,000 took seconds, in every module that was compiled afterwards as well.
 */
const MOST_TYPES = 10_000;

/** @throws LinkError for modules with more types than a guest may have */
function checkTypes(binaries: readonly Uint8Array[]): void {
  const types = binaries.reduce((sum, binary) => sum + typesOf(binary), 0);
  if (types > MOST_TYPES) throw new LinkError(`a guest has at most ${MOST_TYPES} types, and this one ${types}`);
}

/** How many types a module says it has; 0 if it is not valid, of which the engine will tell. */
function typesOf(binary: Uint8Array): number {
  const reader = new Reader(binary, HEADER_SIZE);
  try {
    for (const section of reader.sections()) if (section.id === TYPE_SECTION) return reader.within(section).u32();
  } catch (error) {
    if (!(error instanceof LinkError)) throw error;
  }
  return 0;
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
