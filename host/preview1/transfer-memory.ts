// What functions that transfer bytes have in a guest's memory: a list of buffers, and room for a count.
import type { GuestMemory } from '../abi/guest-memory.ts';
import { fromSystem, SUCCESS } from './errno.ts';
import { IOVEC_SIZE } from './pieces.ts';

/** Whether the list lies in the memory, and the room for the count. */
export function holdsTransfer(memory: GuestMemory, list: number, count: number, result: number): boolean {
  return memory.holds(list, (count >>> 0) * IOVEC_SIZE) && memory.holds(result, 4);
}

/** Stores a count. @param outcome that, or minus the system's errno @returns WASI's errno */
export function storeCount(memory: GuestMemory, at: number, outcome: number): number {
  if (outcome < 0) return fromSystem(outcome);
  memory.view().setUint32(at >>> 0, outcome, true);
  return SUCCESS;
}
