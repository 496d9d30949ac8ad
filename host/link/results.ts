import { BIND_RESULT_PAYLOAD, SEND_RESULT_PAYLOAD } from '../generated/layouts.ts';
import { caseIndex } from '../os/errno.ts';
import type { GuestMemory } from '../abi/guest-memory.ts';

// `result<T, errno>` in the canonical ABI: which case at 0, then the value or the error, aligned as T asks. A test says that
// all with a T of the same alignment are alike.

/** Where the value starts in a result whose T is aligned to 4 bytes. */
const VALUE_AT = SEND_RESULT_PAYLOAD;

/** Writes `result<_, errno>`: 2 bytes. @param outcome 0 or minus the system's errno */
export function storeNothing(memory: GuestMemory, at: number, outcome: number): void {
  const view = memory.view();
  view.setUint8(at, outcome < 0 ? 1 : 0);
  if (outcome < 0) view.setUint8(at + BIND_RESULT_PAYLOAD, caseIndex(-outcome));
}

/** Writes `result<u32, errno>` or one with a handle: 8 bytes. @param outcome the value or minus the system's errno */
export function storeNumber(memory: GuestMemory, at: number, outcome: number): void {
  const view = memory.view();
  if (outcome < 0) return storeError(memory, at, outcome);
  view.setUint8(at, 0);
  view.setUint32(at + VALUE_AT, outcome, true);
}

/** Writes the error of a result whose T is aligned to 4 bytes. @param outcome minus the system's errno */
export function storeError(memory: GuestMemory, at: number, outcome: number): void {
  const view = memory.view();
  view.setUint8(at, 1);
  view.setUint8(at + VALUE_AT, caseIndex(-outcome));
}

/** Writes that a result whose T is aligned to 4 bytes is a value. @returns where the value goes */
export function storeOk(memory: GuestMemory, at: number): number {
  memory.view().setUint8(at, 0);
  return at + VALUE_AT;
}

/** Writes `result<list<u8>, errno>` with a list: 12 bytes. */
export function storeList(memory: GuestMemory, at: number, pointer: number, length: number): void {
  const view = memory.view();
  view.setUint8(at, 0);
  view.setUint32(at + VALUE_AT, pointer, true);
  view.setUint32(at + VALUE_AT + 4, length, true);
}
