import { LinkError } from '../trap.ts';

/** (module (import "m" "m" (memory 0))) */
// prettier-ignore
const MODULE = Uint8Array.of(
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, // version 1
  2, 8, 1, 1, 0x6d, 1, 0x6d, 2, 0, 0, // imports: a memory of 0 pages at least
);

let module: WebAssembly.Module | undefined;

/** A module that wants a memory with addresses of 32 bits cannot be linked with another. @throws LinkError */
export function refuseWide(memory: WebAssembly.Memory): void {
  module ??= new WebAssembly.Module(MODULE);
  try {
    void new WebAssembly.Instance(module, { m: { m: memory } });
  } catch (error) {
    throw new LinkError('a guest whose memory has addresses of 64 bits cannot be linked', { cause: error });
  }
}
