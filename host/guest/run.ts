import { OptionError } from '../option-error.ts';
import { checkBounded } from './bounds.ts';
import { withShownTexts } from './error-text.ts';
import type { GuestOptions } from './guest-options.ts';
import type { GuestModule } from './module.ts';
import { openDoor, openHost, prepared } from './prepare.ts';
import type { ProgramDoor } from './program-door.ts';
import { startGuest } from './start.ts';

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
  const { guest, options, sockets, suspending } = prepared(wasm, given);
  checkBounded(guest.isManaged, options.limits);
  if (guest.kind !== 'component' && options.imports !== undefined) {
    throw new OptionError("'imports'", 'none: a core module is given nothing else');
  }
  const { host, close } = openHost(options, suspending);
  let door: ProgramDoor | undefined;
  try {
    door = sockets && openDoor(host, sockets);
    return await startGuest(guest, host, options, suspending);
  } catch (error) {
    throw withShownTexts(error);
  } finally {
    close();
    door?.end();
  }
}
