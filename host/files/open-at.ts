import { OPEN, openBeneath } from '../os/beneath.ts';
import { errnoNumber } from '../os/errno.ts';
import { isOfProcesses } from '../os/file-calls.ts';
import { factsOf, type FileType } from '../os/file-facts.ts';
import { type Access, OpenFile } from './open-file.ts';
import type { OpenFiles } from './open-files.ts';
import { refusal } from './paths.ts';

const EACCES = errnoNumber('eacces');
const EINVAL = errnoNumber('einval');
const ELOOP = errnoNumber('eloop');
const ENOENT = errnoNumber('enoent');
const EROFS = errnoNumber('erofs');

/** Permissions of what is created, before the process' umask. */
const FILE_MODE = 0o666;

/** How to open a path. */
export interface OpenHow {
  /** Whether a symbolic link at the end is followed. */
  readonly follow: boolean;
  readonly create: boolean;
  readonly directory: boolean;
  readonly exclusive: boolean;
  readonly truncate: boolean;
  /** What is asked for. Of a directory, `mutate` is that of the directory it is opened below, asked for or not. */
  readonly access: Access;
}

/**
 * Opens a file or directory. Nothing else is opened: no device, FIFO or socket, and nothing of /proc, by which a guest could
 * reach into its host.
 *
 * @returns it, or minus the system's errno: EROFS for what would allow a change below a read-only directory
 */
export function openAt(base: OpenFile, path: string, how: OpenHow): OpenFile | number {
  const { files } = base;
  files.begin();
  const { access, create, directory, truncate } = how;
  const refused = refusal(path) || files.admit();
  if (refused < 0) return refused;
  if (!base.access.mutate && (access.write || access.mutate || create || truncate)) return -EROFS;
  if (create && directory) return -EINVAL;
  const seen = look(base, path, how);
  if (seen < 0) return seen;
  const fd = files.hold(() => openBeneath(base.fd, path, flagsOf(how), create ? FILE_MODE : 0));
  if (fd < 0) return fd;
  const type = ordinaryType(fd);
  if (typeof type === 'number') {
    files.release(fd);
    return type;
  }
  const mutate = base.access.mutate;
  // A directory is always opened for reading, and never for writing.
  const isFile = type === 'regular-file';
  return new OpenFile(files, fd, type, {
    ...access,
    read: access.read || !isFile,
    write: access.write && isFile,
    mutate,
  });
}

/** Looks at what is there, since opening a device may do something. @returns 0 or minus the system's errno */
function look({ files, fd: dir }: OpenFile, path: string, { follow, create, exclusive }: OpenHow): number {
  if (create && exclusive) return 0;
  const fd = files.hold(() => openBeneath(dir, path, OPEN.path | (follow ? 0 : OPEN.noFollow)));
  if (fd === -ENOENT && create) return 0;
  if (fd < 0) return fd;
  const type = ordinaryType(fd);
  files.release(fd);
  return typeof type === 'number' ? type : 0;
}

/** The type of what a guest may open; or minus the system's errno. */
function ordinaryType(fd: number): FileType | number {
  const facts = factsOf(fd);
  if (typeof facts === 'number') return facts;
  const { type } = facts;
  if (type === 'symbolic-link') return -ELOOP;
  if (type !== 'regular-file' && type !== 'directory') return -EACCES;
  return isOfProcesses(fd) ? -EACCES : type;
}

function flagsOf({ follow, create, directory, exclusive, truncate, access }: OpenHow): number {
  const { write, read, sync, readSync, dataSync } = access;
  const mode = !write ? OPEN.read : read ? OPEN.readWrite : OPEN.write;
  return (
    mode |
    OPEN.withoutWaiting |
    (follow ? 0 : OPEN.noFollow) |
    (create ? OPEN.create : 0) |
    (create && exclusive ? OPEN.exclusive : 0) |
    (directory ? OPEN.directory : 0) |
    (truncate ? OPEN.truncate : 0) |
    (sync || readSync ? OPEN.sync : dataSync ? OPEN.dataSync : 0)
  );
}

/** What a directory that the embedder gives may be used for. */
function directoryAccess(readOnly: boolean): Access {
  return { read: true, write: false, mutate: !readOnly, dataSync: false, sync: false, readSync: false };
}

/** A directory of the embedder's. @param fd held by `files` */
export function openedDirectory(files: OpenFiles, fd: number, readOnly: boolean): OpenFile {
  return new OpenFile(files, fd, 'directory', directoryAccess(readOnly));
}
