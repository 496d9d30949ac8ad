// Guests one after the other in one worker: the next finds nothing of the last, and nothing meant for the last reaches the next.
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Worker } from 'node:worker_threads';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import {
  createGuestProcess,
  GuestKilled,
  GuestTrap,
  LimitError,
  loadGuest,
  spawnGuest,
  type SpawnOptions,
} from 'wasock';
import { openDescriptors } from '../../support/descriptors.ts';
import { compiled } from '../../support/guest.ts';
import { assemble, FIRST, PAIR } from '../../support/wat.ts';

/** As host/guest/workers.ts has it. */
const MOST_IDLE = 4;

const PLUGIN = fileURLToPath(new URL('guests/plugin.ts', import.meta.url));

interface Plugin {
  count(): Promise<number>;
  hear(): Promise<string>;
  fail(): Promise<void>;
}

const EXIT = '(import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))';
const ANNOUNCE = '(call $report (i32.const 0) (i32.const 0) (i32.const 0))';
const COMPUTE = '(loop (br 0))';
/** Some 50 ms, without a call of the host. */
const COMPUTE_A_WHILE = `(local $n i32) (loop
  (local.set $n (i32.add (local.get $n) (i32.const 1)))
  (br_if 0 (i32.lt_u (local.get $n) (i32.const 40_000_000))))`;

const nothing = await assemble({ body: '' });

/** Workers that live, in the order in which they were made. */
const living = new Set<Worker>();
process.on('worker', (worker) => {
  living.add(worker);
  worker.on('exit', () => living.delete(worker));
});

const workers = (): Worker[] => Array.from(living);

/** Runs a guest to its end. @returns its exit code, or what has ended it */
async function outcome(wasm: Uint8Array, options: SpawnOptions = {}): Promise<unknown> {
  return spawnGuest(wasm, options).exited.catch((error: unknown) => error);
}

/** Starts a guest, and gives it when it has announced itself. */
async function announced(wasm: Uint8Array, options: SpawnOptions = {}) {
  let announce = (): void => {};
  const said = new Promise<void>((resolve) => (announce = resolve));
  const guest = spawnGuest(wasm, { ...options, onWarning: () => announce() });
  await said;
  return guest;
}

/** One worker waits for a guest. */
beforeEach(async () => {
  while (workers().length > 1) await (await announced(await assemble({ body: `${ANNOUNCE} ${COMPUTE}` }))).kill();
  if (workers().length === 0) await outcome(nothing);
});

describe('a worker is used again after a guest', () => {
  const accept = `(call $create (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 1000))
    (call $listen (i32.load (i32.const 1004)) (i32.const 8) (i32.const 1100))
    ${ANNOUNCE} (call $accept (i32.load (i32.const 1004)) (i32.const 1400))`;

  test.each([
    ['returns', { body: '' }, {}, 0],
    ['exits', { body: '(call $exit (i32.const 7))', imports: EXIT }, {}, 7],
    ['traps', { body: 'unreachable' }, {}, expect.any(WebAssembly.RuntimeError)],
    ['breaks a rule', { body: '(drop (call $is-blocking (i32.const 99)))' }, {}, expect.any(GuestTrap)],
    [
      'reaches a limit where it calls its host',
      { body: `${PAIR} (loop (drop (call $is-blocking ${FIRST})) (br 0))` },
      { limits: { wallTimeMs: 20 } },
      expect.any(LimitError),
    ],
    ['has no stack left', { body: '(call $f)', more: '(func $f (call $f))' }, {}, expect.any(RangeError)],
  ] as const)('that %s', async (_, parts, options, expected) => {
    const before = workers();
    for (let round = 0; round < 3; round++) expect(await outcome(await assemble(parts), options)).toEqual(expected);
    expect(await outcome(nothing)).toBe(0);
    expect(workers()).toEqual(before);
  });

  test('that is killed where it waits', async () => {
    const before = workers();
    const guest = await announced(await assemble({ body: accept }), { policy: { all: true } });
    await guest.kill();
    await expect(guest.exited).rejects.toThrow(GuestKilled);
    expect(await outcome(nothing)).toBe(0);
    expect(workers()).toEqual(before);
  });

  test('that is killed while it waits for a call', async () => {
    const before = workers();
    const guest = await loadGuest<Plugin>(await compiled(PLUGIN));
    expect(await guest.exports.count()).toBe(1);
    await guest.kill();
    await expect(guest.exited).rejects.toThrow(GuestKilled);
    expect(await outcome(nothing)).toBe(0);
    expect(workers()).toEqual(before);
  });

  test('that could not be sent to it', async () => {
    const before = workers();
    const unsendable = { env: new Proxy({}, {}) };
    for (let round = 0; round < 3; round++)
      expect(() => spawnGuest(nothing, unsendable)).toThrow('could not be cloned');
    expect(await outcome(nothing)).toBe(0);
    expect(workers()).toEqual(before);
  });
});

test('a worker that had to be terminated is not used again', async () => {
  const [before] = workers();
  const guest = await announced(await assemble({ body: `${ANNOUNCE} ${COMPUTE}` }));
  await guest.kill();
  expect(workers()).not.toContain(before);
  expect(await outcome(nothing)).toBe(0);
  expect(workers()).toHaveLength(1);
});

test('no more workers wait than a few', async () => {
  expect(await Promise.all(Array.from({ length: 2 * MOST_IDLE }, () => outcome(nothing)))).toEqual(
    Array(2 * MOST_IDLE).fill(0),
  );
  await expect.poll(() => workers().length).toBe(MOST_IDLE);
});

test('hundreds of guests one after the other leave no descriptor and no thread', async () => {
  const wasm = await assemble({ body: PAIR });
  // A thread that has had a hundred guests is replaced by another.
  const had = (): unknown => [openDescriptors().length, readdirSync('/proc/self/task').length];
  await outcome(wasm);
  const before = had();
  for (let round = 0; round < 300; round++) expect(await outcome(wasm)).toBe(0);
  await expect.poll(had).toEqual(before);
});

test('what a guest had of memory is given back, also where it has not told its size', async () => {
  const megabytes = 300;
  const body = `(drop (memory.grow (i32.const ${megabytes * 16})))
    (memory.fill (i32.const 0) (i32.const 1) (i32.const ${megabytes << 20})) unreachable`;
  const wasm = await assemble({ body });
  await outcome(wasm);
  const before = process.memoryUsage.rss();
  await outcome(wasm);
  await expect.poll(() => process.memoryUsage.rss() - before).toBeLessThan((megabytes << 20) / 2);
});

describe('the next guest finds nothing of', () => {
  test('memory and sockets', async () => {
    const at = '(i32.const 60000)';
    const first = await assemble({ body: `${PAIR} (i32.store ${at} (i32.const 7))` });
    const second = await assemble({ body: `(call $exit (i32.load ${at}))`, imports: EXIT });
    const third = await assemble({ body: '(drop (call $is-blocking (i32.const 1)))' });
    expect(await outcome(first)).toBe(0);
    expect(await outcome(second)).toBe(0);
    expect(await outcome(third)).toBeInstanceOf(GuestTrap);
  });

  test('its policy', async () => {
    const body = `(call $create (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 1000))
      (call $listen (i32.load (i32.const 1004)) (i32.const 8) (i32.const 1100))
      (call $exit (i32.load8_u (i32.const 1100)))`;
    const wasm = await assemble({ body, imports: EXIT });
    const denied: string[] = [];
    const options: SpawnOptions = { policy: {}, onDenied: ({ permission }) => denied.push(permission) };
    const withoutRules = await outcome(wasm, options);
    expect(await outcome(wasm, { policy: { all: true } })).toBe(0);
    expect(await outcome(wasm, { policy: () => true })).toBe(0);
    expect(await outcome(wasm, options)).toBe(withoutRules);
    expect(denied).toHaveLength(2);
  });

  test('its arguments and environment', async () => {
    const sizes = `(import "wasi_snapshot_preview1" "args_sizes_get" (func $args (param i32 i32) (result i32)))
      (import "wasi_snapshot_preview1" "environ_sizes_get" (func $env (param i32 i32) (result i32)))`;
    const body = `(drop (call $args (i32.const 0) (i32.const 4))) (drop (call $env (i32.const 8) (i32.const 12)))
      (call $exit (i32.add (i32.mul (i32.const 10) (i32.load (i32.const 0))) (i32.load (i32.const 8))))`;
    const wasm = await assemble({ body, imports: sizes + EXIT });
    expect(await outcome(wasm, { args: ['a', 'b', 'c'], env: { X: 'y', Z: '' } })).toBe(32);
    expect(await outcome(wasm)).toBe(10);
  });

  test('its usage', async () => {
    const first = spawnGuest(
      await assemble({ body: `${PAIR} ${COMPUTE_A_WHILE}`.replace(/(.*)(\(local [^)]*\))/s, '$2 $1') }),
    );
    await first.exited;
    const second = spawnGuest(nothing);
    await second.exited;
    const [had, has] = [await first.usage(), await second.usage()];
    expect(had.sockets.peak).toBe(2);
    expect(has.sockets.peak).toBe(0);
    expect(has.operations.current).toBeLessThan(had.operations.current);
    expect(has.cpuTimeMs.current).toBeLessThan(had.cpuTimeMs.current / 2);
    // What it had does not change by the next.
    expect(await first.usage()).toEqual(had);
  });

  test('its limit of time', async () => {
    const computes = await assemble({ body: COMPUTE_A_WHILE });
    for (let round = 0; round < 5; round++) expect(await outcome(computes)).toBe(0);
    const { exited, usage } = spawnGuest(nothing, { limits: { cpuTimeMs: 100 } });
    expect(await exited).toBe(0);
    expect((await usage()).cpuTimeMs.current).toBeLessThan(100);
  });

  test('its sockets by name, and its calls', async () => {
    const before = workers();
    const wasm = await compiled(PLUGIN);
    const first = await loadGuest<Plugin>(wasm);
    first.connect('channel').end('for the first');
    expect(await first.exports.count()).toBe(1);
    // The second and third call are on their way when the first ends the guest.
    const late = await Promise.allSettled([first.exports.fail(), first.exports.count(), first.exports.count()]);
    expect(late.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    const second = await loadGuest<Plugin>(wasm);
    expect(workers()).toEqual(before);
    await expect(first.exports.count()).rejects.toThrow('the guest has ended');
    expect(await second.exports.count()).toBe(1);
    await expect(second.exports.hear()).rejects.toBeInstanceOf(Error);
  });

  test('its warnings', async () => {
    const heard: [string, number][] = [];
    const tell = (of: string, count: number) => ({ onWarning: () => heard.push([of, count]) });
    const wasm = await assemble({ body: ANNOUNCE.repeat(20) });
    for (let round = 0; round < 20; round++) await outcome(wasm, tell('guest', round));
    expect(heard).toEqual(Array.from({ length: 400 }, (_, index) => ['guest', Math.floor(index / 20)]));
  });
});

test('a kill that comes as its guest ends does not reach the next', async () => {
  const ending = await assemble({ body: ANNOUNCE });
  const next = await assemble({ body: COMPUTE_A_WHILE });
  for (let round = 0; round < 300; round++) {
    const guest = round % 2 === 0 ? await announced(ending) : spawnGuest(nothing);
    // At a different moment of its end each time.
    for (let turn = 0; turn < round % 7; turn++) await new Promise((resolve) => setImmediate(resolve));
    void guest.kill();
    await guest.exited.catch(() => {});
    void guest.kill();
    // Now and then longer than the time that a killed guest has.
    expect(await outcome(round % 6 === 0 ? next : nothing)).toBe(0);
  }
  expect(workers().length).toBeLessThanOrEqual(MOST_IDLE);
});

test('guests of a shared process use its workers again', async () => {
  const room = createGuestProcess();
  onTestFinished(() => room.close());
  const threads = (): number => readdirSync(`/proc/${room.pid}/task`).length;
  expect(await outcome(nothing, { isolation: room })).toBe(0);
  const before = threads();
  for (let round = 0; round < 20; round++) expect(await outcome(nothing, { isolation: room })).toBe(0);
  expect(threads()).toBe(before);
});

test('a program ends although workers wait for guests', async () => {
  const program = fileURLToPath(new URL('ending.mjs', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [program]);
  expect(JSON.parse(stdout)).toEqual({ codes: [0, 0, 0], made: 3, ended: 0 });
});
