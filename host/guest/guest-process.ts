import type { ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createDoor, pass } from '../os/door.ts';
import { errnoName } from '../os/errno.ts';
import { close } from '../os/libc.ts';
import { endGuestElsewhere, newGuestElsewhere } from '../host.ts';
import { defaultLimits, type Limits } from '../limits.ts';
import { GuestKilled } from '../wait/waiter.ts';
import { OptionError } from '../option-error.ts';
import { isAnswer } from './answer-shape.ts';
import { GuestCrashed } from './crashed.ts';
import { forkWhole } from './fork-whole.ts';
import type { ApartGuest } from './guest.ts';
import type { ProgramDoor } from './program-door.ts';
import type { Call } from './calling.ts';
import { deliver, exitCodeOf, type Listeners, type Outcome, revive } from './messages.ts';
import { weightOf } from './outbox.ts';
import { type Answer, type Command, type ProcessData, STREAMS } from './protocol.ts';
import type { SentOptions } from './thread.ts';
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

/** What an engine prints when it gives up, among other things. */
const LAST_WORDS = /(?:FATAL ERROR|Fatal error)[: ]+(.*)/;

/** How long the last words of a process are waited for that has ended, in milliseconds. */
const LAST_WORDS_MS = 250;

/** How many commands a process may leave unread. */
const MOST_UNREAD = 10_000;

/** How much of its output is searched, in characters. */
const MOST_WORDS = 65_536;

const MAIN = fileURLToPath(new URL('../guest/process-main.js', import.meta.url));

/** The variables that getaddrinfo(3) reads, so that names mean the same in the process. It gets no other variables. */
const RESOLVER_VARIABLES = ['RES_OPTIONS', 'LOCALDOMAIN', 'HOSTALIASES'] as const;

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
}

/**
 * A process that holds guests: those that `spawnGuest` is given it for. It ends by `close`, with this process, and when a
 * guest in it crashes it or cannot be ended in any other way. All its guests then end.
 */
export class GuestProcess {
  readonly #child: ChildProcess;
  /** This side of the door by which the doors of its guests go to it. */
  readonly #door: number;
  readonly #residents = new Map<number, Resident>();
  /** Whether it holds one guest, and ends with it. */
  readonly #isAlone: boolean;
  #lastWords = '';
  /** How many commands the process has not read yet. */
  #unread = 0;
  /** Set once the process has ended. */
  #end: GuestCrashed | Error | undefined;
  readonly #ended: Promise<void>;

  /** To be made by `createGuestProcess` or `startAlone`. */
  constructor(options: GuestProcessOptions, isAlone: boolean) {
    this.#isAlone = isAlone;
    const { stdin = 0, stdout = 1, stderr = 2, limits: { gcHeap = defaultLimits.gcHeap } = {} } = options;
    const data: ProcessData = { gcHeap: gcHeap === Infinity ? null : gcHeap };
    const [own, childs] = createDoor();
    try {
      this.#child = forkWhole(MAIN, [JSON.stringify(data)], {
        execArgv: flags(gcHeap, isAlone),
        env: environment(),
        serialization: 'advanced',
        // As STREAMS and PROCESS_DOOR say.
        stdio: ['ignore', 'ignore', 'pipe', 'ipc', stdin, stdout, stderr, childs],
      });
    } catch (error) {
      close(own);
      throw error;
    } finally {
      close(childs);
    }
    this.#door = own;
    this.#child.on('message', (answer, handle) => this.#trust(answer, handle));
    // A program that the process started may keep its streams open.
    this.#child.on('exit', () => setTimeout(() => this.#child.stderr?.destroy(), LAST_WORDS_MS).unref());
    this.#child.stderr?.setEncoding('latin1').on('data', (text: string) => {
      this.#lastWords = (this.#lastWords + text).slice(-MOST_WORDS);
    });
    this.#ended = new Promise((resolve) => {
      // Not `exit`: its last messages and output arrive before `close`.
      this.#child.on('close', (code, signal) => resolve(this.#over(code, signal)));
      this.#child.on('error', (error) => {
        // If the process could not be started, no other event comes. Otherwise a message did not reach it, which does
        // not matter.
        if (this.#child.pid === undefined) resolve(this.#over(null, null, error));
      });
    });
    this.#hold();
  }

  /** The process' id in the system; undefined if it could not be started. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Ends the process, with all guests in it. Resolves when it has ended. */
  async close(): Promise<void> {
    for (const resident of this.#residents.values()) resident.isKilled = true;
    this.#child.kill('SIGKILL');
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
      const passed = pass(this.#door, String(id), side);
      close(side);
      if (passed < 0) throw new Error(`the door of a guest: ${errnoName(-passed)}`);
      this.#send({
        tag: 'start',
        id,
        binary,
        options: { ...options, ...STREAMS },
        tellsDenials: listeners.onDenied !== undefined,
        asks: listeners.answerer !== undefined,
        isCalled: listeners.onReply !== undefined,
      });
    } catch (error) {
      endGuestElsewhere(id);
      throw error;
    }
    const usage = new UsageQuery(() => this.#send({ tag: 'usage', id }));
    const stop = (): Promise<void> => this.#kill(id, exited);
    const outcome = new Promise<Outcome | undefined>((leave, crash) => {
      const resident = { listeners, leave, crash, usage, stop, isKilled: false, hasBegun: false, overrun: undefined };
      this.#residents.set(id, resident);
    });
    this.#hold();
    setImmediate(() => this.#send({ tag: 'go', id }));
    const exited = outcome.then(exitCodeOf);
    // An embedder that only kills a guest need not handle how it ended.
    exited.catch(() => {});
    const post = (call: Call): void => this.#send({ tag: 'call', id, call });
    return { id, exited, kill: stop, usage: () => usage.get(), post };
  }

  async #kill(id: number, exited: Promise<number>): Promise<void> {
    const resident = this.#residents.get(id);
    if (resident === undefined) return;
    resident.isKilled = true;
    const grace = this.#isAlone ? GRACE : SHARED_GRACE;
    this.#send({ tag: 'kill', id, graceMs: grace.threadMs });
    const starting = this.#isAlone || resident.hasBegun ? 0 : STARTING_MS;
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), grace.processMs + starting);
    await exited.catch(() => {});
    clearTimeout(timer);
  }

  /** A process that a guest has taken over may say anything: it is ended for what no process of guests says. */
  #trust(answer: unknown, handle: unknown): void {
    if (handle === undefined && isAnswer(answer)) return this.#hear(answer);
    if (handle instanceof Socket) handle.destroy();
    else if (typeof handle === 'object' && handle !== null && 'close' in handle && typeof handle.close === 'function')
      handle.close();
    this.#child.kill('SIGKILL');
  }

  #hear(answer: Answer): void {
    const resident = this.#residents.get(answer.id);
    if (resident === undefined) return;
    if (answer.tag === 'asked') {
      const { id } = answer;
      void resident.listeners.answerer
        ?.answer(answer.request)
        .then((isYes) => this.#send({ tag: 'answer', id, isYes }));
      return;
    }
    if (answer.tag === 'begun') {
      resident.hasBegun = true;
      return;
    }
    if (answer.tag === 'over') {
      resident.overrun = revive(answer.error);
      void resident.stop();
      return;
    }
    if (answer.tag === 'reply') {
      resident.listeners.onReply?.(answer.reply);
      return;
    }
    if (answer.tag === 'usage') return resident.usage.answer(answer.usage);
    if (answer.tag === 'report') {
      this.#send({ tag: 'taken', id: answer.id, weight: weightOf(answer.report) });
      deliver(answer.report, resident.listeners);
      return;
    }
    if (answer.usage !== undefined) resident.usage.end(answer.usage);
    if (this.#isAlone) {
      // Its descriptors are closed when the process has ended.
      this.#child.kill('SIGKILL');
      void this.#ended.then(() => resident.leave(answer.outcome));
    } else {
      resident.leave(answer.outcome);
    }
    this.#forget(answer.id);
  }

  #forget(id: number): void {
    this.#residents.delete(id);
    endGuestElsewhere(id);
    this.#hold();
  }

  /** Called when the process has ended. */
  #over(code: number | null, signal: string | null, error?: Error): void {
    close(this.#door);
    this.#end = error ?? GuestCrashed.ofProcess(code, signal, LAST_WORDS.exec(this.#lastWords)?.[1]);
    for (const [id, resident] of this.#residents) {
      const reason = resident.overrun ?? (resident.isKilled ? new GuestKilled() : this.#end);
      resident.crash(reason);
      resident.usage.end(reason);
      this.#forget(id);
    }
  }

  #send(command: Command): void {
    // If the process has just ended, that is about to be reported.
    if (!this.#child.connected) return;
    // One that reads nothing, and causes answers, would fill this process' memory.
    if (++this.#unread > MOST_UNREAD) this.#child.kill('SIGKILL');
    this.#child.send(command, () => void this.#unread--);
  }

  /** Keeps this process alive while there are guests, and not for a process without guests. */
  #hold(isHeld = this.#residents.size > 0 || this.#isAlone): void {
    const { channel, stderr } = this.#child;
    for (const handle of [this.#child, channel, stderr as { ref?(): void; unref?(): void } | null]) {
      if (isHeld) handle?.ref?.();
      else handle?.unref?.();
    }
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

function environment(): NodeJS.ProcessEnv {
  const entries = RESOLVER_VARIABLES.map((name) => [name, process.env[name]] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
