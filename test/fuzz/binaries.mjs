// Mutated modules and components: what reads them throws LinkError or the engine's CompileError, at once, and
// nothing else.
import { performance } from 'node:perf_hooks';
import { checkComponent } from 'wasock/build';
import { compileModule } from '#host/guest/module';
import { stringEncoding } from '#host/link/encoding';
import { LimitError, LinkError } from '#host/trap';
import { coreImports } from '#host/wasm/core-imports';
import { usesManagedMemory } from '#host/wasm/managed-memory';
import { interpreter, interpreterComponent } from './interpreter.mjs';
import { derived, Random } from './random.mjs';

/** What reads what a guest supplies, by what it reads. */
const READERS = {
  // compileModule bounds memories and tables as well: host/wasm/bounded-module.ts.
  module: [coreImports, stringEncoding, (bytes) => usesManagedMemory(bytes), (bytes) => compileModule(bytes)],
  component: [checkComponent, (bytes) => usesManagedMemory(bytes)],
};

/** How long one may take, in milliseconds for each KiB: a machine under load takes a hundred times what is usual. */
const MS_A_KIB = 20;

/** Bytes that mean something: ids of sections and forms, ends of LEB128 numbers, counts. */
const TELLING = [
  0, 1, 2, 3, 4, 7, 10, 11, 0x0d, 0x40, 0x4e, 0x50, 0x5e, 0x60, 0x63, 0x64, 0x6f, 0x70, 0x7b, 0x7f, 0x80, 0xff,
];

/** A valid binary with some bytes changed, left out, doubled, or cut off. */
function mutated(random, valid) {
  let bytes = Uint8Array.from(valid);
  for (let changes = 1 + random.below(4); changes > 0; changes--) {
    const at = random.percent(60) ? random.below(Math.min(bytes.length, 4096)) : random.below(bytes.length);
    const length = 1 + random.below(16);
    switch (random.below(7)) {
      case 0:
        bytes = Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(at + length)]);
        break;
      case 1:
        bytes = Uint8Array.from([...bytes.subarray(0, at + length), ...bytes.subarray(at)]);
        break;
      case 2:
        if (random.percent(30)) bytes = bytes.slice(0, at);
        break;
      case 3:
        bytes.set([0xff, 0xff, 0xff, 0xff, 0x0f].slice(0, bytes.length - at), at);
        break;
      case 4:
        bytes[at] ^= 1 << random.below(8);
        break;
      default:
        bytes[at] = random.of(TELLING);
    }
    if (bytes.length < 16) return bytes;
  }
  return bytes;
}

/** @throws {Error} which names the seed, if a reader throws what is no LinkError, or takes too long */
function checkReaders(kind, bytes, seed) {
  for (const read of READERS[kind]) {
    const begun = performance.now();
    try {
      read(bytes);
    } catch (error) {
      if (![LinkError, LimitError, WebAssembly.CompileError].some((expected) => error instanceof expected))
        throw new Error(`${read.name} of a mutated ${kind}, seed ${seed}`, { cause: error });
    }
    const taken = performance.now() - begun;
    if (taken > 500 + (bytes.length / 1024) * MS_A_KIB) {
      throw new Error(`${read.name} of a mutated ${kind}, seed ${seed}, took ${taken} ms`);
    }
  }
}

/**
 * @param {number} seed
 * @param {number} count how many binaries
 * @returns {Promise<string>} what was done
 */
export async function fuzzBinaries(seed, count) {
  const valid = { module: await interpreter({ landing: true }), component: await interpreterComponent() };
  // Their code is most of them, and nobody reads it: what is in front of it and behind it counts.
  for (let index = 0; index < count; index++) {
    const own = derived(seed, index);
    const random = new Random(own);
    const kind = random.percent(50) ? 'module' : 'component';
    checkReaders(kind, mutated(random, valid[kind]), own);
  }
  return `seed ${seed}: ${count} mutated binaries were read`;
}
