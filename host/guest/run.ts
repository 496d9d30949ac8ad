import { Host } from '../host.ts';
import { refuseLimits } from '../limits.ts';
import { SuspendingWaiter } from '../wait/suspending.ts';
import { checkBounded } from './bounds.ts';
import { withShownTexts } from './error-text.ts';
import { checkGuest, compileModule, type GuestModule } from './module.ts';
import { promiseIntegration } from './promise-integration.ts';
import { descriptorsOf } from './standard-streams.ts';
import { startGuest } from './start.ts';
import { OptionError } from '../option-error.ts';
import type { GuestOptions } from './guest-options.ts';
import { GUEST_OPTIONS, readProgramOptions } from './options.ts';

/**
 * Runs a guest to its end on this thread. Its sockets are then closed, however it ended.
 *
 * @param wasm a core module or a component, or what `compileModule` made of one
 * @returns the guest's exit code
 * @throws GuestTrap if the guest broke a rule of the canonical ABI; WebAssembly.RuntimeError if it trapped;
 *   LimitError if it has reached a limit; LinkError, PolicyError, OptionError, WebAssembly.CompileError if it could not
 *   be started
 */
export async function runGuest(wasm: Uint8Array | GuestModule, given: GuestOptions = {}): Promise<number> {
  checkGuest(wasm);
  const options = descriptorsOf(readProgramOptions(given, GUEST_OPTIONS));
  const suspending = options.wait === 'suspend';
  if (suspending) {
    promiseIntegration();
    refuseLimits(options.limits, ['cpuTimeMs'], 'for a suspended guest, which shares its thread');
  }
  const guest = wasm instanceof Uint8Array ? compileModule(wasm, options.limits) : wasm;
  checkBounded(guest.isManaged, options.limits);
  if (guest.kind !== 'component' && options.imports !== undefined) {
    throw new OptionError("'imports'", 'none: a core module is given nothing else');
  }
  const waiter = suspending ? new SuspendingWaiter() : undefined;
  const host = new Host(options, waiter === undefined ? {} : { waiter });
  try {
    return await startGuest(guest, host, options, suspending);
  } catch (error) {
    throw withShownTexts(error);
  } finally {
    host.close();
    // Ends every wait that the guest still has.
    waiter?.kill();
  }
}
