// Standard streams of guests that are streams of the program's.
import { describe, expect, test } from 'vitest';
import { GuestKilled, linesOf, type PipedStream, runGuest, spawnGuest } from 'wasock';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { openDescriptors } from '../../support/descriptors.ts';
import { restingWorker } from '../../support/threads.ts';

/** The pipes that this process has open. */
const openPipes = () => openDescriptors().filter((descriptor) => descriptor.includes('pipe:'));

const WASI = '"wasi_snapshot_preview1"';

/** A program that writes what it reads, until the end of its input, to its standard output. */
const copies = () =>
  parse(`(module
    (import ${WASI} "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
    (import ${WASI} "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
    (memory (export "memory") 2)
    (func (export "_start")
      (i32.store (i32.const 0) (i32.const 1024))
      (loop $again
        (i32.store (i32.const 4) (i32.const 65536))
        (drop (call $read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8)))
        (if (i32.load (i32.const 8)) (then
          (i32.store (i32.const 4) (i32.load (i32.const 8)))
          (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))
          (br $again))))))`);

/** One that writes without end. */
const prints = () =>
  parse(`(module
    (import ${WASI} "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
    (memory (export "memory") 2)
    (func (export "_start")
      (i32.store (i32.const 4) (i32.const 65536))
      (loop $again (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8))) (br $again))))`);

describe.each(['worker', 'process'] as const)('in a %s', (isolation) => {
  test('a guest reads what the program writes, and the program reads what it writes', async () => {
    await restingWorker();
    const before = openPipes();
    const guest = spawnGuest(await copies(), { isolation, stdin: 'pipe', stdout: 'pipe' });
    const writer = guest.stdin!.getWriter();
    const text = `first\nGrüße\n${'x'.repeat(300_000)}\nno end`;
    const written = writer.write(text).then(() => writer.close());
    const lines: string[] = [];
    for await (const line of linesOf(guest.stdout!)) lines.push(line);
    expect(lines).toEqual(text.split('\n'));
    expect(await guest.exited).toBe(0);
    await written;
    expect(guest.stderr).toBeUndefined();
    await expect.poll(openPipes).toEqual(before);
  });

  test('a guest that nobody reads is held back, and is killed', async () => {
    const guest = spawnGuest(await prints(), { isolation, stdout: 'pipe' });
    const reader = guest.stdout!.getReader();
    expect((await reader.read()).value!.length).toBeGreaterThan(0);
    await guest.kill();
    await expect(guest.exited).rejects.toThrow(GuestKilled);
    // What it had written is still there, no more than the buffers of a pipe and a stream.
    let rest = 0;
    for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
      rest += value.length;
    }
    expect(rest).toBeLessThan(1 << 20);
  });

  test('nothing comes from what is ignored', async () => {
    const ignored = { stdin: 'ignore', stdout: 'ignore', stderr: 'ignore' } as const;
    const guest = spawnGuest(await copies(), { isolation, ...ignored });
    expect(await guest.exited).toBe(0);
    expect([guest.stdin, guest.stdout, guest.stderr]).toEqual([undefined, undefined, undefined]);
  });
});

test.each(['worker', 'process'] as const)(
  'an input that the guest did not read to its end is closed with it (%s)',
  async (isolation) => {
    const before = openPipes();
    const ends = await parse('(module (memory (export "memory") 1) (func (export "_start")))');
    const guest = spawnGuest(ends, { isolation, stdin: 'pipe' });
    expect(await guest.exited).toBe(0);
    await expect.poll(openPipes).toEqual(before);
    const writer = guest.stdin!.getWriter();
    await expect(writer.closed).rejects.toMatchObject({ name: 'AbortError' });
    await expect(writer.write('too late')).rejects.toMatchObject({ name: 'AbortError' });
  },
);

test('a guest on this thread may have ignored streams, and no pipes', async () => {
  expect(await runGuest(await copies(), { stdin: 'ignore', stdout: 'ignore' })).toBe(0);
  const pipe = { stdin: 'pipe' as PipedStream } as { stdin: 'ignore' };
  await expect(runGuest(await copies(), pipe)).rejects.toThrow("expected 'inherit', 'ignore' or a descriptor");
});

test('pipes of a guest that does not start are closed', async () => {
  const before = openPipes();
  expect(() => spawnGuest(Uint8Array.of(1, 2, 3), { stdin: 'pipe', stdout: 'pipe' })).toThrow(WebAssembly.CompileError);
  await expect.poll(openPipes).toEqual(before);
});

test('a long line that comes a byte at a time is not copied for each', async () => {
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield new Uint8Array(1_000_000).fill(120);
    for (let count = 0; count < 40_000; count++) yield Uint8Array.of(121);
    yield new TextEncoder().encode('\nend\n');
  }
  const lines: string[] = [];
  for await (const line of linesOf(ReadableStream.from(bytes()) as Parameters<typeof linesOf>[0])) lines.push(line);
  expect(lines).toEqual(['x'.repeat(1_000_000) + 'y'.repeat(40_000), 'end']);
});

test('a long line comes in parts, and the last needs no end', async () => {
  const parts = ['a\nb', 'c\n', 'x'.repeat(1 << 20), 'y\n', 'end'];
  const stream = ReadableStream.from(parts.map((part) => new TextEncoder().encode(part)));
  const lines: string[] = [];
  for await (const line of linesOf(stream as Parameters<typeof linesOf>[0])) lines.push(line);
  expect(lines).toEqual(['a', 'bc', 'x'.repeat(1 << 20), 'y', 'end']);
});
