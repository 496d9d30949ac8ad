// Functions that suspend the guest (JSPI) only when they have to wait. An engine suspends whenever a Suspending
// function is called, whatever it returns. It refuses to if JavaScript is on the stack, so a `cabi_realloc` could not
// print a message. And lines that guests of one thread write in two calls would mix. So a WebAssembly function stands
// in between. It makes the attempt first, and calls the Suspending function only if there is a promise.
import type { Importable } from '../link/import-table.ts';
import { GuestTrap } from '../trap.ts';
import { promiseIntegration } from './promise-integration.ts';

const TYPES: ReadonlyMap<string, number> = new Map([
  ['i32', 0x7f],
  ['i64', 0x7e],
  ['f32', 0x7d],
  ['f64', 0x7c],
]);

/** The magic number and the version. */
const HEADER = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];

/** Opcodes, and what a function type begins with. */
const CALL = 0x10;
const LOCAL_GET = 0x20;
const IF = 0x04;
const LOCAL_SET = 0x21;
const END = 0x0b;
const NO_RESULT = 0x40;
const FUNC = 0x60;

/**
 * Makes the imports by which functions that may wait suspend one guest.
 *
 * @returns makes the imports of functions, in their order. They throw GuestTrap if the guest called a function that had to
 *   wait where it cannot be suspended: inside a function that its host had called. Nobody then gets the outcome
 */
export function suspender(): (waiting: readonly Importable[]) => WebAssembly.ImportValue[] {
  const { Suspending } = promiseIntegration();
  /** The promise that the guest is about to be suspended for. */
  let promise: Promise<unknown> | undefined;
  const checkAwaited = (): void => {
    if (promise !== undefined) throw new GuestTrap('the guest waits in a function that its host calls');
  };
  const waits = (): number => (promise === undefined ? 0 : 1);
  const wait = new Suspending((): unknown => {
    const awaited = promise;
    promise = undefined;
    return awaited;
  });
  const attemptOf = ({ callee, signature }: Importable) => {
    const call = callee as (...args: unknown[]) => unknown;
    // Of the type of the result, which the outcome replaces.
    const nothing = signature.endsWith('-> (i64)') ? 0n : 0;
    return (...args: unknown[]): unknown => {
      checkAwaited();
      const outcome = call(...args);
      checkAwaited();
      if (!(outcome instanceof Promise)) return outcome;
      // Even if nothing awaits it.
      outcome.catch(() => {});
      promise = outcome;
      return nothing;
    };
  };
  return (waiting) => {
    const functions: WebAssembly.ModuleImports = { waits, wait };
    for (const [index, one] of waiting.entries()) functions[`attempt-${index}`] = attemptOf(one);
    const { exports } = new WebAssembly.Instance(moduleOf(waiting.map(({ signature }) => signature)), {
      '': functions,
    });
    return waiting.map((_, index) => exports[`f-${index}`]!);
  };
}

/** The modules that stand in between, by the signatures that they have: all guests have the same few, but may have others. */
const modules = new Map<string, WebAssembly.Module>();
const MOST_KEPT = 500;

function moduleOf(signatures: readonly string[]): WebAssembly.Module {
  const key = signatures.join();
  let module = modules.get(key);
  if (module === undefined) {
    module = new WebAssembly.Module(between(signatures));
    if (modules.size < MOST_KEPT) modules.set(key, module);
  }
  return module;
}

/**
 * For each signature:
 *
 * ```wat
 * (module
 *   (import "" "attempt-0" (func $attempt (param …) (result …)))
 *   (import "" "waits" (func $waits (result i32)))
 *   (import "" "wait" (func $wait (result …)))
 *   (func (export "f-0") (param …) (result …)
 *     (local.set $result (call $attempt …))
 *     (if (call $waits) (then (local.set $result (call $wait))))
 *     (local.get $result)))
 * ```
 */
function between(signatures: readonly string[]): Uint8Array<ArrayBuffer> {
  const types = signatures.map((signature) => {
    const [params = [], results = []] = signature.split(' -> ').map(typesIn);
    return { params, results };
  });
  const count = types.length;
  // The functions: waits; for each signature, its attempt and its wait; the functions themselves.
  const attempt = (index: number): number => 1 + 2 * index;
  const wait = (index: number): number => 2 + 2 * index;
  const code = types.map(({ params, results }, index) => {
    const keep = results.length === 0 ? [] : [LOCAL_SET, ...leb(params.length)];
    return sized([
      ...(results.length === 0 ? [0] : [1, 1, ...results]),
      ...params.flatMap((_, param) => [LOCAL_GET, ...leb(param)]),
      ...call(attempt(index)),
      ...keep,
      ...call(0),
      IF,
      NO_RESULT,
      ...call(wait(index)),
      ...keep,
      END,
      ...(results.length === 0 ? [] : [LOCAL_GET, ...leb(params.length)]),
      END,
    ]);
  });
  const type = (taken: readonly number[], given: readonly number[]): number[] => [
    FUNC,
    ...sized(taken),
    ...sized(given),
  ];
  return Uint8Array.from([
    ...HEADER,
    ...section(1, [
      type([], [0x7f]),
      ...types.flatMap(({ params, results }) => [type(params, results), type([], results)]),
    ]),
    ...section(2, [
      imported('waits', 0),
      ...types.flatMap((_, index) => [imported(`attempt-${index}`, attempt(index)), imported('wait', wait(index))]),
    ]),
    ...section(
      3,
      types.map((_, index) => leb(attempt(index))),
    ),
    ...section(
      7,
      types.map((_, index) => text(`f-${index}`).concat(0, leb(1 + 2 * count + index))),
    ),
    ...section(10, code),
  ]);
}

/** The types in a half of a signature: `(i32 i64)`. */
function typesIn(half: string): number[] {
  const names = half.slice(1, -1).split(' ').filter(Boolean);
  return names.map((name) => {
    const type = TYPES.get(name);
    if (type === undefined) throw new TypeError(`a function that waits has no ${name}`);
    return type;
  });
}

const call = (index: number): number[] => [CALL, ...leb(index)];
const imported = (name: string, type: number): number[] => [0, ...text(name), 0, ...leb(type)];
const text = (name: string): number[] => sized(Array.from(new TextEncoder().encode(name)));

/** A section that is a list. */
const section = (id: number, items: readonly (readonly number[])[]): number[] => [
  id,
  ...sized([...leb(items.length), ...items.flat()]),
];

/** Content after its length. */
const sized = (content: readonly number[]): number[] => [...leb(content.length), ...content];

/** A number in LEB128, without a sign. */
const leb = (value: number): number[] => (value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...leb(value >>> 7)]);
