// The thread of many guests, all of them suspended where they wait: see guest-worker.ts.
import { parentPort } from 'node:worker_threads';
import { watchBy } from '../os/event-loop.ts';
import { OwnLoop } from '../os/own-loop.ts';
import { isCancelled } from '../wait/cancel.ts';
import { SuspendingWaiter } from '../wait/suspending.ts';
import { Mail } from './mail.ts';
import type { FromResident, FromWorker, ResidentsData, ToResident, WorkerData } from './thread-data.ts';

/** Runs a guest to its end on this thread. */
export type Run = (
  data: WorkerData,
  mail: Mail,
  post: (message: FromWorker) => void,
  waiter: SuspendingWaiter,
) => Promise<unknown>;

/** Holds guests until the thread is ended. */
export function holdResidents({ control, sent }: ResidentsData, run: Run): void {
  const starter = parentPort!;
  let received = 0;
  const residents = new Map<number, { readonly mail: Mail; readonly waiter: SuspendingWaiter }>();

  const lodge = async (data: WorkerData): Promise<void> => {
    const { id, cancel } = data;
    const post = (message: FromWorker): void => starter.postMessage({ id, message } satisfies FromResident);
    const mail = new Mail();
    const waiter = new SuspendingWaiter(cancel);
    mail.on('message', ({ tag }) => {
      if (tag === 'kill') waiter.kill();
    });
    residents.set(id, { mail, waiter });
    await run(data, mail, post, waiter);
    residents.delete(id);
    post({ tag: 'left' });
  };

  /** Until a guest goes on, if all of them wait. */
  const mayWaitMs = (): number => {
    if (isCancelled(control)) return -1;
    // Node gives a thread so many messages in one turn, and the rest later.
    if (Atomics.load(sent, 0) !== received) return 0;
    let until = Infinity;
    for (const { mail, waiter } of residents.values()) {
      const { waitsUntil } = waiter;
      if (waitsUntil === undefined && !mail.isAwaited) return 0;
      until = Math.min(until, waitsUntil ?? Infinity);
    }
    return Math.max(0, until - performance.now());
  };

  const loop = new OwnLoop(control.fd, mayWaitMs);
  watchBy(loop);
  starter.on('message', ({ id, message }: ToResident) => {
    received = (received + 1) | 0;
    if (message.tag === 'start') void lodge(message.data);
    else residents.get(id)?.mail.deliver(message);
  });
  starter.postMessage({ id: 0, message: { tag: 'open' } } satisfies FromResident);
  setImmediate(loop.turn);
}
