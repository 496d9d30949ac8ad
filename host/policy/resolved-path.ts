import { realpathSync } from 'node:fs';
import { posix } from 'node:path';

const SLASH = 0x2f;

/**
 * Where the system would find a local socket: its path without links, `.` and `..`. For a path that does not exist yet, its
 * directory is resolved. An abstract or empty name stays as it is.
 */
export function resolvedPath(name: Uint8Array): Uint8Array {
  if (name.length === 0 || name[0] === 0) return name;
  const end = name.lastIndexOf(SLASH) + 1;
  const directory = end === 0 ? Buffer.from('.') : Buffer.from(name.subarray(0, end));
  return real(Buffer.from(name)) ?? joined(real(directory), name.subarray(end)) ?? lexical(name);
}

function real(path: Buffer): Uint8Array | undefined {
  try {
    return realpathSync.native(path, 'buffer');
  } catch {
    return undefined;
  }
}

function joined(directory: Uint8Array | undefined, name: Uint8Array): Uint8Array | undefined {
  if (directory === undefined) return undefined;
  return Buffer.concat(directory.length === 1 ? [directory, name] : [directory, Uint8Array.of(SLASH), name]);
}

function lexical(name: Uint8Array): Uint8Array {
  return Buffer.from(posix.resolve(Buffer.from(name).toString('latin1')), 'latin1');
}
