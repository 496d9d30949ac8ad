import { errnoNumber } from './errno.ts';
import { cFunctions, errno, Scratch } from './libc.ts';
import { PathBuffer } from './path-buffer.ts';
import { callNumber, platform } from './platform.ts';

// The system calls that files need, each with the outcome as one number: what the call returned, or minus the system's
// errno. A name is one component of a path: nothing here resolves more than that, and nothing follows a symbolic link.

const { AT_EMPTY_PATH, AT_REMOVEDIR, AT_SYMLINK_NOFOLLOW, RWF_APPEND } = platform;

const raw = cFunctions({
  // Declared without the dots: numbers and addresses are passed alike.
  syscall: 'intptr_t syscall(long number, intptr_t a, intptr_t b, intptr_t c, intptr_t d, intptr_t e, intptr_t f)',
  openat: 'int openat(int dir, uintptr_t path, int flags, uint32_t mode)',
  mkdirat: 'int mkdirat(int dir, uintptr_t path, uint32_t mode)',
  unlinkat: 'int unlinkat(int dir, uintptr_t path, int flags)',
  renameat: 'int renameat(int from, uintptr_t path, int to, uintptr_t newPath)',
  linkat: 'int linkat(int from, uintptr_t path, int to, uintptr_t newPath, int flags)',
  symlinkat: 'int symlinkat(uintptr_t target, int dir, uintptr_t path)',
  readlinkat: 'intptr_t readlinkat(int dir, uintptr_t path, uintptr_t buf, size_t size)',
  utimensat: 'int utimensat(int dir, uintptr_t path, uintptr_t times, int flags)',
  pread: 'intptr_t pread(int fd, uintptr_t buf, size_t len, int64_t offset)',
  pwrite: 'intptr_t pwrite(int fd, uintptr_t buf, size_t len, int64_t offset)',
  ftruncate: 'int ftruncate(int fd, int64_t size)',
  fsync: 'int fsync(int fd)',
  fdatasync: 'int fdatasync(int fd)',
  lseek: 'int64_t lseek(int fd, int64_t offset, int whence)',
  fadvise: 'int posix_fadvise(int fd, int64_t offset, int64_t length, int advice)',
  fstatfs: 'int fstatfs(int fd, uintptr_t buf)',
});

const first = new PathBuffer();
const second = new PathBuffer();
// Kept as an object: the address alone would not keep its memory.
const empty = new Scratch(1);

const ENOSYS = errnoNumber('enosys');

function outcome(returned: number): number {
  return returned < 0 ? -errno() : returned;
}

/** A call by number, with up to six arguments. */
export function systemCall(name: Parameters<typeof callNumber>[0], ...args: readonly number[]): number {
  const number = callNumber(name);
  if (number === undefined) return -ENOSYS;
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = args;
  return outcome(raw.syscall(number, a, b, c, d, e, f));
}

/** Runs a call on a path, unless it is too long. */
function withPath(path: string, call: (address: number) => number): number {
  const address = first.put(path);
  return address < 0 ? address : outcome(call(address));
}

function withPaths(path: string, other: string, call: (first: number, second: number) => number): number {
  const address = second.put(other);
  return address < 0 ? address : withPath(path, (at) => call(at, address));
}

/** openat(2) of a path of the embedder's: it may lead anywhere. */
export function openAnywhere(path: string, flags: number): number {
  return withPath(path, (at) => raw.openat(platform.AT_FDCWD, at, flags, 0));
}

/** openat(2) of a directory itself, `.`: another file description of it. */
export function reopenDirectory(fd: number, flags: number): number {
  return withPath('.', (at) => raw.openat(fd, at, flags, 0));
}

/** mkdirat(2). */
export function mkdirat(dir: number, name: string, mode: number): number {
  return withPath(name, (at) => raw.mkdirat(dir, at, mode));
}

/** unlinkat(2) of what is not a directory. */
export function unlinkat(dir: number, name: string): number {
  return withPath(name, (at) => raw.unlinkat(dir, at, 0));
}

/** unlinkat(2) of a directory. */
export function rmdirat(dir: number, name: string): number {
  return withPath(name, (at) => raw.unlinkat(dir, at, AT_REMOVEDIR));
}

/** renameat(2). */
export function renameat(from: number, name: string, to: number, newName: string): number {
  return withPaths(name, newName, (old, other) => raw.renameat(from, old, to, other));
}

/** linkat(2). A name that ends in a slash would be followed: the caller has to refuse it. */
export function linkat(from: number, name: string, to: number, newName: string): number {
  return withPaths(name, newName, (old, other) => raw.linkat(from, old, to, other, 0));
}

/** symlinkat(2). */
export function symlinkat(target: string, dir: number, name: string): number {
  return withPaths(name, target, (at, text) => raw.symlinkat(text, dir, at));
}

/** readlinkat(2). A name that ends in a slash would be followed: the caller has to refuse it. */
export function readlinkat(dir: number, name: string, to: Scratch): number {
  return withPath(name, (at) => raw.readlinkat(dir, at, to.address, to.bytes.length));
}

/** statx(2) of a descriptor, or of a name in a directory. */
export function statx(fd: number, name: string, to: Scratch): number {
  const at = name === '' ? empty.address : first.put(name);
  if (at < 0) return at;
  return systemCall('statx', fd, at, AT_EMPTY_PATH | AT_SYMLINK_NOFOLLOW, platform.STATX_BASIC_STATS, to.address);
}

/** utimensat(2) of a descriptor, which may be one of O_PATH. @param times the address of two `struct timespec` */
export function setTimes(fd: number, times: number): number {
  return outcome(raw.utimensat(fd, empty.address, times, AT_EMPTY_PATH));
}

/** pread(2). */
export function pread(fd: number, address: number, length: number, offset: bigint): number {
  return outcome(raw.pread(fd, address, length, offset));
}

/** pwrite(2). */
export function pwrite(fd: number, address: number, length: number, offset: bigint): number {
  return outcome(raw.pwrite(fd, address, length, offset));
}

/** `struct iovec`. */
const iovec = new Scratch(16);

/** Writes at the end of a file, wherever that is then: pwritev2(2). */
export function append(fd: number, address: number, length: number): number {
  iovec.view.setBigUint64(0, BigInt(address), true);
  iovec.view.setBigUint64(8, BigInt(length), true);
  return systemCall('pwritev2', fd, iovec.address, 1, 0, 0, RWF_APPEND);
}

/** ftruncate(2). */
export function ftruncate(fd: number, size: bigint): number {
  return outcome(raw.ftruncate(fd, size));
}

/** fsync(2). */
export function fsync(fd: number): number {
  return outcome(raw.fsync(fd));
}

/** fdatasync(2). */
export function fdatasync(fd: number): number {
  return outcome(raw.fdatasync(fd));
}

/** lseek(2) from the beginning. @returns 0 or minus the system's errno */
export function seekTo(fd: number, offset: bigint): number {
  return raw.lseek(fd, offset, 0) < 0 ? -errno() : 0;
}

/** posix_fadvise(3), which returns its errno. */
export function fadvise(fd: number, offset: bigint, length: bigint, advice: number): number {
  return -raw.fadvise(fd, offset, length, advice);
}

const statfs = new Scratch(256);

/** Whether a descriptor is in the file system of processes, /proc. */
export function isOfProcesses(fd: number): boolean {
  return raw.fstatfs(fd, statfs.address) === 0 && statfs.view.getUint32(0, true) === platform.PROC_SUPER_MAGIC;
}
