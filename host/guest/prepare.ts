// What a guest on this thread begins with, run to its end or called.
import { Host, type HostOptions } from '../host.ts';
import { refuseLimits } from '../limits.ts';
import { SuspendingWaiter } from '../wait/suspending.ts';
import { type GivenSockets, letGoAll, toOpen } from './given-sockets.ts';
import type { GuestOptions } from './guest-options.ts';
import { checkGuest, compileModule, type GuestModule } from './module.ts';
import { GUEST_OPTIONS, readProgramOptions } from './options.ts';
import { ProgramDoor } from './program-door.ts';
import { promiseIntegration } from './promise-integration.ts';
import { descriptorsOf } from './standard-streams.ts';

/** Reads the options of a guest, and compiles it. */
export function prepared(wasm: Uint8Array | GuestModule, given: GuestOptions) {
  checkGuest(wasm);
  const { sockets, ...options } = descriptorsOf(readProgramOptions(given, GUEST_OPTIONS));
  const suspending = options.wait === 'suspend';
  if (suspending) {
    promiseIntegration();
    refuseLimits(options.limits, ['cpuTimeMs'], 'for a suspended guest, which shares its thread');
  }
  const guest = wasm instanceof Uint8Array ? compileModule(wasm, options.limits) : wasm;
  return { guest, options: { ...options, sockets: toOpen(sockets) }, sockets, suspending };
}

/**
 * Makes the host of a guest. `close` ends every wait that the guest still has, and every socket; `kill` its waits alone, and all that
 * it asks from then on.
 */
export function openHost(
  options: HostOptions,
  suspending: boolean,
): { readonly host: Host; kill(): void; close(): void } {
  const waiter = suspending ? new SuspendingWaiter() : undefined;
  const host = new Host(options, waiter === undefined ? {} : { waiter });
  // A wait that ends because its socket is closed would give the guest control again.
  const kill = (): void => waiter?.kill();
  const close = (): void => {
    kill();
    host.close();
  };
  return { host, kill, close };
}

/**
 * Opens the door of a guest on this thread. The host closes the guest's side, the caller the program's.
 *
 * @param sockets which the guest now has
 * @throws OptionError for one that cannot be given; Error if this process has no descriptor left
 */
export function openDoor({ context: { named, ledger } }: Host, sockets: GivenSockets): ProgramDoor {
  const door = new ProgramDoor(sockets);
  letGoAll(sockets);
  named.door = door.takeGuestSide();
  ledger.add(named.door);
  named.onExport = door.look;
  return door;
}
