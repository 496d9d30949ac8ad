// The functions of WASI preview 1 for a guest that has files.
import type { GuestMemory } from '../abi/guest-memory.ts';
import type { Waiter } from '../wait/waiter.ts';
import type { Descriptors } from './descriptors.ts';
import { fileFactFunctions } from './file-facts.ts';
import { filePathFunctions } from './file-paths.ts';
import { fileTransferFunctions } from './file-transfer.ts';
import { readdirFunctions } from './readdir.ts';

/** What the functions do to files. */
export function fileFunctions(memory: GuestMemory, descriptors: Descriptors, waiter: Waiter) {
  return {
    ...fileTransferFunctions(memory, descriptors, waiter),
    ...fileFactFunctions(memory, descriptors),
    ...filePathFunctions(memory, descriptors),
    ...readdirFunctions(memory, descriptors),
  };
}
