// The functions of wasi:io that work on the guest's memory: the same as those on values, and nothing outside the memory.
import { closeSync, readSync, writeSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { LoweredFunction } from '#host/component/provided';
import { pipe } from '../../support/preview1.ts';
import { coreSide } from '../../support/wasi-core-side.ts';
import { wasiGuest } from '../../support/wasi-guest.ts';

const END = 2 * 65_536;
/** Where results go, and where bytes lie. */
const RESULT = 64;
const BYTES = 256;

/** A guest whose standard input and output are pipes, with its functions on memory. */
function guestOnMemory() {
  const [stdin, toStdin] = pipe();
  const [fromStdout, stdout] = pipe();
  const guest = wasiGuest({}, { stdin, stdout });
  const side = coreSide();
  const resource = (from: string, name: string) => guest.find(from).resources.get(name)!;
  const input = side.enter(resource('io/streams', 'input-stream'), guest.call('cli/stdin', 'get-stdin'));
  const output = side.enter(resource('io/streams', 'output-stream'), guest.call('cli/stdout', 'get-stdout'));
  const call = (from: string, name: string, ...args: (number | bigint)[]): unknown => {
    const made: LoweredFunction = guest.find(from).functions.get(name)!.lowered!(side);
    return made(...(args as never[]));
  };
  const pollable = (when: bigint) =>
    side.enter(resource('io/poll', 'pollable'), guest.call('clocks/monotonic-clock', 'subscribe-duration', when));
  return {
    side,
    input,
    output,
    toStdin,
    fromStdout,
    pollable,
    of: (name: string, ...args: (number | bigint)[]) => call('io/streams', `[method]${name}`, ...args),
    poll: (name: string, ...args: (number | bigint)[]) => call('io/poll', name, ...args),
    /** Bytes of a result of reading: undefined for an error. */
    received: () => {
      const view = side.view();
      if (view.getUint8(RESULT) !== 0) return undefined;
      const [at, length] = [view.getUint32(RESULT + 4, true), view.getUint32(RESULT + 8, true)];
      return new TextDecoder().decode(new Uint8Array(view.buffer, at, length));
    },
  };
}

const TRAP = expect.objectContaining({ name: 'GuestTrap' });

test('bytes are written from the memory, as many as are permitted', () => {
  const { side, output, of, fromStdout } = guestOnMemory();
  new Uint8Array(side.view().buffer).set(new TextEncoder().encode('hello'), BYTES);
  expect(() => of('output-stream.write', output, BYTES, 5, RESULT)).toThrow(TRAP);
  of('output-stream.check-write', output, RESULT);
  expect(side.view().getUint8(RESULT)).toBe(0);
  expect(side.view().getBigUint64(RESULT + 8, true)).toBe(65_536n);
  of('output-stream.write', output, BYTES, 5, RESULT);
  of('output-stream.blocking-write-and-flush', output, BYTES, 2, RESULT);
  of('output-stream.blocking-flush', output, RESULT);
  expect(side.view().getUint8(RESULT)).toBe(0);
  const buffer = new Uint8Array(9);
  expect(new TextDecoder().decode(buffer.subarray(0, readSync(fromStdout, buffer)))).toBe('hellohe');
});

test('bytes are read into memory that the guest allocates', () => {
  const { input, of, toStdin, received } = guestOnMemory();
  of('input-stream.read', input, 10n, RESULT);
  expect(received()).toBe('');
  writeSync(toStdin, 'a line');
  of('input-stream.blocking-read', input, -1n, RESULT);
  expect(received()).toBe('a line');
  closeSync(toStdin);
  of('input-stream.read', input, 10n, RESULT);
  expect(received()).toBeUndefined();
});

test('an error is the case of a variant: closed has no payload', () => {
  const { side, input, output, of, toStdin, fromStdout } = guestOnMemory();
  closeSync(toStdin);
  closeSync(fromStdout);
  of('input-stream.blocking-read', input, 10n, RESULT);
  expect([side.view().getUint8(RESULT), side.view().getUint8(RESULT + 4)]).toEqual([1, 1]);
  of('output-stream.blocking-write-and-flush', output, BYTES, 5, RESULT);
  expect([side.view().getUint8(RESULT), side.view().getUint8(RESULT + 4)]).toEqual([1, 1]);
  of('output-stream.check-write', output, RESULT);
  expect([side.view().getUint8(RESULT), side.view().getUint8(RESULT + 8)]).toEqual([1, 1]);
});

test('a poll gives positions as a list', () => {
  const { side, poll, pollable } = guestOnMemory();
  const handles = [pollable(10n ** 15n), pollable(0n), pollable(1n)];
  for (const [index, handle] of handles.entries()) side.view().setUint32(BYTES + 4 * index, handle, true);
  poll('poll', BYTES, 2, RESULT);
  const list = side.view().getUint32(RESULT, true);
  expect([side.view().getUint32(RESULT + 4, true), side.view().getUint32(list, true)]).toEqual([1, 1]);
  expect(poll('[method]pollable.ready', handles[0]!)).toBe(0);
  expect(poll('[method]pollable.ready', handles[1]!)).toBe(1);
  expect(poll('[method]pollable.block', handles[2]!)).toBeUndefined();
});

describe('hostile calls', () => {
  test.each([
    ['a result outside', 'output-stream.check-write', ['output', END - 8]],
    ['a result that is not aligned', 'output-stream.check-write', ['output', RESULT + 4]],
    ['a result that wraps around', 'input-stream.read', ['input', 1n, -4]],
    ['bytes outside', 'output-stream.write', ['output', END - 1, 2, RESULT]],
    ['bytes that wrap around', 'output-stream.write', ['output', -1, 2, RESULT]],
    ['too many bytes', 'output-stream.blocking-write-and-flush', ['output', BYTES, 4097, RESULT]],
    ['no handle', 'output-stream.blocking-flush', [0, RESULT]],
    ['the handle of another resource', 'output-stream.blocking-flush', ['input', RESULT]],
  ])('%s is a trap', (_, name, args) => {
    const guest = guestOnMemory();
    guest.of('output-stream.check-write', guest.output, RESULT);
    const numbers = args.map((arg) => (arg === 'output' ? guest.output : arg === 'input' ? guest.input : arg));
    expect(() => guest.of(name, ...(numbers as number[]))).toThrow(TRAP);
  });

  test.each([
    ['nothing', BYTES, 0],
    ['a list outside', END - 4, 2],
    ['a list longer than memory', BYTES, -1],
    ['no handle', BYTES, 1],
  ])('a poll for %s is a trap', (_, list, count) => {
    const { poll } = guestOnMemory();
    expect(() => poll('poll', list, count, RESULT)).toThrow(TRAP);
  });
});
