// The functions of WASI preview 1 for a guest that has files.
import type { GuestMemory } from '../abi/guest-memory.ts';
import type { Completion } from '../wait/completion.ts';
import type { Waiter } from '../wait/waiter.ts';
import type { Descriptors } from './descriptors.ts';
import { fileFactFunctions } from './file-facts.ts';
import { filePathFunctions } from './file-paths.ts';
import { fileTransferFunctions } from './file-transfer.ts';
import { readdirFunctions } from './readdir.ts';

/** A function of WASI, on descriptors of any kind. */
type WasiFunction = (...args: never[]) => Completion<number>;

/** What the functions do to files. */
export function fileFunctions(memory: GuestMemory, descriptors: Descriptors, waiter: Waiter) {
  return {
    ...fileTransferFunctions(memory, descriptors, waiter),
    ...fileFactFunctions(memory, descriptors),
    ...filePathFunctions(memory, descriptors),
    ...readdirFunctions(memory, descriptors),
  };
}

type FileFunctions = ReturnType<typeof fileFunctions>;

/** Which argument the descriptor is, if not the first. */
const POSITIONS: ReadonlyMap<string, number> = new Map([['path_symlink', 2]]);

/**
 * Functions that act on files where the descriptor is that of a file, and otherwise do what they did.
 *
 * @param functions what they do to standard streams, and to what is no descriptor
 */
export function onFiles<Functions extends Readonly<Record<keyof FileFunctions, WasiFunction>>>(
  functions: Functions,
  files: FileFunctions,
  descriptors: Descriptors,
): Functions {
  const chosen = Object.entries<WasiFunction>(files).map(([name, onFile]) => {
    const otherwise: WasiFunction = functions[name as keyof FileFunctions];
    const at = POSITIONS.get(name) ?? 0;
    const choose = (...args: never[]): Completion<number> =>
      descriptors.has(args[at] ?? -1) ? onFile(...args) : otherwise(...args);
    return [name, choose];
  });
  return { ...functions, ...Object.fromEntries(chosen) };
}
