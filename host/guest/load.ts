import type { ComponentExports } from '../component/exports.ts';
import type { ComponentImports } from '../component/given.ts';
import { OptionError } from '../option-error.ts';
import { ComponentStateError } from '../component/errors.ts';
import { type Call, type Reply, thrownError } from './calling.ts';
import { exportsOf } from './exports-object.ts';
import type { GuestOptions } from './guest-options.ts';
import type { LoadedGuest } from './loaded-guest.ts';
import { revive } from './messages.ts';
import type { GuestModule } from './module.ts';
import { startApart } from './spawn.ts';
import { loadHere } from './load-here.ts';
import type { Isolation, SpawnOptions } from './spawn-options.ts';

/** Where a guest runs whose functions are called: also on this thread, which it blocks while it waits, or suspended. */
export interface LoadOptions extends Omit<SpawnOptions, 'isolation'> {
  /**
   * `worker` by default. With `thread` a call gives its value at once, and an error is thrown. `suspended` needs Node 26: calls that
   * wait let this thread's event loop run on. Neither can be ended while it computes.
   */
  readonly isolation?: Isolation | 'thread' | 'suspended';
  /** Ends a guest, also while it begins; a suspended one where it waits. Not with `thread`. */
  readonly signal?: AbortSignal;
  /** As for `runGuest`. A worker or a process is given none. */
  readonly imports?: ComponentImports;
}

/**
 * Starts a guest, and calls what it exports, as often as the program wants. What begins the guest runs once,
 * before: its start function as a program, or `_initialize`.
 *
 * @param wasm a core module or a component, or what `compileModule` made of one
 * @throws what ends it before it can be called, as `spawnGuest` and its `exited`; LinkError if it exits
 */
export async function loadGuest<Exports extends object = ComponentExports>(
  wasm: Uint8Array | GuestModule,
  options: LoadOptions = {},
): Promise<LoadedGuest<Exports>> {
  const { isolation = 'worker', imports, signal, ...rest } = options;
  if (isolation === 'thread' || isolation === 'suspended') {
    if (isolation === 'thread') refuseSignal(signal);
    signal?.throwIfAborted();
    return loadHere(wasm, { ...rest, ...(imports && { imports }) } as GuestOptions, isolation === 'suspended', signal);
  }
  if (imports !== undefined)
    throw new OptionError("'imports'", 'none: functions of this thread are given to guests on it');
  signal?.throwIfAborted();
  const calls = new RemoteCalls();
  const { post, ...guest } = startApart(wasm, { ...rest, isolation }, (reply) => calls.hear(reply));
  calls.post = post;
  const abort = (): void => void guest.kill();
  signal?.addEventListener('abort', abort);
  const end = (reason: Error): void => {
    signal?.removeEventListener('abort', abort);
    calls.end(reason);
  };
  guest.exited.then(() => end(new ComponentStateError('the guest has been closed')), end);
  const names = await calls.loaded;
  const close = async (): Promise<void> => {
    calls.close();
    await guest.exited;
  };
  const exports = exportsOf(names, (name, args) => calls.call(name, args)) as Exports;
  return { ...guest, exports, close, [Symbol.asyncDispose]: close };
}

/** @throws OptionError for a signal that nothing could heed */
export function refuseSignal(signal: AbortSignal | undefined): void {
  if (signal !== undefined)
    throw new OptionError("'signal'", 'none: a guest that blocks this thread cannot be ended while it begins');
}

/** A call that has not returned. */
interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The calls of a guest that runs elsewhere. */
class RemoteCalls {
  /** The names of its functions. Rejects if it ends before it can be called. */
  readonly loaded: Promise<readonly string[]>;
  post: ((call: Call) => void) | undefined;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;
  #end: Error | undefined;
  #isClosing = false;
  #begun: Waiting | undefined;

  constructor() {
    this.loaded = new Promise((resolve, reject) => {
      this.#begun = { resolve: resolve as Waiting['resolve'], reject };
    });
  }

  call(name: string, args: readonly unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#end !== undefined) throw this.#state(name, this.#end);
      if (this.#isClosing) throw new ComponentStateError(`${name}(): the guest has been closed`);
      const number = ++this.#last;
      this.post?.({ tag: 'call', number, name, args });
      this.#waiting.set(number, { resolve, reject });
    });
  }

  close(): void {
    if (this.#isClosing || this.#end !== undefined) return;
    this.#isClosing = true;
    this.post?.({ tag: 'close' });
  }

  /** @returns whether it was waited for */
  hear(reply: Reply): boolean {
    if (reply.tag === 'loaded') {
      const begun = this.#begun;
      this.#begun = undefined;
      begun?.resolve(reply.names);
      return begun !== undefined;
    }
    const waiting = this.#waiting.get(reply.number);
    this.#waiting.delete(reply.number);
    if (reply.tag === 'returned') waiting?.resolve(reply.value);
    else waiting?.reject(thrownError(reply.error, revive));
    return waiting !== undefined;
  }

  /** The guest has ended. */
  end(error: Error): void {
    this.#end = error;
    this.#begun?.reject(error);
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }

  #state(name: string, cause: Error): Error {
    return new ComponentStateError(`${name}(): the guest has ended`, { cause });
  }
}
