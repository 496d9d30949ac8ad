import { writeFileSync, writeSync } from 'node:fs';
import { defaultLimits, type Limits } from '../limits.ts';

/** How often the process is checked, in milliseconds. A guest can get at most some 2 GB from the system in a second. */
const PERIOD_MS = 25;

/** What a thread of node's takes for one more process of a guest, in bytes. */
const THREAD_BYTES = 32 * 2 ** 20;

/** What node, its threads and compiled code take, in bytes. */
const OWN_BYTES = 384 * 2 ** 20;

const STDERR = 2;

/**
 * Ends this process when it has more memory than its guests may take together. The engine's own limits are not enough: V8
 * lets a guest have large arrays beyond `--max-old-space-size` and a worker's `resourceLimits` (seen in Node 26).
 */
export class MemoryWatch {
  readonly #gcHeap: number;
  /** Bytes that each guest may have. */
  readonly #memories = new Map<number, number>();
  #timer: NodeJS.Timeout | undefined;

  /** @param gcHeap bytes for the objects of all guests */
  constructor(gcHeap: number) {
    this.#gcHeap = gcHeap;
    preferForKilling();
  }

  /** @param processes how many the guest may make (pcntl_fork) */
  add(guest: number, { memory = defaultLimits.memory }: Limits = {}, processes = 0): void {
    this.#memories.set(guest, memory + processes * THREAD_BYTES);
    this.#timer ??= setInterval(() => this.#look(), PERIOD_MS);
  }

  delete(guest: number): void {
    this.#memories.delete(guest);
    if (this.#memories.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #look(): void {
    let most = OWN_BYTES + this.#gcHeap;
    for (const memory of this.#memories.values()) most += memory;
    if (process.memoryUsage.rss() <= most) return;
    writeSync(STDERR, 'FATAL ERROR: more memory than the limits of its guests are together\n');
    process.kill(process.pid, 'SIGKILL');
  }
}

/** If the system runs out of memory, it ends this process rather than its starter: proc(5), oom_score_adj. */
function preferForKilling(): void {
  try {
    writeFileSync('/proc/self/oom_score_adj', '1000');
  } catch {
    // Without /proc this process is as likely to be ended as others.
  }
}
