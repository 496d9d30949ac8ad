import { newGuest } from '../host.ts';
import { readLimits, refuseLimits } from '../limits.ts';
import { checkExtent } from '../limits/bound.ts';
import { Policy } from '../policy.ts';
import { printWarning } from '../print-warning.ts';
import { Answerer } from './asking.ts';
import { checkBounded } from './bounds.ts';
import { plainExports } from './callable.ts';
import { isReply, type Reply } from './calling.ts';
import type { ApartGuest, Guest } from './guest.ts';
import type { Isolation, SpawnOptions } from './spawn-options.ts';
import { Family } from './family.ts';
import { GuestProcess } from './guest-process.ts';
import { GuestWorker } from './guest-worker.ts';
import { letGoAll, toOpen } from './given-sockets.ts';
import { deliver, exitCodeOf, type Listeners } from './messages.ts';
import { checkGuest, compileModule, type GuestModule } from './module.ts';
import { readProgramOptions, SPAWN_OPTIONS } from './options.ts';
import { weightOf } from './outbox.ts';
import { ProgramDoor } from './program-door.ts';
import { descriptorsOf, Pipes } from './standard-streams.ts';
import type { SentOptions, ThreadStart } from './thread.ts';

/**
 * Runs a guest in a thread or process of its own.
 *
 * @param wasm a core module or a component, or what `compileModule` made of one. In a process it is compiled there, not on this thread
 * @throws LinkError, OptionError, PolicyError, WebAssembly.CompileError as `runGuest`; for errors that a process finds,
 *   `exited` rejects instead. DOMException if an option cannot be sent to a thread or process; Error if the shared
 *   process has ended
 */
export function spawnGuest(wasm: Uint8Array | GuestModule, options: SpawnOptions = {}): Guest {
  const { post: _, ...guest } = startApart(wasm, options);
  return guest;
}

/** As `spawnGuest`. @param onReply as in `Listeners`, if functions of the guest are called */
export function startApart(
  wasm: Uint8Array | GuestModule,
  options: SpawnOptions,
  onReply?: (reply: Reply) => boolean,
): Guest & Pick<ApartGuest, 'post'> {
  checkGuest(wasm);
  const {
    isolation = 'worker',
    policy,
    onWarning,
    onDenied,
    onListening,
    sockets,
    ...rest
  } = readProgramOptions(options, SPAWN_OPTIONS);
  const answerer = typeof policy === 'function' ? new Answerer(policy) : undefined;
  const rules = typeof policy === 'function' ? undefined : policy;
  // A wrong policy or limit is refused here, not in the worker.
  Policy.validate(rules);
  readLimits(rest.limits);
  const pipes = new Pipes(rest);
  let door: ProgramDoor | undefined;
  try {
    door = new ProgramDoor(sockets);
    const listeners: Listeners = {
      onWarning: onWarning ?? printWarning,
      onDenied,
      onListening,
      onExport: door.look,
      onReply,
      answerer,
    };
    const sent = descriptorsOf({
      ...rest,
      ...pipes.descriptors,
      sockets: toOpen(sockets),
      ...(rules !== undefined && { policy: rules }),
    });
    const guest = startIn(isolation, wasm, sent, listeners, door);
    letGoAll(sockets);
    // Another process has its own by now.
    if (isolation === 'process' || isolation instanceof GuestProcess) pipes.closeGuestEnds();
    const end = (): void => {
      pipes.end();
      door!.end();
    };
    guest.exited.then(end, end);
    return { ...guest, ...pipes.streams, ...door.functions };
  } catch (error) {
    pipes.abandon();
    door?.end();
    throw error;
  }
}

function startIn(
  isolation: Isolation,
  wasm: Uint8Array | GuestModule,
  sent: SentOptions,
  listeners: Listeners,
  door: ProgramDoor,
): ApartGuest {
  if (isolation === 'worker') return startThread(wasm, sent, listeners, door);
  if (isolation instanceof GuestWorker) {
    refuseLimits(sent.limits, ['cpuTimeMs'], 'for a suspended guest, which shares its thread');
    return startThread(wasm, sent, listeners, door, isolation);
  }
  const binary = wasm instanceof Uint8Array ? wasm : wasm.binary;
  if (isolation instanceof GuestProcess) return isolation.start(binary, sent, listeners, door);
  return GuestProcess.startAlone(binary, sent, listeners, door);
}

function startThread(
  wasm: Uint8Array | GuestModule,
  options: SentOptions,
  listeners: Listeners,
  door: ProgramDoor,
  lodging?: GuestWorker,
): ApartGuest {
  const compiled = wasm instanceof Uint8Array ? compileModule(wasm, options.limits) : wasm;
  const { isManaged, binary: _, ...guest } = compiled;
  checkExtent(guest.extent, readLimits(options.limits));
  checkBounded(isManaged, options.limits);
  // Here rather than in the thread, to which their types are copied.
  if (listeners.onReply !== undefined && guest.kind === 'core') plainExports(guest.signatures, guest.exported);
  const id = newGuest();
  const { onDenied, onReply, answerer } = listeners;
  const start: ThreadStart = {
    id,
    guest,
    options,
    tellsDenials: onDenied !== undefined,
    asks: answerer !== undefined,
    isCalled: onReply !== undefined,
    door: door.takeGuestSide(),
  };
  const family = new Family(
    start,
    newGuest,
    (message) => {
      if (message.tag === 'asked') {
        void answerer?.answer(message.request).then((isYes) => family.answer(message.process, isYes));
        return;
      }
      if (isReply(message)) return void onReply?.(message);
      // Family handles these.
      if (message.tag === 'begun' || message.tag === 'over') return;
      family.taken(weightOf(message));
      deliver(message, listeners);
    },
    lodging,
  );
  // Later than a microtask: what a program gives the guest may follow an `await` of its own.
  setImmediate(() => family.go());
  const exited = family.ended.then(exitCodeOf);
  // An embedder that only kills a guest need not handle how it ended.
  exited.catch(() => {});
  return {
    id,
    exited,
    kill: () => family.kill(),
    usage: async () => family.usage(),
    post: (call) => family.post(call),
  };
}
