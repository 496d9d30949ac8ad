import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { Host } from '../host.ts';
import { Ledger } from '../ledger.ts';
import { Counters } from '../limits/usage.ts';
import { currentThread } from '../os/thread-clock.ts';
import { BlockingWaiter } from '../wait/blocking.ts';
import { guardOf, setHeeds } from '../wait/cancel.ts';
import { GuestKilled } from '../wait/waiter.ts';
import { askingThread, awaitAnswer } from './asking.ts';
import { ComponentError } from '../component/errors.ts';
import type { Call, Thrown } from './calling.ts';
import { checkCrossing } from './crossing-weight.ts';
import type { LinkingOptions } from './component.ts';
import { type AskProcess, Forking } from './forking.ts';
import { errorData, type Outcome, type Question } from './messages.ts';
import { type CompiledGuest, compileModule } from './module.ts';
import { Outbox } from './outbox.ts';
import { startGuest } from './start.ts';
import type { Go, ProcessQuestion, ThreadMessage, WorkerData } from './thread.ts';

// The thread of a spawned guest: see thread.ts.

const {
  guest,
  options,
  answers,
  cancel,
  ledger,
  shared,
  id,
  tellsDenials,
  door,
  asks,
  isCalled,
} = workerData as WorkerData;

function post(message: ThreadMessage | Outcome): void {
  parentPort?.postMessage(message);
}

const counters = new Counters(shared.counters, shared.index);
counters.begin(currentThread());
const waiter = new BlockingWaiter(cancel);
const outbox = new Outbox(shared.underWay, post, () => waiter.checkCancelled());
const own = new Ledger(ledger);
own.keepsFiles = shared.words !== undefined;
own.guard = guardOf(cancel);
const host = new Host(
  {
    ...options,
    ...(asks && { policy: askingThread((request) => ask({ tag: 'asked', request })[0]) }),
    onWarning: (message, severity) => outbox.send({ tag: 'warning', message, severity }),
    ...(tellsDenials && { onDenied: (denial) => outbox.send({ tag: 'denied', denial }) }),
  },
  { waiter, ledger: own, counters, id },
);
function ask(question: Question | ProcessQuestion): readonly [outcome: number, more: number] {
  post(question);
  return awaitAnswer(answers!, waiter);
}

host.context.named.door = door;
host.context.named.onExport = () => outbox.send({ tag: 'exported' });
const going = once(parentPort!, 'message');
try {
  const compiled = guest instanceof Uint8Array ? compileModule(guest, options.limits) : guest;
  const [{ snapshot }] = (await going) as [Go];
  if (shared.words !== undefined) {
    const askProcess: AskProcess = (request) => ask({ tag: 'process', request });
    host.context.processes = new Forking(host, shared.words, askProcess, snapshot);
  }
  waiter.checkCancelled();
  post({ tag: 'begun' });
  setHeeds(cancel, false);
  const onListening = (address: string, name: string): void => outbox.send({ tag: 'listening', address, name });
  const given = { ...options, onListening };
  const code = isCalled ? await serve(compiled, given) : await startGuest(compiled, host, given, false);
  setHeeds(cancel, true);
  outbox.flush();
  post({ tag: 'exit', code });
} catch (error) {
  setHeeds(cancel, true);
  outbox.flush();
  // The thread that killed it knows that already.
  if (!(error instanceof GuestKilled)) post({ tag: 'error', error: errorData(error) });
} finally {
  const { processes } = host.context;
  // The thread that started it closes what is left.
  if (!(processes instanceof Forking && processes.isCopied)) host.close();
}

/** Answers calls until the guest is closed, or ends. @returns 0 @throws what has ended it */
async function serve(compiled: CompiledGuest, given: LinkingOptions): Promise<number> {
  const { loadIn } = await import('./loaded.ts');
  const loaded = await loadIn(compiled, host, given, false);
  post({ tag: 'loaded', names: Array.from(loaded.functions.keys()) });
  return new Promise((resolve, reject) => {
    const hear = async (call: Call): Promise<void> => {
      if (call.tag === 'close') {
        await loaded.close();
        stop();
        return resolve(0);
      }
      try {
        const value = await loaded.functions.get(call.name)?.(...call.args);
        checkCrossing(value);
        post({ tag: 'returned', number: call.number, value });
      } catch (error) {
        if (error instanceof GuestKilled) throw error;
        post({ tag: 'threw', number: call.number, error: thrownData(error) });
        if (!loaded.hasEnded()) return;
        stop();
        reject(error);
      }
    };
    const listener = (call: Call): void => {
      hear(call).catch((error: unknown) => {
        stop();
        reject(error);
      });
    };
    const stop = (): void => void parentPort!.off('message', listener);
    parentPort!.on('message', listener);
  });
}

function thrownData(error: unknown): Thrown {
  if (!(error instanceof ComponentError)) return errorData(error);
  checkCrossing(error.payload);
  return { functionName: error.functionName, payload: error.payload };
}
