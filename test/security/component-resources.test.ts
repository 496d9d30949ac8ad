// What a component has of WASI's objects through jco: a bounded number, which it gets back as it drops them.
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { expect, onTestFinished, test } from 'vitest';
import { GuestTrap } from 'wasock';
import { type ComponentHost, createHost } from 'wasock/host';
import { MOST_RESOURCES, REP } from '#host/jco/component-resources';
import { guestWith } from '../support/host-sockets.ts';
import { runComponent } from '../support/transpiled.mjs';

type Callee = (...args: unknown[]) => unknown;
type Functions = Record<string, Callee>;

function openHost(): ComponentHost {
  const host = createHost();
  onTestFinished(() => host.close());
  return host;
}

/** The functions of an interface of the component's WASI. */
const functionsOf = ({ imports }: ComponentHost, name: `wasi:${string}`): Functions => Object(imports[name]);

const MAKING: [name: `wasi:${string}`, word: string, args: unknown[], method?: string][] = [
  ['wasi:clocks/monotonic-clock', 'subscribeDuration', [1n]],
  ['wasi:clocks/monotonic-clock', 'subscribeInstant', [1n]],
  ['wasi:cli/stdin', 'getStdin', []],
  ['wasi:cli/stdout', 'getStdout', []],
  ['wasi:cli/stderr', 'getStderr', []],
  ['wasi:cli/stdin', 'getStdin', [], 'subscribe'],
  ['wasi:cli/stdout', 'getStdout', [], 'subscribe'],
  ['wasi:sockets/instance-network', 'instanceNetwork', []],
];

test.each(MAKING)('%s: %s makes so many objects, and more as they are dropped', (name, word, args, method) => {
  const made: object[] = [];
  const api = functionsOf(openHost(), name);
  const first: Functions | undefined = method === undefined ? undefined : Object(api[word]!());
  const make = (): unknown => (first === undefined ? api[word]!(...args) : first[method!]!());
  const fill = (): void => {
    for (;;) made.push(Object(make()));
  };
  expect(fill).toThrow(GuestTrap);
  expect(made.length).toBe(MOST_RESOURCES - (first === undefined ? 0 : 1));
  const drop: Callee = Reflect.get(made[0]!, Symbol.dispose);
  // Twice is once.
  for (let time = 0; time < 2; time++) Reflect.apply(drop, made[0], []);
  make();
  expect(make).toThrow(GuestTrap);
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
  expect(await runComponent(dropping, openHost().imports)).toBe(0);
});

test('one that does not is ended', async () => {
  await expect(runComponent(await subscribing(2 * MOST_RESOURCES, ''), openHost().imports)).rejects.toThrow(GuestTrap);
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
