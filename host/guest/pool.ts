import type { ComponentExports } from '../component/exports.ts';
import { ComponentStateError } from '../component/errors.ts';
import { OptionError } from '../option-error.ts';
import { loadGuest, type LoadOptions } from './load.ts';
import type { LoadedGuest } from './loaded-guest.ts';
import { checkGuest, compileModule, type GuestModule } from './module.ts';

/** How the instances of a pool run. Sockets are given to an instance by `give` and `connect`. */
export interface PoolOptions extends Omit<LoadOptions, 'sockets' | 'onListening'> {
  /** How many instances are used at once, and are kept ready; 2 by default. */
  readonly size?: number;
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
  /** Ends those that nobody has used; resolves when those in use have been closed, too. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

const MOST = 1000;

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
  const { size = 2, ...rest } = options;
  if (!Number.isInteger(size) || size < 1 || size > MOST) throw new OptionError("'size'", `a number from 1 to ${MOST}`);
  if ('sockets' in rest) throw new OptionError("'sockets'", 'none: give them to an instance, by give and connect');
  const guest = wasm instanceof Uint8Array ? compileModule(wasm, rest.limits) : wasm;
  return new Instances(() => loadGuest<Exports>(guest, rest), size);
}

/** An instance that starts, and what waits for one. */
class Instances<Exports extends object> implements Pool<Exports> {
  readonly #load: () => Promise<LoadedGuest<Exports>>;
  /** Those that nobody uses yet: as many as may be used at once. */
  readonly #ready: Promise<LoadedGuest<Exports>>[] = [];
  readonly #waiting: (() => void)[] = [];
  readonly #using = new Set<Promise<unknown>>();
  readonly #size: number;
  #isClosed = false;

  constructor(load: () => Promise<LoadedGuest<Exports>>, size: number) {
    this.#load = load;
    this.#size = size;
    for (let count = 0; count < size; count++) this.#prepare();
  }

  async run<T>(use: (guest: LoadedGuest<Exports>) => T | Promise<T>): Promise<T> {
    while (!this.#isClosed && this.#using.size >= this.#size) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    if (this.#isClosed) throw new ComponentStateError('run(): the pool has been closed');
    const starting = this.#ready.shift()!;
    this.#prepare();
    const used = useOnce(starting, use).finally(() => {
      this.#using.delete(used);
      this.#waiting.shift()?.();
    });
    this.#using.add(used);
    return used;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const go of this.#waiting.splice(0)) go();
    const unused = this.#ready.splice(0).map(async (starting) => (await starting).kill());
    await Promise.allSettled([...unused, ...this.#using]);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #prepare(): void {
    const starting = this.#load();
    // Whoever gets it is told.
    starting.catch(() => {});
    this.#ready.push(starting);
  }
}

async function useOnce<Exports extends object, T>(
  starting: Promise<LoadedGuest<Exports>>,
  use: (guest: LoadedGuest<Exports>) => T | Promise<T>,
): Promise<T> {
  const guest = await starting;
  try {
    const value = await use(guest);
    await guest.close();
    return value;
  } catch (error) {
    await guest.kill();
    throw error;
  }
}
