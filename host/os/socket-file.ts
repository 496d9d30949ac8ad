/** Files of Unix sockets: unix(7), "Pathname sockets". */
import { lstatSync, unlinkSync } from 'node:fs';
import { refuseOverflow } from '../stack-room.ts';

/** Identifies a file: no other has the same values. */
interface Identity {
  readonly device: bigint;
  readonly inode: bigint;
  /** In nanoseconds; 0 if the file system does not tell. */
  readonly birth: bigint;
}

/** The socket file that a path means, without following a link; undefined if there is none, or it is no socket. */
export function socketFile(path: Uint8Array): Identity | undefined {
  try {
    const found = lstatSync(Buffer.from(path), { bigint: true });
    if (!found.isSocket()) return undefined;
    return { device: found.dev, inode: found.ino, birth: found.birthtimeNs };
  } catch (error) {
    refuseOverflow(error);
    return undefined;
  }
}

/** Whether a path means this file. */
export function isSocketFile(path: Uint8Array, { device, inode, birth }: Identity): boolean {
  const found = socketFile(path);
  return found !== undefined && found.device === device && found.inode === inode && found.birth === birth;
}

/** Removes a socket's file, if the path still means it. */
export function removeSocketFile(path: Uint8Array, identity: Identity): void {
  if (!isSocketFile(path, identity)) return;
  try {
    unlinkSync(Buffer.from(path));
  } catch (error) {
    refuseOverflow(error);
    // The directory does not permit it, or somebody else was faster.
  }
}
