// wasi:io: pollables of all kinds at once, and streams: permits, blocking calls, errors.
import {
  closeSync,
  fstatSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { errnoNumber } from '#host/os/errno';
import { InputStream, type Source } from '#host/wasi/io/input-stream';
import { Pollable } from '#host/wasi/io/pollable';
import { SuspendingWaiter } from '#host/wait/suspending';
import { pipe } from '../../support/preview1.ts';
import { wasiGuest, type WasiGuest } from '../../support/wasi-guest.ts';

const IO = 'io/streams';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (data: Uint8Array): string => new TextDecoder().decode(data);

const input = (guest: WasiGuest, name: string, stream: object, length: bigint): string =>
  text(guest.get(IO, `[method]input-stream.${name}`, stream, length));
const output = <T = unknown>(guest: WasiGuest, name: string, stream: object, ...args: unknown[]): T =>
  guest.get(IO, `[method]output-stream.${name}`, stream, ...args);

/** A guest whose standard input and output are ends of pipes, and their other ends. */
function piped() {
  const [stdin, toStdin] = pipe();
  const [fromStdout, stdout] = pipe();
  const guest = wasiGuest({}, { stdin, stdout });
  const [from, to] = [guest.call<object>('cli/stdin', 'get-stdin'), guest.call<object>('cli/stdout', 'get-stdout')];
  return { guest, from, to, toStdin, fromStdout };
}

function readAll(fd: number): string {
  const buffer = new Uint8Array(100_000);
  return text(buffer.subarray(0, readSync(fd, buffer)));
}

/** Writes until there is no permit. @returns how many bytes */
function fill(guest: WasiGuest, stream: object): number {
  for (let written = 0; ;) {
    const permit = Number(output<bigint>(guest, 'check-write', stream));
    if (permit === 0) return written;
    output(guest, 'write', stream, new Uint8Array(permit));
    written += permit;
  }
}

/** A file, removed with the test. */
function temporaryFile(content: string): string {
  const directory = mkdtempSync(join(tmpdir(), 'wasock-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const path = join(directory, 'file');
  writeFileSync(path, content);
  return path;
}

function opened(path: string, mode: string): number {
  const fd = openSync(path, mode);
  onTestFinished(() => closeSync(fd));
  return fd;
}

describe('poll', () => {
  test('gives the positions of all that are ready, in their order, among times, descriptors and others', () => {
    const { guest, from, to, toStdin } = piped();
    const subscribed = (kind: string, stream: object) => guest.call<object>(IO, `[method]${kind}.subscribe`, stream);
    const [reading, writing] = [subscribed('input-stream', from), subscribed('output-stream', to)];
    const later = guest.call('clocks/monotonic-clock', 'subscribe-duration', 10n ** 15n);
    const now = guest.call('clocks/monotonic-clock', 'subscribe-duration', 0n);
    const poll = (...all: unknown[]) => [...guest.call<Uint32Array>('io/poll', 'poll', all)];
    expect(poll(reading, writing, later, now)).toEqual([1, 3]);
    writeSync(toStdin, 'x');
    expect(poll(now, reading, later, writing, reading)).toEqual([0, 1, 3, 4]);
    expect(poll(later, reading)).toEqual([1]);
  });

  test('waits for what only says itself whether it is done', () => {
    const guest = wasiGuest();
    let asked = 0;
    const counting = new Pollable(() => ({ isDone: () => ++asked === 3 }));
    expect(guest.call('io/poll', 'poll', [counting])).toEqual(Uint32Array.of(0));
    expect(asked).toBe(3);
  });

  test('a poll for nothing is a trap', () => {
    expect(() => wasiGuest().call('io/poll', 'poll', [])).toThrow(expect.objectContaining({ name: 'GuestTrap' }));
  });

  test('two waits of a guest can be under way at once', async () => {
    const guest = wasiGuest({}, {}, { waiter: new SuspendingWaiter() });
    const block = (nanoseconds: bigint) => {
      const pollable = guest.call('clocks/monotonic-clock', 'subscribe-duration', nanoseconds);
      return guest.call<Promise<void>>('io/poll', '[method]pollable.block', pollable);
    };
    const order: string[] = [];
    const long = block(20_000_000n).then(() => order.push('long'));
    const short = block(1_000_000n).then(() => order.push('short'));
    await Promise.all([long, short]);
    expect(order).toEqual(['short', 'long']);
  });
});

describe('input streams', () => {
  test('read what is there, or wait for something', () => {
    const { guest, from, toStdin } = piped();
    expect(input(guest, 'read', from, 10n)).toBe('');
    expect(input(guest, 'blocking-read', from, 0n)).toBe('');
    writeSync(toStdin, 'hello');
    expect(input(guest, 'blocking-read', from, 2n ** 64n - 1n)).toBe('hello');
  });

  test('skip counts what it skipped', () => {
    const { guest, from, toStdin } = piped();
    expect(guest.get(IO, '[method]input-stream.skip', from, 3n)).toBe(0n);
    writeSync(toStdin, 'hello');
    expect(guest.get(IO, '[method]input-stream.blocking-skip', from, 3n)).toBe(3n);
    expect(guest.get(IO, '[method]input-stream.skip', from, 3n)).toBe(2n);
  });

  test('a failure is told once, with what failed; then the stream is closed, and ready', () => {
    const guest = wasiGuest({}, { stdin: opened(tmpdir(), 'r') });
    const from = guest.call<object>('cli/stdin', 'get-stdin');
    const failure = guest.call<{ val: { tag: string; val: object } }>(IO, '[method]input-stream.read', from, 1n);
    expect(failure.val.tag).toBe('last-operation-failed');
    expect(guest.call('io/error', '[method]error.to-debug-string', failure.val.val)).toBe('eisdir');
    expect(() => input(guest, 'read', from, 1n)).toThrow('closed');
    expect(() => input(guest, 'blocking-read', from, 1n)).toThrow('closed');
    const pollable = guest.call(IO, '[method]input-stream.subscribe', from);
    expect(guest.call('io/poll', '[method]pollable.ready', pollable)).toBe(true);
  });

  test('a wait for one stream does not take the bytes of another that waits too', async () => {
    const guest = wasiGuest({}, {}, { waiter: new SuspendingWaiter() });
    const streams = [pipe(), pipe()].map(([readEnd, writeEnd]) => {
      const own = wasiGuest({}, { stdin: readEnd }, { waiter: guest.environment.context.waiter });
      return { writeEnd, stream: own.call<object>('cli/stdin', 'get-stdin') };
    });
    const reads = streams.map(({ stream }) =>
      Promise.resolve(guest.call<Promise<{ val: Uint8Array }>>(IO, '[method]input-stream.blocking-read', stream, 9n)),
    );
    for (const [index, { writeEnd }] of streams.entries()) writeSync(writeEnd, `of ${index}`);
    expect((await Promise.all(reads)).map(({ val }) => text(val))).toEqual(['of 0', 'of 1']);
  });
});

describe('output streams', () => {
  test('take as much as is permitted, and not a byte more', () => {
    const { guest, to, fromStdout } = piped();
    expect(() => output(guest, 'write', to, bytes('x'))).toThrow(/permitted 0/);
    const permit = output<bigint>(guest, 'check-write', to);
    expect(permit).toBe(65_536n);
    output(guest, 'write', to, bytes('a'));
    output(guest, 'write-zeroes', to, 3n);
    expect(() => output(guest, 'write', to, new Uint8Array(Number(permit) - 3))).toThrow(/permitted 65532/);
    expect(() => output(guest, 'write-zeroes', to, 2n ** 64n - 1n)).toThrow(/permitted 65532/);
    expect(readAll(fromStdout)).toBe('a\0\0\0');
  });

  test('what does not fit is kept, and makes the stream take nothing until it is written', () => {
    const { guest, to, fromStdout } = piped();
    const written = fill(guest, to);
    const pollable = guest.call(IO, '[method]output-stream.subscribe', to);
    expect(guest.call('io/poll', '[method]pollable.ready', pollable)).toBe(false);
    output(guest, 'flush', to);
    expect(output(guest, 'check-write', to)).toBe(0n);
    let read = readAll(fromStdout).length;
    output(guest, 'blocking-flush', to);
    while (read < written) read += readAll(fromStdout).length;
    expect(read).toBe(written);
    expect(output(guest, 'check-write', to)).toBe(65_536n);
  });

  test('blocking-write-and-flush takes 4,096 bytes at most', () => {
    const { guest, to, fromStdout } = piped();
    output(guest, 'blocking-write-and-flush', to, new Uint8Array(4096));
    output(guest, 'blocking-write-zeroes-and-flush', to, 4096n);
    expect(readAll(fromStdout)).toHaveLength(8192);
    expect(() => output(guest, 'blocking-write-and-flush', to, new Uint8Array(4097))).toThrow(/4096/);
    expect(() => output(guest, 'blocking-write-zeroes-and-flush', to, 4097n)).toThrow(/4096/);
  });

  test('splice moves what is there, and no more than asked for', () => {
    const { guest, from, to, toStdin, fromStdout } = piped();
    expect(output(guest, 'splice', to, from, 5n)).toBe(0n);
    writeSync(toStdin, 'hello, you');
    expect(output(guest, 'splice', to, from, 5n)).toBe(5n);
    expect(output(guest, 'blocking-splice', to, from, 2n ** 64n - 1n)).toBe(5n);
    expect(readAll(fromStdout)).toBe('hello, you');
    closeSync(toStdin);
    expect(() => output(guest, 'blocking-splice', to, from, 5n)).toThrow('closed');
  });

  test('what is kept is written while the guest waits for its input', () => {
    const { guest, from, to, toStdin, fromStdout } = piped();
    const written = fill(guest, to);
    let read = readAll(fromStdout).length;
    // Another guest's wait would not do it.
    const [other, toOther] = pipe();
    writeSync(toOther, 'x');
    const stranger = wasiGuest({}, { stdin: other });
    input(stranger, 'blocking-read', stranger.call('cli/stdin', 'get-stdin'), 1n);
    const later = guest.call('clocks/monotonic-clock', 'subscribe-duration', 1_000_000n);
    guest.call('io/poll', '[method]pollable.block', later);
    writeSync(toStdin, 'x');
    expect(input(guest, 'blocking-read', from, 1n)).toBe('x');
    while (read < written) read += readAll(fromStdout).length;
    expect(read).toBe(written);
  });

  test('files are read and written as streams', () => {
    const [source, target] = [temporaryFile('content'), temporaryFile('')];
    const guest = wasiGuest({}, { stdin: opened(source, 'r'), stdout: opened(target, 'w') });
    const [from, to] = [guest.call<object>('cli/stdin', 'get-stdin'), guest.call<object>('cli/stdout', 'get-stdout')];
    expect(output(guest, 'blocking-splice', to, from, 100n)).toBe(7n);
    expect(() => input(guest, 'read', from, 1n)).toThrow('closed');
    expect(readFileSync(target, 'utf8')).toBe('content');
  });

  test('a stream that is dropped leaves the descriptor open', () => {
    const { guest, to, fromStdout } = piped();
    guest.drop(IO, 'output-stream', to);
    expect(() => fstatSync(guest.environment.stdout)).not.toThrow();
    output(guest, 'blocking-write-and-flush', guest.call<object>('cli/stdout', 'get-stdout'), bytes('later'));
    expect(readAll(fromStdout)).toBe('later');
  });
});

test('a source that has no descriptor is waited for by asking it', () => {
  let left = 2;
  const source: Source = {
    read: () => (left === 0 ? 0 : -errnoNumber('eagain')),
    awaited: () => ({ isDone: () => --left === 0 }),
    close() {},
  };
  const outcome = wasiGuest().call<{ val: unknown }>(
    IO,
    '[method]input-stream.blocking-read',
    new InputStream(source),
    1n,
  );
  expect(outcome.val).toEqual({ tag: 'closed' });
});
