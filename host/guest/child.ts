// A process of guests as its starter has it: what it says and is told, its last words, its end.
import { type ChildProcess, spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { createDoor } from '../os/door.ts';
import { errnoName } from '../os/errno.ts';
import { close, shutdown } from '../os/libc.ts';
import { createPipe } from '../os/pipe.ts';
import { platform } from '../os/platform.ts';
import { MOST_VALUES, valueOf } from './answer-bytes.ts';
import { isAnswer } from './answer-shape.ts';
import { commandFrame, frameHead, FrameReader, MOST_RETURNED, MOST_SAID, readPipe } from './channel.ts';
import { GuestCrashed } from './crashed.ts';
import { messageText } from './error-text.ts';
import type { Answer, Command } from './protocol.ts';

/** What an engine prints when it gives up, among other things. */
const LAST_WORDS = /(?:FATAL ERROR|Fatal error)[: ]+(.*)/;

/** How long what a process has said is waited for once it has ended, and its end once it says nothing more, in milliseconds. */
const LAST_WORDS_MS = 250;

/** How many commands a process may leave unread. */
const MOST_UNREAD = 10_000;

/** How much of its output is searched, in characters. */
const MOST_WORDS = 65_536;

/** The variables that getaddrinfo(3) reads, so that names mean the same in the process. It gets no other variables. */
const RESOLVER_VARIABLES = ['RES_OPTIONS', 'LOCALDOMAIN', 'HOSTALIASES'] as const;

/** The processes that have not ended. One that a guest has taken over would not end with this process by itself. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) end(child);
});

/** Without a pid it was never started, and kill(2) of 0 would end this process and all of its group (seen in Node 20 and 26). */
function end(child: ChildProcess): void {
  if (child.pid !== undefined) child.kill('SIGKILL');
}

/** How to start a process of guests. */
export interface ChildStart {
  /** The arguments of node. */
  readonly args: readonly string[];
  /** The descriptors of its guests' standard streams. */
  readonly streams: readonly [stdin: number, stdout: number, stderr: number];
  /** Takes what it says. It has the form of an answer, and nothing else is known of it. */
  readonly hear: (answer: Answer) => void;
}

/** The two ends of each thing between a process and its starter. */
interface Ends {
  readonly door: readonly [own: number, childs: number];
  readonly commands: readonly [own: number, childs: number];
  readonly answers: readonly [own: number, childs: number];
  readonly words: readonly [own: number, childs: number];
}

/** A process that runs node. What it may say is bounded; it is ended for anything else. */
export class Child {
  /** This side of the process' door, which is only written to. */
  readonly door: number;
  /** Why it has ended, or could not be started. All that it said has been heard by then. */
  readonly ended: Promise<Error>;
  /** Whether its guests are called: their results may be long. */
  isCalled = false;
  readonly #process: ChildProcess;
  readonly #commands: Socket;
  readonly #answers: Socket;
  readonly #words: Socket;
  #lastWords = '';
  /** How many commands it has not read yet. */
  #unread = 0;
  #hasEnded = false;

  /** @throws Error if this process has no descriptor left */
  constructor({ args, streams: [stdin, stdout, stderr], hear }: ChildStart) {
    const ends = createEnds();
    const { door, commands, answers, words } = ends;
    try {
      this.#process = spawn(process.execPath, args, {
        env: environment(),
        // As protocol.ts says.
        stdio: ['ignore', 'ignore', words[1], commands[1], stdin, stdout, stderr, door[1], answers[1]],
      });
    } catch (error) {
      for (const [own] of Object.values<readonly number[]>({ ...ends })) close(own!);
      throw error;
    } finally {
      for (const [, childs] of Object.values<readonly number[]>({ ...ends })) close(childs!);
    }
    this.door = door[0];
    this.#commands = new Socket({ fd: commands[0], readable: false, writable: true });
    this.#answers = this.#listen(answers[0], hear);
    this.#words = new Socket({ fd: words[0], readable: true, writable: false });
    this.#words.setEncoding('latin1').on('data', (text: string) => {
      this.#lastWords = (this.#lastWords + text).slice(-MOST_WORDS);
    });
    for (const stream of [this.#commands, this.#answers, this.#words]) stream.on('error', () => {});
    this.ended = this.#watch();
  }

  /** The process' id in the system; undefined if it could not be started. */
  get pid(): number | undefined {
    return this.#process.pid;
  }

  kill(): void {
    end(this.#process);
  }

  /** Whether it keeps this process alive. */
  hold(isHeld: boolean): void {
    for (const handle of [this.#process, this.#commands, this.#answers, this.#words]) {
      if (isHeld) handle.ref();
      else handle.unref();
    }
  }

  /** Tells it something. If it has just ended, that is about to be reported. @throws Error if the command cannot be sent */
  send(command: Command, binary?: Uint8Array): void {
    const frame = commandFrame(command);
    const head = frameHead(binary?.length ?? 0);
    if (this.#hasEnded) return;
    // One that reads nothing, and causes answers, would fill this process' memory. Calls are the program's own.
    const isCaused = command.tag !== 'call';
    if (isCaused && ++this.#unread > MOST_UNREAD) this.kill();
    const isRead = (): void => void (isCaused && this.#unread--);
    if (binary === undefined) return void this.#commands.write(frame, isRead);
    this.#commands.cork();
    this.#commands.write(frame);
    this.#commands.write(head);
    // The program may change its own before all is written.
    this.#commands.write(Buffer.from(binary), isRead);
    this.#commands.uncork();
  }

  #listen(fd: number, hear: (answer: Answer) => void): Socket {
    const most = (): number => (this.isCalled ? MOST_RETURNED : MOST_SAID);
    const frames = new FrameReader(most, (content) => {
      const answer = valueOf(content, this.isCalled ? MOST_VALUES.returned : MOST_VALUES.said);
      if (!isAnswer(answer)) throw new TypeError('no answer');
      // An error in a callback of the program is the program's.
      process.nextTick(hear, answer);
    });
    return readPipe(fd, (bytes) => {
      try {
        frames.read(bytes);
      } catch {
        // No process of guests says this.
        this.kill();
        this.#answers.destroy();
      }
    });
  }

  /** Waits for its end. */
  async #watch(): Promise<Error> {
    const child = this.#process;
    if (child.pid !== undefined) running.add(child);
    const silent = closing(this.#answers);
    const wordless = closing(this.#words);
    let timer: NodeJS.Timeout | undefined;
    for (const stream of [this.#answers, this.#commands]) {
      stream.once('close', () => {
        // One that says or hears nothing more has ended, or a guest has taken it over.
        if (running.has(child)) timer ??= setTimeout(() => this.kill(), LAST_WORDS_MS);
      });
    }
    const { code, signal, error } = await ending(child);
    running.delete(child);
    clearTimeout(timer);
    if (error === undefined) {
      // A program that the process started may keep its pipes open. What is in them is read first.
      setTimeout(() => setImmediate(() => this.#destroy()), LAST_WORDS_MS).unref();
      await Promise.all([silent, wordless]);
    }
    this.#hasEnded = true;
    this.#destroy();
    close(this.door);
    const last = LAST_WORDS.exec(this.#lastWords)?.[1];
    return error ?? GuestCrashed.ofProcess(code, signal, last && messageText(last));
  }

  #destroy(): void {
    for (const stream of [this.#commands, this.#answers, this.#words]) stream.destroy();
  }
}

interface Ending {
  readonly code: number | null;
  readonly signal: string | null;
  /** Why it could not be started. */
  readonly error?: Error;
}

function ending(child: ChildProcess): Promise<Ending> {
  return new Promise((resolve) => {
    child.on('exit', (code, signal) => resolve({ code, signal }));
    child.on('error', (error) => {
      // Otherwise it could not be killed.
      if (child.pid === undefined) resolve({ code: null, signal: null, error });
    });
  });
}

function closing(stream: Socket): Promise<void> {
  return new Promise((resolve) => stream.once('close', () => resolve()));
}

/** @throws Error if this process has no descriptor left */
function createEnds(): Ends {
  const made: number[] = [];
  const pipe = (): readonly [read: number, write: number] => {
    const ends = createPipe();
    if (typeof ends === 'number') throw new Error(`pipe2: ${errnoName(-ends)}`);
    made.push(ends.read, ends.write);
    return [ends.read, ends.write];
  };
  try {
    const door = createDoor();
    made.push(...door);
    // What came by it and nobody took would be closed with it, and closing may wait.
    shutdown(door[0], platform.shutdown.read);
    const [commandsRead, commandsWrite] = pipe();
    return { door, commands: [commandsWrite, commandsRead], answers: pipe(), words: pipe() };
  } catch (error) {
    for (const fd of made) close(fd);
    throw error;
  }
}

function environment(): NodeJS.ProcessEnv {
  const entries = RESOLVER_VARIABLES.map((name) => [name, process.env[name]] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
