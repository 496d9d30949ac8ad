// Guests on this thread whose functions are called.
import { GuestKilled } from '../wait/waiter.ts';
import { checkBounded } from './bounds.ts';
import { withShownTexts } from './error-text.ts';
import { exportsOf } from './exports-object.ts';
import type { GuestOptions } from './guest-options.ts';
import { type Loaded, loadIn } from './loaded.ts';
import type { LoadedGuest } from './loaded-guest.ts';
import type { GuestModule } from './module.ts';
import { openDoor, openHost, prepared } from './prepare.ts';
import type { ProgramDoor } from './program-door.ts';

/**
 * As `loadGuest`, on this thread.
 *
 * @param suspending whether calls that wait suspend the guest rather than block the thread
 * @param signal ends a suspended one where it waits
 */
export async function loadHere<Exports extends object>(
  wasm: Uint8Array | GuestModule,
  given: GuestOptions,
  suspending: boolean,
  signal?: AbortSignal,
): Promise<LoadedGuest<Exports>> {
  const { guest, options, sockets } = prepared(wasm, { ...given, wait: suspending ? 'suspend' : 'block' });
  checkBounded(guest.isManaged, options.limits);
  const { host, kill: stop, close: closeHost } = openHost(options, suspending);
  let door: ProgramDoor | undefined;
  let settle: (error: unknown) => void = () => {};
  const exited = new Promise<number>((resolve, reject) => {
    settle = (error) => (error === undefined ? resolve(0) : reject(error as Error));
  });
  // A program that only closes a guest need not handle how it ended.
  exited.catch(() => {});
  let isKilled = false;
  let loaded: Loaded | undefined;
  const kill = async (): Promise<void> => {
    isKilled = true;
    // What it waits for ends. Of one that begins, that is all there is.
    if (loaded === undefined) stop();
    else await loaded.close();
  };
  const abort = (): void => void kill().catch(() => {});
  signal?.addEventListener('abort', abort);
  const end = (error: unknown): void => {
    signal?.removeEventListener('abort', abort);
    closeHost();
    door?.end();
    settle(error ?? (isKilled ? new GuestKilled() : undefined));
  };
  try {
    door = openDoor(host, sockets ?? {});
    const found = await loadIn(guest, host, options, suspending, { stop, onEnd: end });
    loaded = found;
    const turns = new Turns();
    const close = async (): Promise<void> => {
      await turns.last;
      await found.close();
    };
    return {
      id: host.id,
      exports: (suspending ? inTurn(found, turns) : found.exports) as Exports,
      exited,
      kill,
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

/** Calls that are made one after the other. */
class Turns {
  last: Promise<unknown> = Promise.resolve();

  /** Calls when those before it are over. */
  take(call: () => unknown): Promise<unknown> {
    const outcome = this.last.then(call);
    this.last = outcome.catch(() => {});
    return outcome;
  }
}

/** The functions of a suspended guest: a call waits for those before it. */
function inTurn({ functions }: Loaded, turns: Turns): object {
  return exportsOf(functions.keys(), (name, args) => turns.take(() => functions.get(name)!(...args)));
}
