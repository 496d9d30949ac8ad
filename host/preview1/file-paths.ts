// Paths below a guest's directories.
import type { GuestMemory } from '../abi/guest-memory.ts';
import { openAt } from '../files/open-at.ts';
import {
  createDirectoryAt,
  linkAt,
  readlinkAt,
  removeDirectoryAt,
  renameAt,
  setTimesAt,
  statAt,
  symlinkAt,
  unlinkFileAt,
} from '../files/path-operations.ts';
import { type Descriptors, GuestFile } from './descriptors.ts';
import { fromSystem, SUCCESS, wasiErrno } from './errno.ts';
import { FileMemory } from './file-memory.ts';
import { FD_READ, FD_WRITE, FDFLAGS, FILESTAT_SIZE, FOLLOW, newTimes, OFLAGS, putFilestat } from './file-structs.ts';
import { storeCount } from './transfer-memory.ts';

const EBADF = wasiErrno('badf');
const EFAULT = wasiErrno('fault');
const EINVAL = wasiErrno('inval');

const utf8 = new TextEncoder();

export function filePathFunctions(memory: GuestMemory, descriptors: Descriptors) {
  const room = new FileMemory(memory);
  const fileOf = (fd: number) => descriptors.file(fd)?.file;

  /** A function of one path. */
  const onPath =
    (operation: typeof createDirectoryAt) =>
    (fd: number, path: number, length: number): number => {
      const file = fileOf(fd);
      return file === undefined ? EBADF : room.withPath(path, length, (text) => operation(file, text));
    };

  const open = (fd: number, lookup: number, path: string, oflags: number, rights: bigint, fdflags: number) => {
    const file = fileOf(fd);
    if (file === undefined) return EBADF;
    const directory = (oflags & OFLAGS.directory) !== 0;
    const opened = openAt(file, path, {
      follow: (lookup & FOLLOW) !== 0,
      create: (oflags & OFLAGS.creat) !== 0,
      directory,
      exclusive: (oflags & OFLAGS.excl) !== 0,
      truncate: (oflags & OFLAGS.trunc) !== 0,
      access: {
        read: (rights & FD_READ) !== 0n,
        // Some programs ask for every right on a directory.
        write: !directory && (rights & FD_WRITE) !== 0n,
        mutate: false,
        dataSync: (fdflags & FDFLAGS.dsync) !== 0,
        readSync: (fdflags & FDFLAGS.rsync) !== 0,
        sync: (fdflags & FDFLAGS.sync) !== 0,
      },
    });
    if (typeof opened === 'number') return fromSystem(opened);
    const own = new GuestFile(opened);
    own.append = (fdflags & FDFLAGS.append) !== 0;
    own.nonBlocking = (fdflags & FDFLAGS.nonblock) !== 0;
    return own;
  };

  return {
    path_create_directory: onPath(createDirectoryAt),
    path_remove_directory: onPath(removeDirectoryAt),
    path_unlink_file: onPath(unlinkFileAt),
    path_filestat_get: (fd: number, lookup: number, path: number, length: number, at: number): number => {
      const file = fileOf(fd);
      if (file === undefined) return EBADF;
      const text = room.path(path, length);
      if (typeof text === 'number') return fromSystem(text);
      return room.struct(at, FILESTAT_SIZE, statAt(file, text, (lookup & FOLLOW) !== 0), putFilestat);
    },
    path_filestat_set_times: (
      fd: number,
      lookup: number,
      path: number,
      length: number,
      accessed: bigint,
      modified: bigint,
      flags: number,
    ): number => {
      const file = fileOf(fd);
      if (file === undefined) return EBADF;
      const times = newTimes(accessed, modified, flags);
      if (times === undefined) return EINVAL;
      return room.withPath(path, length, (text) => setTimesAt(file, text, (lookup & FOLLOW) !== 0, times));
    },
    path_link: (
      fd: number,
      lookup: number,
      old: number,
      oldLength: number,
      to: number,
      path: number,
      length: number,
    ) => {
      const [file, newBase] = [fileOf(fd), fileOf(to)];
      if (file === undefined || newBase === undefined) return EBADF;
      if ((lookup & FOLLOW) !== 0) return EINVAL;
      return room.withPaths(old, oldLength, path, length, (one, two) => linkAt(file, one, newBase, two));
    },
    path_open: (
      fd: number,
      lookup: number,
      path: number,
      length: number,
      oflags: number,
      rights: bigint,
      _inheriting: bigint,
      fdflags: number,
      result: number,
    ): number => {
      if (!memory.holds(result, 4)) return EFAULT;
      if (oflags >>> 4 !== 0 || fdflags >>> 5 !== 0) return EINVAL;
      const text = room.path(path, length);
      if (typeof text === 'number') return fromSystem(text);
      const own = open(fd, lookup, text, oflags, rights, fdflags);
      if (typeof own === 'number') return own;
      memory.view().setUint32(result >>> 0, descriptors.add(own), true);
      return SUCCESS;
    },
    path_readlink: (fd: number, path: number, length: number, to: number, size: number, result: number): number => {
      const file = fileOf(fd);
      if (file === undefined) return EBADF;
      if (!memory.holds(to, size >>> 0) || !memory.holds(result, 4)) return EFAULT;
      const text = room.path(path, length);
      const link = typeof text === 'number' ? text : readlinkAt(file, text);
      if (typeof link === 'number') return fromSystem(link);
      const bytes = utf8.encode(link).subarray(0, size >>> 0);
      memory.copyIn(to >>> 0, bytes);
      return storeCount(memory, result, bytes.length);
    },
    path_rename: (fd: number, old: number, oldLength: number, to: number, path: number, length: number): number => {
      const [file, newBase] = [fileOf(fd), fileOf(to)];
      if (file === undefined || newBase === undefined) return EBADF;
      return room.withPaths(old, oldLength, path, length, (one, two) => renameAt(file, one, newBase, two));
    },
    path_symlink: (target: number, targetLength: number, fd: number, path: number, length: number): number => {
      const file = fileOf(fd);
      if (file === undefined) return EBADF;
      return room.withPaths(target, targetLength, path, length, (text, name) => symlinkAt(file, text, name));
    },
  };
}
