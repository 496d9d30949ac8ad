import { EventEmitter, once } from 'node:events';
import { parentPort } from 'node:worker_threads';
import { Host } from '../host.ts';
import { Ledger } from '../ledger.ts';
import { Counters } from '../limits/usage.ts';
import { currentThread } from '../os/thread-clock.ts';
import { BlockingWaiter } from '../wait/blocking.ts';
import { guardOf, setHeeds } from '../wait/cancel.ts';
import { GuestKilled } from '../wait/waiter.ts';
import { askingThread } from './asking.ts';
import { ComponentError } from '../component/errors.ts';
import type { Call, Thrown } from './calling.ts';
import { checkCrossing } from './crossing-weight.ts';
import type { LinkingOptions } from './component.ts';
import { Garbage } from './garbage.ts';
import { errorData } from './messages.ts';
import { type CompiledGuest, compileModule } from './module.ts';
import { Outbox } from './outbox.ts';
import { startGuest } from './start.ts';
import type { FromGuest, FromWorker, ToWorker, WorkerData } from './thread-data.ts';

// The thread of spawned guests, one after the other: see workers.ts. What one leaves behind must not reach the next. All that belongs
// to a guest is in one call of `run`, and another comes only when that has returned and nothing is pending.

const starter = parentPort!;
const garbage = new Garbage();
/** The mail of the guest that is here. */
let present: EventEmitter | undefined;

starter.on('message', (message: ToWorker) => {
  if (message.tag === 'start') void lodge(message.data);
  else if (message.tag === 'end') starter.close();
  else present?.emit('message', message);
});
starter.on('messageerror', (error) => {
  throw error;
});

/** Runs a guest. The thread ends after it, unless nothing of it is left. */
async function lodge(data: WorkerData): Promise<void> {
  present = new EventEmitter();
  await run(data, present);
  present = undefined;
  // What is still to happen, such as a rejection that nobody has handled, ends the thread here.
  await new Promise((resolve) => setImmediate(resolve));
  if (!isQuiet()) return starter.close();
  garbage.guestLeft();
  starter.postMessage({ tag: 'left' } satisfies FromWorker);
}

/** Whether nothing would call back: no timer, no file, no lookup. */
function isQuiet(): boolean {
  return process.getActiveResourcesInfo().every((kind) => kind === 'MessagePort');
}

/** Runs a guest to its end. @param mail where what is said to it arrives, as events */
async function run(data: WorkerData, mail: EventEmitter): Promise<void> {
  const { guest, options, answers, cancel, counters: buffer, id, underWay, tellsDenials, isCalled } = data;
  let isOver = false;
  const post = (message: FromGuest): void => {
    if (!isOver) starter.postMessage(message);
  };
  const counters = new Counters(buffer);
  counters.begin(currentThread());
  const waiter = new BlockingWaiter(cancel);
  const outbox = new Outbox(underWay, post, () => waiter.checkCancelled());
  const ledger = new Ledger(data.ledger);
  ledger.guard = guardOf(cancel);
  const host = new Host(
    {
      ...options,
      ...(answers !== undefined && {
        policy: askingThread(answers, waiter, (request) => post({ tag: 'asked', request })),
      }),
      onWarning: (message, severity) => outbox.send({ tag: 'warning', message, severity }),
      ...(tellsDenials && { onDenied: (denial) => outbox.send({ tag: 'denied', denial }) }),
    },
    { waiter, ledger, counters, id },
  );
  host.context.named.door = data.door;
  host.context.named.onExport = () => outbox.send({ tag: 'exported' });
  const going = once(mail, 'message');
  try {
    const compiled = guest instanceof Uint8Array ? compileModule(guest, options.limits) : guest;
    await going;
    waiter.checkCancelled();
    post({ tag: 'begun' });
    setHeeds(cancel, false);
    const onListening = (address: string, name: string): void => outbox.send({ tag: 'listening', address, name });
    const given = { ...options, onListening };
    const code = isCalled
      ? await serve(compiled, host, given, mail, post)
      : await startGuest(compiled, host, given, false);
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
    isOver = true;
  }
}

/** Answers calls until the guest is closed, or ends. @returns 0 @throws what has ended it */
async function serve(
  compiled: CompiledGuest,
  host: Host,
  given: LinkingOptions,
  mail: EventEmitter,
  post: (message: FromGuest) => void,
): Promise<number> {
  const { loadIn } = await import('./loaded.ts');
  const loaded = await loadIn(compiled, host, given, false);
  post({ tag: 'loaded', names: Array.from(loaded.functions.keys()) });
  return new Promise((resolve, reject) => {
    const hear = async (call: Call | { readonly tag: 'kill' }): Promise<void> => {
      if (call.tag === 'kill') throw new GuestKilled();
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
    const listener = (call: Parameters<typeof hear>[0]): void => {
      hear(call).catch((error: unknown) => {
        stop();
        reject(error);
      });
    };
    const stop = (): void => void mail.off('message', listener);
    mail.on('message', listener);
  });
}

function thrownData(error: unknown): Thrown {
  if (!(error instanceof ComponentError)) return errorData(error);
  checkCrossing(error.payload);
  return { functionName: error.functionName, payload: error.payload };
}
