import { parentPort, workerData } from 'node:worker_threads';
import { Host } from '../host.ts';
import { Ledger } from '../ledger.ts';
import { codeOf, messageOf } from '../thrown.ts';
import { BlockingWaiter } from '../wait/blocking.ts';
import { GuestKilled } from '../wait/waiter.ts';
import type { WorkerData, WorkerMessage } from './spawn.ts';
import { startGuest } from './start.ts';

// The thread of a spawned guest: see spawn.ts.

const { guest, options, cancel, ledger, id } = workerData as WorkerData;

function tell(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}

const host = new Host(
  {
    ...options,
    onWarning: (message, severity) => tell({ tag: 'warning', message, severity }),
    onDenied: (denial) => tell({ tag: 'denied', denial }),
  },
  { waiter: new BlockingWaiter(cancel), ledger: new Ledger(ledger), id },
);
try {
  tell({ tag: 'exit', code: await startGuest(guest, host, options, false) });
} catch (error) {
  // That it was killed, the killer knows.
  if (!(error instanceof GuestKilled)) tell({ tag: 'error', error, code: codeOf(error), message: messageOf(error) });
} finally {
  host.close();
}
