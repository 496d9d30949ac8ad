import { addressOf, libc } from './libc.ts';
import { platform } from './platform.ts';

const madvise: (address: number, size: number, advice: number) => number = libc.func(
  'int madvise(uintptr_t address, size_t size, int advice)',
);

/** Gives the pages of a memory back to the system, which is zeros then: madvise(2). */
export function discard({ buffer }: WebAssembly.Memory): void {
  // One that threads share is theirs.
  if (!(buffer instanceof ArrayBuffer) || buffer.byteLength === 0) return;
  madvise(addressOf(buffer), buffer.byteLength, platform.MADV_DONTNEED);
}
