// WASI preview 1 on files: what a guest's libc calls.
import { mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { Host } from 'wasock';
import { openDirectories } from '#host/files/directories';
import { ERRNO, PAGE, Preview1 } from '../../support/preview1.ts';
import { temporaryDirectory } from '../../support/temporary.ts';

/** Errors of files, as the specification numbers them. */
const E = { ...ERRNO, acces: 2, exist: 20, ilseq: 25, isdir: 31, mfile: 33, nametoolong: 37, noent: 44 } as const;
const MORE = { notdir: 54, notempty: 55, notsock: 57, perm: 63, rofs: 69 } as const;

const READ = 1n << 1n;
const WRITE = 1n << 6n;
const CREAT = 1;
const DIRECTORY = 2;
const EXCL = 4;
const TRUNC = 8;

/** Where paths, lists of buffers, results and data lie. */
const PATH = 1024;
const OTHER = 8192;
const LIST = 64;
const RESULT = 32;
const DATA = 20_000;

const DIR = 3;
const RO = 4;

let path: string;
let wasi: Preview1;

function guest(dirs: Parameters<typeof openDirectories>[0], files = 1024): Preview1 {
  const host = new Host({ limits: { files } });
  onTestFinished(() => host.close());
  return new Preview1({}, { directories: openDirectories(dirs, host.context) });
}

beforeEach(() => {
  path = temporaryDirectory();
  writeFileSync(join(path, 'file'), 'hello, files');
  mkdirSync(join(path, 'sub'));
  symlinkSync('file', join(path, 'link'));
  wasi = guest({ '/data': path, '/ro': { path, readOnly: true } });
});

function open(name: string, rights = READ, oflags = 0, { dir = DIR, fdflags = 0, follow = 1 } = {}): unknown {
  return wasi.call('path_open', dir, follow, ...wasi.put(PATH, name), oflags, rights, 0n, fdflags, RESULT);
}

/** Opens what can be. @returns its descriptor */
function opened(...args: Parameters<typeof open>): number {
  expect(open(...args)).toBe(E.success);
  return wasi.word(RESULT);
}

function read(fd: number, ...lengths: number[]): string {
  let at = DATA;
  wasi.putBuffers(LIST, ...lengths.map((length): [number, number] => [(at += length) - length, length]));
  expect(wasi.call('fd_read', fd, LIST, lengths.length, RESULT)).toBe(E.success);
  return wasi.text(DATA, wasi.word(RESULT));
}

function write(fd: number, ...texts: string[]): unknown {
  let at = DATA;
  wasi.putBuffers(
    LIST,
    ...texts.map((text): [number, number] => {
      const put = wasi.put(at, text);
      at += text.length;
      return put;
    }),
  );
  return wasi.call('fd_write', fd, LIST, texts.length, RESULT);
}

const onPath = (name: string, text: string, dir = DIR) => wasi.call(name, dir, ...wasi.put(PATH, text));
const host = (name: string): string => readFileSync(join(path, name), 'utf8');

describe('directories that are given', () => {
  test('come after the standard streams, with their names', () => {
    const names = [DIR, RO].map((fd) => {
      expect(wasi.call('fd_prestat_get', fd, RESULT)).toBe(E.success);
      expect(wasi.word(RESULT)).toBe(0);
      const length = wasi.word(RESULT + 4);
      expect(wasi.call('fd_prestat_dir_name', fd, PATH, length - 1)).toBe(E.nametoolong);
      expect(wasi.call('fd_prestat_dir_name', fd, PATH, length)).toBe(E.success);
      return wasi.text(PATH, length);
    });
    expect(names).toEqual(['/data', '/ro']);
    for (const fd of [0, 1, 2, 5, -1]) expect(wasi.call('fd_prestat_get', fd, RESULT)).toBe(E.badf);
    expect(wasi.call('fd_prestat_get', opened('sub'), RESULT)).toBe(E.badf);
  });

  test('say that they are directories, with rights that libraries ask for', () => {
    expect(wasi.call('fd_fdstat_get', DIR, RESULT)).toBe(E.success);
    expect(wasi.view.getUint8(RESULT)).toBe(3);
    const inheriting = wasi.view.getBigUint64(RESULT + 16, true);
    expect(inheriting & (READ | WRITE)).toBe(READ | WRITE);
  });
});

describe('reading and writing', () => {
  test('a file is read on, into several buffers', () => {
    const fd = opened('file');
    expect(read(fd, 2, 3)).toBe('hello');
    expect(read(fd, 0, 100)).toBe(', files');
    expect(read(fd, 1)).toBe('');
  });

  test('a file is written on, from several buffers', () => {
    const fd = opened('new', READ | WRITE, CREAT | EXCL);
    expect(write(fd, 'one', '', 'two')).toBe(E.success);
    expect(wasi.word(RESULT)).toBe(6);
    write(fd, '!');
    expect(host('new')).toBe('onetwo!');
  });

  test('more than a mebibyte at once', () => {
    const large = guestWithPages(64);
    const fd = large.open();
    const size = 3_000_000;
    large.wasi.bytes(PAGE, size).fill(7);
    large.wasi.putBuffers(LIST, [PAGE, size]);
    expect(large.wasi.call('fd_write', fd, LIST, 1, RESULT)).toBe(E.success);
    expect(large.wasi.word(RESULT)).toBe(size);
    large.wasi.bytes(PAGE, size).fill(0);
    expect(large.wasi.call('fd_pread', fd, LIST, 1, 0n, RESULT)).toBe(E.success);
    expect(large.wasi.word(RESULT)).toBe(size);
    expect(large.wasi.bytes(PAGE, size).every((byte) => byte === 7)).toBe(true);
  });

  function guestWithPages(pages: number) {
    const own = new Host();
    onTestFinished(() => own.close());
    const large = new Preview1({}, { pages, directories: openDirectories({ '/data': path }, own.context) });
    const openLarge = () => {
      large.call('path_open', DIR, 0, ...large.put(PATH, 'large'), CREAT, READ | WRITE, 0n, 0, RESULT);
      return large.word(RESULT);
    };
    return { wasi: large, open: openLarge };
  }

  test('at the end only, if it was opened so, or asks for it later', () => {
    const fd = opened('file', READ | WRITE, 0, { fdflags: 1 });
    write(fd, '1');
    expect(wasi.call('fd_seek', fd, 0n, 0, RESULT)).toBe(E.success);
    write(fd, '2');
    expect(wasi.call('fd_tell', fd, RESULT)).toBe(E.success);
    expect(wasi.view.getBigUint64(RESULT, true)).toBe(14n);
    expect(wasi.call('fd_fdstat_set_flags', fd, 0)).toBe(E.success);
    wasi.call('fd_seek', fd, 0n, 0, RESULT);
    write(fd, 'H');
    expect(host('file')).toBe('Hello, files12');
    expect(wasi.call('fd_fdstat_set_flags', fd, 16)).toBe(E.notsup);
  });

  test('at a place, which the position stays out of', () => {
    const fd = opened('file', READ | WRITE);
    wasi.putBuffers(LIST, [DATA, 5]);
    expect(wasi.call('fd_pread', fd, LIST, 1, 7n, RESULT)).toBe(E.success);
    expect(wasi.text(DATA, 5)).toBe('files');
    expect(wasi.call('fd_pwrite', fd, LIST, 1, 0n, RESULT)).toBe(E.success);
    expect(wasi.call('fd_pread', fd, LIST, 1, -1n, RESULT)).toBe(E.inval);
    expect(read(fd, 12)).toBe('files, files');
  });

  test.each([
    [0n, 0, 0n],
    [5n, 0, 5n],
    [-2n, 2, 10n],
    [100n, 2, 112n],
    [3n, 1, 7n],
    [-4n, 1, 0n],
  ])('the position moves by %s from %i to %s', (offset, whence, position) => {
    const fd = opened('file');
    read(fd, 4);
    expect(wasi.call('fd_seek', fd, offset, whence, RESULT)).toBe(E.success);
    expect(wasi.view.getBigUint64(RESULT, true)).toBe(position);
  });

  test.each([
    [-1n, 0],
    [-5n, 1],
    [-13n, 2],
    [2n ** 63n - 1n, 2],
    [0n, 3],
    [0n, -1],
  ])('the position does not move by %s from %i', (offset, whence) => {
    const fd = opened('file');
    read(fd, 4);
    expect(wasi.call('fd_seek', fd, offset, whence, RESULT)).toBe(E.inval);
    expect(read(fd, 3)).toBe('o, ');
  });

  test('needs the right, and a file', () => {
    const reading = opened('file');
    const writing = opened('file', WRITE);
    expect(write(reading, 'x')).toBe(E.badf);
    expect(wasi.call('fd_filestat_set_size', reading, 0n)).toBe(E.badf);
    wasi.putBuffers(LIST, [DATA, 1]);
    expect(wasi.call('fd_read', writing, LIST, 1, RESULT)).toBe(E.badf);
    expect(wasi.call('fd_read', DIR, LIST, 1, RESULT)).toBe(E.isdir);
    expect(wasi.call('fd_write', DIR, LIST, 1, RESULT)).toBe(E.isdir);
    expect(wasi.call('fd_seek', DIR, 0n, 0, RESULT)).toBe(E.isdir);
    expect(wasi.call('fd_read', 99, LIST, 1, RESULT)).toBe(E.badf);
    expect(host('file')).toBe('hello, files');
  });
});

describe('paths', () => {
  test('directories and files come and go', () => {
    expect(onPath('path_create_directory', 'new')).toBe(E.success);
    expect(onPath('path_create_directory', 'new')).toBe(E.exist);
    opened('new/file', WRITE, CREAT);
    expect(onPath('path_remove_directory', 'new')).toBe(MORE.notempty);
    expect(onPath('path_unlink_file', 'new')).toBe(E.isdir);
    expect(onPath('path_unlink_file', 'new/file')).toBe(E.success);
    expect(onPath('path_remove_directory', 'new')).toBe(E.success);
    expect(open('new/file')).toBe(E.noent);
    expect(open('file', READ, DIRECTORY)).toBe(MORE.notdir);
    expect(open('file', READ | WRITE, CREAT | EXCL)).toBe(E.exist);
    opened('file', READ | WRITE, TRUNC);
    expect(host('file')).toBe('');
  });

  test('a directory is opened with every right that is asked for, as programs do', () => {
    expect(open('sub', (1n << 28n) - 1n, DIRECTORY)).toBe(E.success);
  });

  test('links', () => {
    const both = [...wasi.put(PATH, 'file'), DIR, ...wasi.put(OTHER, 'new')];
    expect(wasi.call('path_symlink', ...both)).toBe(E.success);
    expect(wasi.call('path_readlink', DIR, OTHER, 3, DATA, 100, RESULT)).toBe(E.success);
    expect(wasi.text(DATA, wasi.word(RESULT))).toBe('file');
    expect(wasi.call('path_readlink', DIR, OTHER, 3, DATA, 2, RESULT)).toBe(E.success);
    expect(wasi.text(DATA, wasi.word(RESULT))).toBe('fi');
    expect(open('new', READ, 0, { follow: 0 })).toBe(32);
    expect(wasi.call('path_link', DIR, 0, ...wasi.put(PATH, 'file'), DIR, ...wasi.put(OTHER, 'hard'))).toBe(E.success);
    expect(statSync(join(path, 'hard')).nlink).toBe(2);
    expect(wasi.call('path_link', DIR, 1, PATH, 4, DIR, OTHER, 4)).toBe(E.inval);
    expect(wasi.call('path_rename', DIR, OTHER, 4, DIR, ...wasi.put(PATH, 'sub/moved'))).toBe(E.success);
    expect(host('sub/moved')).toBe('hello, files');
    wasi.put(PATH, '/etc');
    expect(wasi.call('path_symlink', PATH, 4, DIR, ...wasi.put(OTHER, 'x'))).toBe(MORE.perm);
  });

  test.each([
    ['../x', MORE.perm],
    ['/etc/passwd', MORE.perm],
    ['sub/../../x', MORE.perm],
    ['', E.noent],
    ['a\0b', E.inval],
    ['a'.repeat(5000), E.nametoolong],
  ])('%j is refused', (text, errno) => {
    expect(open(text)).toBe(errno);
    expect(open(text, WRITE, CREAT)).toBe(errno);
    for (const name of ['path_create_directory', 'path_remove_directory', 'path_unlink_file']) {
      expect(onPath(name, text)).toBe(errno);
    }
  });

  test('a path that is not UTF-8 is refused', () => {
    wasi.bytes(PATH, 2).set([0xff, 0xfe]);
    expect(wasi.call('path_open', DIR, 0, PATH, 2, 0, READ, 0n, 0, RESULT)).toBe(E.ilseq);
  });

  test('a directory that is read-only', () => {
    expect(open('file', WRITE, 0, { dir: RO })).toBe(MORE.rofs);
    expect(open('new', READ, CREAT, { dir: RO })).toBe(MORE.rofs);
    expect(onPath('path_unlink_file', 'file', RO)).toBe(MORE.rofs);
    const fd = opened('file', READ, 0, { dir: RO });
    expect(write(fd, 'x')).toBe(MORE.rofs);
    expect(wasi.call('fd_filestat_set_times', fd, 0n, 0n, 5)).toBe(MORE.rofs);
    expect(wasi.call('path_link', RO, 0, ...wasi.put(PATH, 'file'), DIR, ...wasi.put(OTHER, 'out'))).toBe(MORE.rofs);
  });
});

describe('what a file is', () => {
  const stat = (at: number) => ({
    device: wasi.view.getBigUint64(at, true),
    inode: wasi.view.getBigUint64(at + 8, true),
    type: wasi.view.getUint8(at + 16),
    links: wasi.view.getBigUint64(at + 24, true),
    size: wasi.view.getBigUint64(at + 32, true),
    modified: wasi.view.getBigUint64(at + 48, true),
  });

  test('by descriptor and by path: the same, without the system’s numbers', () => {
    expect(wasi.call('fd_filestat_get', opened('file'), DATA)).toBe(E.success);
    const byDescriptor = stat(DATA);
    expect(wasi.call('path_filestat_get', DIR, 1, ...wasi.put(PATH, 'link'), DATA)).toBe(E.success);
    expect(stat(DATA)).toEqual(byDescriptor);
    const { ino, dev, mtimeNs } = statSync(join(path, 'file'), { bigint: true });
    expect(byDescriptor).toMatchObject({ type: 4, links: 1n, size: 12n, modified: mtimeNs });
    expect([ino, dev]).not.toContain(byDescriptor.inode);
    expect([ino, dev]).not.toContain(byDescriptor.device);
    wasi.call('path_filestat_get', DIR, 0, PATH, 4, DATA);
    expect(stat(DATA).type).toBe(7);
  });

  test('size and times are changed', () => {
    const fd = opened('file', READ | WRITE);
    expect(wasi.call('fd_filestat_set_size', fd, 5n)).toBe(E.success);
    expect(host('file')).toBe('hello');
    expect(wasi.call('fd_filestat_set_times', fd, 1n, 2_000_000_003n, 4)).toBe(E.success);
    expect(statSync(join(path, 'file'), { bigint: true }).mtimeNs).toBe(2_000_000_003n);
    expect(wasi.call('path_filestat_set_times', DIR, 1, ...wasi.put(PATH, 'link'), 7n, 8n, 5)).toBe(E.success);
    expect(statSync(join(path, 'file'), { bigint: true }).atimeNs).toBe(7n);
    for (const flags of [3, 12, 16]) expect(wasi.call('fd_filestat_set_times', fd, 1n, 2n, flags)).toBe(E.inval);
  });

  test('the rest', () => {
    const fd = opened('file', READ | WRITE, 0, { fdflags: 16 | 4 });
    wasi.call('fd_fdstat_get', fd, DATA);
    expect([wasi.view.getUint8(DATA), wasi.view.getUint16(DATA + 2, true)]).toEqual([4, 20]);
    expect(wasi.call('fd_sync', fd)).toBe(E.success);
    expect(wasi.call('fd_datasync', fd)).toBe(E.success);
    for (let advice = 0; advice < 6; advice++) expect(wasi.call('fd_advise', fd, 0n, 5n, advice)).toBe(E.success);
    expect(wasi.call('fd_advise', fd, 0n, 5n, 6)).toBe(E.inval);
    expect(wasi.call('fd_allocate', fd, 0n, 5n)).toBe(E.notsup);
    expect(wasi.call('sock_send', fd, 0, 0, 0, 0)).toBe(MORE.notsock);
  });
});

describe('reading a directory', () => {
  /** All entries, by calls with a buffer of this size. */
  function entries(fd: number, size: number): string[] {
    const found: string[] = [];
    let cookie = 0n;
    for (;;) {
      expect(wasi.call('fd_readdir', fd, DATA, size, cookie, RESULT)).toBe(E.success);
      const used = wasi.word(RESULT);
      let at = 0;
      while (at + 24 <= used) {
        const length = wasi.word(DATA + at + 16);
        if (at + 24 + length > used) break;
        found.push(wasi.text(DATA + at + 24, length));
        cookie = wasi.view.getBigInt64(DATA + at, true);
        at += 24 + length;
      }
      if (used < size) return found.sort();
    }
  }

  test.each([64, 300, 4096, 30_000])('with room for %i bytes', (size) => {
    for (let index = 0; index < 100; index++) writeFileSync(join(path, `sub/name-${index}`), '');
    const expected = ['.', '..', ...Array.from({ length: 100 }, (_, index) => `name-${index}`)];
    expect(entries(opened('sub', READ, DIRECTORY), size)).toEqual(expected.sort());
  });

  test('of a file, or outside of the memory', () => {
    expect(wasi.call('fd_readdir', opened('file'), DATA, 100, 0n, RESULT)).toBe(MORE.notdir);
    expect(wasi.call('fd_readdir', DIR, PAGE - 4, 100, 0n, RESULT)).toBe(E.fault);
    expect(wasi.call('fd_readdir', DIR, DATA, 100, -1n, RESULT)).toBe(E.inval);
  });
});

describe('descriptors', () => {
  test('are closed, and their numbers given again', () => {
    const [one, two] = [opened('file'), opened('sub')];
    expect([one, two]).toEqual([5, 6]);
    expect(wasi.call('fd_close', one)).toBe(E.success);
    expect(wasi.call('fd_close', one)).toBe(E.badf);
    expect(opened('file')).toBe(5);
    expect(wasi.call('fd_close', DIR)).toBe(E.success);
    expect(open('file')).toBe(E.badf);
  });

  test('change their numbers', () => {
    const [one, two] = [opened('file'), opened('sub')];
    expect(wasi.call('fd_renumber', one, two)).toBe(E.success);
    expect(read(two, 5)).toBe('hello');
    expect(wasi.call('fd_renumber', one, two)).toBe(E.badf);
    expect(wasi.call('fd_renumber', two, two)).toBe(E.success);
    expect(wasi.call('fd_renumber', two, 1)).toBe(E.notcapable);
    expect(wasi.call('fd_renumber', two, 77)).toBe(E.badf);
    expect(read(two, 1)).toBe(',');
  });

  test('are limited', () => {
    wasi = guest({ '/data': path }, 3);
    opened('file');
    opened('file');
    expect(open('file')).toBe(E.mfile);
  });

  test('are always ready', () => {
    const fd = opened('file');
    wasi.bytes(0, 48).fill(0);
    wasi.view.setUint8(8, 1);
    wasi.view.setUint32(16, fd, true);
    expect(wasi.call('poll_oneoff', 0, DATA, 1, RESULT)).toBe(E.success);
    expect([wasi.word(RESULT), wasi.view.getUint16(DATA + 8, true)]).toEqual([1, 0]);
  });
});

test('pointers outside of the memory are refused, and nothing is opened', () => {
  const fd = opened('file', READ | WRITE);
  const [at, length] = wasi.put(PATH, 'new');
  for (const bad of [PAGE, PAGE - 2, -1]) {
    expect(wasi.call('path_open', DIR, 0, bad, 4, CREAT, READ, 0n, 0, RESULT)).toBe(E.fault);
    expect(wasi.call('path_open', DIR, 0, at, length, CREAT, READ, 0n, 0, bad)).toBe(E.fault);
    expect(wasi.call('fd_read', fd, bad, 1, RESULT)).toBe(E.fault);
    expect(wasi.call('fd_read', fd, LIST, 1, bad)).toBe(E.fault);
    expect(wasi.call('fd_filestat_get', fd, bad)).toBe(E.fault);
    expect(wasi.call('path_readlink', DIR, at, length, bad, 4, RESULT)).toBe(E.fault);
    expect(wasi.call('fd_seek', fd, 0n, 0, bad)).toBe(E.fault);
    wasi.putBuffers(LIST, [bad, 10]);
    expect(wasi.call('fd_write', fd, LIST, 1, RESULT)).toBe(E.fault);
    expect(wasi.call('fd_read', fd, LIST, 1, RESULT)).toBe(E.fault);
  }
  expect(() => statSync(join(path, 'new'))).toThrow('ENOENT');
});

test('the standard streams stay what they were', () => {
  expect(wasi.call('fd_seek', 1, 0n, 0, RESULT)).toBe(E.spipe);
  expect(wasi.call('path_open', 1, 0, PATH, 1, 0, READ, 0n, 0, RESULT)).toBe(E.notcapable);
  expect(wasi.call('fd_close', 1)).toBe(E.success);
});
