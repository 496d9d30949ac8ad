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
 * @returns makes the import of one function. It throws GuestTrap if the guest called a function that had to wait where it
 *   cannot be suspended: inside a function that its host had called. Nobody then gets the outcome
 */
export function suspender(): (waiting: Importable) => WebAssembly.ImportValue {
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
  return ({ callee, signature }) => {
    const call = callee as (...args: unknown[]) => unknown;
    // Of the type of the result, which the outcome replaces.
    const nothing = signature.endsWith('-> (i64)') ? 0n : 0;
    const attempt = (...args: unknown[]): unknown => {
      checkAwaited();
      const outcome = call(...args);
      checkAwaited();
      if (!(outcome instanceof Promise)) return outcome;
      // Even if nothing awaits it.
      outcome.catch(() => {});
      promise = outcome;
      return nothing;
    };
    const { exports } = new WebAssembly.Instance(moduleOf(signature), { '': { attempt, waits, wait } });
    return exports['f'] as WebAssembly.ImportValue;
  };
}

/** The modules that stand in between, by the signatures that they have: all guests have the same few, but may have others. */
const modules = new Map<string, WebAssembly.Module>();
const MOST_KEPT = 500;

function moduleOf(signature: string): WebAssembly.Module {
  let module = modules.get(signature);
  if (module === undefined) {
    module = new WebAssembly.Module(between(signature));
    if (modules.size < MOST_KEPT) modules.set(signature, module);
  }
  return module;
}

/**
 * ```wat
 * (module
 *   (import "" "attempt" (func $attempt (param …) (result …)))
 *   (import "" "waits" (func $waits (result i32)))
 *   (import "" "wait" (func $wait (result …)))
 *   (func (export "f") (param …) (result …)
 *     (local.set $result (call $attempt …))
 *     (if (call $waits) (then (local.set $result (call $wait))))
 *     (local.get $result)))
 * ```
 */
function between(signature: string): Uint8Array<ArrayBuffer> {
  const [params = [], results = []] = signature.split(' -> ').map(typesIn);
  const operands = params.flatMap((_, index) => [LOCAL_GET, index]);
  const keep = results.length === 0 ? [] : [LOCAL_SET, params.length];
  const locals = results.length === 0 ? [0] : [1, 1, ...results];
  const attempt = [...operands, CALL, 0, ...keep];
  const wait = [CALL, 1, IF, NO_RESULT, CALL, 2, ...keep, END];
  const give = results.length === 0 ? [] : [LOCAL_GET, params.length];
  const type = (taken: readonly number[], given: readonly number[]): number[] => [
    FUNC,
    ...sized(taken),
    ...sized(given),
  ];
  return Uint8Array.from([
    ...HEADER,
    ...section(1, [3, ...type(params, results), ...type([], [0x7f]), ...type([], results)]),
    ...section(2, [3, ...imported('attempt', 0), ...imported('waits', 1), ...imported('wait', 2)]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...text('f'), 0, 3]),
    ...section(10, [1, ...sized([...locals, ...attempt, ...wait, ...give, END])]),
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

const imported = (name: string, type: number): number[] => [0, ...text(name), 0, type];
const text = (name: string): number[] => sized(Array.from(new TextEncoder().encode(name)));
const section = (id: number, content: readonly number[]): number[] => [id, ...sized(content)];

/** Content after its length. All contents here are short. */
function sized(content: readonly number[]): number[] {
  if (content.length > 127) throw new RangeError('a length of more than one byte');
  return [content.length, ...content];
}
