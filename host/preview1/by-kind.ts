// One table of functions for descriptors of several kinds.
import type { Completion } from '../wait/completion.ts';
import type { Descriptors } from './descriptors.ts';
import { SUCCESS, wasiErrno } from './errno.ts';

const EBADF = wasiErrno('badf');
const ENOTCAPABLE = wasiErrno('notcapable');

/** A function of WASI. */
type WasiFunction = (...args: never[]) => Completion<number>;

/** Which argument the descriptor is, if not the first. */
const POSITIONS: ReadonlyMap<string, number> = new Map([['path_symlink', 2]]);

/**
 * Functions that do one thing to descriptors of a kind, and otherwise do what they did.
 *
 * @param parts what they do to other descriptors, and to what is no descriptor; the later part goes first
 * @param special what they do to those of the kind
 * @param isOfKind whether there is such a descriptor, and it is of the kind
 */
export function onKind(
  parts: readonly Readonly<Record<string, (...args: never[]) => unknown>>[],
  special: Readonly<Record<string, WasiFunction>>,
  isOfKind: (fd: number) => boolean,
): Readonly<Record<string, WasiFunction>> {
  const chosen = Object.entries(special).map(([name, onIt]) => {
    const otherwise = parts.findLast((functions) => Object.hasOwn(functions, name))?.[name] as WasiFunction;
    const at = POSITIONS.get(name) ?? 0;
    const choose = (...args: never[]): Completion<number> =>
      isOfKind(args[at] ?? -1) ? onIt(...args) : otherwise(...args);
    return [name, choose];
  });
  return Object.fromEntries(chosen);
}

/** `fd_close` and `fd_renumber`, which are the same for files and for sockets. */
export function numberFunctions(descriptors: Descriptors) {
  return {
    fd_close: (fd: number): number => {
      descriptors.close(fd);
      return SUCCESS;
    },
    fd_renumber: (from: number, to: number): number => {
      if (!descriptors.has(to)) return to >>> 0 <= 2 ? ENOTCAPABLE : EBADF;
      descriptors.move(from, to);
      return SUCCESS;
    },
  };
}
