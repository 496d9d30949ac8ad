// Functions that a guest cannot use on its standard streams, or its sockets: they need a right that none has.
import { wasiErrno } from './errno.ts';

const EBADF = wasiErrno('badf');
const ESPIPE = wasiErrno('spipe');
const ENOTSUP = wasiErrno('notsup');
const ENOTCAPABLE = wasiErrno('notcapable');

/** Functions that need a right which no standard stream has. Sockets have those of the last four. */
const REFUSED = [
  'fd_advise',
  'fd_allocate',
  'fd_datasync',
  'fd_fdstat_set_rights',
  'fd_filestat_set_size',
  'fd_filestat_set_times',
  'fd_pread',
  'fd_pwrite',
  'fd_readdir',
  'fd_renumber',
  'fd_sync',
  'path_create_directory',
  'path_filestat_get',
  'path_filestat_set_times',
  'path_link',
  'path_open',
  'path_readlink',
  'path_remove_directory',
  'path_rename',
  'path_unlink_file',
  'sock_accept',
  'sock_recv',
  'sock_send',
  'sock_shutdown',
] as const;

type Refused = (typeof REFUSED)[number];

/**
 * The refusals on descriptors that are no files.
 *
 * @param isOpen whether there is such a descriptor
 */
export function refusalsOn(isOpen: (fd: number) => boolean) {
  const refuse = (fd: number): number => (isOpen(fd) ? ENOTCAPABLE : EBADF);
  const noPosition = (fd: number): number => (isOpen(fd) ? ESPIPE : EBADF);
  return {
    ...(Object.fromEntries(REFUSED.map((name) => [name, refuse])) as Record<Refused, typeof refuse>),
    // The directory comes third.
    path_symlink: (_pointer: number, _length: number, fd: number): number => refuse(fd),
    fd_seek: noPosition,
    fd_tell: noPosition,
    // Libraries look for open directories from descriptor 3 on, until there is none.
    fd_prestat_get: (): number => EBADF,
    fd_prestat_dir_name: (): number => EBADF,
    proc_raise: (): number => ENOTSUP,
  };
}

/** The refusals on standard streams. */
export const refusals = refusalsOn((fd) => fd === 0 || fd === 1 || fd === 2);
