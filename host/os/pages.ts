/**
 * Pages of memory for what the system may refer to after a call: see MSG_ZEROCOPY in the kernel's
 * Documentation/networking/msg_zerocopy.rst. It holds the pages themselves. They can be unmapped meanwhile, and go back to
 * the system when the last holder lets go of them; nobody else gets them before.
 */
import { cFunctions, errno } from './libc.ts';
import { memcpy } from './memory.ts';
import { platform } from './platform.ts';

const raw = cFunctions({
  mmap: 'uintptr_t mmap(uintptr_t address, size_t size, int protection, int flags, int fd, intptr_t offset)',
  munmap: 'int munmap(uintptr_t address, size_t size)',
});

/** `MAP_FAILED`. */
const FAILED = 2n ** 64n - 1n;

/** Maps pages with a copy of what lies at `from`. @param size bytes, more than 0 @returns where, or minus the errno */
export function mapCopy(from: number, size: number): number {
  const { PROT_READ, PROT_WRITE, MAP_PRIVATE, MAP_ANONYMOUS } = platform;
  const mapped = BigInt(raw.mmap(0, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
  if (mapped === FAILED) return -errno();
  const address = Number(mapped);
  memcpy(address, from, size);
  return address;
}

/** Unmaps what `mapCopy` has mapped. */
export function unmap(address: number, size: number): void {
  raw.munmap(address, size);
}
