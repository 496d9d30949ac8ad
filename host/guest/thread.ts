import { endGuest } from '../host.ts';
import { Ledger } from '../ledger.ts';
import { type Bounds, readLimits } from '../limits.ts';
import { Counters, type Usage } from '../limits/usage.ts';
import { createAnswerDescriptor, sendAnswer } from '../os/answer.ts';
import { close } from '../os/libc.ts';
import { memoryOfAll } from '../os/socket-memory.ts';
import { cancel, type CancelHandle, createCancelHandle, mustGoOn } from '../wait/cancel.ts';
import type { Call } from './calling.ts';
import { errorData, type Outcome, type Overrun } from './messages.ts';
import { OUTBOX_BYTES, taken } from './outbox.ts';
import type { ThreadMessage, ThreadStart, ToWorker, WorkerData } from './thread-data.ts';
import { TimeLimits } from './time-limits.ts';
import type { Lodging, Place } from './lodging.ts';
import { workers } from './workers.ts';

export type { SentOptions, ThreadMessage, ThreadStart } from './thread-data.ts';

/** How long a guest whose time is over may take to reach its next operation, in milliseconds. */
const GRACE_MS = 25;

/** After how long a thread that was about to end by itself is checked again, in milliseconds. */
const AGAIN_MS = 2;

/** The running guests. A process that exits must not wait for one that is blocked. */
const running = new Set<CancelHandle>();
process.on('exit', () => {
  for (const handle of running) cancel(handle);
});

/** A guest in a thread that no other guest has meanwhile. */
export class GuestThread {
  /** How the guest ended, once it has left its thread and its descriptors are closed; undefined if it was killed. */
  readonly ended: Promise<Outcome | undefined>;
  readonly #lodging: Lodging;
  readonly #place: Place;
  readonly #handle: CancelHandle;
  readonly #ledger = new Ledger();
  readonly #limits: Bounds;
  readonly #counters = new Counters();
  /** −1 once closed, or if the guest does not ask. */
  #answers = -1;
  readonly #underWay = new Int32Array(new SharedArrayBuffer(OUTBOX_BYTES));

  /**
   * @param onMessage called for each report of the guest, which is to be followed by `taken`; for each question, to be
   *   followed by `answer`; when the guest begins; and when its time is over
   * @param start its door belongs to this from now on, whatever happens
   * @throws DOMException if an option cannot be sent to a worker; Error if the process has no descriptor left. The guest's id
   *   is then released
   */
  constructor(start: ThreadStart, onMessage: (message: ThreadMessage) => void, lodging = workers) {
    this.#lodging = lodging;
    const ledger = this.#ledger;
    const counters = this.#counters;
    this.#limits = readLimits(start.options.limits);
    ledger.add(start.door);
    const handle = createHandle(start.id, ledger);
    this.#handle = handle;
    let outcome: Outcome | undefined;
    let overrun: Overrun | undefined;
    const time = new TimeLimits(this.#limits, counters, (reason) => {
      overrun = { tag: 'over', error: errorData(reason) };
      onMessage(overrun);
      void this.kill(GRACE_MS);
    });
    let end = (): void => {};
    this.ended = new Promise((resolve) => {
      end = () => resolve(outcome ?? (overrun && { tag: 'error', error: overrun.error }));
    });
    try {
      if (start.asks) this.#answers = createAnswerDescriptor();
      const data: WorkerData = {
        ...start,
        cancel: handle,
        answers: start.asks ? this.#answers : undefined,
        ledger: ledger.buffer,
        counters: counters.buffer,
        underWay: this.#underWay,
      };
      this.#place = lodging.start(data, {
        onMessage(message) {
          if (message.tag === 'exit' || message.tag === 'error') outcome = message;
          else onMessage(message);
        },
        onError: (error) => (outcome ??= { tag: 'error', error: errorData(error) }),
        onGone: () => {
          running.delete(handle);
          time.stop();
          counters.end();
          endGuest(start.id, ledger);
          this.#close();
          end();
        },
      });
    } catch (error) {
      endGuest(start.id, ledger);
      this.#close();
      throw error;
    }
    running.add(handle);
    time.start();
  }

  /** Lets the guest begin: what it is given by name before this is there from its beginning. */
  go(): void {
    this.#post({ tag: 'go' });
  }

  /** Sends a call. @throws DOMException if an argument cannot be sent */
  post(call: Call): void {
    this.#post(call);
  }

  /** A guest that has ended hears nothing: its thread may have another one. */
  #post(message: ToWorker): void {
    if (this.#hasPlace) this.#place.post(message);
  }

  /** Whether the guest is still on the thread. */
  get #hasPlace(): boolean {
    return running.has(this.#handle);
  }

  /** Answers the guest's question. The guest may have ended since. */
  answer(isYes: boolean): void {
    if (this.#answers >= 0) sendAnswer(this.#answers, isYes);
  }

  /** What the guest has taken, or had taken at its end. */
  usage(): Usage {
    return this.#counters.usage(this.#limits, memoryOfAll(this.#ledger));
  }

  #close(): void {
    close(this.#handle.fd);
    if (this.#answers >= 0) close(this.#answers);
    this.#answers = -1;
  }

  /** Records that a report of this weight has been taken. */
  taken(weight: number): void {
    taken(this.#underWay, weight);
  }

  /**
   * Ends the guest. A guest that waits, or calls its host, ends by itself. If it only computes, its thread is terminated.
   *
   * @param graceMs how long it may take to reach its next operation, in milliseconds
   */
  async kill(graceMs: number): Promise<void> {
    // Measured while the thread still exists.
    this.#counters.cpuTimeMs();
    if (this.#hasPlace) cancel(this.#handle);
    // One that is called, and waits for a call, waits for messages alone.
    this.#post({ tag: 'kill' });
    const look = (): void => {
      if (!this.#hasPlace) return;
      if (!this.#lodging.isShared && mustGoOn(this.#handle)) timer = setTimeout(look, AGAIN_MS);
      else this.#place.terminate();
    };
    let timer = setTimeout(look, Math.max(graceMs, this.#lodging.graceMs));
    await this.ended;
    clearTimeout(timer);
  }
}

/** @throws Error if the process has no descriptor left; the guest is ended then */
function createHandle(id: number, ledger: Ledger): CancelHandle {
  try {
    return createCancelHandle();
  } catch (error) {
    endGuest(id, ledger);
    throw error;
  }
}
