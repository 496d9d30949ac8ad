import { parentPort, workerData } from 'node:worker_threads';
import { Host } from '../host.ts';
import { Ledger } from '../ledger.ts';
import { Counters } from '../limits/usage.ts';
import { currentThread } from '../os/thread-clock.ts';
import { codeOf, messageOf } from '../thrown.ts';
import { BlockingWaiter } from '../wait/blocking.ts';
import { GuestKilled } from '../wait/waiter.ts';
import type { PolicyRequest } from '../policy.ts';
import { askingThread } from './asking.ts';
import type { WorkerData, WorkerMessage } from './spawn.ts';
import { startGuest } from './start.ts';

// The thread of a spawned guest: see spawn.ts.

const { guest, options, answers, cancel, ledger, counters: buffer, id } = workerData as WorkerData;

function tell(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}

const counters = new Counters(buffer);
counters.begin(currentThread());
const waiter = new BlockingWaiter(cancel);
const ask = (request: PolicyRequest): void => tell({ tag: 'asked', request });
const host = new Host(
  {
    ...options,
    ...(answers === undefined ? {} : { policy: askingThread(answers, waiter, ask) }),
    onWarning: (message, severity) => tell({ tag: 'warning', message, severity }),
    onDenied: (denial) => tell({ tag: 'denied', denial }),
  },
  { waiter, ledger: new Ledger(ledger), counters, id },
);
try {
  host.context.waiter.checkCancelled();
  tell({ tag: 'exit', code: await startGuest(guest, host, options, false) });
} catch (error) {
  // That it was killed, the killer knows.
  if (!(error instanceof GuestKilled)) tell({ tag: 'error', error, code: codeOf(error), message: messageOf(error) });
} finally {
  host.close();
}
