// Components as guests: programs that export wasi:cli/run.
import { Calls, type Ending } from '../component/calls.ts';
import type { CompiledComponent } from '../component/compile.ts';
import { Given } from '../component/given.ts';
import type { LiftedFunction } from '../component/lifted.ts';
import { Linker, type Suspension } from '../component/linker.ts';
import type { CallRules } from '../component/lower.ts';
import { Objects } from '../component/objects.ts';
import { giverOf } from '../component/provide.ts';
import type { Provided } from '../component/provided.ts';
import { GuestExit } from '../guest-exit.ts';
import type { Host } from '../host.ts';
import { checkExtent } from '../limits/bound.ts';
import { wasockInterfaces } from '../link/provided.ts';
import { startTrace } from '../link/start-trace.ts';
import { FunctionPolicy } from '../policy/function-policy.ts';
import { asked } from '../socket/asked.ts';
import { begin, untilTurn } from '../socket/operation.ts';
import { LinkError } from '../trap.ts';
import { andFinally, andThen, type Completion } from '../wait/completion.ts';
import { flushStandardStreams } from '../wasi/cli/standard-streams.ts';
import { wasiInterfaces } from '../wasi/provided.ts';
import type { GuestOptions } from './guest-options.ts';
import type { LastWords } from './last-words.ts';
import { promiseIntegration } from './promise-integration.ts';
import { suspender } from './suspending-import.ts';
import { nameSockets, openSockets, tellListening, withListenVariables } from './open-sockets.ts';
import type { OwnWasiOptions } from './wasi.ts';
import type { Instance } from '../component/items.ts';
import type { Work } from '../component/work.ts';

/** A component on its host. */
export interface LinkedComponent {
  readonly instance: Instance;
  readonly calls: Calls;
  readonly objects: Objects;
  /** What linking it has taken. */
  readonly work: Work;
}

/** What a component is given: the options of a guest on this thread. */
export type LinkingOptions = Pick<GuestOptions, 'imports' | 'trace'> & OwnWasiOptions;

/**
 * Links a component with its host, which instantiates it. It does not close the host. `calls.close` writes what is left of the
 * guest's output, and ends what its handles own.
 *
 * @param suspending as for `startGuest`
 * @param ending what else there is to do at the end
 * @throws LinkError if it imports what does not exist, or is not valid; OptionError if `imports` is not
 * @throws GuestTrap, GuestKilled, WebAssembly.RuntimeError, GuestExit if it ends at once
 */
export async function linkComponent(
  { component, modules, extent }: CompiledComponent,
  host: Host,
  given: LinkingOptions,
  suspending: boolean,
  ending: {
    readonly stop?: () => void;
    readonly close?: () => void;
    readonly explain?: Ending['explain'];
    readonly lastWords?: LastWords;
  } = {},
): Promise<LinkedComponent> {
  checkExtent(extent, host.context.meter.limits);
  const options = withListenVariables(given, host);
  const environment = {
    context: host.context,
    args: options.args ?? ['guest'],
    env: options.env ?? {},
    stdin: options.stdin ?? 0,
    stdout: options.stdout ?? 1,
    stderr: options.stderr ?? 2,
    dirs: options.dirs,
    onError: ending.lastWords?.hearAt,
  };
  host.context.input = environment.stdin;
  const sockets = openSockets(options.sockets, host.context);
  nameSockets(sockets, host.context);
  tellListening(sockets, options);
  const tracer = await startTrace(given.trace, host);
  const provided: Provided = new Map([...wasockInterfaces(host, tracer), ...wasiInterfaces(environment)]);
  const linker = new Linker({
    modules,
    limits: host.context.meter.limits,
    rules: rulesOf(host),
    suspension: suspending ? suspension() : undefined,
    onMemory: memoryCounter(host, extent),
  });
  const end = (): void => {
    try {
      objects.end();
    } finally {
      try {
        linker.end();
      } finally {
        ending.close?.();
      }
    }
  };
  const { waiter } = host.context;
  let isStopped = false;
  const calls = new Calls(
    {
      stop() {
        isStopped = true;
        ending.stop?.();
      },
      // What a guest that was stopped has not written yet would wait.
      close: () => andFinally(() => (isStopped ? undefined : flushStandardStreams(environment)), end),
      explain: ending.explain ?? ((error) => error),
    },
    async (promise) => waiter.until?.(promise) ?? promise,
  );
  const objects = new Objects(calls, suspending);
  const imports = new Given(options.imports ?? {}, provided, { calls, objects, suspends: suspending });
  try {
    const instance = linker.instantiate({ binary: component, scope: undefined }, giverOf(provided, linker, imports));
    return { instance, calls, objects, work: linker.texts.work };
  } catch (error) {
    await calls.close(false, suspending);
    throw error;
  }
}

/**
 * Links a program with its host and runs it to its end on this thread. It does not close the host.
 *
 * @param suspending as for `startGuest`
 * @returns the exit code
 * @throws LinkError if it is no program, or as `linkComponent`
 * @throws GuestTrap, GuestKilled, WebAssembly.RuntimeError if the guest ends so
 */
export async function startComponent(
  component: CompiledComponent,
  host: Host,
  options: LinkingOptions,
  suspending: boolean,
): Promise<number> {
  try {
    const { instance, calls, objects } = await linkComponent(component, host, options, suspending);
    try {
      const lifted = runOf(instance);
      if (lifted === undefined) {
        throw new LinkError('the component is not a program: it exports no wasi:cli/run of version 0.2');
      }
      const outcome = await calls.run(
        'run',
        () => [],
        (args) => lifted.invoke(args, objects),
      );
      return isFailure(outcome) ? 1 : 0;
    } finally {
      await calls.close(false, suspending);
    }
  } catch (error) {
    if (error instanceof GuestExit) return error.exitCode;
    throw error;
  }
}

/** What happens around each call of the host. */
function rulesOf({ context }: Host): CallRules {
  const isPaced = context.meter.pace !== undefined;
  const isAsking = context.policy instanceof FunctionPolicy && context.waiter.until !== undefined;
  const around = <T>(operation: () => Completion<T>): Completion<T> =>
    andThen(untilTurn(context), () => (isAsking ? asked(context, operation) : operation()));
  return { begin: () => begin(context), around: isPaced || isAsking ? around : undefined };
}

/** Counts the sizes of a component's memories together. */
function memoryCounter({ context: { meter }, memories }: Host, { initial }: CompiledComponent['extent']) {
  const sizes = new Map<WebAssembly.Memory, number>();
  return (memory: WebAssembly.Memory, bytes: number): void => {
    memories.add(memory);
    sizes.set(memory, bytes);
    meter.memory(
      initial,
      Array.from(sizes.values()).reduce((sum, size) => sum + size, 0),
    );
  };
}

/** JSPI, for a component. */
function suspension(): Suspension {
  const wrap = suspender();
  const { promising } = promiseIntegration();
  return {
    import: ({ callee, signature }) => wrap([{ callee, signature, waits: true }])[0]!,
    export: (callee) => promising(callee as () => unknown) as ReturnType<Suspension['export']>,
  };
}

/** `run` of `wasi:cli/run`, of any version 0.2; undefined if there is none. */
export function runOf({ exports }: Instance): LiftedFunction | undefined {
  for (const [name, item] of exports) {
    if (item.sort !== 'instance' || !name.startsWith('wasi:cli/run@0.2.')) continue;
    const run = item.value.exports.get('run');
    if (run?.sort === 'function' && run.value.kind === 'lifted' && run.value.type.params.length === 0) {
      return run.value.lifted;
    }
  }
  return undefined;
}

/** The error case of run's result has no value. */
export function isFailure(outcome: unknown): boolean {
  return typeof outcome === 'object' && outcome !== null && 'tag' in outcome && outcome.tag === 'err';
}
