import { GuestExit } from '../guest-exit.ts';
import type { Host } from '../host.ts';
import { checkExtent } from '../limits/bound.ts';
import { GuestMemory } from '../abi/guest-memory.ts';
import { openDirectories } from '../files/directories.ts';
import { importObject } from '../link/import-table.ts';
import { wasockImports } from '../link/imports.ts';
import { addressText } from '../socket/address-text.ts';
import { OptionError } from '../option-error.ts';
import { LinkError } from '../trap.ts';
import type { LinkingOptions } from './component.ts';
import { openListeners } from './listeners.ts';
import type { CompiledCore, CompiledGuest } from './module.ts';
import { promiseIntegration } from './promise-integration.ts';
import { suspender } from './suspending-import.ts';
import { WASI_MODULE, wasiImports, type WasiOptions } from './wasi.ts';

/** As `startCore` or `startComponent`. */
export async function startGuest(
  guest: CompiledGuest,
  host: Host,
  options: LinkingOptions,
  suspending: boolean,
): Promise<number> {
  refuseListeners(guest, options);
  if (guest.kind === 'component') {
    // Loaded when needed: WASI 0.2 is many files.
    const { startComponent } = await import('./component.ts');
    return startComponent(guest, host, options, suspending);
  }
  return startCore(guest, host, options, suspending);
}

/** @throws OptionError for listeners of a guest that could not accept from them */
function refuseListeners(guest: CompiledGuest, { listeners = [] }: WasiOptions): void {
  if (listeners.length === 0) return;
  if (guest.kind === 'component') {
    throw new OptionError(
      "'listeners'",
      'none: a component is handed no sockets, and makes its own as the policy allows',
    );
  }
  if (!guest.imports.some(({ module, name }) => module === WASI_MODULE && name === 'sock_accept')) {
    throw new OptionError("'listeners'", `none: the module does not import sock_accept of ${WASI_MODULE}`);
  }
}

/**
 * Links a program with its host and runs it to its end on this thread. It does not close the host.
 *
 * @param suspending whether waiting operations suspend the guest (JSPI) rather than block the thread; the host's
 *   waiter must be of that kind
 * @returns the exit code
 * @throws OptionError if a directory or a listener cannot be opened; LinkError if the module is no program, or imports what does not exist; LimitError if it was compiled to have more
 *   memory than the guest may have
 * @throws GuestTrap, GuestKilled, WebAssembly.RuntimeError if the guest ends so
 */
async function startCore(guest: CompiledCore, host: Host, options: WasiOptions, suspending: boolean): Promise<number> {
  const { waiter, meter, ledger: holder } = host.context;
  checkExtent(guest.extent, meter.limits);
  const memory = new GuestMemory(guest.encoding, (bytes) => meter.memory(guest.extent.initial, bytes));
  const directories = openDirectories(options.dirs, host.context);
  const listeners = openListeners(options.listeners, host.context);
  const wasi = wasiImports(options, { memory, waiter, holder, meter, directories, listeners });
  const table = wasockImports(host, memory).set(WASI_MODULE, wasi);
  const imports = importObject(guest.imports, table, suspending ? suspender() : undefined);
  for (const listener of listeners) options.onListening?.(addressText(listener));
  const instance = await instantiate(guest.module, imports);
  memory.bind(instance.exports);
  const start = instance.exports['_start'];
  if (typeof start !== 'function' || start.length !== 0) {
    throw new LinkError(
      "the module exports no function '_start' without parameters: build it as a program for WASI, not as a library",
    );
  }
  try {
    if (suspending) await promiseIntegration().promising(start as () => unknown)();
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
