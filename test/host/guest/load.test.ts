// Guests whose functions a program calls, wherever they run.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createGuestProcess, GuestKilled, LinkError, loadGuest, type LoadOptions } from 'wasock';
import { openSockets } from '../../support/descriptors.ts';
import { component } from '../../support/components.ts';
import { compiled } from '../../support/guest.ts';

const GUEST = fileURLToPath(new URL('guests/plugin.ts', import.meta.url));
const WAITING = fileURLToPath(new URL('guests/waiting.ts', import.meta.url));

interface Plugin {
  count(): Promise<number>;
  greet(name: unknown, times?: unknown): Promise<string>;
  reverse(data: unknown): Promise<Uint8Array>;
  middle(data: Uint8Array): Promise<Uint8Array>;
  numbers(...args: unknown[]): Promise<string>;
  negative(): Promise<number>;
  large(): Promise<bigint>;
  isEven(value: number): Promise<boolean>;
  through(data: Uint8Array): Promise<Uint8Array>;
  hear(): Promise<string>;
  fail(): Promise<void>;
  leave(): Promise<void>;
  spin(): Promise<void>;
  same(list: number): Promise<number>;
}

const WAYS = (['core', 'component'] as const).flatMap((form) =>
  (['worker', 'process', 'shared', 'thread'] as const).map((isolation) => [form, isolation] as const),
);

type Way = (typeof WAYS)[number];

async function load([form, isolation]: Way, options: LoadOptions = {}) {
  const room = isolation === 'shared' ? createGuestProcess() : undefined;
  if (room !== undefined) onTestFinished(() => room.close());
  const where = room ?? (isolation as 'worker' | 'process' | 'thread');
  const guest = await loadGuest<Plugin>(await compiled(GUEST, form), { ...options, isolation: where });
  onTestFinished(() => guest.kill());
  return guest;
}

/** What a call throws, whether at once or later. */
async function thrown(call: () => Promise<unknown>): Promise<unknown> {
  try {
    return await call();
  } catch (error) {
    return error;
  }
}

describe.each(WAYS)('a guest as %s in a %s', (...way) => {
  test('is called with values of all types that cross, and gives them', async () => {
    const { exports } = await load(way);
    expect(await exports.greet('Grüße 😀', 3)).toBe('Hello, Grüße 😀!!!');
    expect(await exports.greet('', 0)).toBe('Hello, ');
    const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => index);
    expect(await exports.reverse(bytes)).toEqual(bytes.toReversed());
    expect(await exports.middle(Uint8Array.of(1, 2, 3, 4))).toEqual(Uint8Array.of(2, 3));
    expect(await exports.reverse(new Uint8Array())).toEqual(new Uint8Array());
    expect(
      await exports.numbers(-128, 255, -32768, 65535, 2 ** 32 - 1, -(2n ** 63n), 2n ** 64n - 1n, 0.5, 0.1, true),
    ).toBe('-128 255 -32768 65535 4294967295 -9223372036854775808 18446744073709551615 0.5 0.1 true');
    expect([await exports.negative(), await exports.large(), await exports.isEven(2)]).toEqual([
      -1,
      2n ** 64n - 1n,
      true,
    ]);
    expect(await exports.same(5)).toBe(5);
    expect(await exports.through(Uint8Array.of(9, 8))).toEqual(Uint8Array.of(9, 8));
  });

  test('keeps its state from call to call, and ends when it is closed', async () => {
    const guest = await load(way);
    expect([await guest.exports.count(), await guest.exports.count()]).toEqual([1, 2]);
    expect(guest.id).toBeGreaterThan(0);
    expect((await guest.usage()).memory.current).toBeGreaterThan(0);
    await guest.close();
    expect(await guest.exited).toBe(0);
    expect(await thrown(() => guest.exports.count())).toMatchObject({ code: 'ERR_WASOCK_COMPONENT_STATE' });
    await guest.close();
  });

  test('refuses arguments of other types, and goes on', async () => {
    const { exports } = await load(way);
    expect(await thrown(() => exports.greet(5, 1))).toMatchObject({ message: 'greet(): name must be a string' });
    expect(await thrown(() => exports.greet('a'))).toMatchObject({ code: 'ERR_WASOCK_ARGUMENT' });
    expect(await thrown(() => exports.reverse('abc'))).toMatchObject({ code: 'ERR_WASOCK_ARGUMENT' });
    expect(await exports.count()).toBe(1);
  });

  test.each([
    ['traps', 'fail', { name: 'RuntimeError' }],
    // A component only says that it failed.
    ['exits', 'leave', { message: `leave(): the guest has exited, with ${way[0] === 'core' ? 7 : 1}` }],
  ] as const)('that %s in a call has ended', async (_, name, error) => {
    const guest = await load(way);
    expect(await thrown(() => guest.exports[name]())).toMatchObject(error);
    await expect(guest.exited).rejects.toMatchObject(error);
    expect(await thrown(() => guest.exports.count())).toMatchObject({ code: 'ERR_WASOCK_COMPONENT_STATE' });
  });
});

describe.each(WAYS.filter(([, isolation]) => isolation !== 'thread'))('a guest as %s in a %s', (...way) => {
  test('has its calls in their order, and waits in one while the program goes on', async () => {
    const guest = await load(way);
    const socket = guest.connect('channel');
    const all = Promise.all([guest.exports.count(), guest.exports.hear(), guest.exports.count()]);
    socket.end('hello');
    expect(await all).toEqual([1, 'hello', 2]);
  });

  test('is killed in the middle of a call, and leaves nothing behind', async () => {
    await (await load(way)).close();
    const guest = await load(way);
    const spinning = thrown(() => guest.exports.spin());
    await guest.kill();
    expect(await spinning).toBeInstanceOf(GuestKilled);
    await expect(guest.exited).rejects.toThrow(GuestKilled);
  });

  test('refuses what cannot be sent', async () => {
    const { exports } = await load(way);
    expect(await thrown(() => exports.greet(() => {}, 1))).toMatchObject({
      message: expect.stringMatching(/could not be cloned/),
    });
    expect(await exports.count()).toBe(1);
  });
});

test('what is left of guests that are killed in calls is nothing', async () => {
  const wasm = await compiled(GUEST);
  await (await loadGuest(wasm)).kill();
  const before = openSockets();
  for (let round = 0; round < 5; round++) {
    const guest = await loadGuest<Plugin>(wasm);
    const channel = guest.connect('channel');
    const hearing = thrown(() => guest.exports.hear());
    await guest.kill();
    await hearing;
    channel.destroy();
  }
  await expect.poll(openSockets).toEqual(before);
});

const node26 = process.env['WASOCK_NODE26'];

test.skipIf(node26 === undefined)('suspended guests are called one call after the other (needs Node 26)', async () => {
  const script = fileURLToPath(new URL('node26/load.mjs', import.meta.url));
  const output = await promisify(execFile)(node26 ?? '', ['--no-warnings', script, GUEST, WAITING]);
  expect(JSON.parse(output.stdout)).toEqual({
    core: [1, 'hello', 2, 'Hello, a!', 0],
    component: [1, 'hello', 2, 'Hello, a!', 0],
    killed: ['GuestKilled', 'GuestKilled'],
    ended: ['GuestKilled', null, 'run(): the pool has been closed'],
  });
});

describe('modules of other compilers', () => {
  test('are called with numbers', async () => {
    const wasm = await parse(`(module (memory (export "memory") 1)
      (func (export "_initialize") (i32.store (i32.const 0) (i32.const 40)))
      (func (export "add") (param i32) (result i32) (i32.add (local.get 0) (i32.load (i32.const 0))))
      (func (export "wide") (param i64 f64) (result i64) (local.get 0))
      (func (export "two") (result i32 i32) (i32.const 1) (i32.const 2)))`);
    const guest = await loadGuest<{
      add: (n: unknown) => Promise<number>;
      wide: (a: unknown, b: unknown) => Promise<bigint>;
    }>(wasm);
    expect(Object.keys(guest.exports)).toEqual(['add', 'wide']);
    expect(await guest.exports.add(2)).toBe(42);
    expect(await guest.exports.wide(2n ** 62n, 1)).toBe(2n ** 62n);
    await expect(guest.exports.add(2n)).rejects.toThrow('add(): argument 1 must be a number');
    await expect(guest.exports.wide(1, 1)).rejects.toThrow('wide(): argument 1 must be a bigint');
    await guest.close();
  });

  test('have the functions of their interfaces, but not those of objects', async () => {
    const wasm = await component(`
      (type $thing (resource (rep i32)))
      (core module $M (func (export "f") (param i32) (result i32) (local.get 0)) (func (export "g")))
      (core instance $m (instantiate $M))
      (component $C (import "thing" (type $thing (sub resource))) (import "f" (func $f (param "a" u32) (result u32)))
        (import "take" (func $take (param "a" (own $thing))))
        (export $t "thing" (type $thing)) (export "f" (func $f)) (export "take" (func $take) (func (param "a" (own $t)))))
      (func $f (param "a" u32) (result u32) (canon lift (core func $m "f")))
      (core module $N (func (export "take") (param i32)))
      (core instance $n (instantiate $N))
      (func $take (param "a" (own $thing)) (canon lift (core func $n "take")))
      (instance $x (instantiate $C (with "thing" (type $thing)) (with "f" (func $f)) (with "take" (func $take))))
      (export "a:b/things@1.0.0" (instance $x))`);
    const guest = await loadGuest<{ things: { f: (n: number) => Promise<number> } }>(wasm);
    expect(Object.keys(guest.exports)).toEqual(['a:b/things@1.0.0', 'things']);
    expect(Object.keys(guest.exports.things)).toEqual(['f']);
    expect(await guest.exports.things.f(3)).toBe(3);
    await guest.close();
  });

  test.each([
    ['no text of functions', 'f(', "the section 'wasock-exports' has a line that is no function"],
    ['another type', 'f: func() -> s64', "the module does not export 'f' as its section says"],
    ['a function that it lacks', 'g: func()', "the module does not export 'g' as its section says"],
    ['two of one name', 'f: func()\nf: func()', "has two functions 'f'"],
    ['a type that does not cross', 'f: func() -> list', 'has a type that does not cross: list'],
  ])('whose section says %s are refused', async (_, text, message) => {
    const wasm = await parse(`(module (@custom "wasock-exports" ${JSON.stringify(text).replaceAll('\\n', '\\0a')})
      (memory (export "memory") 1) (func (export "f")))`);
    const loading = loadGuest(wasm, { isolation: 'thread' });
    await expect(loading).rejects.toThrow(LinkError);
    await expect(loading).rejects.toThrow(message);
  });

  test.each(['thread', 'worker', 'process'] as const)(
    'that end before they can be called say how (%s)',
    async (isolation) => {
      const exits = await parse(`(module (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
      (memory (export "memory") 1) (func (export "_start") (call $exit (i32.const 3))))`);
      await expect(loadGuest(exits, { isolation })).rejects.toThrow(
        'the guest has exited with 3 before it could be called',
      );
      const traps = await parse('(module (memory (export "memory") 1) (func (export "_start") unreachable))');
      await expect(loadGuest(traps, { isolation })).rejects.toThrow(WebAssembly.RuntimeError);
      const then = await parse('(module (memory (export "memory") 1) (func (export "then")))');
      await expect(loadGuest(then, { isolation })).rejects.toThrow("the module exports 'then', which promises call");
    },
  );
});

test.each(['worker', 'process'] as const)(
  'a guest that never ends its beginning is ended by a signal (%s)',
  async (isolation) => {
    const wasm = await parse('(module (memory (export "memory") 1) (func (export "_start") (loop (br 0))))');
    const controller = new AbortController();
    const loading = loadGuest(wasm, { isolation, signal: controller.signal });
    controller.abort();
    await expect(loading).rejects.toThrow(GuestKilled);
    await expect(loadGuest(wasm, { isolation, signal: controller.signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
    await expect(loadGuest(wasm, { isolation: 'thread', signal: controller.signal })).rejects.toThrow("'signal'");
  },
);

test.each(['worker', 'process'] as const)(
  'a result that the program’s thread would take long to make is refused (%s)',
  async (isolation) => {
    const cases = `(enum "${'a'.repeat(2000)}" "b")`;
    const wasm = await component(`
    (import "x:y/types@1.0.0" (instance $types (type $e' ${cases}) (export "e" (type $e (eq $e')))))
    (alias export $types "e" (type $e))
    (core module $M (memory (export "memory") 100)
      (func (export "f") (param i32) (result i32)
        (i32.store (i32.const 0) (i32.const 8)) (i32.store (i32.const 4) (local.get 0)) (i32.const 0)))
    (core instance $m (instantiate $M)) (alias core export $m "memory" (core memory $memory))
    (func (export "f") (param "count" u32) (result (list $e)) (canon lift (core func $m "f") (memory $memory)))`);
    const guest = await loadGuest<{ f: (count: number) => Promise<string[]> }>(wasm, { isolation });
    expect(await guest.exports.f(100)).toHaveLength(100);
    await expect(guest.exports.f(2_000_000)).rejects.toThrow('a result is larger than what a program is given');
    expect(await guest.exports.f(1)).toEqual(['a'.repeat(2000)]);
    await guest.close();
  },
);

test('functions of this thread are given to guests on it only', async () => {
  const wasm = await compiled(GUEST, 'component');
  await expect(loadGuest(wasm, { imports: {} })).rejects.toThrow("'imports' is not a valid option");
  await (await loadGuest(wasm, { imports: {}, isolation: 'thread' })).close();
});
