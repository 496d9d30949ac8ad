import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { Host } from '../host.ts';
import { SharedLedger } from '../ledger.ts';
import { Counters, SLOT } from '../limits/usage.ts';
import type { Answer } from '../os/answer.ts';
import { currentThread } from '../os/thread-clock.ts';
import { leaveLookups } from '../socket/counted-lookup.ts';
import type { Extent } from '../wasm/bounded-module.ts';
import { BlockingWaiter } from '../wait/blocking.ts';
import { guardOf, setHeeds } from '../wait/cancel.ts';
import type { Completion } from '../wait/completion.ts';
import type { SuspendingWaiter } from '../wait/suspending.ts';
import { GuestKilled } from '../wait/waiter.ts';
import { askingThread, awaitAnswer } from './asking.ts';
import { ComponentError } from '../component/errors.ts';
import type { Thrown } from './calling.ts';
import { checkCrossing } from './crossing-weight.ts';
import type { LinkingOptions } from './component.ts';
import { Mail } from './mail.ts';
import { Forking, type ProcessRequest } from './forking.ts';
import { errorData, type Question } from './messages.ts';
import { type CompiledGuest, compileModule } from './module.ts';
import { Outbox } from './outbox.ts';
import { holdResidents } from './residents.ts';
import { startGuest } from './start.ts';
import {
  type FromWorker,
  type ProcessQuestion,
  type ResidentsData,
  type SharedStart,
  type ToWorker,
  transferOf,
  type WorkerData,
} from './thread-data.ts';
import { leftBy, Wear } from './wear.ts';

// The thread of spawned guests: one after the other (workers.ts), or many that are suspended (guest-worker.ts). What one leaves behind
// must not reach another. So all that belongs to a guest is in one call of `run`; and a thread of guests that follow each other takes
// the next only when that has returned and nothing is pending.

const starter = parentPort!;
const wear = new Wear();
/** The mail of the guest that is here. */
let present: Mail | undefined;

function holdOne(): void {
  starter.on('message', (message: ToWorker) => {
    if (message.tag === 'start') void lodge(message.data);
    else if (message.tag === 'end') starter.close();
    else present?.deliver(message);
  });
}

/** Runs a guest. The thread ends after it, unless nothing of it is left. */
async function lodge(data: WorkerData): Promise<void> {
  present = new Mail();
  const memory = await run(data, present, (message) => starter.postMessage(message, transferOf(message)));
  present = undefined;
  // What is still to happen, such as a rejection that nobody has handled, ends the thread here.
  await new Promise((resolve) => setImmediate(resolve));
  if (!isQuiet() || wear.guestLeft(memory)) return starter.close();
  // The last thing that is done here: the next guest may have been sent already.
  starter.postMessage({ tag: 'left' } satisfies FromWorker);
}

/** Whether nothing would call back: no timer, no file, no lookup. */
function isQuiet(): boolean {
  return process.getActiveResourcesInfo().every((kind) => kind === 'MessagePort');
}

/**
 * Runs a guest to its end.
 *
 * @param mail what is said to it
 * @param suspending how it waits, if others are on this thread
 * @returns how much memory it may have left behind, in bytes
 */
async function run(
  data: WorkerData,
  mail: Mail,
  send: (message: FromWorker) => void,
  suspending?: SuspendingWaiter,
): Promise<number> {
  const { guest, options, answers, cancel, shared, id, tellsDenials, asks, isCalled } = data;
  let isOver = false;
  const post = (message: FromWorker): void => {
    if (!isOver) send(message);
  };
  const counters = new Counters(shared.counters, shared.index);
  const waiter = suspending ?? new BlockingWaiter(cancel);
  const isAlone = suspending === undefined;
  if (isAlone) counters.begin(currentThread());
  // Others do not wait for what one has to report.
  const outbox = new Outbox(shared.underWay, post, () => waiter.checkCancelled(), isAlone ? undefined : 0);
  const ledger = new SharedLedger(data.ledger);
  ledger.guard = guardOf(cancel);
  ledger.keepsFiles = shared.words !== undefined;
  const ask = (question: Question | ProcessQuestion): Completion<Answer> => {
    post(question);
    return awaitAnswer(answers!, waiter);
  };
  const host = new Host(
    {
      ...options,
      ...(asks && { policy: askingThread((request) => ask({ tag: 'asked', request })) }),
      onWarning: (message, severity) => outbox.send({ tag: 'warning', message, severity }),
      ...(tellsDenials && { onDenied: (denial) => outbox.send({ tag: 'denied', denial }) }),
    },
    { waiter, ledger, counters, id },
  );
  host.context.named.door = data.door;
  host.context.named.onExport = () => outbox.send({ tag: 'exported' });
  const going = once(mail, 'message');
  let extent: Extent | undefined;
  try {
    const compiled = guest instanceof Uint8Array ? compileModule(guest, options.limits) : guest;
    ({ extent } = compiled);
    beginAt(host, shared, (await going) as [Go], ask, !(guest instanceof Uint8Array));
    waiter.checkCancelled();
    post({ tag: 'begun' });
    setHeeds(cancel, false);
    const onListening = (address: string, name: string): void => outbox.send({ tag: 'listening', address, name });
    const given = { ...options, onListening };
    const code = isCalled
      ? await serve(compiled, host, given, mail, post, suspending)
      : await startGuest(compiled, host, given, !isAlone);
    setHeeds(cancel, true);
    outbox.flush();
    post({ tag: 'exit', code });
  } catch (error) {
    setHeeds(cancel, true);
    outbox.flush();
    // The thread that killed it knows that already.
    if (!(error instanceof GuestKilled)) post({ tag: 'error', error: errorData(error) });
  } finally {
    // A wait that ends because its socket is closed would give the guest control again.
    suspending?.kill();
    const { processes } = host.context;
    // The thread that started it closes what is left.
    if (!(processes instanceof Forking && processes.isCopied)) host.close();
    // They count for the guest's other processes.
    const addresses = processes instanceof Forking ? leaveLookups(host.context.meter) : [];
    if (addresses.length > 0) post({ tag: 'lookups', addresses });
    isOver = true;
  }
  return leftBy(extent, counters.words[SLOT.memory]!);
}

type Go = ToWorker & { readonly tag: 'go' };

/** Lets a guest that may fork do so, and begin from what another process has sent. */
function beginAt(
  host: Host,
  { words }: SharedStart,
  [{ snapshot }]: [Go],
  ask: (question: ProcessQuestion) => Completion<Answer>,
  isKnown: boolean,
): void {
  if (words === undefined) return;
  // Its waits block the thread.
  const askProcess = (request: ProcessRequest): Answer => ask({ tag: 'process', request }) as Answer;
  host.context.processes = new Forking(host, words, askProcess, snapshot, isKnown);
}

/** Answers calls, one after the other, until the guest is closed, or ends. @returns 0 @throws what has ended it */
async function serve(
  compiled: CompiledGuest,
  host: Host,
  given: LinkingOptions,
  mail: Mail,
  post: (message: FromWorker) => void,
  suspending: SuspendingWaiter | undefined,
): Promise<number> {
  const { loadIn } = await import('./loaded.ts');
  const loaded = await loadIn(compiled, host, given, suspending !== undefined, { stop: () => suspending?.kill() });
  post({ tag: 'loaded', names: Array.from(loaded.functions.keys()) });
  return new Promise((resolve, reject) => {
    let isOver = false;
    let calls = 0;
    let last = Promise.resolve();
    const end = (settle: () => void): void => {
      isOver = true;
      mail.off('message', listener);
      settle();
    };
    const hear = async (call: ToWorker): Promise<void> => {
      if (isOver) return;
      if (call.tag === 'close') {
        await loaded.close();
        return end(() => resolve(0));
      }
      if (call.tag !== 'call') return;
      try {
        const value = await loaded.functions.get(call.name)?.(...call.args);
        checkCrossing(value);
        post({ tag: 'returned', number: call.number, value });
      } catch (error) {
        if (error instanceof GuestKilled) throw error;
        post({ tag: 'threw', number: call.number, error: thrownData(error) });
        if (loaded.hasEnded()) end(() => reject(error));
      }
    };
    const listener = (call: ToWorker): void => {
      if (call.tag === 'kill') return end(() => reject(new GuestKilled()));
      calls++;
      last = last
        .then(() => hear(call))
        .catch((error: unknown) => end(() => reject(error)))
        .finally(() => (mail.isAwaited = --calls === 0));
    };
    mail.on('message', listener);
    mail.isAwaited = true;
  });
}

function thrownData(error: unknown): Thrown {
  if (!(error instanceof ComponentError)) return errorData(error);
  checkCrossing(error.payload);
  return { functionName: error.functionName, payload: error.payload };
}

starter.on('messageerror', (error) => {
  throw error;
});
if (workerData === null) holdOne();
else holdResidents(workerData as ResidentsData, run);
