// How a process of a guest becomes two: fork(2), for WebAssembly. No engine lets anybody copy what an instance has on its stack.
// So guests that fork are built with Binaryen's Asyncify (host/build/asyncify.ts), whose functions put the stack into the guest's
// memory (unwind) and back (rewind): https://github.com/WebAssembly/binaryen/blob/main/src/passes/Asyncify.cpp
//
// `fork` unwinds up to the host, which copies memory and globals (`split`), and then rewinds: here, and in a thread with the copy.
import type { GuestMemory } from '../abi/guest-memory.ts';
import type { CoreValue } from '../abi/flat.mjs';
import type { Host } from '../host.ts';
import type { Answer } from '../os/answer.ts';
import { errnoNumber } from '../os/errno.ts';
import type { Descriptors } from '../preview1/descriptors.ts';
import { SLOT } from '../limits/usage.ts';
import type { EndedProcess, Processes } from '../socket/processes.ts';
import { GuestTrap } from '../trap.ts';
import { type Signature, signatureOf } from '../wasm/core-imports.ts';
import type { CompiledCore } from './module.ts';
import { belongingsOf, copyMemory, restoreMemory, type Snapshot } from './snapshot.ts';

const EAGAIN = errnoNumber('eagain');
const ENOMEM = errnoNumber('enomem');
const ENOSYS = errnoNumber('enosys');

/** What a process asks the thread that started the guest. */
export type ProcessRequest =
  | { readonly call: 'fork'; readonly guest?: CompiledCore; readonly snapshot: Snapshot }
  | { readonly call: 'wait'; readonly which: number; readonly hang: boolean }
  | { readonly call: 'signal'; readonly which: number; readonly signal: number };

/** Memory that a process of a family shares with the thread that started the guest, in words. */
export const PARENT = 0;
export const ENDED_COUNT = 1;
export const PROCESS_WORDS = 2;

/** How a process asks, and is answered. */
export type AskProcess = (request: ProcessRequest) => Answer;

const PAGE = 65_536;

/** Room for the stack, in pages. A call takes some ten to a hundred bytes. */
const AREA_PAGES = 16;

/** Before the stack: where it ends, and where it may end, as Asyncify has them. */
const HEAD = 8;

/**
 * What the thread that started the guest has to pass on for each fork: a program has a few globals, and some hundred exports. More
 * would keep that thread busy.
 */
const MOST_GLOBALS = 1000;
const MOST_EXPORTS = 10_000;
const MOST_COPIED = 4096;

/** The exports of mutable globals, as host/build/asyncify.ts names them. */
const GLOBAL = /^fork_global_\d+$/;

const TAKES_AREA = signatureOf(['i32'], []);
const TAKES_NOTHING = signatureOf([], []);

/** The functions of Asyncify, and their types. */
const FUNCTIONS: readonly (readonly [name: keyof Asyncify, signature: Signature])[] = [
  ['asyncify_start_unwind', TAKES_AREA],
  ['asyncify_stop_unwind', TAKES_NOTHING],
  ['asyncify_start_rewind', TAKES_AREA],
  ['asyncify_stop_rewind', TAKES_NOTHING],
];

interface Asyncify {
  asyncify_start_unwind(area: number): void;
  asyncify_stop_unwind(): void;
  asyncify_start_rewind(area: number): void;
  asyncify_stop_rewind(): void;
}

/** The program that forks. */
interface Program {
  readonly guest: CompiledCore;
  readonly asyncify: Asyncify;
  readonly exports: WebAssembly.Exports;
  /** The names of its mutable globals. */
  readonly globals: readonly string[];
  readonly memory: GuestMemory;
  readonly descriptors: Descriptors;
}

/** A process of a guest that may fork. */
export class Forking implements Processes {
  /** What it begins from, if another process made it; undefined once it has begun. */
  snapshot: Snapshot | undefined;
  readonly #host: Host;
  readonly #words: Int32Array;
  readonly #ask: AskProcess;
  #program: Program | undefined;
  /** Where the stack is put; 0 if nowhere yet. */
  #area = 0;
  #state: 'runs' | 'unwinds' | 'rewinds' = 'runs';
  #outcome = 0;
  /** Whether the thread that started the guest knows what it was compiled to. */
  #isKnown: boolean;
  /**
   * Whether its descriptors are being duplicated. If it is ended meanwhile, they must not be closed here: their numbers would be
   * those of others.
   */
  isCopied = false;

  /** @param isKnown whether the thread that started the guest knows what it was compiled to */
  constructor(host: Host, words: Int32Array, ask: AskProcess, snapshot: Snapshot | undefined, isKnown: boolean) {
    this.#isKnown = isKnown;
    host.context.meter.isInheriting = snapshot !== undefined;
    this.#host = host;
    this.#words = words;
    this.#ask = ask;
    this.snapshot = snapshot;
  }

  get parentId(): number {
    return Atomics.load(this.#words, PARENT);
  }

  get ended(): number {
    return Atomics.load(this.#words, ENDED_COUNT);
  }

  /** Binds to an instance. One without the functions of Asyncify cannot fork. */
  bind(guest: CompiledCore, exports: WebAssembly.Exports, memory: GuestMemory, descriptors: Descriptors): void {
    const canFork = FUNCTIONS.every(([name, signature]) => guest.signatures.get(name) === signature);
    const globals = Object.keys(exports).filter((name) => GLOBAL.test(name));
    if (!canFork || globals.length > MOST_GLOBALS || guest.signatures.size > MOST_EXPORTS) return;
    // Other memories are not copied, and nobody sees how they grow.
    if (guest.extent.count.memory !== 1) return;
    this.#program = { guest, asyncify: exports as unknown as Asyncify, exports, globals, memory, descriptors };
    const { snapshot } = this;
    if (snapshot === undefined) return;
    this.#area = snapshot.area;
    const { buffer } = memory.view();
    if (snapshot.memory.byteLength > buffer.byteLength) {
      memoryOf(exports).grow((snapshot.memory.byteLength - buffer.byteLength) / PAGE);
    }
    restoreMemory(memory, snapshot.memory);
    for (const [name, value] of snapshot.globals) globalOf(exports, name).value = value;
    this.snapshot = undefined;
    this.#host.context.meter.isInheriting = false;
    this.#rewind(0);
  }

  /** Runs the start function, as often as forks return to here. */
  run(start: () => unknown): void {
    for (;;) {
      start();
      // TypeScript does not see that the guest has called `fork`.
      if ((this.#state as string) !== 'unwinds') return;
      this.#split();
    }
  }

  fork(admit: () => number): number | undefined {
    if (this.#state === 'rewinds') {
      this.#state = 'runs';
      this.#program!.asyncify.asyncify_stop_rewind();
      return this.#outcome;
    }
    if (this.#state === 'unwinds') throw new GuestTrap('the guest forks while it forks');
    const refusal = admit();
    if (refusal < 0) return refusal;
    if (this.#program === undefined) return -ENOSYS;
    if (this.#host.context.meter.counters.isFull) return -EAGAIN;
    const lacking = this.#lacks(this.#program);
    if (lacking < 0) return lacking;
    const { memory, asyncify } = this.#program;
    const view = memory.view();
    view.setUint32(this.#area, this.#area + HEAD, true);
    view.setUint32(this.#area + 4, this.#area + AREA_PAGES * PAGE, true);
    this.#state = 'unwinds';
    asyncify.asyncify_start_unwind(this.#area);
    return undefined;
  }

  wait(which: number, hang: boolean): EndedProcess | undefined | number {
    const [id, status] = this.#ask({ call: 'wait', which, hang });
    if (id === 0) return undefined;
    return id < 0 ? id : { id, status };
  }

  signal(which: number, signal: number): number {
    return this.#ask({ call: 'signal', which, signal })[0];
  }

  /** Whether limits, or the memory, leave no room for a second process. @returns 0, or minus the errno */
  #lacks({ exports, memory }: Program): number {
    const { context } = this.#host;
    const { limits } = context.meter;
    if (this.#area === 0) {
      try {
        this.#area = memoryOf(exports).grow(AREA_PAGES) * PAGE;
      } catch {
        return -ENOMEM;
      }
    }
    const bytes = memory.view().byteLength;
    if (bytes < this.#area + AREA_PAGES * PAGE) return -ENOMEM;
    // The thread that started the guest asks again. This saves making a copy.
    if (context.meter.others(SLOT.memory) + 2 * bytes > limits.memory) return -ENOMEM;
    return context.sockets.size <= MOST_COPIED ? 0 : -EAGAIN;
  }

  /** The stack is in memory: another process gets a copy of everything. */
  #split(): void {
    const { guest, asyncify, exports, globals: names, memory, descriptors } = this.#program!;
    asyncify.asyncify_stop_unwind();
    const globals = names.map((name) => [name, numberIn(globalOf(exports, name))] as const);
    const snapshot: Snapshot = {
      ...belongingsOf(this.#host, descriptors),
      memory: copyMemory(memory),
      globals,
      area: this.#area,
    };
    this.isCopied = true;
    const [outcome] = this.#ask({ call: 'fork', ...(this.#isKnown ? {} : { guest }), snapshot });
    this.#isKnown = true;
    this.isCopied = false;
    this.#rewind(outcome);
  }

  #rewind(outcome: number): void {
    if (this.#program === undefined) throw new GuestTrap('the module that forked cannot fork');
    this.#outcome = outcome;
    this.#state = 'rewinds';
    this.#program.asyncify.asyncify_start_rewind(this.#area);
  }
}

function memoryOf({ memory }: WebAssembly.Exports): WebAssembly.Memory {
  if (memory instanceof WebAssembly.Memory) return memory;
  throw new GuestTrap('the module that forks exports no memory');
}

function globalOf(exports: WebAssembly.Exports, name: string): WebAssembly.Global {
  const found = exports[name];
  if (found instanceof WebAssembly.Global) return found;
  throw new GuestTrap(`the module that forks exports no global '${name}'`);
}

/** The value of a global. A reference could not be sent to a thread. */
function numberIn({ value }: WebAssembly.Global): CoreValue {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  throw new GuestTrap('the module that forks exports a global that is no number');
}
