// What a guest without files is refused.
import { expect, test } from 'vitest';
import { ERRNO, Preview1 } from '../../support/preview1.ts';

// prettier-ignore
const NO_RIGHT = [
  'fd_advise', 'fd_allocate', 'fd_datasync', 'fd_fdstat_set_rights', 'fd_filestat_set_size', 'fd_filestat_set_times',
  'fd_pread', 'fd_pwrite', 'fd_readdir', 'fd_renumber', 'fd_sync', 'path_create_directory', 'path_filestat_get',
  'path_filestat_set_times', 'path_link', 'path_open', 'path_readlink', 'path_remove_directory', 'path_rename',
  'path_unlink_file', 'sock_accept', 'sock_recv', 'sock_send', 'sock_shutdown',
];

test('there are the 46 functions of WASI preview 1, and no other', () => {
  const { functions } = new Preview1();
  const names = Array.from(functions.signatures.keys());
  expect(names).toHaveLength(46);
  for (const name of names) expect(functions.get(name)?.callee).toBeTypeOf('function');
  for (const name of ['constructor', '__proto__', 'fd_', '']) expect(functions.get(name)).toBeUndefined();
});

test.each(NO_RIGHT)('%s: no standard stream has the right, and there is no other descriptor', (name) => {
  const wasi = new Preview1();
  for (const fd of [0, 1, 2]) expect(wasi.call(name, fd, 0, 0, 0, 0, 0, 0)).toBe(ERRNO.notcapable);
  for (const fd of [3, 4, 99, -1]) expect(wasi.call(name, fd, 0, 0, 0, 0, 0, 0)).toBe(ERRNO.badf);
});

test('the directory of path_symlink is its third argument', () => {
  expect(new Preview1().call('path_symlink', 0, 0, 3, 0, 0)).toBe(ERRNO.badf);
  expect(new Preview1().call('path_symlink', 0, 0, 1, 0, 0)).toBe(ERRNO.notcapable);
});

test.each(['fd_seek', 'fd_tell'])('%s: standard streams have no position', (name) => {
  const wasi = new Preview1();
  expect([0, 1, 2, 3].map((fd) => wasi.call(name, fd, 0, 0, 0))).toEqual([
    ERRNO.spipe,
    ERRNO.spipe,
    ERRNO.spipe,
    ERRNO.badf,
  ]);
});

test.each(['fd_prestat_get', 'fd_prestat_dir_name'])('%s: there is no directory', (name) => {
  for (const fd of [0, 1, 2, 3, 4, -1]) expect(new Preview1().call(name, fd, 0, 0)).toBe(ERRNO.badf);
});

test('a guest raises no signal', () => {
  for (const signal of [0, 1, 9, 15, -1]) expect(new Preview1().call('proc_raise', signal)).toBe(ERRNO.notsup);
});

test('a guest that yields goes on', () => {
  expect(new Preview1().call('sched_yield')).toBe(ERRNO.success);
});
