// wasi:cli, wasi:clocks, wasi:random: what a component gets beside its sockets.
import { closeSync, readSync, writeSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { GuestExit } from '#host/guest-exit';
import { flushStandardStreams } from '#host/wasi/cli/standard-streams';
import { pipe, terminal } from '../../support/preview1.ts';
import { wasiGuest, type WasiGuest } from '../../support/wasi-guest.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (data: Uint8Array): string => new TextDecoder().decode(data);

const WRITE = '[method]output-stream.write';
const CHECK_WRITE = '[method]output-stream.check-write';

test('a guest has its arguments and its environment, and no directory', () => {
  const guest = wasiGuest({}, { args: ['a', 'b'], env: { KEY: 'value' } });
  expect(guest.call('cli/environment', 'get-arguments')).toEqual(['a', 'b']);
  expect(guest.call('cli/environment', 'get-environment')).toEqual([['KEY', 'value']]);
  expect(guest.call('cli/environment', 'initial-cwd')).toBeUndefined();
});

test.each([
  ['exit', { tag: 'ok', val: undefined }, 0],
  ['exit', { tag: 'err', val: undefined }, 1],
  ['exit-with-code', 42, 42],
])('%s ends the guest', (name, status, exitCode) => {
  const guest = wasiGuest();
  expect(() => guest.call('cli/exit', name, status)).toThrow(GuestExit);
  expect(() => guest.call('cli/exit', name, status)).toThrow(expect.objectContaining({ exitCode }));
});

describe('standard streams', () => {
  test('standard input is read to its end', () => {
    const [readEnd, writeEnd] = pipe();
    const guest = wasiGuest({}, { stdin: readEnd });
    const input = guest.call('cli/stdin', 'get-stdin');
    const read = (name: string) => text(guest.get('io/streams', `[method]input-stream.${name}`, input, 3n));
    expect(read('read')).toBe('');
    writeSync(writeEnd, 'line');
    expect(read('blocking-read')).toBe('lin');
    expect(guest.get('io/streams', '[method]input-stream.blocking-skip', input, 9n)).toBe(1n);
    closeSync(writeEnd);
    expect(() => read('blocking-read')).toThrow('closed');
    expect(() => read('read')).toThrow('closed');
  });

  test('what a guest wrote and did not fit is written at its end, by whichever of its streams', () => {
    const [readEnd, writeEnd] = pipe();
    const guest = wasiGuest({}, { stdout: writeEnd });
    const first = guest.call('cli/stdout', 'get-stdout');
    let written = 0;
    for (;;) {
      const permit = Number(guest.get<bigint>('io/streams', CHECK_WRITE, first));
      if (permit === 0) break;
      guest.get('io/streams', WRITE, first, new Uint8Array(permit).fill(1));
      written += permit;
    }
    guest.drop('io/streams', 'output-stream', first);
    const second = guest.call('cli/stdout', 'get-stdout');
    expect(guest.get('io/streams', CHECK_WRITE, second)).toBe(0n);
    let received = 0;
    const buffer = new Uint8Array(written);
    while (received < written - 65_536) received += readSync(readEnd, buffer);
    flushStandardStreams(guest.environment);
    while (received < written) received += readSync(readEnd, buffer);
    expect(received).toBe(written);
  });

  test('an output that nobody reads is closed', () => {
    const [readEnd, writeEnd] = pipe();
    const guest = wasiGuest({}, { stderr: writeEnd });
    const output = guest.call('cli/stderr', 'get-stderr');
    closeSync(readEnd);
    expect(() => guest.get('io/streams', '[method]output-stream.blocking-write-and-flush', output, bytes('x'))).toThrow(
      'closed',
    );
  });

  test('their bytes are limited', () => {
    const [, writeEnd] = pipe();
    const guest = wasiGuest({ limits: { streamBytes: 3 } }, { stdout: writeEnd });
    const output = guest.call('cli/stdout', 'get-stdout');
    expect(() =>
      guest.get('io/streams', '[method]output-stream.blocking-write-and-flush', output, bytes('four')),
    ).toThrow(expect.objectContaining({ limit: 'streamBytes' }));
  });

  test('they are terminals only where the descriptor is one', () => {
    const [readEnd] = pipe();
    const [, stdout] = terminal();
    const guest = wasiGuest({}, { stdin: readEnd, stdout });
    expect(guest.call('cli/terminal-stdin', 'get-terminal-stdin')).toBeUndefined();
    expect(guest.call('cli/terminal-stdout', 'get-terminal-stdout')).toBeInstanceOf(Object);
  });
});

describe('clocks', () => {
  const pollable = (guest: WasiGuest, name: string, when: bigint) => guest.call('clocks/monotonic-clock', name, when);
  const isReady = (guest: WasiGuest, awaited: unknown) => guest.call('io/poll', '[method]pollable.ready', awaited);

  test('a wait is over when the clock says so, and not before', () => {
    const guest = wasiGuest();
    const now = () => guest.call<bigint>('clocks/monotonic-clock', 'now');
    const end = now() + 3_000_000n;
    guest.call('io/poll', '[method]pollable.block', pollable(guest, 'subscribe-instant', end));
    expect(now()).toBeGreaterThanOrEqual(end);
    const after = now() + 3_000_000n;
    guest.call('io/poll', '[method]pollable.block', pollable(guest, 'subscribe-duration', 3_000_000n));
    expect(now()).toBeGreaterThanOrEqual(after);
  });

  test('what is past is ready, and the end of time is not', () => {
    const guest = wasiGuest();
    expect(isReady(guest, pollable(guest, 'subscribe-instant', 0n))).toBe(true);
    expect(isReady(guest, pollable(guest, 'subscribe-duration', 0n))).toBe(true);
    const never = pollable(guest, 'subscribe-duration', 2n ** 64n - 1n);
    expect(isReady(guest, never)).toBe(false);
    expect(isReady(guest, pollable(guest, 'subscribe-instant', 2n ** 64n - 1n))).toBe(false);
    const ready = guest.call('io/poll', 'poll', [never, pollable(guest, 'subscribe-duration', 1n), never]);
    expect(ready).toEqual(Uint32Array.of(1));
  });

  test('the wall clock is that of the system', () => {
    const { seconds, nanoseconds } = wasiGuest().call<{ seconds: bigint; nanoseconds: number }>(
      'clocks/wall-clock',
      'now',
    );
    expect(Math.abs(Number(seconds) - Date.now() / 1000)).toBeLessThan(2);
    expect(nanoseconds).toBeLessThan(1e9);
  });
});

test('random bytes are as many as asked for, up to a limit', () => {
  const guest = wasiGuest();
  const drawn = guest.call<Uint8Array>('random/random', 'get-random-bytes', 100_000n);
  expect(drawn.length).toBe(100_000);
  expect(new Set(drawn).size).toBe(256);
  expect(() => guest.call('random/insecure', 'get-insecure-random-bytes', 2n ** 32n)).toThrow(/too many/);
  expect(guest.call<bigint[]>('random/insecure-seed', 'insecure-seed')).toHaveLength(2);
});
