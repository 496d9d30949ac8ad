// Guests on this thread whose functions are called.
import { checkBounded } from './bounds.ts';
import { withShownTexts } from './error-text.ts';
import { exportsOf } from './exports-object.ts';
import type { GuestOptions } from './guest-options.ts';
import { type Loaded, loadIn } from './loaded.ts';
import type { LoadedGuest } from './loaded-guest.ts';
import type { GuestModule } from './module.ts';
import type { ProgramDoor } from './program-door.ts';
import { openDoor, openHost, prepared } from './prepare.ts';

/** As `loadGuest`, on this thread. @param suspending whether calls that wait suspend the guest rather than block the thread */
export async function loadHere<Exports extends object>(
  wasm: Uint8Array | GuestModule,
  given: GuestOptions,
  suspending: boolean,
): Promise<LoadedGuest<Exports>> {
  const { guest, options, sockets } = prepared(wasm, { ...given, wait: suspending ? 'suspend' : 'block' });
  checkBounded(guest.isManaged, options.limits);
  const { host, close: closeHost } = openHost(options, suspending);
  let door: ProgramDoor | undefined;
  let settle: (error: unknown) => void = () => {};
  const exited = new Promise<number>((resolve, reject) => {
    settle = (error) => (error === undefined ? resolve(0) : reject(error as Error));
  });
  // A program that only closes a guest need not handle how it ended.
  exited.catch(() => {});
  const end = (error: unknown): void => {
    closeHost();
    door?.end();
    settle(error);
  };
  try {
    door = openDoor(host, sockets ?? {});
    const loaded = await loadIn(guest, host, options, suspending, end);
    const close = async (): Promise<void> => loaded.close();
    return {
      id: host.id,
      exports: (suspending ? inTurn(loaded) : loaded.exports) as Exports,
      exited,
      kill: close,
      usage: async () => host.usage(),
      ...door.functions,
      stdin: undefined,
      stdout: undefined,
      stderr: undefined,
      close,
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    const shown = withShownTexts(error);
    end(shown);
    throw shown;
  }
}

/** The functions of a suspended guest: a call waits for those before it. */
function inTurn({ functions }: Loaded): object {
  let last: Promise<unknown> = Promise.resolve();
  return exportsOf(functions.keys(), (name, args) => {
    const call = last.then(() => functions.get(name)!(...args));
    last = call.catch(() => {});
    return call;
  });
}
