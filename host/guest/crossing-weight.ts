// How much a value is that goes from a guest's thread to its program. Each text in it is copied, as often as it is there.
import { GuestTrap } from '../trap.ts';

/** Bytes: of a text or an array of numbers that is the whole value. */
export const MOST_FLAT = 1 << 28;

/** Of all else, which the program's thread makes object by object: bytes, at most about. */
export const MOST_STRUCTURED = 1 << 26;

/**
 * Anything in an array or an object, without what follows. In V8 of Node 20 and 26 a number takes 8 to 24 bytes, a bigint 32, a string
 * 32 with its text, an array 40 and 8 for each of its own; none takes more than 0.25 µs to make.
 */
export const PLACE = 64;

/** An object besides: 64 bytes, with few properties, and 0.4 to 1 µs to make. */
export const OBJECT = 64;

/** A view besides, empty or not: with its buffer 190 to 210 bytes, as many outside of the heap, and 2 to 3 µs (Node 26: 1) to make. */
export const VIEW = 512;

/** @throws GuestTrap if a value is more than a program's thread makes in a moment */
export function checkCrossing(value: unknown): void {
  if (sizeOf(value) > MOST_FLAT) refuse();
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return;
  let left = MOST_STRUCTURED;
  const rest: object[] = [value];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    const isList = Array.isArray(next);
    for (const key in next) {
      const inner: unknown = Reflect.get(next, key);
      left -= PLACE + besides(inner) + sizeOf(inner) + (isList ? 0 : key.length);
      if (left < 0) refuse();
      if (typeof inner === 'object' && inner !== null && !ArrayBuffer.isView(inner)) rest.push(inner);
    }
  }
}

function besides(value: unknown): number {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 0;
  return ArrayBuffer.isView(value) ? VIEW : OBJECT;
}

function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  return ArrayBuffer.isView(value) ? value.byteLength : 0;
}

function refuse(): never {
  throw new GuestTrap('a result is larger than what a program is given from another thread: see docs/plugins.md');
}
