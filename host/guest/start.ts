import type { CompiledComponent } from '../component/compile.ts';
import { GuestExit } from '../guest-exit.ts';
import type { Host } from '../host.ts';
import { checkExtent } from '../limits/bound.ts';
import { GuestMemory } from '../abi/guest-memory.ts';
import { openDirectories } from '../files/directories.ts';
import { importObject } from '../link/import-table.ts';
import { HOST_MODULE, wasockImports } from '../link/imports.ts';
import { startTrace } from '../link/start-trace.ts';
import { OptionError } from '../option-error.ts';
import { Descriptors } from '../preview1/descriptors.ts';
import { OneProcess } from '../socket/processes.ts';
import { LinkError } from '../trap.ts';
import type { LinkingOptions } from './component.ts';
import { Forking } from './forking.ts';
import { nameSockets, openSockets, tellListening, withListenVariables } from './open-sockets.ts';
import type { CompiledCore, CompiledGuest } from './module.ts';
import { promiseIntegration } from './promise-integration.ts';
import type { LastWords } from './last-words.ts';
import { inherit } from './snapshot.ts';
import { suspender } from './suspending-import.ts';
import { type OwnWasiOptions, WASI_MODULE, wasiImports } from './wasi.ts';

/** As `startCore` or `startComponent`. */
export async function startGuest(
  guest: CompiledGuest,
  host: Host,
  options: LinkingOptions,
  suspending: boolean,
): Promise<number> {
  refuseSockets(guest, options);
  if (guest.kind === 'component') {
    // Loaded when needed: WASI 0.2 is many files.
    const { startComponent } = await import('./component.ts');
    return startComponent(guest, host, options, suspending);
  }
  return startCore(guest, host, options, suspending);
}

/** The function by which guests find sockets by their names. */
const IMPORT_NAMED = '[static]socket.import-named';

/** @throws OptionError for sockets of a guest that could not find them */
export function refuseSockets(guest: CompiledGuest, { sockets = [] }: OwnWasiOptions): void {
  if (sockets.length === 0) return;
  const finds = guest.kind === 'component' ? declaresNamed(guest) : findsNamed(guest) || hasDescriptors(guest);
  if (finds) return;
  throw new OptionError(
    "'sockets'",
    guest.kind === 'component'
      ? 'none: the component does not import import-named of wasock:sockets, by which it would find them'
      : `none: the module imports neither import-named of ${HOST_MODULE} nor sock_* of ${WASI_MODULE}, by which it would find them`,
  );
}

function findsNamed({ imports }: CompiledCore): boolean {
  return imports.some(({ module, name }) => module === HOST_MODULE && name === IMPORT_NAMED);
}

/** Whether a module has descriptors of its sockets: those of WASI preview 1. */
function hasDescriptors({ imports }: CompiledCore): boolean {
  return imports.some(({ module, name }) => module === WASI_MODULE && name.startsWith('sock_'));
}

/** Whether the type of an interface that a component imports has the function. */
function declaresNamed({ component }: CompiledComponent): boolean {
  return component.definitions.some(
    (one) =>
      one.kind === 'type' &&
      one.type.kind === 'instance type' &&
      one.type.declarations.some((each) => each.kind === 'export' && each.name === IMPORT_NAMED),
  );
}

/** Opens what a guest begins with. @param byName whether it finds its sockets by their names, and not as descriptors */
function openAll({ dirs, sockets }: OwnWasiOptions, { context }: Host, byName: boolean) {
  const directories = openDirectories(dirs, context);
  const opened = openSockets(sockets, context);
  const given = byName ? [] : opened.map(({ socket }) => socket);
  return { descriptors: new Descriptors(directories, given), opened };
}

/** The processes of a guest that may fork. */
function forkingOf({ context: { processes } }: Host): Forking | undefined {
  return !(processes instanceof OneProcess) && processes instanceof Forking ? processes : undefined;
}

/** A core module on its host. */
export interface LinkedCore {
  readonly instance: WebAssembly.Instance;
  readonly memory: GuestMemory;
}

/**
 * Links a core module with its host and instantiates it. It does not close the host.
 *
 * @param suspending whether waiting operations suspend the guest (JSPI) rather than block the thread; the host's
 *   waiter must be of that kind
 * @param lastWords hears what it writes to standard error
 * @throws OptionError if a directory or a socket cannot be opened; LinkError if the module imports what does not exist; LimitError
 *   if it was compiled to have more memory than the guest may have
 */
export async function linkCore(
  guest: CompiledCore,
  host: Host,
  options: Omit<LinkingOptions, 'imports'>,
  suspending: boolean,
  lastWords?: LastWords,
): Promise<LinkedCore> {
  const { waiter, meter, ledger: holder } = host.context;
  checkExtent(guest.extent, meter.limits);
  host.context.input = options.stdin ?? 0;
  const memory = new GuestMemory(guest.encoding, (bytes) => meter.memory(guest.extent.initial, bytes));
  const forking = forkingOf(host);
  const byName = findsNamed(guest);
  const { descriptors, opened } =
    forking?.snapshot === undefined
      ? openAll(options, host, byName)
      : { descriptors: inherit(host, forking.snapshot), opened: [] };
  const wasi = wasiImports(withListenVariables(options, host), {
    memory,
    waiter,
    holder,
    meter,
    descriptors,
    ...(!byName && (forking !== undefined || opened.length > 0) && { sockets: host.context }),
    hasFiles: options.dirs !== undefined,
    lastWords,
  });
  const tracer = await startTrace(options.trace, host);
  const table = wasockImports(host, memory, host.sockets, tracer).set(WASI_MODULE, wasi);
  const imports = importObject(guest.imports, table, suspending ? suspender() : undefined);
  if (byName) nameSockets(opened, host.context);
  tellListening(opened, options);
  const instance = await instantiate(guest.module, imports);
  for (const value of Object.values(instance.exports)) {
    if (value instanceof WebAssembly.Memory) host.memories.add(value);
  }
  memory.bind(instance.exports);
  forking?.bind(guest, instance.exports, memory, descriptors);
  return { instance, memory };
}

/**
 * Runs the start function of a program to its end.
 *
 * @returns the exit code
 * @throws LinkError if the module is no program
 * @throws GuestTrap, GuestKilled, WebAssembly.RuntimeError if the guest ends so
 */
async function startCore(
  guest: CompiledCore,
  host: Host,
  options: OwnWasiOptions,
  suspending: boolean,
): Promise<number> {
  const linked = await linkCore(guest, host, options, suspending);
  const start = linked.instance.exports['_start'];
  if (!isStart(start)) {
    throw new LinkError(
      "the module exports no function '_start' without parameters: build it as a program for WASI, not as a library",
    );
  }
  const forking = forkingOf(host);
  return runStart(forking === undefined ? start : () => forking.run(start), linked.memory, suspending);
}

/** Whether an export is a function that begins a guest. */
export function isStart(value: WebAssembly.ExportValue | undefined): value is () => unknown {
  return typeof value === 'function' && value.length === 0;
}

/** Calls a function that begins a guest. @returns the exit code, 0 if it does not exit @throws as `startCore` */
export async function runStart(start: () => unknown, memory: GuestMemory, suspending: boolean): Promise<number> {
  try {
    if (suspending) await promiseIntegration().promising(start)();
    else start();
    return 0;
  } catch (error) {
    if (error instanceof GuestExit) return error.exitCode;
    throw error;
  } finally {
    memory.view(); // This also counts how large it has become.
  }
}

async function instantiate(module: WebAssembly.Module, imports: WebAssembly.Imports): Promise<WebAssembly.Instance> {
  try {
    return await WebAssembly.instantiate(module, imports);
  } catch (error) {
    if (error instanceof WebAssembly.LinkError) throw new LinkError(error.message, { cause: error });
    throw error;
  }
}
