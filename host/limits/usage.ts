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
  /** What the guest's thread had computed before, in milliseconds. */
  cpuTimeBefore: 22,
} as const;

const SLOTS = Object.keys(SLOT).length;

/** The numbers of one guest. Only its own thread changes them, except times and what is measured from outside. */
export class Counters {
  readonly buffer: SharedArrayBuffer;
  readonly words: Float64Array;

  /** @param buffer that of another thread's `Counters`. By default a new one is made, and the guest's time begins */
  constructor(buffer?: SharedArrayBuffer) {
    this.buffer = buffer ?? new SharedArrayBuffer(SLOTS * Float64Array.BYTES_PER_ELEMENT);
    this.words = new Float64Array(this.buffer);
    if (buffer === undefined) this.words[SLOT.started] = now();
  }

  /** Called when the guest begins to run on this thread. @param thread the thread's number in the system */
  begin(thread: number): void {
    this.words[SLOT.cpuTimeBefore] = threadCpuMs(thread) ?? 0;
    this.words[SLOT.thread] = thread;
  }

  /** The guest has ended. */
  end(): void {
    if (this.words[SLOT.ended] !== 0) return;
    this.cpuTimeMs();
    this.words[SLOT.thread] = 0;
    this.words[SLOT.ended] = now();
  }

  /** The CPU time of the guest's thread since the guest began, in milliseconds; 0 if it has no thread of its own. */
  cpuTimeMs(): number {
    const thread = this.words[SLOT.thread]!;
    const measured = thread === 0 ? undefined : threadCpuMs(thread);
    if (measured !== undefined) this.words[SLOT.cpuTimeMs] = measured - this.words[SLOT.cpuTimeBefore]!;
    return this.words[SLOT.cpuTimeMs]!;
  }

  /** Milliseconds from the start to now, or to the end. */
  wallTimeMs(): number {
    const ended = this.words[SLOT.ended]!;
    return (ended === 0 ? now() : ended) - this.words[SLOT.started]!;
  }

  /** All figures. @param socketBuffers bytes that the system holds now */
  usage(limits: Bounds, socketBuffers: number): Usage {
    const at = (slot: number): number => this.words[slot] ?? 0;
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

/** The same clock in every thread. */
function now(): number {
  return performance.timeOrigin + performance.now();
}
