import { setTimeout } from 'node:timers/promises';
import type { ComponentExports } from '../component/exports.ts';
import { ComponentStateError } from '../component/errors.ts';
import { OptionError } from '../option-error.ts';
import { loadGuest, type LoadOptions, refuseSignal } from './load.ts';
import type { LoadedGuest } from './loaded-guest.ts';
import { checkGuest, compileModule, type GuestModule } from './module.ts';

/** How the instances of a pool run. Sockets are given to an instance by `give` and `connect`. */
export interface PoolOptions extends Omit<LoadOptions, 'sockets' | 'onListening'> {
  /** How many instances are used at once, and are kept ready; 2 by default. */
  readonly size?: number;
  /** Ends all instances, also those in use and those that begin. Nothing is run from then on. Not with `thread`. */
  readonly signal?: AbortSignal;
}

/** Instances of one guest, each used once, in its first state. */
export interface Pool<Exports extends object = ComponentExports> {
  /**
   * Calls with an instance that nobody has used, as soon as there is one, and closes it afterwards, or kills it if `use` fails. The
   * next is started meanwhile.
   *
   * @param use may call the instance as often as it wants
   * @returns what `use` gives; rejects as `use`, or with what keeps an instance from starting
   */
  run<T>(use: (guest: LoadedGuest<Exports>) => T | Promise<T>): Promise<T>;
  /** Ends those that nobody uses, and those that have not begun; resolves when those in use have been closed, too. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

const MOST = 1000;

/** How long those in a shared process or worker may go on before any is ended: all in there may have to end with it. */
const GRACE_MS = 5000;

/**
 * Makes a pool: for guests that must find nothing that an earlier user has left. The guest is compiled once.
 *
 * @param wasm a core module or a component, or what `compileModule` made of one
 * @throws OptionError, LinkError, WebAssembly.CompileError as `compileModule`. What is found when an instance starts rejects `run`
 */
export function createPool<Exports extends object = ComponentExports>(
  wasm: Uint8Array | GuestModule,
  options: PoolOptions = {},
): Pool<Exports> {
  checkGuest(wasm);
  const { size = 2, signal, ...rest } = options;
  if (!Number.isInteger(size) || size < 1 || size > MOST) throw new OptionError("'size'", `a number from 1 to ${MOST}`);
  if ('sockets' in rest) throw new OptionError("'sockets'", 'none: give them to an instance, by give and connect');
  if (rest.isolation === 'thread') refuseSignal(signal);
  const guest = wasm instanceof Uint8Array ? compileModule(wasm, rest.limits) : wasm;
  const load = (own: AbortSignal): Promise<LoadedGuest<Exports>> =>
    loadGuest<Exports>(guest, rest.isolation === 'thread' ? rest : { ...rest, signal: own });
  return new Instances(load, { size, signal, graceMs: typeof rest.isolation === 'object' ? GRACE_MS : 0 });
}

/** An instance, from its start on. */
interface Instance<Exports extends object> {
  readonly loaded: Promise<LoadedGuest<Exports>>;
  /** Ends it, also while it begins. */
  readonly controller: AbortController;
  hasBegun: boolean;
  /** Whether it is to end, and nobody uses it any more. */
  isEnding: boolean;
}

/** How `Instances` are kept. */
export interface Keeping {
  readonly size: number;
  readonly signal?: AbortSignal | undefined;
  /** How long those that begin, or are in use, may go on before any is ended, in milliseconds. */
  readonly graceMs: number;
}

/** See `createPool`. */
export class Instances<Exports extends object> implements Pool<Exports> {
  readonly #load: (signal: AbortSignal) => Promise<LoadedGuest<Exports>>;
  /** Those that nobody uses yet: as many as may be used at once, or fewer if some have ended. */
  readonly #ready: Instance<Exports>[] = [];
  /** Those that have not ended. */
  readonly #living = new Set<Instance<Exports>>();
  readonly #waiting: (() => void)[] = [];
  readonly #using = new Map<Instance<Exports>, Promise<unknown>>();
  readonly #size: number;
  readonly #signal: AbortSignal | undefined;
  readonly #graceMs: number;
  /** How many may still be started, until the next use, in place of those that ended before anybody used them. */
  #replacements = 0;
  #isClosed = false;

  /** @param load starts one, which a signal ends */
  constructor(load: (signal: AbortSignal) => Promise<LoadedGuest<Exports>>, { size, signal, graceMs }: Keeping) {
    this.#load = load;
    this.#size = size;
    this.#signal = signal;
    this.#graceMs = graceMs;
    signal?.addEventListener('abort', this.#abort);
    this.#fill();
  }

  async run<T>(use: (guest: LoadedGuest<Exports>) => T | Promise<T>): Promise<T> {
    this.#check();
    while (this.#using.size >= this.#size) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
      this.#check();
    }
    const instance = this.#ready.shift() ?? this.#start();
    this.#fill();
    const used = this.#use(instance, use).finally(() => {
      this.#using.delete(instance);
      this.#waiting.shift()?.();
    });
    this.#using.set(instance, used);
    return used;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#signal?.removeEventListener('abort', this.#abort);
    for (const go of this.#waiting.splice(0)) go();
    const beginning = Array.from(this.#using.keys()).filter(({ hasBegun }) => !hasBegun);
    const ending = [...this.#ready.splice(0), ...beginning];
    for (const instance of ending) instance.isEnding = true;
    if (this.#graceMs > 0) {
      const others = [...ending.map(({ loaded }) => loaded), ...this.#using.values()];
      await Promise.race([Promise.allSettled(others), setTimeout(this.#graceMs, undefined, { ref: false })]);
    }
    const ended = ending.map(async ({ loaded, controller }) => {
      controller.abort();
      await (await loaded).kill();
    });
    await Promise.allSettled([...ended, ...this.#using.values()]);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  readonly #abort = (): void => {
    for (const instance of this.#living) {
      instance.isEnding = true;
      instance.controller.abort(this.#signal?.reason);
    }
    for (const go of this.#waiting.splice(0)) go();
  };

  /** @throws ComponentStateError once it is closed; the signal's reason once that has ended it */
  #check(): void {
    if (this.#isClosed) throw new ComponentStateError('run(): the pool has been closed');
    this.#signal?.throwIfAborted();
  }

  #fill(): void {
    this.#replacements = this.#size;
    while (this.#ready.length < this.#size) this.#ready.push(this.#start());
  }

  #start(): Instance<Exports> {
    const controller = new AbortController();
    if (this.#signal?.aborted) controller.abort(this.#signal.reason);
    const loaded = this.#load(controller.signal);
    const instance: Instance<Exports> = { loaded, controller, hasBegun: false, isEnding: false };
    this.#living.add(instance);
    // Whoever gets one that does not begin is told.
    void this.#follow(instance).catch(() => this.#living.delete(instance));
    return instance;
  }

  async #follow(instance: Instance<Exports>): Promise<void> {
    const { exited } = await instance.loaded;
    instance.hasBegun = true;
    await exited.catch(() => {});
    this.#ended(instance);
  }

  /** One that had begun has ended. If nobody uses it, it is left out, so that nobody gets it. */
  #ended(instance: Instance<Exports>): void {
    this.#living.delete(instance);
    const at = this.#ready.indexOf(instance);
    if (at < 0) return;
    this.#ready.splice(at, 1);
    // Guests that end at once would be started without end: from here on, the next use starts them.
    if (this.#signal?.aborted || this.#replacements === 0) return;
    this.#replacements--;
    this.#ready.push(this.#start());
  }

  async #use<T>(instance: Instance<Exports>, use: (guest: LoadedGuest<Exports>) => T | Promise<T>): Promise<T> {
    const guest = await instance.loaded.catch((error: unknown) => {
      if (instance.isEnding) this.#check();
      throw error;
    });
    try {
      // It may have begun when it was to end.
      if (instance.isEnding) this.#check();
      const value = await use(guest);
      await guest.close();
      return value;
    } catch (error) {
      await guest.kill();
      throw error;
    }
  }
}
