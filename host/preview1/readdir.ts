import type { GuestMemory } from '../abi/guest-memory.ts';
import { type DirectoryEntry, EntryReader } from '../os/directory-entries.ts';
import { errnoNumber } from '../os/errno.ts';
import { statOf } from '../files/file-operations.ts';
import { identityOf } from '../files/identity.ts';
import type { Descriptors, GuestFile } from './descriptors.ts';
import { wasiErrno } from './errno.ts';
import { DIRENT_SIZE, FILE_TYPES } from './file-structs.ts';
import { storeCount } from './transfer-memory.ts';

const EBADF = wasiErrno('badf');
const EFAULT = wasiErrno('fault');
const ENOTDIR = errnoNumber('enotdir');

/** How many bytes of entries are read from the system at once. */
const LEAST_READ = 1024;
const MOST_READ = 16_384;

/** `fd_readdir`. */
export function readdirFunctions(memory: GuestMemory, descriptors: Descriptors) {
  const entry = new Uint8Array(DIRENT_SIZE);
  const view = new DataView(entry.buffer);

  const encode = ({ name, type, inode, next }: DirectoryEntry, device: bigint): void => {
    view.setBigInt64(0, next, true);
    view.setBigUint64(8, identityOf({ device, inode }), true);
    view.setUint32(16, name.length, true);
    view.setUint8(20, FILE_TYPES[type]);
  };

  /** @returns how many bytes were written, fewer than `length` at the end only; or minus the system's errno */
  const list = ({ file }: GuestFile, to: number, length: number, cookie: bigint): number => {
    const facts = statOf(file);
    if (typeof facts === 'number') return facts;
    if (facts.type !== 'directory') return -ENOTDIR;
    const reader = new EntryReader(file.fd, Math.min(Math.max(length, LEAST_READ), MOST_READ));
    const moved = reader.readFrom(cookie);
    if (moved < 0) return moved;
    const end = to + length;
    let at = to;
    /** Writes as much as there is room for. */
    const put = (bytes: Uint8Array): void => {
      const part = bytes.subarray(0, end - at);
      memory.copyIn(at, part);
      at += part.length;
    };
    for (;;) {
      file.files.begin();
      const found = at < end ? reader.next() : undefined;
      if (found === undefined) return at - to;
      if (typeof found === 'number') return at > to ? at - to : found;
      encode(found, facts.device);
      put(entry);
      put(found.name);
    }
  };

  return {
    fd_readdir: (fd: number, to: number, length: number, cookie: bigint, result: number): number => {
      const own = descriptors.file(fd);
      if (own === undefined) return EBADF;
      if (!memory.holds(to, length >>> 0) || !memory.holds(result, 4)) return EFAULT;
      return storeCount(memory, result, list(own, to >>> 0, length >>> 0, cookie));
    },
  };
}
