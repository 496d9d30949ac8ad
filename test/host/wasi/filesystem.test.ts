// wasi:filesystem on values: what each function of the WIT does.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, readlinkSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { OptionError } from 'wasock';
import { IoError } from '#host/wasi/io/error';
import { errnoNumber } from '#host/os/errno';
import { FileGuest, type Value } from '../../support/files.ts';
import { temporaryDirectory } from '../../support/temporary.ts';

const WRITE = { read: true, write: true };
const CREATE = { create: true };

let path: string;
let guest: FileGuest;
let root: Value;
let readOnly: Value;

beforeEach(() => {
  path = temporaryDirectory();
  writeFileSync(join(path, 'file'), 'hello');
  mkdirSync(join(path, 'sub'));
  writeFileSync(join(path, 'sub/inner'), 'inner');
  symlinkSync('sub/inner', join(path, 'link'));
  guest = new FileGuest({ '/data': path, '/ro': { path, readOnly: true } });
  [root, readOnly] = guest.directories;
});

const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text));
const host = (name: string): string => readFileSync(join(path, name), 'utf8');

describe('directories that are given', () => {
  test('have the guest’s paths, and each call gives descriptors of its own', () => {
    expect(guest.paths).toEqual(['/data', '/ro']);
    const [[again]] = guest.call('get-directories');
    expect(again).not.toBe(root);
    again.close();
    expect(guest.names(root)).toEqual(['file', 'link', 'sub']);
  });

  test('there are none by default', () => {
    expect(new FileGuest({}).paths).toEqual([]);
  });

  test('what is none is refused', () => {
    expect(() => new FileGuest({ '/x': join(path, 'nothing') })).toThrow(OptionError);
    expect(() => new FileGuest({ '/x': join(path, 'file') })).toThrow('cannot be opened (enotdir)');
  });

  test('more than the guest may have open are refused', () => {
    expect(() => new FileGuest({ '/a': path, '/b': path }, { limits: { files: 1 } })).toThrow('limits.files');
  });
});

describe('a file', () => {
  test('is read at any place, and says where it ends', () => {
    const file = guest.open(root, 'file');
    expect(guest.on(file, 'read', 3n, 1n)).toEqual([bytes('ell'), false]);
    expect(guest.on(file, 'read', 100n, 0n)).toEqual([bytes('hello'), false]);
    expect(guest.on(file, 'read', 100n, 5n)).toEqual([bytes(''), true]);
    expect(guest.on(file, 'read', 0n, 0n)).toEqual([bytes(''), false]);
    expect(guest.on(file, 'read', 2n ** 64n - 1n, 2n ** 63n)).toEqual({ err: 'invalid' });
  });

  test('one call reads a mebibyte at most', () => {
    writeFileSync(join(path, 'large'), Buffer.alloc(3 << 20, 'x'));
    const [read, ended] = guest.on(guest.open(root, 'large'), 'read', 2n ** 64n - 1n, 1n);
    expect([read.length, ended]).toEqual([1 << 20, false]);
  });

  test('is written at any place, beyond its end as well', () => {
    const file = guest.open(root, 'new', WRITE, CREATE);
    expect(guest.on(file, 'write', bytes('abc'), 0n)).toBe(3n);
    expect(guest.on(file, 'write', bytes('X'), 5n)).toBe(1n);
    expect(host('new')).toBe('abc\0\0X');
    expect(guest.on(file, 'write', bytes('X'), 2n ** 63n)).toEqual({ err: 'file-too-large' });
  });

  test('is written only if it was opened for that, and read only if it was opened for that', () => {
    const reading = guest.open(root, 'file');
    const writing = guest.open(root, 'file', { write: true });
    expect(guest.on(reading, 'write', bytes('x'), 0n)).toEqual({ err: 'bad-descriptor' });
    expect(guest.on(reading, 'write-via-stream', 0n)).toEqual({ err: 'bad-descriptor' });
    expect(guest.on(reading, 'append-via-stream')).toEqual({ err: 'bad-descriptor' });
    expect(guest.on(reading, 'set-size', 0n)).toEqual({ err: 'bad-descriptor' });
    expect(guest.on(writing, 'read', 1n, 0n)).toEqual({ err: 'bad-descriptor' });
    expect(guest.on(writing, 'read-via-stream', 0n)).toEqual({ err: 'bad-descriptor' });
    expect(host('file')).toBe('hello');
  });

  test('gets another size', () => {
    const file = guest.open(root, 'file', WRITE);
    expect(guest.on(file, 'set-size', 2n)).toBeUndefined();
    expect(host('file')).toBe('he');
    guest.on(file, 'set-size', 4n);
    expect(host('file')).toBe('he\0\0');
    expect(guest.on(file, 'set-size', 2n ** 64n - 1n)).toEqual({ err: 'file-too-large' });
  });

  test('is created, once, and emptied', () => {
    expect(guest.open(root, 'new')).toEqual({ err: 'no-entry' });
    guest.open(root, 'new', WRITE, { create: true, exclusive: true });
    expect(guest.open(root, 'new', WRITE, { create: true, exclusive: true })).toEqual({ err: 'exist' });
    guest.open(root, 'file', WRITE, { truncate: true });
    expect(host('file')).toBe('');
    expect(guest.open(root, 'x', WRITE, { create: true, directory: true })).toEqual({ err: 'invalid' });
    expect(guest.open(root, 'file', WRITE, { directory: true })).toEqual({ err: 'not-directory' });
  });

  test('says what it is', () => {
    const file = guest.open(root, 'file', WRITE);
    expect(guest.on(file, 'get-type')).toBe('regular-file');
    const { type, linkCount, size, dataModificationTimestamp } = guest.on(file, 'stat');
    const { seconds, nanoseconds } = dataModificationTimestamp;
    expect({ type, linkCount, size }).toEqual({ type: 'regular-file', linkCount: 1n, size: 5n });
    const { mtimeNs } = statSync(join(path, 'file'), { bigint: true });
    expect(seconds * 1_000_000_000n + BigInt(nanoseconds)).toBe(mtimeNs);
  });

  test('has the flags that it was opened with', () => {
    const flags = {
      read: true,
      write: true,
      fileIntegritySync: true,
      dataIntegritySync: true,
      requestedWriteSync: true,
    };
    const file = guest.open(root, 'file', flags);
    expect(guest.on(file, 'get-flags')).toEqual({ ...flags, mutateDirectory: false });
    expect(guest.on(guest.open(root, 'file'), 'get-flags')).toMatchObject({ read: true, write: false });
  });

  test('gets times', () => {
    const time = { tag: 'timestamp', val: { seconds: 1000n, nanoseconds: 5 } };
    const file = guest.open(root, 'file');
    expect(guest.on(file, 'set-times', time, { tag: 'no-change' })).toBeUndefined();
    expect(guest.on(file, 'stat').dataAccessTimestamp).toEqual({ seconds: 1000n, nanoseconds: 5 });
    expect(guest.on(root, 'set-times-at', {}, 'sub', time, time)).toBeUndefined();
    expect(statSync(join(path, 'sub'), { bigint: true }).mtimeNs).toBe(1_000_000_000_005n);
    const now = Date.now();
    guest.on(root, 'set-times-at', {}, 'sub', { tag: 'now' }, { tag: 'now' });
    expect(statSync(join(path, 'sub')).mtimeMs).toBeGreaterThan(now - 1000);
  });

  test.each([
    ['a second of nanoseconds', { seconds: 0n, nanoseconds: 1_000_000_000 }],
    ['UTIME_NOW', { seconds: 0n, nanoseconds: 0x3fffffff }],
    ['UTIME_OMIT', { seconds: 0n, nanoseconds: 0x3ffffffe }],
    ['more seconds than the system counts', { seconds: 2n ** 63n, nanoseconds: 0 }],
    ['the last of all', { seconds: 2n ** 64n - 1n, nanoseconds: 999_999_999 }],
  ])('%s is no time', (_, val) => {
    const before = statSync(join(path, 'file'), { bigint: true }).mtimeNs;
    const time = { tag: 'timestamp', val };
    expect(guest.on(guest.open(root, 'file'), 'set-times', time, time)).toEqual({ err: 'invalid' });
    expect(statSync(join(path, 'file'), { bigint: true }).mtimeNs).toBe(before);
  });

  test('is synchronized, and takes advice', () => {
    for (const file of [guest.open(root, 'file', WRITE), guest.open(root, 'file'), root, readOnly]) {
      expect(guest.on(file, 'sync')).toBeUndefined();
      expect(guest.on(file, 'sync-data')).toBeUndefined();
    }
    const file = guest.open(root, 'file');
    for (const advice of ['normal', 'sequential', 'random', 'will-need', 'dont-need', 'no-reuse']) {
      expect(guest.on(file, 'advise', 0n, 10n, advice)).toBeUndefined();
    }
    expect(guest.on(root, 'advise', 0n, 10n, 'normal')).toEqual({ err: 'bad-descriptor' });
  });
});

describe('streams', () => {
  test('read from a place on, and end', () => {
    const stream = guest.on(guest.open(root, 'file'), 'read-via-stream', 1n);
    expect(stream.read(2)).toEqual({ tag: 'ok', val: bytes('el') });
    expect(stream.awaited()).toBeUndefined();
    expect(stream.read(100)).toEqual({ tag: 'ok', val: bytes('lo') });
    expect(stream.read(100)).toEqual({ tag: 'err', val: { tag: 'closed' } });
  });

  test('write from a place on, or always at the end', () => {
    const file = guest.open(root, 'file', WRITE);
    const first = guest.on(file, 'append-via-stream');
    const second = guest.on(file, 'append-via-stream');
    const third = guest.on(file, 'write-via-stream', 1n);
    for (const [stream, text] of [
      [first, '1'],
      [second, '2'],
      [third, 'EL'],
      [first, '3'],
      [third, 'L'],
    ]) {
      expect(stream.checkWrite()).toBeGreaterThan(0);
      expect(stream.writeBytes(bytes(text)).tag).toBe('ok');
    }
    expect(host('file')).toBe('hELLo123');
  });

  test('keep their file open, also when its descriptor is dropped', () => {
    const file = guest.open(root, 'file');
    const stream = guest.on(file, 'read-via-stream', 0n);
    const { current } = guest.host.usage().files;
    file.close();
    expect(stream.read(5)).toEqual({ tag: 'ok', val: bytes('hello') });
    expect(guest.host.usage().files.current).toBe(current);
    stream.close();
    stream.close();
    expect(guest.host.usage().files.current).toBe(current - 1);
  });

  test('fail with an error that tells its code', () => {
    const stream = guest.on(guest.open(root, 'file', WRITE), 'write-via-stream', 2n ** 63n);
    stream.checkWrite();
    const { val } = stream.writeBytes(bytes('x'));
    expect(val.tag).toBe('last-operation-failed');
    expect(guest.call('filesystem-error-code', val.val)).toBe('file-too-large');
  });

  test.each([
    ['enospc', 'insufficient-space'],
    ['edquot', 'quota'],
    ['emfile', 'insufficient-memory'],
    ['econnreset', 'io'],
  ] as const)('%s is %s', (errno, code) => {
    expect(guest.call('filesystem-error-code', new IoError(-errnoNumber(errno)))).toBe(code);
  });
});

describe('a directory', () => {
  test('is read as often as wanted, each time from the beginning', () => {
    for (let index = 0; index < 300; index++) writeFileSync(join(path, `sub/with-a-rather-long-name-${index}`), '');
    const sub = guest.open(root, 'sub');
    const names = readdirSync(join(path, 'sub')).sort();
    expect(guest.names(sub)).toEqual(names);
    const [one, two] = [guest.on(sub, 'read-directory'), guest.on(sub, 'read-directory')];
    const step = (stream: Value) => guest.call('[method]directory-entry-stream.read-directory-entry', stream).val;
    const first = step(one);
    step(one);
    expect(step(two)).toEqual(first);
    expect(first.type).toBe('regular-file');
  });

  test('types of entries are told', () => {
    const stream = guest.on(root, 'read-directory');
    const entries = Array.from({ length: 3 }, () => {
      const { val } = guest.call('[method]directory-entry-stream.read-directory-entry', stream);
      return [val.name, val.type];
    });
    expect(Object.fromEntries(entries)).toEqual({ file: 'regular-file', link: 'symbolic-link', sub: 'directory' });
  });

  test('a name that is not UTF-8 is an error, and the others follow', () => {
    execFileSync('sh', ['-c', `: > "$(printf '${path}/sub/\\377')"`]);
    const stream = guest.on(guest.open(root, 'sub'), 'read-directory');
    const results = Array.from({ length: 3 }, () =>
      guest.call('[method]directory-entry-stream.read-directory-entry', stream),
    );
    expect(results).toContainEqual({ tag: 'err', val: 'illegal-byte-sequence' });
    expect(results).toContainEqual({ tag: 'ok', val: { type: 'regular-file', name: 'inner' } });
    expect(results.at(-1)).toEqual({ tag: 'ok', val: undefined });
  });

  test('a file is none', () => {
    const file = guest.open(root, 'file');
    expect(guest.on(file, 'read-directory')).toEqual({ err: 'not-directory' });
    expect(guest.open(file, 'x')).toEqual({ err: 'not-directory' });
    expect(guest.on(file, 'create-directory-at', 'x')).toEqual({ err: 'not-directory' });
    expect(guest.on(file, 'stat-at', {}, 'x')).toEqual({ err: 'not-directory' });
    expect(guest.on(root, 'read', 1n, 0n)).toEqual({ err: 'is-directory' });
    expect(guest.on(root, 'write', bytes('x'), 0n)).toEqual({ err: 'is-directory' });
    expect(guest.open(root, 'sub', WRITE)).toEqual({ err: 'is-directory' });
  });

  test('a directory below has what the one above has: it may be changed, or not', () => {
    expect(guest.on(guest.open(root, 'sub'), 'get-flags')).toMatchObject({ read: true, mutateDirectory: true });
    expect(guest.on(guest.open(readOnly, 'sub'), 'get-flags')).toMatchObject({ read: true, mutateDirectory: false });
  });

  test('is created and removed', () => {
    expect(guest.on(root, 'create-directory-at', 'new')).toBeUndefined();
    expect(guest.on(root, 'create-directory-at', 'new/below/')).toBeUndefined();
    expect(guest.on(root, 'create-directory-at', 'new')).toEqual({ err: 'exist' });
    expect(guest.on(root, 'remove-directory-at', 'new')).toEqual({ err: 'not-empty' });
    expect(guest.on(root, 'unlink-file-at', 'new')).toEqual({ err: 'is-directory' });
    expect(guest.on(root, 'remove-directory-at', 'file')).toEqual({ err: 'not-directory' });
    guest.on(root, 'remove-directory-at', 'new/below');
    guest.on(root, 'remove-directory-at', 'new/');
    expect(guest.names(root)).toEqual(['file', 'link', 'sub']);
  });

  test('files move, and go', () => {
    const sub = guest.open(root, 'sub');
    expect(guest.on(root, 'rename-at', 'file', sub, 'moved')).toBeUndefined();
    expect(host('sub/moved')).toBe('hello');
    expect(guest.on(sub, 'unlink-file-at', 'moved')).toBeUndefined();
    expect(guest.names(sub)).toEqual(['inner']);
    expect(guest.on(root, 'rename-at', 'nothing', sub, 'x')).toEqual({ err: 'no-entry' });
  });
});

describe('links', () => {
  test('are followed if that is asked for', () => {
    expect(guest.text(guest.open(root, 'link'))).toBe('inner');
    expect(guest.on(root, 'open-at', {}, 'link', {}, { read: true })).toEqual({ err: 'loop' });
    expect(guest.on(root, 'stat-at', {}, 'link').type).toBe('symbolic-link');
    expect(guest.on(root, 'stat-at', { symlinkFollow: true }, 'link').type).toBe('regular-file');
  });

  test('are made, and read', () => {
    expect(guest.on(root, 'symlink-at', 'inner', 'sub/again')).toBeUndefined();
    expect(readlinkSync(join(path, 'sub/again'))).toBe('inner');
    expect(guest.on(root, 'readlink-at', 'sub/again')).toBe('inner');
    symlinkSync('../file', join(path, 'sub/up'));
    expect(guest.text(guest.open(root, 'sub/up'))).toBe('hello');
    // Others could follow it out of the directory.
    expect(guest.on(root, 'symlink-at', '../file', 'sub/own')).toEqual({ err: 'not-permitted' });
    expect(guest.on(root, 'readlink-at', 'file')).toEqual({ err: 'invalid' });
    expect(guest.on(root, 'readlink-at', 'sub/')).toEqual({ err: 'invalid' });
  });

  test('a hard link is the same file; of a link it is the same link', () => {
    expect(guest.on(root, 'link-at', {}, 'file', root, 'sub/same')).toBeUndefined();
    expect(guest.on(root, 'link-at', {}, 'link', root, 'link2')).toBeUndefined();
    expect(readlinkSync(join(path, 'link2'))).toBe('sub/inner');
    expect(guest.on(root, 'link-at', { symlinkFollow: true }, 'link', root, 'x')).toEqual({ err: 'invalid' });
    const [one, two] = [guest.open(root, 'file'), guest.open(root, 'sub/same')];
    expect(guest.on(one, 'is-same-object', two)).toBe(true);
    expect(guest.on(one, 'is-same-object', root)).toBe(false);
    expect(guest.on(one, 'stat').linkCount).toBe(2n);
  });
});

describe('hashes of metadata', () => {
  test('tell files apart, change when a file is written, and have none of the system’s numbers', () => {
    const file = guest.open(root, 'file', WRITE);
    const before = guest.on(file, 'metadata-hash');
    expect(guest.on(root, 'metadata-hash-at', {}, 'file')).toEqual(before);
    expect(guest.on(root, 'metadata-hash-at', { symlinkFollow: true }, 'link').lower).not.toBe(before.lower);
    guest.on(file, 'set-size', 100n);
    const after = guest.on(file, 'metadata-hash');
    expect(after.lower).toBe(before.lower);
    expect(after.upper).not.toBe(before.upper);
    const { ino, dev } = statSync(join(path, 'file'), { bigint: true });
    expect([ino, dev]).not.toContain(after.lower);
    expect([ino, dev]).not.toContain(after.upper);
  });
});

describe('how many', () => {
  test('files are open is limited, and counted', () => {
    const own = new FileGuest({ '/data': path }, { limits: { files: 3 } });
    const [directory] = own.directories;
    const first = own.open(directory, 'file');
    const stream = own.on(directory, 'read-directory');
    expect(own.open(directory, 'file')).toEqual({ err: 'insufficient-memory' });
    expect(own.on(directory, 'read-directory')).toEqual({ err: 'insufficient-memory' });
    expect(own.open(directory, 'new', WRITE, CREATE)).toEqual({ err: 'insufficient-memory' });
    expect(own.host.usage().files).toEqual({ current: 3, peak: 3, limit: 3 });
    stream.close();
    first.close();
    first.close();
    expect(own.host.usage().files.current).toBe(1);
    expect(own.names(directory)).toEqual(['file', 'link', 'sub']);
  });

  test('descriptors are open at the guest’s end: none', () => {
    const count = () => readdirSync('/proc/self/fd').length;
    const before = count();
    const own = new FileGuest({ '/data': path });
    const [directory] = own.directories;
    const file = own.open(directory, 'file');
    own.on(file, 'read-via-stream', 0n);
    own.on(directory, 'read-directory');
    for (let index = 0; index < 20; index++) {
      own.on(directory, 'stat-at', {}, 'sub/inner');
      own.on(directory, 'stat-at', {}, 'sub/nothing');
      own.on(directory, 'create-directory-at', 'sub/inner');
    }
    expect(count()).toBe(before + 3);
    own.host.close();
    expect(count()).toBe(before);
    const other = new FileGuest({ '/data': path });
    file.close();
    expect(other.names(other.directories[0])).toEqual(['file', 'link', 'sub']);
    expect(() => own.on(file, 'stat')).toThrow('a host that is closed');
  });
});
