// Pools: each use of a guest finds it in its first state.
import { fileURLToPath } from 'node:url';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createGuestProcess, createPool, GuestKilled, type LoadedGuest, type PoolOptions } from 'wasock';
import { Instances } from '#host/guest/pool';
import { openDescriptors } from '../../support/descriptors.ts';
import { compiled } from '../../support/guest.ts';

const GUEST = fileURLToPath(new URL('guests/plugin.ts', import.meta.url));

interface Plugin {
  count(): Promise<number>;
  hear(): Promise<string>;
  fail(): Promise<void>;
}

type Use = (guest: LoadedGuest<Plugin>) => Promise<number>;

const twice: Use = async ({ exports }) => (await exports.count()) + (await exports.count());

describe.each(['worker', 'process', 'shared', 'thread'] as const)('of guests in a %s', (isolation) => {
  const poolFor = async (options: PoolOptions = {}) => {
    const room = isolation === 'shared' ? createGuestProcess() : undefined;
    if (room !== undefined) onTestFinished(() => room.close());
    const where = room ?? (isolation as 'worker' | 'process' | 'thread');
    const pool = createPool<Plugin>(await compiled(GUEST), { ...options, isolation: where });
    onTestFinished(() => pool.close());
    return pool;
  };

  test('give a fresh instance each time, also to many at once', async () => {
    const pool = await poolFor({ size: 2 });
    expect(await Promise.all(Array.from({ length: 5 }, () => pool.run(twice)))).toEqual(Array(5).fill(3));
  });

  test('use no more at once than their size', async () => {
    const pool = await poolFor({ size: 2 });
    let [current, most] = [0, 0];
    let open = (): void => {};
    const twoInside = new Promise<void>((resolve) => (open = resolve));
    const use: Use = async ({ exports }) => {
      most = Math.max(most, ++current);
      if (current === 2) open();
      await twoInside;
      await exports.count();
      return current--;
    };
    await Promise.all(Array.from({ length: 6 }, () => pool.run(use)));
    expect(most).toBe(2);
  });

  test('go on after an instance that fails, and one whose user does', async () => {
    const pool = await poolFor({ size: 1 });
    await expect(pool.run(async ({ exports }) => exports.fail())).rejects.toThrow('unreachable');
    const mine = new Error('of mine');
    await expect(
      pool.run(() => {
        throw mine;
      }),
    ).rejects.toBe(mine);
    expect(await pool.run(twice)).toBe(3);
  });

  test('leave nothing behind, and run nothing more, once they are closed', async () => {
    await (await poolFor()).close();
    const before = openDescriptors().filter((one) => one.includes('socket:'));
    const pool = await poolFor({ size: 2 });
    let begin = (): void => {};
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const running = pool.run((guest) => {
      begin();
      return twice(guest);
    });
    await begun;
    const late = Promise.allSettled([pool.run(twice), pool.run(twice)]);
    await pool.close();
    expect(await running).toBe(3);
    // The first of them may have had an instance that had begun.
    expect((await late)[1]).toMatchObject({ reason: { message: 'run(): the pool has been closed' } });
    await expect(pool.run(twice)).rejects.toThrow('run(): the pool has been closed');
    if (isolation === 'shared') return;
    await expect.poll(() => openDescriptors().filter((one) => one.includes('socket:'))).toEqual(before);
  });
});

test('an instance has its own channel', async () => {
  const pool = createPool<Plugin>(await compiled(GUEST), { size: 2 });
  const hear = (text: string) =>
    pool.run(async (guest) => {
      guest.connect('channel').end(text);
      return guest.exports.hear();
    });
  expect(await Promise.all([hear('a'), hear('b'), hear('c')])).toEqual(['a', 'b', 'c']);
  await pool.close();
});

test('what keeps instances from starting is told to each user', async () => {
  const wasm = await parse('(module (memory (export "memory") 1) (func (export "_start") unreachable))');
  const pool = createPool(wasm, { size: 1 });
  for (let round = 0; round < 2; round++) await expect(pool.run(() => 1)).rejects.toThrow(WebAssembly.RuntimeError);
  await pool.close();
});

describe.each(['worker', 'process'] as const)('instances in a %s that never end their beginning', (isolation) => {
  const poolOf = async (options: PoolOptions = {}) => {
    const wasm = await parse('(module (memory (export "memory") 1) (func (export "_initialize") (loop (br 0))))');
    return createPool(wasm, { ...options, size: 2, isolation });
  };

  test('are ended when the pool is closed, and whoever waits for one is told', async () => {
    const pool = await poolOf();
    const used = pool.run(() => 1).catch((error: unknown) => error);
    await pool.close();
    expect(await used).toMatchObject({
      code: 'ERR_WASOCK_COMPONENT_STATE',
      message: 'run(): the pool has been closed',
    });
  });

  test('are ended by the signal of the pool, which then runs nothing more', async () => {
    const controller = new AbortController();
    const pool = await poolOf({ signal: controller.signal });
    const used = Promise.allSettled([pool.run(() => 1), pool.run(() => 1), pool.run(() => 1)]);
    controller.abort(new Error('of mine'));
    const told = { reason: { message: 'of mine' } };
    expect(await used).toMatchObject([told, told, told]);
    await expect(pool.run(() => 1)).rejects.toThrow('of mine');
    await pool.close();
  });
});

test('a guest in use is ended by the signal of its pool', async () => {
  const controller = new AbortController();
  const pool = createPool<Plugin>(await compiled(GUEST), { size: 1, signal: controller.signal });
  const used = pool.run((guest) => {
    queueMicrotask(() => controller.abort());
    return guest.exports.hear();
  });
  await expect(used).rejects.toThrow(GuestKilled);
  await pool.close();
});

describe('instances that end before anybody uses them', () => {
  /** Guests that do nothing: `end` ends one. */
  const fakes = () => {
    const ends: (() => void)[] = [];
    const load = async () => {
      const exited = new Promise<number>((resolve) => ends.push(() => resolve(0)));
      return { number: ends.length, exited, close: async () => {}, kill: async () => {} } as unknown as LoadedGuest;
    };
    return { ends, pool: new Instances(load, { size: 2, graceMs: 0 }) };
  };
  const numberOf = (guest: LoadedGuest) => (guest as unknown as { number: number }).number;
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  test('are replaced, so that nobody gets one', async () => {
    const { ends, pool } = fakes();
    ends[0]!();
    ends[1]!();
    await settled();
    expect(ends).toHaveLength(4);
    expect(await pool.run(numberOf)).toBe(3);
    await pool.close();
  });

  test('are replaced once until the next use', async () => {
    const { ends, pool } = fakes();
    for (let at = 0; at < ends.length; at++) {
      ends[at]!();
      await settled();
    }
    expect(ends).toHaveLength(4);
    // Its own, and two that are ready.
    expect(await pool.run(numberOf)).toBe(5);
    expect(ends).toHaveLength(7);
    await pool.close();
  });
});

test('what is no option is refused', async () => {
  const wasm = await compiled(GUEST);
  const { signal } = new AbortController();
  expect(() => createPool(wasm, { signal, isolation: 'thread' })).toThrow("'signal'");
  for (const size of [0, -1, 1.5, 1001, NaN]) expect(() => createPool(wasm, { size })).toThrow("'size'");
  expect(() => createPool(wasm, { sockets: {} } as PoolOptions)).toThrow('give them to an instance');
  expect(() => createPool(Uint8Array.of(1))).toThrow(WebAssembly.CompileError);
});
