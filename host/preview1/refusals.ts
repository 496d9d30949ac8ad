// Functions that a guest cannot use on its standard streams: they need a right that no stream has.
import { wasiErrno } from './errno.ts';

const EBADF = wasiErrno('badf');
const ESPIPE = wasiErrno('spipe');
const ENOTSUP = wasiErrno('notsup');
const ENOTCAPABLE = wasiErrno('notcapable');

/** A guest's descriptors, but for files. */
function isStream(fd: number): boolean {
  return fd === 0 || fd === 1 || fd === 2;
}

/** Functions that need a right which no standard stream has. */
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

const refuse = (fd: number): number => (isStream(fd) ? ENOTCAPABLE : EBADF);
const noPosition = (fd: number): number => (isStream(fd) ? ESPIPE : EBADF);

export const refusals = {
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
