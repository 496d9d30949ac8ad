// What goes through the standard streams: results, errors, and the bounds of what a guest may ask for.
import { closeSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { BlockingWaiter } from '#host/wait/blocking';
import { GuestKilled } from '#host/wait/waiter';
import { openOutput } from '../../support/guest.ts';
import { ERRNO, PAGE, pipe, Preview1, socketPair, terminal } from '../../support/preview1.ts';

const LIST = 0;
const RESULT = 32_768;
const NONBLOCK = 4;

/** Writes these texts as the buffers of one call. @returns an errno; the count lies at RESULT */
function write(wasi: Preview1, ...texts: string[]): unknown {
  let at = 4096;
  const buffers = texts.map((text) => {
    wasi.put(at, text);
    at += text.length;
    return [at - text.length, text.length] as const;
  });
  wasi.putBuffers(LIST, ...buffers);
  return wasi.call('fd_write', 1, LIST, texts.length, RESULT);
}

/** A read of at most so many bytes, by one buffer. @returns the text, or an errno */
function read(wasi: Preview1, length: number): unknown {
  wasi.putBuffers(LIST, [4096, length]);
  const errno = wasi.call('fd_read', 0, LIST, 1, RESULT);
  return errno === ERRNO.success ? wasi.text(4096, wasi.word(RESULT)) : errno;
}

/** What lies in a pipe, at least a byte. */
function drained(fd: number): string {
  const buffer = Buffer.alloc(1 << 20);
  return buffer.subarray(0, readSync(fd, buffer)).toString();
}

function device(path: string): number {
  const fd = openSync(path, 'r+');
  onTestFinished(() => closeSync(fd));
  return fd;
}

/** The descriptors of a stream: what a guest has of it, and its other end. */
const CHANNELS: [string, () => readonly [outer: number, inner: number]][] = [
  ['a pipe', pipe],
  ['a stream socket', () => socketPair('stream')],
  ['a datagram socket', () => socketPair('datagram')],
  ['a terminal', terminal],
];

test.each(CHANNELS)('the buffers of one call arrive in their order, in one piece, through %s', (_, make) => {
  const [outer, inner] = make();
  const wasi = new Preview1({ stdout: inner });
  expect(write(wasi, 'one ', '', 'two ', 'three')).toBe(ERRNO.success);
  expect(wasi.word(RESULT)).toBe(13);
  expect(drained(outer)).toBe('one two three');
});

test('a file gets what is written, and gives what is in it, to its end', () => {
  const output = openOutput();
  expect(write(new Preview1({ stdout: output.descriptor }), 'a line\n')).toBe(ERRNO.success);
  expect(output.text()).toBe('a line\n');
  const input = openSync(`/proc/self/fd/${output.descriptor}`, 'r');
  onTestFinished(() => closeSync(input));
  const wasi = new Preview1({ stdin: input });
  expect([read(wasi, 2), read(wasi, 100), read(wasi, 100)]).toEqual(['a ', 'line\n', '']);
});

const reversed = ([first, second]: readonly [number, number]) => [second, first] as const;

test.each([
  ['a pipe', () => reversed(pipe())],
  ['a stream socket', () => socketPair('stream')],
])('the input is what the other end of %s writes, and then its end', (_, make) => {
  const [outer, inner] = make();
  const wasi = new Preview1({ stdin: inner });
  writeSync(outer, 'hello');
  expect([read(wasi, 3), read(wasi, 10)]).toEqual(['hel', 'lo']);
  closeSync(outer);
  expect(read(wasi, 10)).toBe('');
});

test('the input of a terminal comes by lines', () => {
  const [master, inner] = terminal();
  const wasi = new Preview1({ stdin: inner });
  wasi.call('fd_fdstat_set_flags', 0, NONBLOCK);
  writeSync(master, 'not yet');
  expect(read(wasi, 100)).toBe(ERRNO.again);
  writeSync(master, '!\n');
  expect(read(wasi, 100)).toBe('not yet!\n');
});

test('a read fills the first buffer that is not empty', () => {
  const [inner, outer] = pipe();
  const wasi = new Preview1({ stdin: inner });
  writeSync(outer, 'abcdef');
  wasi.putBuffers(LIST, [100, 0], [200, 4], [300, 4]);
  expect(wasi.call('fd_read', 0, LIST, 3, RESULT)).toBe(ERRNO.success);
  expect([wasi.word(RESULT), wasi.text(200, 4), wasi.word(300)]).toEqual([4, 'abcd', 0]);
});

test('nothing to read into and nothing to write is done at once', () => {
  const [inner] = pipe();
  const wasi = new Preview1({ stdin: inner, stdout: inner });
  for (const name of ['fd_read', 'fd_write'] as const) {
    const fd = name === 'fd_read' ? 0 : 1;
    wasi.putBuffers(LIST, [100, 0], [200, 0]);
    for (const count of [0, 1, 2]) {
      wasi.view.setUint32(RESULT, 99, true);
      expect(wasi.call(name, fd, LIST, count, RESULT)).toBe(ERRNO.success);
      expect(wasi.word(RESULT)).toBe(0);
    }
  }
});

test('the input is for reading, the outputs are for writing', () => {
  const wasi = new Preview1();
  for (const fd of [1, 2, 3, -1]) expect(wasi.call('fd_read', fd, LIST, 1, RESULT)).toBe(ERRNO.badf);
  for (const fd of [0, 3, -1]) expect(wasi.call('fd_write', fd, LIST, 1, RESULT)).toBe(ERRNO.badf);
});

test('what is not open is told of when it is used', () => {
  const wasi = new Preview1({ stdin: 9999, stdout: 9999 });
  expect(read(wasi, 10)).toBe(ERRNO.badf);
  expect(write(wasi, 'x')).toBe(ERRNO.badf);
});

test.each([
  ['a pipe', (): readonly [number, number] => pipe()],
  ['a stream socket', () => socketPair('stream')],
])('writing to %s that nobody reads any more fails with EPIPE, and raises no signal', (_, make) => {
  const [outer, inner] = make();
  closeSync(outer);
  const wasi = new Preview1({ stdout: inner });
  expect(write(wasi, 'x')).toBe(ERRNO.pipe);
  expect(write(wasi, 'x', 'y')).toBe(ERRNO.pipe);
});

test('a full device says so', () => {
  expect(write(new Preview1({ stdout: device('/dev/full') }), 'x')).toBe(ERRNO.nospc);
});

test.each(CHANNELS)('a guest that does not wait writes what there is room for in %s', (_, make) => {
  const [, inner] = make();
  const wasi = new Preview1({ stdout: inner }, { pages: 32 });
  expect(wasi.call('fd_fdstat_set_flags', 1, NONBLOCK)).toBe(ERRNO.success);
  wasi.putBuffers(LIST, [PAGE, 1000]);
  let written = 0;
  let errno: unknown = ERRNO.success;
  while (errno === ERRNO.success) {
    errno = wasi.call('fd_write', 1, LIST, 1, RESULT);
    if (errno === ERRNO.success) written += wasi.word(RESULT);
  }
  expect(errno).toBe(ERRNO.again);
  expect(written).toBeGreaterThan(1000);
});

test('the mode of a description is left as it is', () => {
  const ends = [...pipe(), ...socketPair('stream'), terminal()[1]];
  const modes = () => ends.map((fd) => readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8').match(/flags:.*/)?.[0]);
  const before = modes();
  for (const fd of ends) {
    write(new Preview1({ stdout: fd }), 'x\n');
    const wasi = new Preview1({ stdin: fd });
    wasi.call('fd_fdstat_set_flags', 0, NONBLOCK);
    read(wasi, 1);
  }
  expect(modes()).toEqual(before);
});

test.each([
  [PAGE - 7, 1, RESULT],
  [PAGE, 1, RESULT],
  [-1, 1, RESULT],
  [-8, 2, RESULT],
  [0, PAGE / 8 + 1, RESULT],
  [0, 0x2000_0000, RESULT],
  [0, -1, RESULT],
  [0, 1, PAGE - 3],
  [0, 1, -1],
])('a list at %i of %i buffers with its result at %i is not in the memory', (list, count, result) => {
  const [inner, outer] = pipe();
  const wasi = new Preview1({ stdin: inner, stdout: outer });
  wasi.putBuffers(LIST, [4096, 1]);
  expect(wasi.call('fd_write', 1, list, count, result)).toBe(ERRNO.fault);
  expect(wasi.call('fd_read', 0, list, count, result)).toBe(ERRNO.fault);
});

test('a buffer that is not in the memory is refused; what comes before it is written', () => {
  const [outer, inner] = pipe();
  const wasi = new Preview1({ stdin: outer, stdout: inner });
  for (const buffer of [
    [PAGE - 1, 2],
    [PAGE, 1],
    [0xffff_ffff, 1],
    [0xffff_ffff, 0xffff_ffff],
    [0, PAGE + 1],
  ] as const) {
    wasi.putBuffers(LIST, buffer);
    expect(wasi.call('fd_write', 1, LIST, 1, RESULT)).toBe(ERRNO.fault);
    expect(wasi.call('fd_read', 0, LIST, 1, RESULT)).toBe(ERRNO.fault);
    wasi.putBuffers(LIST, [4096, 3], buffer);
    expect(wasi.call('fd_write', 1, LIST, 2, RESULT)).toBe(ERRNO.success);
    expect([wasi.word(RESULT), drained(outer).length]).toEqual([3, 3]);
  }
});

test('a million empty buffers are nothing', () => {
  const [outer, inner] = pipe();
  const count = 1_000_000;
  const wasi = new Preview1({ stdout: inner }, { pages: Math.ceil((count * 8) / PAGE) + 1 });
  const last = (count - 1) * 8;
  wasi.putBuffers(last, [last + 8, 3]);
  wasi.put(last + 8, 'end');
  expect(wasi.call('fd_write', 1, LIST, count, last + 16)).toBe(ERRNO.success);
  expect([wasi.word(last + 16), drained(outer)]).toEqual([3, 'end']);
});

test('buffers that are longer than 2 GiB together are written in part, in the host’s bounded memory', () => {
  const wasi = new Preview1({ stdout: device('/dev/null') }, { pages: 256 });
  const length = 200 * PAGE;
  wasi.putBuffers(LIST, ...Array.from({ length: 200 }, () => [PAGE, length] as const));
  const before = process.memoryUsage().rss;
  expect(wasi.call('fd_write', 1, LIST, 200, RESULT)).toBe(ERRNO.success);
  expect(wasi.word(RESULT)).toBe(0x7fff_f000);
  expect(process.memoryUsage().rss - before).toBeLessThan(64 << 20);
});

test('a guest that is killed in the middle of a long write writes no more', () => {
  class Ending extends BlockingWaiter {
    looks = 0;
    override checkCancelled(): void {
      if (++this.looks > 5) throw new GuestKilled();
    }
  }
  const output = openOutput();
  const wasi = new Preview1({ stdout: output.descriptor }, { pages: 256, waiter: new Ending() });
  wasi.putBuffers(LIST, ...Array.from({ length: 100 }, () => [PAGE, 200 * PAGE] as const));
  expect(() => wasi.call('fd_write', 1, LIST, 100, RESULT)).toThrow(GuestKilled);
  expect(output.text().length).toBeLessThan(16 << 20);
});

test('a meter is asked before each transfer, and told what did not pass', () => {
  const [inner, outer] = pipe();
  let passed = 0;
  const meter = {
    take: (bytes: number): number => {
      passed += Math.min(bytes, 4);
      return Math.min(bytes, 4);
    },
    giveBack: (bytes: number): void => void (passed -= bytes),
  };
  const wasi = new Preview1({ stdin: inner, stdout: outer }, { meter });
  expect(write(wasi, 'ten ', 'bytes!')).toBe(ERRNO.success);
  expect([wasi.word(RESULT), passed]).toEqual([10, 10]);
  expect(read(wasi, 100)).toBe('ten ');
  expect(passed).toBe(14);
  expect([read(wasi, 100), read(wasi, 100)]).toEqual(['byte', 's!']);
  expect(passed).toBe(20);
  wasi.call('fd_fdstat_set_flags', 0, NONBLOCK);
  expect(read(wasi, 100)).toBe(ERRNO.again);
  expect(passed).toBe(20);
});

test('a meter that ends the guest ends it before anything passes', () => {
  const output = openOutput();
  const meter = {
    take: (): number => {
      throw new GuestKilled();
    },
    giveBack: (): void => {},
  };
  expect(() => write(new Preview1({ stdout: output.descriptor }, { meter }), 'x')).toThrow(GuestKilled);
  expect(output.text()).toBe('');
});
