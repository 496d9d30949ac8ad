import { Host } from '../host.ts';
import { refuseLimits } from '../limits.ts';
import type { Denial } from '../policy.ts';
import { LinkError } from '../trap.ts';
import { componentImports } from '../jco/component-imports.ts';
import { runComponent } from '../jco/transpiled.ts';
import { SuspendingWaiter } from '../wait/suspending.ts';
import { checkBounded } from './bounds.ts';
import { withShownTexts } from './error-text.ts';
import { checkGuest, compileModule, type GuestModule } from './module.ts';
import { usesManagedMemory } from '../wasm/managed-memory.ts';
import { isComponent } from '../wasm/reader.ts';
import { promiseIntegration } from './promise-integration.ts';
import { startGuest } from './start.ts';
import { readOptions } from '../options.ts';
import type { GuestOptions } from './guest-options.ts';
import { GUEST_OPTIONS } from './options.ts';

/** What a component is told that asks for WASI's sockets. */
const NO_NETWORK: Denial = {
  permission: 'raw',
  subject: 'wasi:sockets (everything or nothing: no other rule is about them)',
  flag: '--allow-all',
};

/**
 * Runs a guest to its end on this thread. Its sockets are then closed, however it ended.
 *
 * @param wasm a core module or a component, or what `compileModule` made of a core module
 * @returns the guest's exit code
 * @throws GuestTrap if the guest broke a rule of the canonical ABI; WebAssembly.RuntimeError if it trapped;
 *   LimitError if it has reached a limit; LinkError, PolicyError, OptionError, WebAssembly.CompileError if it could not
 *   be started
 */
export async function runGuest(wasm: Uint8Array | GuestModule, given: GuestOptions = {}): Promise<number> {
  checkGuest(wasm);
  const options = readOptions(given, GUEST_OPTIONS);
  const suspending = options.wait === 'suspend';
  if (suspending) {
    promiseIntegration();
    refuseLimits(options.limits, ['cpuTimeMs'], 'for a suspended guest, which shares its thread');
  }
  const guest = wasm instanceof Uint8Array && !isComponent(wasm) ? compileModule(wasm, options.limits) : wasm;
  if (suspending && guest instanceof Uint8Array)
    throw new LinkError('a component cannot be suspended: use a core module');
  const isManaged = guest instanceof Uint8Array ? usesManagedMemory(guest) : guest.isManaged;
  checkBounded(isManaged, options.limits);
  const waiter = suspending ? new SuspendingWaiter() : undefined;
  const host = new Host(options, waiter === undefined ? {} : { waiter });
  try {
    if (guest instanceof Uint8Array)
      return await runComponent(
        guest,
        componentImports(() => host),
        {
          ...options,
          meter: host.context.meter,
          network: host.context.policy.allowsEverything,
          onNoNetwork: () => host.context.onDenied(NO_NETWORK),
        },
      );
    return await startGuest(guest, host, options, suspending);
  } catch (error) {
    throw withShownTexts(error);
  } finally {
    host.close();
    // Ends every wait that the guest still has.
    waiter?.kill();
  }
}
