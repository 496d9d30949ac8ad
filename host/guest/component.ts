// Components as guests: programs that export wasi:cli/run.
import type { CompiledComponent } from '../component/compile.ts';
import { Linker, type Suspension } from '../component/linker.ts';
import type { CallRules } from '../component/lower.ts';
import { giverOf } from '../component/provide.ts';
import type { Provided } from '../component/provided.ts';
import { GuestExit } from '../guest-exit.ts';
import type { Host } from '../host.ts';
import { checkExtent } from '../limits/bound.ts';
import { wasockInterfaces } from '../link/provided.ts';
import { FunctionPolicy } from '../policy/function-policy.ts';
import { asked } from '../socket/asked.ts';
import { begin, untilTurn } from '../socket/operation.ts';
import { LinkError } from '../trap.ts';
import { andThen, type Completion } from '../wait/completion.ts';
import { flushStandardStreams } from '../wasi/cli/standard-streams.ts';
import { wasiInterfaces } from '../wasi/provided.ts';
import { promiseIntegration } from './promise-integration.ts';
import { suspender } from './suspending-import.ts';
import type { WasiOptions } from './wasi.ts';
import type { Instance } from '../component/items.ts';

/**
 * Links a program with its host and runs it to its end on this thread. It does not close the host.
 *
 * @param suspending as for `startGuest`
 * @returns the exit code
 * @throws LinkError if it is no program, or imports what does not exist
 * @throws GuestTrap, GuestKilled, WebAssembly.RuntimeError if the guest ends so
 */
export async function startComponent(
  { component, modules, extent }: CompiledComponent,
  host: Host,
  options: WasiOptions,
  suspending: boolean,
): Promise<number> {
  checkExtent(extent, host.context.meter.limits);
  const environment = {
    context: host.context,
    args: options.args ?? ['guest'],
    env: options.env ?? {},
    stdin: options.stdin ?? 0,
    stdout: options.stdout ?? 1,
    stderr: options.stderr ?? 2,
    dirs: options.dirs,
  };
  const provided: Provided = new Map([...wasockInterfaces(host), ...wasiInterfaces(environment)]);
  const linker = new Linker({
    modules,
    limits: host.context.meter.limits,
    rules: rulesOf(host),
    suspension: suspending ? suspension() : undefined,
    onMemory: memoryCounter(host, extent),
  });
  try {
    const instance = linker.instantiate({ binary: component, scope: undefined }, giverOf(provided, linker));
    const outcome = await runOf(instance)();
    return isFailure(outcome) ? 1 : 0;
  } catch (error) {
    if (error instanceof GuestExit) return error.exitCode;
    throw error;
  } finally {
    try {
      await flushStandardStreams(environment);
    } finally {
      linker.end();
    }
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
function memoryCounter({ context: { meter } }: Host, { initial }: CompiledComponent['extent']) {
  const sizes = new Map<WebAssembly.Memory, number>();
  return (memory: WebAssembly.Memory, bytes: number): void => {
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
    import: ({ callee, signature }) => wrap({ callee, signature, waits: true }),
    export: (callee) => promising(callee as () => unknown) as ReturnType<Suspension['export']>,
  };
}

/** `run` of `wasi:cli/run`, of any version 0.2. @throws LinkError if there is none */
function runOf({ exports }: Instance): () => Completion<unknown> {
  for (const [name, item] of exports) {
    if (item.sort !== 'instance' || !name.startsWith('wasi:cli/run@0.2.')) continue;
    const run = item.value.exports.get('run');
    if (run?.sort === 'function' && run.value.kind === 'lifted' && run.value.type.params.length === 0) {
      const { lifted } = run.value;
      return () => lifted.invoke([]);
    }
  }
  throw new LinkError('the component is not a program: it exports no wasi:cli/run of version 0.2');
}

/** The error case of run's result has no value. */
function isFailure(outcome: unknown): boolean {
  return typeof outcome === 'object' && outcome !== null && 'tag' in outcome && outcome.tag === 'err';
}
