import { Worker } from 'node:worker_threads';
import { shareExchange } from '../host.ts';
import type { Lodging, Place, Tenant } from './lodging.ts';
import { type FromWorker, type ToWorker, transferOf, type WorkerData } from './thread-data.ts';

// Workers outlive their guests: starting one takes ten times as long as all else that comes before a guest's first instruction. A
// worker has one guest at a time. It takes the next one only if the last one has ended by itself: see worker.ts.

/** How many workers wait for a guest at most. Each takes some 8 MB. */
const MOST_IDLE = 4;

/** How long a worker waits for a guest, in milliseconds. After that it ends. */
const IDLE_MS = 10_000;

/** Those that wait for a guest. They keep no process alive. */
const idle: WarmWorker[] = [];

/** A worker that runs guests, one after the other. */
class WarmWorker implements Place {
  readonly #worker = new Worker(new URL('../guest/worker.bundle.cjs', import.meta.url), {
    workerData: null,
    execArgv: [],
  });
  #tenant: Tenant | undefined;
  #isTerminated = false;
  #timer: NodeJS.Timeout | undefined;

  /**
   * Starts a guest: in a worker that waits for one, else in a new one.
   *
   * @throws DOMException if the data cannot be sent to a worker
   */
  static start(data: WorkerData, tenant: Tenant): WarmWorker {
    shareExchange();
    const worker = idle.pop() ?? new WarmWorker();
    worker.#take(data, tenant);
    return worker;
  }

  private constructor() {
    this.#worker.on('message', (message: FromWorker) => {
      if (message.tag === 'left') this.#left();
      else this.#tenant?.onMessage(message);
    });
    this.#worker.on('error', (error) => this.#tenant?.onError(error));
    this.#worker.on('exit', () => {
      this.#isTerminated = true;
      this.#forget();
      this.#vacate();
    });
  }

  post(message: ToWorker): void {
    this.#worker.postMessage(message, transferOf(message));
  }

  /** No other guest gets it. */
  terminate(): void {
    this.#isTerminated = true;
    void this.#worker.terminate();
  }

  #take(data: WorkerData, tenant: Tenant): void {
    clearTimeout(this.#timer);
    this.#worker.ref();
    try {
      this.post({ tag: 'start', data });
    } catch (error) {
      this.#rest();
      throw error;
    }
    this.#tenant = tenant;
  }

  /** The guest has left. One that was terminated meanwhile has gone when the thread has. */
  #left(): void {
    if (this.#isTerminated) return;
    this.#vacate();
    this.#rest();
  }

  #vacate(): void {
    const tenant = this.#tenant;
    this.#tenant = undefined;
    tenant?.onGone();
  }

  /** Waits for a guest, if not enough others do. */
  #rest(): void {
    if (idle.length >= MOST_IDLE) return this.#end();
    idle.push(this);
    this.#worker.unref();
    this.#timer = setTimeout(() => this.#end(), IDLE_MS).unref();
  }

  #end(): void {
    this.#forget();
    // A thread that ends is not to be terminated, which the end of the process would do.
    this.#worker.ref();
    this.post({ tag: 'end' });
  }

  #forget(): void {
    clearTimeout(this.#timer);
    const at = idle.indexOf(this);
    if (at >= 0) idle.splice(at, 1);
  }
}

/** Gives each guest a worker that it has alone. */
export const workers: Lodging = {
  graceMs: 0,
  isShared: false,
  start: (data, tenant) => WarmWorker.start(data, tenant),
};
