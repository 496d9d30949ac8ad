import { Worker } from 'node:worker_threads';
import { shareExchange } from '../host.ts';
import { close } from '../os/libc.ts';
import { signalCancelDescriptor } from '../os/wake.ts';
import { cancel, type CancelHandle, createCancelHandle, isGuarded } from '../wait/cancel.ts';
import { GuestCrashed } from './crashed.ts';
import type { Lodging, Place, Tenant } from './lodging.ts';
import { promiseIntegration } from './promise-integration.ts';
import type { FromResident, ResidentsData, ToResident, ToWorker, WorkerData } from './thread-data.ts';

/** After how long a thread that must not be terminated is looked at again, in milliseconds. */
const AGAIN_MS = 1;

const NOT_ALONE = "the guest's worker was ended: another guest in it could not be ended alone";

/** Of the workers that live. A process that exits must not wait for one that waits. */
const controls = new Set<CancelHandle>();
process.on('exit', () => {
  for (const control of controls) cancel(control);
});

/** A guest in the worker. */
interface Resident {
  readonly tenant: Tenant;
  readonly handle: CancelHandle;
}

/**
 * A worker that holds guests: those that `spawnGuest` and `loadGuest` are given it for. Each is suspended where it waits, so that the
 * others go on; while one computes, the others wait. The worker ends by `close`, and when a guest in it cannot be ended alone. All
 * its guests then end.
 */
export class GuestWorker implements Lodging {
  /** Others may compute as long before the guest hears that it is to end. */
  readonly graceMs = 250;
  readonly isShared = true;
  readonly #worker: Worker;
  /** Wakes the thread where it waits. */
  readonly #control: CancelHandle;
  /** How many messages have been sent to it. */
  readonly #sent = new Int32Array(new SharedArrayBuffer(4));
  readonly #residents = new Map<number, Resident>();
  /** Those for whose sake the thread is terminated. */
  readonly #ending = new Set<number>();
  readonly #ended: Promise<void>;
  /** Whether the thread hears what it is sent. Until then it loads modules. */
  #isOpen = false;
  /** Set once the thread has ended, or is being terminated. */
  #end: unknown;

  /** To be made by `createGuestWorker`. */
  constructor() {
    promiseIntegration();
    this.#control = createCancelHandle();
    controls.add(this.#control);
    shareExchange();
    this.#worker = new Worker(new URL('../guest/worker.bundle.cjs', import.meta.url), {
      workerData: { control: this.#control, sent: this.#sent } satisfies ResidentsData,
      execArgv: [],
    });
    this.#worker.on('message', ({ id, message }: FromResident) => {
      if (message.tag === 'open') this.#isOpen = true;
      else if (message.tag === 'left') this.#vacate(id);
      else this.#residents.get(id)?.tenant.onMessage(message);
    });
    this.#worker.on('error', (error) => (this.#end ??= error));
    this.#ended = new Promise((resolve) => {
      this.#worker.on('exit', () => {
        controls.delete(this.#control);
        close(this.#control.fd);
        this.#end ??= new GuestCrashed("the guest's worker has ended");
        for (const [id, { tenant }] of this.#residents) {
          if (!this.#ending.has(id)) tenant.onError(this.#end);
          this.#vacate(id);
        }
        resolve();
      });
    });
    this.#worker.unref();
  }

  /** For `spawnGuest`. */
  start(data: WorkerData, tenant: Tenant): Place {
    const { id, cancel: handle } = data;
    if (this.#end !== undefined) throw this.#end;
    this.#post(id, { tag: 'start', data });
    this.#residents.set(id, { tenant, handle });
    this.#worker.ref();
    return { post: (message) => this.#post(id, message), terminate: () => this.#terminateFor(id) };
  }

  /** Ends the worker, with all guests in it. Resolves when their descriptors are closed. */
  async close(): Promise<void> {
    this.#terminate(this.#residents.keys(), 'the worker of guests has been closed');
    await this.#ended;
  }

  #post(id: number, message: ToWorker): void {
    this.#worker.postMessage({ id, message } satisfies ToResident);
    Atomics.add(this.#sent, 0, 1);
    signalCancelDescriptor(this.#control.fd);
  }

  #vacate(id: number): void {
    const resident = this.#residents.get(id);
    this.#residents.delete(id);
    if (this.#residents.size === 0) this.#worker.unref();
    resident?.tenant.onGone();
  }

  /** A guest that was killed while the thread started has its time from then on. */
  #terminateFor(id: number): void {
    if (!this.#residents.has(id)) return;
    if (this.#isOpen) return this.#terminate([id], NOT_ALONE);
    setTimeout(() => this.#terminateFor(id), this.graceMs);
  }

  /** Ends the thread as soon as no guest is in the middle of what must be finished. @param guests whose end this is */
  #terminate(guests: Iterable<number>, reason: string): void {
    for (const id of guests) this.#ending.add(id);
    this.#end ??= new GuestCrashed(reason);
    // Nobody begins such a thing any more.
    for (const { handle } of this.#residents.values()) cancel(handle);
    const isInMiddle = Array.from(this.#residents.values()).some(({ handle }) => isGuarded(handle));
    if (isInMiddle) return void setTimeout(() => this.#terminate([], reason), AGAIN_MS);
    if (controls.has(this.#control)) cancel(this.#control);
    void this.#worker.terminate();
  }
}

/**
 * Makes a worker for many guests: some 0.2 MB each. Needs Node 26.
 *
 * @throws LinkError in an older Node; Error if this process has no descriptor left
 */
export function createGuestWorker(): GuestWorker {
  return new GuestWorker();
}
