// Files named on the command line.
import { lstatSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { codeOf, messageOf } from '../thrown.ts';
import { UsageError } from './flags.ts';

/** The bytes of a file that the user named. */
export function readNamedFile(path: string): Uint8Array {
  return named(`cannot read ${path}`, () => readFileSync(path));
}

/** Writes a file that the user named. */
export function writeNamedFile(path: string, bytes: Uint8Array): void {
  named(`cannot write ${path}`, () => writeFileSync(path, bytes));
}

/**
 * Replaces a file that the user named, as a whole, while guests run that may share its directory. It is never written
 * through a link, which a guest could have put there.
 */
export function replaceNamedFile(path: string, bytes: Uint8Array): void {
  named(`cannot write ${path}`, () => {
    const status = lstatSync(path, { throwIfNoEntry: false });
    if (status !== undefined && !status.isFile()) throw new Error('it is not a regular file');
    const beside = `${path}.${process.pid}.new`;
    rmSync(beside, { force: true });
    try {
      writeFileSync(beside, bytes, { flag: 'wx', mode: (status?.mode ?? 0o666) & 0o777 });
      renameSync(beside, path);
    } catch (error) {
      rmSync(beside, { force: true });
      throw error;
    }
  });
}

/** Whether the bytes begin as every core module and every component does. */
export function isWebAssembly(bytes: Uint8Array): boolean {
  return bytes.length >= 8 && bytes[0] === 0 && bytes[1] === 0x61 && bytes[2] === 0x73 && bytes[3] === 0x6d;
}

/** @param failure what a failure means to the user */
function named<T>(failure: string, operation: () => T): T {
  try {
    return operation();
  } catch (error) {
    throw new UsageError(`${failure}: ${reason(error)}`);
  }
}

const REASONS: Record<string, string> = {
  ENOENT: 'no such file or directory',
  EISDIR: 'it is a directory',
  EACCES: 'permission denied',
};

function reason(error: unknown): string {
  return REASONS[codeOf(error)] ?? messageOf(error);
}
