import { endGuest } from '../host.ts';
import { type Ledger, SharedLedger } from '../ledger.ts';
import { Counters, SLOT } from '../limits/usage.ts';
import { createAnswerDescriptor, sendAnswer } from '../os/answer.ts';
import { close } from '../os/libc.ts';
import { memoryOfAll } from '../os/socket-memory.ts';
import { cancel, type CancelHandle, createCancelHandle, mustGoOn } from '../wait/cancel.ts';
import type { Call } from './calling.ts';
import { errorData, type Outcome } from './messages.ts';
import type { Snapshot } from './snapshot.ts';
import type { ProcessStart, ThreadMessage, ToWorker, WorkerData } from './thread-data.ts';
import type { Lodging, Place } from './lodging.ts';
import { workers } from './workers.ts';

export type { SentOptions, ThreadMessage, ThreadStart } from './thread-data.ts';

/** After how long a thread that was about to end by itself is checked again, in milliseconds. */
const AGAIN_MS = 2;

/** The running guests. A process that exits must not wait for one that is blocked. */
const running = new Set<CancelHandle>();
process.on('exit', () => {
  for (const handle of running) cancel(handle);
});

/** A process of a guest, in a thread that no other guest has meanwhile. */
export class GuestThread {
  /** How the guest ended, once it has left its thread and its descriptors are closed; undefined if it was killed. */
  readonly ended: Promise<Outcome | undefined>;
  readonly #lodging: Lodging;
  readonly #place: Place;
  readonly #handle: CancelHandle;
  readonly ledger = new SharedLedger();
  readonly #counters: Counters;
  /** −1 once closed, or if the guest does not ask. */
  #answers = -1;

  /**
   * @param onMessage called for each report of the guest, for each question, to be followed by `answer`, and when the guest begins
   * @param start its door belongs to this from now on, whatever happens
   * @throws DOMException if an option cannot be sent to a worker; Error if the process has no descriptor left. The guest's id
   *   is then released
   */
  constructor(start: ProcessStart, onMessage: (message: ThreadMessage) => void, lodging = workers) {
    this.#lodging = lodging;
    const { ledger } = this;
    const { shared, id } = start;
    const asks = start.asks || shared.words !== undefined;
    const counters = new Counters(shared.counters, shared.index);
    this.#counters = counters;
    // Of a guest that forks, others may use the files, until all its processes have ended.
    ledger.keepsFiles = shared.words !== undefined;
    ledger.add(start.door);
    const handle = createHandle(id, ledger);
    this.#handle = handle;
    let outcome: Outcome | undefined;
    let end = (): void => {};
    this.ended = new Promise((resolve) => {
      end = () => resolve(outcome);
    });
    try {
      if (asks) this.#answers = createAnswerDescriptor();
      const data: WorkerData = {
        ...start,
        cancel: handle,
        answers: asks ? this.#answers : undefined,
        ledger: ledger.buffer,
      };
      this.#place = lodging.start(data, {
        onMessage(message) {
          if (message.tag === 'exit' || message.tag === 'error') outcome = message;
          else onMessage(message);
        },
        onError: (error) => (outcome ??= { tag: 'error', error: errorData(error) }),
        onGone: () => {
          running.delete(handle);
          counters.end();
          if (shared.words !== undefined) counters.atLeast(SLOT.socketBuffers, memoryOfAll(ledger));
          endGuest(id, ledger);
          this.#close();
          end();
        },
      });
    } catch (error) {
      endGuest(id, ledger);
      this.#close();
      throw error;
    }
    running.add(handle);
  }

  /**
   * Lets the guest begin: what it is given by name before this is there from its beginning.
   *
   * @param snapshot what it begins from, if another process made it. Its descriptors are in the ledger
   */
  go(snapshot?: Snapshot): void {
    this.#post({ tag: 'go', snapshot });
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

  /** Answers the guest's question: see os/answer.ts. The guest may have ended since. */
  answer(outcome: number, more = 0): void {
    if (this.#answers >= 0) sendAnswer(this.#answers, outcome, more);
  }

  #close(): void {
    close(this.#handle.fd);
    if (this.#answers >= 0) close(this.#answers);
    this.#answers = -1;
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
