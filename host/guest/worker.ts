import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { Host } from '../host.ts';
import { Ledger } from '../ledger.ts';
import { Counters } from '../limits/usage.ts';
import { currentThread } from '../os/thread-clock.ts';
import { BlockingWaiter } from '../wait/blocking.ts';
import { guardOf, setHeeds } from '../wait/cancel.ts';
import { GuestKilled } from '../wait/waiter.ts';
import { askingThread } from './asking.ts';
import { type Beginning, errorData, type Outcome, type Question, type Report } from './messages.ts';
import { compileModule } from './module.ts';
import { Outbox } from './outbox.ts';
import { startGuest } from './start.ts';
import type { WorkerData } from './thread.ts';

// The thread of a spawned guest: see thread.ts.

const {
  guest,
  options,
  answers,
  cancel,
  ledger,
  counters: buffer,
  id,
  underWay,
  tellsDenials,
  door,
} = workerData as WorkerData;

function post(message: Report | Question | Beginning | Outcome): void {
  parentPort?.postMessage(message);
}

const counters = new Counters(buffer);
counters.begin(currentThread());
const waiter = new BlockingWaiter(cancel);
const outbox = new Outbox(underWay, post, () => waiter.checkCancelled());
const own = new Ledger(ledger);
own.guard = guardOf(cancel);
const host = new Host(
  {
    ...options,
    ...(answers !== undefined && {
      policy: askingThread(answers, waiter, (request) => post({ tag: 'asked', request })),
    }),
    onWarning: (message, severity) => outbox.send({ tag: 'warning', message, severity }),
    ...(tellsDenials && { onDenied: (denial) => outbox.send({ tag: 'denied', denial }) }),
  },
  { waiter, ledger: own, counters, id },
);
host.context.named.door = door;
host.context.named.onExport = () => outbox.send({ tag: 'exported' });
const going = once(parentPort!, 'message');
try {
  const compiled = guest instanceof Uint8Array ? compileModule(guest, options.limits) : guest;
  await going;
  waiter.checkCancelled();
  post({ tag: 'begun' });
  setHeeds(cancel, false);
  const onListening = (address: string, name: string): void => outbox.send({ tag: 'listening', address, name });
  const code = await startGuest(compiled, host, { ...options, onListening }, false);
  setHeeds(cancel, true);
  outbox.flush();
  post({ tag: 'exit', code });
} catch (error) {
  setHeeds(cancel, true);
  outbox.flush();
  // The thread that killed it knows that already.
  if (!(error instanceof GuestKilled)) post({ tag: 'error', error: errorData(error) });
} finally {
  host.close();
}
