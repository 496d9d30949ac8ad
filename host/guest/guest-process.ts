import { fileURLToPath } from 'node:url';
import { pass } from '../os/door.ts';
import { errnoName } from '../os/errno.ts';
import { close } from '../os/libc.ts';
import { endGuestElsewhere, newGuestElsewhere } from '../host.ts';
import { defaultLimits, type Limits, readLimits } from '../limits.ts';
import { GuestKilled } from '../wait/waiter.ts';
import { OptionError } from '../option-error.ts';
import { Child } from './child.ts';
import type { ApartGuest } from './guest.ts';
import type { ProgramDoor } from './program-door.ts';
import { DEFAULT_PROCESSES } from '../policy/rules.ts';
import type { Call } from './calling.ts';
import { deliver, exitCodeOf, type Listeners, type Outcome, revive } from './messages.ts';
import { weightOf } from './outbox.ts';
import { type Answer, type ProcessData, type StartCommand, STREAMS } from './protocol.ts';
import type { SentOptions } from './thread.ts';
import { watchTime } from './time-backstop.ts';
import { UsageQuery } from './usage-query.ts';

/** Options for a process of guests. */
export interface GuestProcessOptions {
  /** Descriptors of this process that are the standard streams of all its guests; default 0, 1 and 2. */
  readonly stdin?: number;
  readonly stdout?: number;
  readonly stderr?: number;
  /** `gcHeap` bounds the process. Its guests share that amount. */
  readonly limits?: Pick<Limits, 'gcHeap'>;
}

/**
 * How long a killed guest may take to reach its next operation, and then its thread to end, in milliseconds. After that the
 * process is ended. That also takes the system a while: some 60 ms for each gigabyte that is given back.
 */
const GRACE = { threadMs: 10, processMs: 20 } as const;

/** The same if other guests share the process, which would end with it. */
const SHARED_GRACE = { threadMs: 25, processMs: 75 } as const;

/** How much longer a guest in a shared process may take that is killed while it starts, in milliseconds. */
const STARTING_MS = 1000;

const MAIN = fileURLToPath(new URL('../guest/process-main.bundle.cjs', import.meta.url));

/** A guest of the process, seen from here. */
interface Resident {
  readonly listeners: Listeners;
  /** Called when it has ended and its descriptors are closed. */
  readonly leave: (outcome: Outcome | undefined) => void;
  /** Called when its process has ended. */
  readonly crash: (error: Error) => void;
  readonly usage: UsageQuery;
  /** Ends it, because it is killed or its time is over. */
  readonly stop: () => Promise<void>;
  isKilled: boolean;
  /** Whether its thread runs it yet. A thread that still starts must not be terminated: that could end the process. */
  hasBegun: boolean;
  /** The limit of time that it has reached. */
  overrun: Error | undefined;
  /** Those of its processes whose questions are being answered. */
  readonly asking: Set<number>;
}

/**
 * A process that holds guests: those that `spawnGuest` is given it for. It ends by `close`, with this process, and when a
 * guest in it crashes it or cannot be ended in any other way. All its guests then end.
 */
export class GuestProcess {
  readonly #child: Child;
  readonly #residents = new Map<number, Resident>();
  /** Whether it holds one guest, and ends with it. */
  readonly #isAlone: boolean;
  /** Set once the process has ended. */
  #end: Error | undefined;
  readonly #ended: Promise<void>;

  /** To be made by `createGuestProcess` or `startAlone`. @param main the module that the process runs */
  constructor(options: GuestProcessOptions, isAlone: boolean, main = MAIN) {
    this.#isAlone = isAlone;
    const { stdin = 0, stdout = 1, stderr = 2, limits: { gcHeap = defaultLimits.gcHeap } = {} } = options;
    const data: ProcessData = { gcHeap: gcHeap === Infinity ? null : gcHeap };
    this.#child = new Child({
      args: [...flags(gcHeap, isAlone), main, JSON.stringify(data)],
      streams: [stdin, stdout, stderr],
      hear: (answer) => this.#hear(answer),
    });
    this.#ended = this.#child.ended.then((end) => this.#over(end));
    this.#hold();
  }

  /** The process' id in the system; undefined if it could not be started. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Ends the process, with all guests in it. Resolves when it has ended. */
  async close(): Promise<void> {
    for (const resident of this.#residents.values()) resident.isKilled = true;
    this.#child.kill();
    this.#hold(true);
    await this.#ended;
  }

  /** As `spawnGuest`, in a process of its own. */
  static startAlone(binary: Uint8Array, options: SentOptions, listeners: Listeners, door: ProgramDoor): ApartGuest {
    const home = new GuestProcess(options, true);
    try {
      return home.#start(binary, options, listeners, door);
    } catch (error) {
      void home.close();
      throw error;
    }
  }

  /** As `spawnGuest`, in this process. */
  start(binary: Uint8Array, options: SentOptions, listeners: Listeners, door: ProgramDoor): ApartGuest {
    const { stdin, stdout, stderr } = options;
    if (stdin !== undefined || stdout !== undefined || stderr !== undefined) {
      throw new OptionError(
        'a descriptor',
        'none: guests of a shared process have its streams, which createGuestProcess takes',
      );
    }
    return this.#start(binary, options, listeners, door);
  }

  #start(binary: Uint8Array, options: SentOptions, listeners: Listeners, door: ProgramDoor): ApartGuest {
    if (this.#end !== undefined) throw this.#end;
    const id = newGuestElsewhere();
    try {
      const side = door.takeGuestSide();
      const passed = pass(this.#child.door, String(id), side);
      close(side);
      if (passed < 0) throw new Error(`the door of a guest: ${errnoName(-passed)}`);
      const isCalled = listeners.onReply !== undefined;
      if (isCalled) this.#child.isCalled = true;
      const start: StartCommand = {
        tag: 'start',
        id,
        options: { ...options, ...STREAMS },
        tellsDenials: listeners.onDenied !== undefined,
        asks: listeners.answerer !== undefined,
        isCalled,
      };
      this.#child.send(start, binary);
    } catch (error) {
      endGuestElsewhere(id);
      throw error;
    }
    const usage = new UsageQuery(() => this.#child.send({ tag: 'usage', id }));
    const stop = (): Promise<void> => this.#kill(id, exited);
    const outcome = new Promise<Outcome | undefined>((leave, crash) => {
      this.#residents.set(id, {
        listeners,
        leave,
        crash,
        usage,
        stop,
        isKilled: false,
        hasBegun: false,
        overrun: undefined,
        asking: new Set(),
      });
    });
    this.#hold();
    setImmediate(() => this.#child.send({ tag: 'go', id }));
    const exited = outcome.then(exitCodeOf);
    const watch = watchTime(
      readLimits(options.limits),
      binary.length,
      this.#isAlone ? this.pid : undefined,
      (reason) => {
        const resident = this.#residents.get(id);
        if (resident === undefined) return;
        resident.overrun ??= reason;
        void stop();
      },
    );
    // An embedder that only kills a guest need not handle how it ended.
    exited.catch(() => {}).finally(() => clearInterval(watch));
    const post = (call: Call): void => this.#child.send({ tag: 'call', id, call });
    return { id, exited, kill: stop, usage: () => usage.get(), post };
  }

  async #kill(id: number, exited: Promise<number>): Promise<void> {
    const resident = this.#residents.get(id);
    if (resident === undefined) return;
    resident.isKilled = true;
    const grace = this.#isAlone ? GRACE : SHARED_GRACE;
    this.#child.send({ tag: 'kill', id, graceMs: grace.threadMs });
    const starting = this.#isAlone || resident.hasBegun ? 0 : STARTING_MS;
    const timer = setTimeout(() => this.#child.kill(), grace.processMs + starting);
    await exited.catch(() => {});
    clearTimeout(timer);
  }

  #hear(answer: Answer): void {
    const resident = this.#residents.get(answer.id);
    if (resident === undefined) return;
    if (answer.tag === 'asked') return void this.#ask(answer, resident);
    if (answer.tag === 'begun') {
      resident.hasBegun = true;
      return;
    }
    if (answer.tag === 'over') {
      resident.overrun ??= revive(answer.error);
      void resident.stop();
      return;
    }
    if (answer.tag === 'reply') {
      // Nobody has asked for it: a guest has taken the process over.
      if (resident.listeners.onReply?.(answer.reply) !== true) this.#child.kill();
      return;
    }
    if (answer.tag === 'usage') return resident.usage.answer(answer.usage);
    if (answer.tag === 'report') {
      this.#child.send({ tag: 'taken', id: answer.id, weight: weightOf(answer.report) });
      deliver(answer.report, resident.listeners);
      return;
    }
    if (answer.usage !== undefined) resident.usage.end(answer.usage);
    const leave = (): void => {
      if (answer.outcome === undefined && resident.overrun !== undefined) resident.crash(resident.overrun);
      else resident.leave(answer.outcome);
    };
    if (this.#isAlone) {
      // Its descriptors are closed when the process has ended.
      this.#child.kill();
      void this.#ended.then(leave);
    } else {
      leave();
    }
    this.#forget(answer.id);
  }

  /** A guest waits for an answer before it asks again. */
  /** Each process of a guest asks one thing at a time. */
  async #ask({ id, process: asks, request }: Answer & { readonly tag: 'asked' }, resident: Resident): Promise<void> {
    const { asking } = resident;
    const { answerer } = resident.listeners;
    if (answerer === undefined || asking.has(asks) || asking.size > DEFAULT_PROCESSES) return this.#child.kill();
    asking.add(asks);
    const isYes = await answerer.answer(request);
    asking.delete(asks);
    this.#child.send({ tag: 'answer', id, process: asks, isYes });
  }

  #forget(id: number): void {
    this.#residents.delete(id);
    endGuestElsewhere(id);
    this.#hold();
  }

  /** Called when the process has ended. */
  #over(end: Error): void {
    this.#end = end;
    for (const [id, resident] of this.#residents) {
      const reason = resident.overrun ?? (resident.isKilled ? new GuestKilled() : end);
      resident.crash(reason);
      resident.usage.end(reason);
      this.#forget(id);
    }
  }

  /** Keeps this process alive while there are guests, and not for a process without guests. */
  #hold(isHeld = this.#residents.size > 0 || this.#isAlone): void {
    this.#child.hold(isHeld);
  }
}

/** Starts a process to hold guests. `spawnGuest` takes it as `isolation`. */
export function createGuestProcess(options: GuestProcessOptions = {}): GuestProcess {
  return new GuestProcess(options, false);
}

/** How node is started: without this process' own flags, such as an inspector's. */
const FLAGS = ['--disallow-code-generation-from-strings'] as const;

/**
 * Makes V8 check for an end in each round of a loop, even if the loop fills memory. Without the flag V8 checks only when it
 * considers compiling the function again. So most guests can be ended without their process. The price is that V8 compiles
 * all functions for speed at once, on other threads.
 */
const INTERRUPTIBLE = '--no-wasm-dynamic-tiering';

function flags(gcHeap: number, isAlone: boolean): string[] {
  const always = isAlone ? [...FLAGS] : [...FLAGS, INTERRUPTIBLE];
  return gcHeap === Infinity ? always : [...always, `--max-old-space-size=${Math.ceil(gcHeap / 2 ** 20) + OWN_HEAP}`];
}

/** How much heap the threads take that run no guest, in MiB. */
const OWN_HEAP = 32;
