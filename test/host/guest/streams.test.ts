// Standard streams of guests in threads of their own: what blocks there is called off, and what two write does not mix.
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { closeSync, createReadStream, openSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { GuestKilled, spawnGuest, type SpawnOptions } from 'wasock';
import { openDescriptors } from '../../support/descriptors.ts';
import { pipe, socketPair, terminal } from '../../support/preview1.ts';

const WASI = '"wasi_snapshot_preview1"';

/** A command that says by a byte on its standard error that it begins. */
async function command(body: string, pages = 1): Promise<Uint8Array> {
  return parse(`(module
    (import ${WASI} "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
    (import ${WASI} "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
    (import ${WASI} "random_get" (func $random (param i32 i32) (result i32)))
    (import ${WASI} "poll_oneoff" (func $poll_oneoff (param i32 i32 i32 i32) (result i32)))
    (memory (export "memory") ${pages})
    (func (export "_start")
      (i32.store (i32.const 0) (i32.const 64)) (i32.store (i32.const 4) (i32.const 1))
      (drop (call $write (i32.const 2) (i32.const 0) (i32.const 1) (i32.const 8)))
      ${body}))`);
}

/** One buffer at 0, of these bytes. */
const buffer = (start: number, length: number) =>
  `(i32.store (i32.const 0) (i32.const ${start})) (i32.store (i32.const 4) (i32.const ${length}))`;

const WRITE = '(loop $again (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8))) (br $again))';
const READ = '(drop (call $read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8)))';
/** A subscription at 0 for a descriptor: type 1 to read, 2 to write. */
const POLL = (type: number, fd: number) =>
  `(i64.store (i32.const 0) (i64.const 0)) (i32.store8 (i32.const 8) (i32.const ${type}))
   (i32.store (i32.const 16) (i32.const ${fd})) (drop (call $poll_oneoff (i32.const 0) (i32.const 128) (i32.const 1) (i32.const 256)))`;
const FILL = `(drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))`;

type Streams = () => Pick<SpawnOptions, 'stdin' | 'stdout'>;

const devNull: Streams = () => {
  const stdout = openSync('/dev/null', 'w');
  onTestFinished(() => closeSync(stdout));
  return { stdout };
};

/** What a guest does that has no end of its own. */
const ENDLESS: [string, Streams, string, pages?: number][] = [
  ['writes to a pipe that nobody reads', () => ({ stdout: pipe()[1] }), buffer(64, 1000) + WRITE],
  ['writes a megabyte to a pipe that nobody reads', () => ({ stdout: pipe()[1] }), buffer(64, 1 << 20) + WRITE, 17],
  [
    'writes to a stream socket that nobody reads',
    () => ({ stdout: socketPair('stream')[1] }),
    buffer(64, 1000) + WRITE,
  ],
  ['writes to a datagram socket', () => ({ stdout: socketPair('datagram')[1] }), buffer(64, 1000) + WRITE],
  ['writes to a terminal that nobody reads', () => ({ stdout: terminal()[1] }), buffer(64, 1000) + WRITE],
  ['writes to a device that takes everything', devNull, buffer(64, 1 << 20) + WRITE, 17],
  ['reads from a pipe', () => ({ stdin: pipe()[0] }), buffer(64, 1000) + READ],
  ['reads from a stream socket', () => ({ stdin: socketPair('stream')[0] }), buffer(64, 1000) + READ],
  ['reads from a terminal', () => ({ stdin: terminal()[1] }), buffer(64, 1000) + READ],
  ['waits for its input', () => ({ stdin: pipe()[0] }), POLL(1, 0)],
  ['waits for room', () => ({ stdout: pipe()[1] }), buffer(64, 65_536) + FILL + POLL(2, 1), 2],
  [
    'asks for a gigabyte of randomness',
    () => ({}),
    `(drop (call $random (i32.const 0) (i32.const 0x40000000)))`,
    16_384,
  ],
  [
    'sleeps on twenty million clocks',
    () => ({}),
    `(i64.store (i32.const 24) (i64.const -1))
     (drop (call $poll_oneoff (i32.const 0) (i32.const 0) (i32.const 20000000) (i32.const 0)))`,
    14_700,
  ],
];

/** Waits for a byte. */
function oneByte(fd: number): Promise<void> {
  const stream = createReadStream('', { fd, autoClose: false });
  return new Promise((resolve) => stream.once('data', () => resolve()));
}

// Compiled before anything is measured: compiling goes on in the background.
const commands = await Promise.all(
  ENDLESS.map(async ([what, streams, body, pages]) => [what, streams, await command(body, pages)] as const),
);

test.each(commands)('a guest that %s is ended by kill within 100 ms', { retry: 4 }, async (_, streams, wasm) => {
  const [begun, stderr] = pipe();
  const options = { ...streams(), stderr };
  const before = openDescriptors();
  const guest = spawnGuest(wasm, options);
  await oneByte(begun);
  const start = performance.now();
  await guest.kill();
  expect(performance.now() - start).toBeLessThan(100);
  await expect(guest.exited).rejects.toThrow(GuestKilled);
  expect(openDescriptors().filter((line) => !before.includes(line))).toEqual([]);
});

test('small writes of two guests to one pipe arrive in one piece each', async () => {
  const [read, stdout] = pipe();
  const [, stderr] = pipe();
  // Two buffers of one call, together as long as a pipe takes in one piece.
  const record = (letter: string) => `
    (memory.fill (i32.const 1024) (i32.const ${letter.charCodeAt(0)}) (i32.const 4096))
    (i32.store (i32.const 0) (i32.const 1024)) (i32.store (i32.const 4) (i32.const 1500))
    (i32.store (i32.const 8) (i32.const 1024)) (i32.store (i32.const 12) (i32.const 2596))
    (loop $again
      (drop (call $write (i32.const 1) (i32.const 0) (i32.const 2) (i32.const 16)))
      (br_if $again (i32.ne (i32.const 500)
        (i32.store (i32.const 20) (i32.add (i32.load (i32.const 20)) (i32.const 1))) (i32.load (i32.const 20)))))`;
  const guests = await Promise.all(
    ['a', 'b'].map(async (letter) => spawnGuest(await command(record(letter)), { stdout, stderr })),
  );
  const total = 2 * 500 * 4096;
  const bytes = Buffer.alloc(total);
  const stream = createReadStream('', { fd: read, autoClose: false, highWaterMark: 4096 });
  let got = 0;
  await new Promise<void>((resolve) =>
    stream.on('data', (chunk) => {
      got += Buffer.from(chunk).copy(bytes, got);
      if (got === total) resolve();
    }),
  );
  expect(await Promise.all(guests.map(({ exited }) => exited))).toEqual([0, 0]);
  for (let at = 0; at < total; at += 4096) {
    const piece = bytes.subarray(at, at + 4096);
    expect(piece.every((byte) => byte === piece[0])).toBe(true);
  }
});
