// A guest whose functions are called, on its own thread.
import { Calls, type Ending } from '../component/calls.ts';
import { Exports, takesObjects } from '../component/exports.ts';
import type { Host } from '../host.ts';
import { GuestExit } from '../guest-exit.ts';
import { LinkError } from '../trap.ts';
import type { Completion } from '../wait/completion.ts';
import { isFailure, type LinkingOptions, linkComponent, runOf } from './component.ts';
import { NameCount } from './callable.ts';
import { explained, messageText } from './error-text.ts';
import { exportsOf } from './exports-object.ts';
import { type CoreCall, coreFunctions, type LoadedFunction } from './loaded-core.ts';
import { LastWords } from './last-words.ts';
import type { CompiledCore, CompiledGuest } from './module.ts';
import type { CompiledComponent } from '../component/compile.ts';
import { promiseIntegration } from './promise-integration.ts';
import { isStart, linkCore, refuseSockets, runStart } from './start.ts';

/** A guest that can be called. */
export interface Loaded {
  /** All that it exports: also classes. */
  readonly exports: object;
  /** By their names in JavaScript; those of an interface after its name and a dot. */
  readonly functions: ReadonlyMap<string, LoadedFunction>;
  /** Whether an error in a call, or `close`, has ended it. */
  hasEnded(): boolean;
  /** Ends it. @throws ComponentStateError during a call that does not wait */
  close(): Completion<void>;
}

/**
 * Links a guest, and runs what begins it: `_initialize`, or its start as a program. It does not close the host.
 *
 * @param suspending as for `startGuest`
 * @param stop ends what a call waits for that is under way when it is closed
 * @param onEnd called once when it ends: with the error of a call, or with undefined
 * @throws LinkError if it exits when it is begun, or as `startGuest`
 */
export async function loadIn(
  guest: CompiledGuest,
  host: Host,
  options: LinkingOptions,
  suspending: boolean,
  { stop = () => {}, onEnd = () => {} }: { stop?: () => void; onEnd?: (error: unknown) => void } = {},
): Promise<Loaded> {
  refuseSockets(guest, options);
  let reason: unknown;
  const lastWords = new LastWords(guest.kind);
  const ending = {
    stop,
    close: () => onEnd(reason),
    explain: (error: unknown, functionName: string) =>
      (reason = explained(error, functionName, lastWords.abort(error))),
  };
  return guest.kind === 'component'
    ? loadComponent(guest, host, options, suspending, ending, lastWords)
    : loadCore(guest, host, options, suspending, ending, lastWords);
}

async function loadCore(
  guest: CompiledCore,
  host: Host,
  options: LinkingOptions,
  suspending: boolean,
  ending: Ending,
  lastWords: LastWords,
): Promise<Loaded> {
  const { instance, memory } = await linkCore(guest, host, options, suspending, lastWords);
  const start = instance.exports['_initialize'] ?? instance.exports['_start'];
  if (isStart(start)) checkBegun(await runStart(start, memory, suspending), lastWords);
  // It is given no functions of the program.
  const calls = new Calls(ending, (promise) => promise);
  const functions = coreFunctions(guest, {
    calls,
    memory,
    sockets: host.sockets,
    callee: (name) => {
      const callee = instance.exports[name] as CoreCall;
      // What is called after a result waits for nothing.
      if (!suspending || name.startsWith('cabi_')) return callee;
      return promiseIntegration().promising(callee as () => unknown) as CoreCall;
    },
  });
  const exports = exportsOf(functions.keys(), (name, args) => functions.get(name)!(...args));
  return { exports, functions, hasEnded: () => calls.hasEnded, close: () => calls.close(host.isAsking, suspending) };
}

async function loadComponent(
  guest: CompiledComponent,
  host: Host,
  options: LinkingOptions,
  suspending: boolean,
  ending: Ending,
  lastWords: LastWords,
): Promise<Loaded> {
  const { instance, calls, objects, work } = await linkComponent(guest, host, options, suspending, {
    stop: () => ending.stop?.(),
    close: () => void ending.close(),
    explain: ending.explain,
    lastWords,
  });
  const run = runOf(instance);
  if (run !== undefined) {
    const outcome = calls.run(
      'run',
      () => [],
      (args) => run.invoke(args, objects),
    );
    checkBegun(isFailure(await outcome) ? 1 : 0);
  }
  const exports = new Exports(calls, objects, work).of(instance);
  const functions = functionsOf(exports);
  return { exports, functions, hasEnded: () => calls.hasEnded, close: () => calls.close(host.isAsking, suspending) };
}

/**
 * The functions of what a component exports. Classes, and functions of their objects, are left out: those do not leave its thread.
 *
 * @throws LinkError if they are more than a program is given
 */
function functionsOf(exports: Readonly<Record<string, unknown>>): Map<string, LoadedFunction> {
  const found = new Map<string, LoadedFunction>();
  const count = new NameCount();
  // What has begun the guest is not called again.
  const begun = Object.entries(exports).find(([name]) => name.startsWith('wasi:cli/run@'))?.[1];
  for (const [name, value] of Object.entries(exports)) {
    if (value === begun) continue;
    if (typeof value === 'function') add(name, value);
    else for (const [inner, one] of Object.entries(value as object)) add(`${name}.${inner}`, one);
  }
  return found;

  function add(name: string, value: unknown): void {
    const isFunction = typeof value === 'function' && !Object.hasOwn(value, 'prototype') && !takesObjects(value);
    if (!isFunction) return;
    count.add(name);
    found.set(name, value as LoadedFunction);
  }
}

function checkBegun(code: number, lastWords?: LastWords): void {
  if (code === 0) return;
  const abort = lastWords?.abort(new GuestExit(code));
  const why = abort === undefined ? '' : `: ${abort.message}, in ${abort.place}`;
  throw new LinkError(messageText(`the guest has exited with ${code} before it could be called${why}`));
}
