// What a guest has taken, in memory that its thread writes and its starter reads.
import type { Bounds } from '../limits.ts';
import { threadCpuMs } from '../os/thread-clock.ts';

/** The figures for one limit. */
export interface Figure {
  /** The amount now; for what is not given back, such as bytes sent and time, the total. */
  readonly current: number;
  /** The largest amount at any time. */
  readonly peak: number;
  /** The limit; Infinity for none. For `operations` and `denials`, the limit per second. */
  readonly limit: number;
}

/** What a guest has taken: a figure for each of its `Limits`, in the same units. */
export interface Usage {
  /** The guest's memory, as of its last call of its host. */
  readonly memory: Figure;
  /** The size of the tables at the start. */
  readonly tableElements: Figure;
  /** Always 0: nobody measures it for one guest. The guest's process is bounded as a whole. */
  readonly gcHeap: Figure;
  readonly sockets: Figure;
  readonly files: Figure;
  readonly socketBuffers: Figure;
  /** An upper bound: descriptors that were received since may still count. */
  readonly descriptorsInFlight: Figure;
  readonly bytesSent: Figure;
  readonly bytesReceived: Figure;
  readonly streamBytes: Figure;
  /** An upper bound: lookups that were given up, and are over since, may still count. */
  readonly lookups: Figure;
  /** Calls of the host's functions on sockets and names, in all. */
  readonly operations: Figure;
  readonly cpuTimeMs: Figure;
  readonly wallTimeMs: Figure;
  /** All denials, and how many of them were not reported. */
  readonly denials: Figure & { readonly unreported: number };
}

/** The index of each number. */
export const SLOT = {
  memory: 0,
  tableElements: 1,
  sockets: 2,
  socketsPeak: 3,
  socketBuffers: 4,
  socketBuffersPeak: 5,
  descriptorsInFlight: 6,
  descriptorsInFlightPeak: 7,
  bytesSent: 8,
  bytesReceived: 9,
  streamBytes: 10,
  lookups: 11,
  lookupsPeak: 12,
  operations: 13,
  denials: 14,
  denialsUnreported: 15,
  /** Milliseconds since 1970, with fractions. 0: not yet. */
  started: 16,
  ended: 17,
  cpuTimeMs: 18,
  /** The number of the guest's thread while it runs; 0 for none. */
  thread: 19,
  files: 20,
  filesPeak: 21,
  /** The sum of what was set by SO_SNDBUF and SO_RCVBUF, in bytes. */
  buffersSet: 22,
  /** 1 while it is one of the guest's processes: until its end has been told. */
  living: 23,
  /** What the guest's thread had computed before, in milliseconds. */
  cpuTimeBefore: 24,
  /** Files of its sockets: see bound-files.ts. */
  boundFiles: 25,
  /** Sockets that it offers to guests: an upper bound. */
  offered: 26,
  /** How many Unix sockets it has given its embedder. */
  exported: 27,
  /** How often it has sent or received descriptors. */
  passes: 28,
  /** Of all processes together: how often nothing was found that closed Unix sockets could have left something in. */
  drained: 29,
  /** Members of its event sets. */
  watched: 30,
} as const;

const SLOTS = Object.keys(SLOT).length;

/** The bytes of one process. */
const BYTES = SLOTS * Float64Array.BYTES_PER_ELEMENT;

/** What a process that has ended leaves behind. */
const TOTALS: readonly number[] = [
  SLOT.bytesSent,
  SLOT.bytesReceived,
  SLOT.streamBytes,
  SLOT.exported,
  SLOT.passes,
  SLOT.operations,
  SLOT.denials,
  SLOT.denialsUnreported,
  SLOT.cpuTimeMs,
];

/**
 * The numbers of one process of a guest. Only its own thread changes them, except times and what is measured from outside. Most
 * guests are one process. Those of a guest that forks are beside each other, because limits are for all of them together.
 */
export class Counters {
  readonly buffer: SharedArrayBuffer;
  readonly words: Float64Array;
  /** Those of all processes. */
  readonly #all: readonly Float64Array[];
  /** Whether the guest may have other processes. */
  readonly hasCompany: boolean;
  /** Whether another process has made this one. */
  readonly isForked: boolean;
  readonly #others: readonly Float64Array[];

  /**
   * @param buffer that of another thread's `Counters`. By default a new one is made, and the guest's time begins
   * @param index which process it is
   */
  constructor(buffer: SharedArrayBuffer = Counters.bufferFor(1), index = 0) {
    this.buffer = buffer;
    const count = buffer.byteLength / BYTES;
    this.#all = Array.from({ length: count }, (_, at) => new Float64Array(buffer, at * BYTES, SLOTS));
    this.words = this.#all[index]!;
    this.#others = this.#all.filter((words) => words !== this.words);
    this.hasCompany = count > 1;
    this.isForked = index > 0;
    const [first] = this.#all;
    if (first![SLOT.started] === 0) first!.set([now()], SLOT.started);
  }

  /** Room for so many processes, and for what those leave behind that have ended. */
  static bufferFor(processes: number): SharedArrayBuffer {
    return new SharedArrayBuffer((processes === 1 ? 1 : processes + 1) * BYTES);
  }

  /** What the guest's other processes have. */
  others(slot: number): number {
    let sum = 0;
    for (const words of this.#others) sum += words[slot]!;
    return sum;
  }

  /** What all its processes have together. */
  total(slot: number): number {
    return this.words[slot]! + this.others(slot);
  }

  /** See SLOT. */
  get drained(): number {
    return this.#all.at(-1)![SLOT.drained]!;
  }

  /** How many processes there are, this one included. */
  living(): number {
    return Math.max(1, this.total(SLOT.living));
  }

  /** Whether there is room for no more processes. */
  get isFull(): boolean {
    return this.living() >= this.#all.length - 1;
  }

  /** The process has ended: what it has taken for good counts on. */
  leave(): void {
    const rest = this.#all.at(-1)!;
    for (const slot of TOTALS) rest[slot]! += this.words[slot]!;
    const started = this.words[SLOT.started]!;
    this.words.fill(0);
    this.words[SLOT.started] = started;
    this.words[SLOT.living] = 1;
  }

  /** Records that the process has so much of something, or more. */
  atLeast(slot: number, amount: number): void {
    this.words[slot] = Math.max(this.words[slot]!, amount);
  }

  /** Counts what processes that have ended have left of something that comes and goes. */
  keep(slot: number, amount: number): void {
    this.#all.at(-1)![slot] = amount;
  }

  /** Counts CPU time that others have taken for the guest. */
  charge(milliseconds: number): void {
    this.#all.at(-1)![SLOT.cpuTimeMs]! += milliseconds;
  }

  /** All processes have ended. */
  finish(): void {
    this.#all.at(-1)![SLOT.ended] = now();
  }

  /** Called when the guest begins to run on this thread. @param thread the thread's number in the system */
  begin(thread: number): void {
    this.words[SLOT.cpuTimeBefore] = threadCpuMs(thread) ?? 0;
    this.words[SLOT.thread] = thread;
  }

  /** The process has ended. */
  end(): void {
    if (this.words[SLOT.ended] !== 0) return;
    measureCpu(this.words);
    this.words[SLOT.thread] = 0;
    this.words[SLOT.ended] = now();
  }

  /** The CPU time of the guest's threads since it began, in milliseconds; 0 if it has no thread of its own. */
  cpuTimeMs(): number {
    let sum = 0;
    for (const words of this.#all) sum += measureCpu(words);
    return sum;
  }

  /** Milliseconds from the start to now, or to the end. */
  wallTimeMs(): number {
    const started = this.#all[0]![SLOT.started]!;
    const ended = this.#all.at(-1)![SLOT.ended]!;
    return (ended === 0 ? now() : ended) - started;
  }

  /** All figures. @param socketBuffers bytes that the system holds now */
  usage(limits: Bounds, socketBuffers: number): Usage {
    const at = (slot: number): number => this.total(slot);
    const figure = (limit: number, current: number, peak = current): Figure => ({
      current,
      peak: Math.max(current, peak),
      limit,
    });
    return {
      memory: figure(limits.memory, at(SLOT.memory)),
      tableElements: figure(limits.tableElements, at(SLOT.tableElements)),
      gcHeap: figure(limits.gcHeap, 0),
      sockets: figure(limits.sockets, at(SLOT.sockets), at(SLOT.socketsPeak)),
      files: figure(limits.files, at(SLOT.files), at(SLOT.filesPeak)),
      socketBuffers: figure(limits.socketBuffers, socketBuffers, at(SLOT.socketBuffersPeak)),
      descriptorsInFlight: figure(
        limits.descriptorsInFlight,
        at(SLOT.descriptorsInFlight),
        at(SLOT.descriptorsInFlightPeak),
      ),
      bytesSent: figure(limits.bytesSent, at(SLOT.bytesSent)),
      bytesReceived: figure(limits.bytesReceived, at(SLOT.bytesReceived)),
      streamBytes: figure(limits.streamBytes, at(SLOT.streamBytes)),
      lookups: figure(limits.lookups, at(SLOT.lookups), at(SLOT.lookupsPeak)),
      operations: figure(limits.operationsPerSecond, at(SLOT.operations)),
      cpuTimeMs: figure(limits.cpuTimeMs, this.cpuTimeMs()),
      wallTimeMs: figure(limits.wallTimeMs, this.wallTimeMs()),
      denials: {
        ...figure(limits.denialsPerSecond, at(SLOT.denials)),
        unreported: at(SLOT.denialsUnreported),
      },
    };
  }
}

/** The CPU time of a process' thread so far, in milliseconds. */
function measureCpu(words: Float64Array): number {
  const thread = words[SLOT.thread]!;
  const measured = thread === 0 ? undefined : threadCpuMs(thread);
  if (measured !== undefined) words[SLOT.cpuTimeMs] = measured - words[SLOT.cpuTimeBefore]!;
  return words[SLOT.cpuTimeMs]!;
}

/** The same clock in every thread, in milliseconds. Unlike `performance`, Node has it at hand from the start. */
function now(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1000 + nanoseconds / 1e6;
}
