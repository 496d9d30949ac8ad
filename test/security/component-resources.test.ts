// What a component has of WASI's objects: a bounded number, which it gets back as it drops them.
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { expect, test } from 'vitest';
import { GuestTrap, runGuest } from 'wasock';
import { MOST_RESOURCES, REP } from '#host/jco/component-resources';
import { componentWasi } from '#host/jco/component-wasi';
import { guestWith } from '../support/host-sockets.ts';

type Callee = (...args: unknown[]) => unknown;

/** A function of the component's WASI, perhaps of an object that another one gives. */
function calleeOf(wasi: Record<string, object>, name: string, word: string, method?: string): Callee {
  const api: Record<string, Callee> = Object(wasi[name]);
  if (method === undefined) return api[word]!;
  const object: Record<string, Callee> = Object(api[word]!());
  return object[method]!;
}

const MAKING: [name: string, word: string, args: unknown[], method?: string][] = [
  ['wasi:clocks/monotonic-clock', 'subscribeDuration', [1n]],
  ['wasi:clocks/monotonic-clock', 'subscribeInstant', [1n]],
  ['wasi:cli/stdin', 'getStdin', []],
  ['wasi:cli/stdout', 'getStdout', []],
  ['wasi:cli/stderr', 'getStderr', []],
  ['wasi:cli/stdin', 'getStdin', [], 'subscribe'],
  ['wasi:cli/stdout', 'getStdout', [], 'subscribe'],
  ['wasi:cli/terminal-stdin', 'getTerminalStdin', []],
  ['wasi:cli/terminal-stdout', 'getTerminalStdout', []],
  ['wasi:cli/terminal-stderr', 'getTerminalStderr', []],
  ['wasi:sockets/instance-network', 'instanceNetwork', []],
];

test.each(MAKING)('%s: %s makes so many objects, and more as they are dropped', (name, word, args, method) => {
  const make = calleeOf(componentWasi({}), name, word, method);
  const made: object[] = [];
  const fill = (): void => {
    for (;;) made.push(Object(make(...args)));
  };
  expect(fill).toThrow(GuestTrap);
  expect(made.length).toBeGreaterThanOrEqual(MOST_RESOURCES - 1);
  expect(made.length).toBeLessThanOrEqual(MOST_RESOURCES);
  const drop: Callee = Reflect.get(made[0]!, Symbol.dispose);
  // Twice is once.
  for (let time = 0; time < 2; time++) Reflect.apply(drop, made[0], []);
  make(...args);
  expect(() => make(...args)).toThrow(GuestTrap);
});

/** A component that subscribes to the clock so many times. */
const subscribing = (times: number, then: string) =>
  parse(`(component
    (import "wasi:io/poll@0.2.0" (instance $p
      (export "pollable" (type $pl (sub resource)))
      (export "[method]pollable.block" (func (param "self" (borrow $pl))))))
    (alias export $p "pollable" (type $pollable))
    (import "wasi:clocks/monotonic-clock@0.2.0" (instance $c
      (export "pollable" (type $p2 (eq $pollable)))
      (export "subscribe-duration" (func (param "when" u64) (result (own $p2))))))
    (core func $subscribe (canon lower (func $c "subscribe-duration")))
    (core func $block (canon lower (func $p "[method]pollable.block")))
    (core func $drop (canon resource.drop $pollable))
    (core module $m
      (import "" "subscribe" (func $subscribe (param i64) (result i32)))
      (import "" "block" (func $block (param i32)))
      (import "" "drop" (func $drop (param i32)))
      (func (export "run") (result i32) (local $left i32) (local $one i32)
        (local.set $left (i32.const ${times}))
        (loop $l
          (local.set $one (call $subscribe (i64.const 10)))
          ${then}
          (br_if $l (local.tee $left (i32.sub (local.get $left) (i32.const 1)))))
        (i32.const 0)))
    (core instance $i (instantiate $m (with "" (instance
      (export "subscribe" (func $subscribe)) (export "block" (func $block)) (export "drop" (func $drop))))))
    (func $run (result (result)) (canon lift (core func $i "run")))
    (instance $r (export "run" (func $run)))
    (export "wasi:cli/run@0.2.0" (instance $r)))`);

test('a component that drops what it is given goes on', async () => {
  const dropping = await subscribing(
    2 * MOST_RESOURCES,
    '(call $block (local.get $one)) (call $drop (local.get $one))',
  );
  expect(await runGuest(dropping)).toBe(0);
});

test('one that does not is ended', async () => {
  await expect(runGuest(await subscribing(2 * MOST_RESOURCES, ''))).rejects.toThrow(GuestTrap);
});

test('a clock’s pollable is ready when its time has come, also beside others', () => {
  const wasi = componentWasi({});
  const clock: Record<string, Callee> = Object(wasi['wasi:clocks/monotonic-clock']);
  const { poll }: Record<string, Callee> = Object(wasi['wasi:io/poll']);
  const at = (when: unknown): Record<string, Callee> => Object(clock['subscribeDuration']!(when));
  const [soon, later] = [at(5_000_000n), at(3_600_000_000_000n)];
  expect(soon!['ready']!()).toBe(false);
  expect(poll!([later, soon])).toEqual(Uint32Array.of(1));
  expect(soon!['ready']!()).toBe(true);
  expect(later!['ready']!()).toBe(false);
  at(1_000_000n)['block']!();
  const past: Record<string, Callee> = Object(clock['subscribeInstant']!(0n));
  expect(past['ready']!()).toBe(true);
});

test('numbers of WASI’s are numbers, whatever a component says its types are', () => {
  const wasi = componentWasi({});
  for (const length of ['1.5e9', 7, undefined, -1n]) {
    for (const [name, word] of [
      ['wasi:random/random', 'getRandomBytes'],
      ['wasi:random/insecure', 'getInsecureRandomBytes'],
      ['wasi:clocks/monotonic-clock', 'subscribeDuration'],
      ['wasi:clocks/monotonic-clock', 'subscribeInstant'],
    ] as const) {
      expect(() => calleeOf(wasi, name, word)(length)).toThrow(TypeError);
    }
    for (const method of ['read', 'blockingRead', 'skip', 'blockingSkip']) {
      expect(() => calleeOf(wasi, 'wasi:cli/stdin', 'getStdin', method)(length)).toThrow(TypeError);
    }
    for (const method of ['write', 'blockingWriteAndFlush', 'writeZeroes', 'blockingWriteZeroesAndFlush']) {
      expect(() => calleeOf(wasi, 'wasi:cli/stdout', 'getStdout', method)(length)).toThrow(TypeError);
    }
  }
  for (const code of [-1, 256, 0.5, '0', 0n]) {
    expect(() => calleeOf(wasi, 'wasi:cli/exit', 'exitWithCode')(code)).toThrow(TypeError);
  }
});

test('sockets have numbers that are used again: jco remembers each', () => {
  const { Socket } = guestWith({});
  const numbers = new Set<unknown>();
  for (let time = 0; time < 100; time++) {
    for (const socket of Socket.pair('unix', 'stream', 0)) {
      numbers.add(Reflect.get(socket, REP));
      const drop: Callee = Reflect.get(socket, Symbol.dispose);
      for (let again = 0; again < 2; again++) Reflect.apply(drop, socket, []);
    }
  }
  expect(numbers.size).toBe(2);
});
