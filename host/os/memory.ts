// Memory that the C library allocates. It outlives this thread, and what C wrote there is copied out.
import koffi from './koffi.ts';
import { addressOf, cFunctions, type Scratch } from './libc.ts';

const raw = cFunctions({
  malloc: 'uintptr_t malloc(size_t size)',
  memcpy: 'uintptr_t memcpy(uintptr_t to, uintptr_t from, size_t size)',
  free: 'void free(uintptr_t address)',
});

/** memcpy(3). */
export function memcpy(to: number, from: number, size: number): void {
  raw.memcpy(to, from, size);
}

/** free(3). */
export function free(address: number): void {
  raw.free(address);
}

/** Memory with these bytes in it, to be freed by the caller; 0 if there is none left. See malloc(3). */
export function allocate(size: number): number {
  return Number(raw.malloc(size));
}

/** Copies the first `size` bytes of a scratch to an address. */
export function copyOut(from: Scratch, to: number, size: number): void {
  memcpy(to, from.address, size);
}

/** Copies `size` bytes at an address to the start of a scratch. */
export function copyIn(to: Scratch, from: number, size: number): void {
  memcpy(to.address, from, size);
}

/** The address of an array's first byte. It stays valid while the array is not collected. */
export function addressOfBytes(bytes: Uint8Array<ArrayBuffer>): number {
  return addressOf(bytes.buffer) + bytes.byteOffset;
}

/** A copy of the bytes at an address. */
export function bytesAt(address: number, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  memcpy(addressOf(bytes.buffer), address, length);
  return bytes;
}

/** The address that lies at an offset of a scratch. */
export function readPointer(view: DataView, offset: number): number {
  return Number(view.getBigUint64(offset, true));
}

/** Writes an address at an offset of a scratch. */
export function writePointer(view: DataView, offset: number, address: number): void {
  view.setBigUint64(offset, BigInt(address), true);
}

/** The NUL-terminated text at an address, as UTF-8; `undefined` for a null pointer. */
export function readText(address: number): string | undefined {
  return address === 0 ? undefined : koffi.decode.string(BigInt(address));
}

/** A string, and nothing else: in its place C would be given a pointer. @throws TypeError */
export function textOf(value: string): string {
  if (typeof value !== 'string') throw new TypeError('a text is a string');
  return value;
}
