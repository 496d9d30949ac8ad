// What a guest on this thread begins with, run to its end or called.
import { Host } from '../host.ts';
import { refuseLimits } from '../limits.ts';
import { SuspendingWaiter } from '../wait/suspending.ts';
import type { GuestOptions } from './guest-options.ts';
import { checkGuest, compileModule, type GuestModule } from './module.ts';
import { GUEST_OPTIONS, readProgramOptions } from './options.ts';
import { promiseIntegration } from './promise-integration.ts';
import { descriptorsOf } from './standard-streams.ts';

/** Reads the options of a guest, and compiles it. */
export function prepared(wasm: Uint8Array | GuestModule, given: GuestOptions) {
  checkGuest(wasm);
  const options = descriptorsOf(readProgramOptions(given, GUEST_OPTIONS));
  const suspending = options.wait === 'suspend';
  if (suspending) {
    promiseIntegration();
    refuseLimits(options.limits, ['cpuTimeMs'], 'for a suspended guest, which shares its thread');
  }
  const guest = wasm instanceof Uint8Array ? compileModule(wasm, options.limits) : wasm;
  return { guest, options, suspending };
}

/** Makes the host of a guest. `close` ends every socket, and every wait that the guest still has. */
export function openHost(options: GuestOptions, suspending: boolean): { readonly host: Host; close(): void } {
  const waiter = suspending ? new SuspendingWaiter() : undefined;
  const host = new Host(options, waiter === undefined ? {} : { waiter });
  const close = (): void => {
    host.close();
    waiter?.kill();
  };
  return { host, close };
}
