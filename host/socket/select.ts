import { platform } from '../os/platform.ts';
import { poll, Scratch } from '../os/libc.ts';
import { andThen, type Completion, repeat } from '../wait/completion.ts';
import type { PollSet } from '../wait/waiter.ts';
import type { HostSocket, SocketContext } from './host-socket.ts';

const { POLLIN, POLLOUT, POLLPRI, POLLERR, POLLHUP, POLLNVAL } = platform;

/** The events that make a socket ready in each list, as in Linux's select(2). */
const READ = { asked: POLLIN, ready: POLLIN | POLLHUP | POLLERR | POLLNVAL };
const WRITE = { asked: POLLOUT, ready: POLLOUT | POLLERR | POLLNVAL };
const EXCEPT = { asked: POLLPRI, ready: POLLPRI | POLLNVAL };

const NONE: readonly number[] = [];

/** Positions, ascending, in the lists given to `select`. */
export interface Ready {
  readonly read: readonly number[];
  readonly write: readonly number[];
  readonly except: readonly number[];
}

/** The lists of one select as pollfds: first for reading, then for writing, then for exceptions. */
export class Selection implements PollSet {
  words = new Int32Array(0);
  address = 0;
  count = 0;
  #readEnd = 0;
  #writeEnd = 0;

  /** Starts a new selection. @param count how many sockets the lists have together */
  begin(count: number): void {
    // Room for a waiter's own pollfd; grown in steps, since a guest's lists tend to keep their size.
    if (this.words.length < (count + 1) * 2) {
      const scratch = new Scratch((count + 64) * 2 * 8);
      this.words = new Int32Array(scratch.buffer);
      this.address = scratch.address;
    }
    this.count = 0;
  }

  addRead(socket: HostSocket): void {
    this.#add(socket.fd, READ.asked);
  }

  /** Called after the last socket for reading. */
  endRead(): void {
    this.#readEnd = this.count;
  }

  addWrite(socket: HostSocket): void {
    this.#add(socket.fd, WRITE.asked);
  }

  /** Called after the last socket for writing. */
  endWrite(): void {
    this.#writeEnd = this.count;
  }

  addExcept(socket: HostSocket): void {
    this.#add(socket.fd, EXCEPT.asked);
  }

  #add(fd: number, events: number): void {
    this.words[this.count * 2] = fd;
    this.words[this.count * 2 + 1] = events;
    this.count++;
  }

  /** The ready sockets, from the revents; `undefined` if there are none. */
  ready(): Ready | undefined {
    const read = this.#collect(0, this.#readEnd, READ.ready);
    const write = this.#collect(this.#readEnd, this.#writeEnd, WRITE.ready);
    const except = this.#collect(this.#writeEnd, this.count, EXCEPT.ready);
    return read.length + write.length + except.length === 0 ? undefined : { read, write, except };
  }

  #collect(start: number, end: number, mask: number): readonly number[] {
    if (start === end) return NONE;
    const positions: number[] = [];
    const { words } = this;
    for (let at = start; at < end; at++) {
      const revents = words[at * 2 + 1]! >>> 16;
      if (revents === 0) continue;
      if ((revents & mask) !== 0) positions.push(at - start);
      // It hung up or failed. This list does not ask for that, and the state lasts, so it must not wake the wait again.
      else words[at * 2] = -1;
    }
    return positions;
  }
}

/**
 * The most entries that the lists of a select may have together: Linux's limit for the descriptors of a process
 * (fs.nr_open). poll(2) itself takes no more than the process may have.
 */
export const MAX_SELECTED = 1 << 20;

const NOTHING: Ready = { read: NONE, write: NONE, except: NONE };

/**
 * Waits until a socket of the selection is ready: select(2).
 *
 * @param timeoutMs milliseconds, fractions count; Infinity for no limit
 * @returns minus the system's errno if it fails
 */
export function select(context: SocketContext, selection: Selection, timeoutMs: number): Completion<Ready | number> {
  const { standing } = context;
  const stands = standing.covers(selection);
  const count = stands ? standing.collect(selection) : poll(selection.address, selection.count, 0);
  if (count < 0) return count;
  const ready = count > 0 ? selection.ready() : timeoutMs > 0 ? undefined : NOTHING;
  return ready ?? selectWaiting(context, selection, stands && count === 0 ? standing.waitSet : selection, timeoutMs);
}

/** Continues where nothing was ready. @param waits what is waited for: the selection, or the standing set with the same sockets */
function selectWaiting(
  { waiter, standing }: SocketContext,
  selection: Selection,
  waits: PollSet,
  timeoutMs: number,
): Completion<Ready | number> {
  const deadline = timeoutMs === Infinity ? Infinity : performance.now() + timeoutMs;
  let left = timeoutMs;
  let isPolled = true;
  const step = (count: number): Ready | number | undefined => {
    if (count < 0) return count;
    if (count === 0) return NOTHING;
    isPolled = false;
    if (deadline !== Infinity) left = Math.max(0, deadline - performance.now());
    if (waits === selection) return selection.ready();
    // The guest may have closed a socket meanwhile, which ends the set.
    const found = standing.covers(selection) ? standing.collect(selection) : undefined;
    if (found === 0) return left > 0 ? undefined : NOTHING;
    // If there are only events that no list asks for, poll(2) comes next, which can leave descriptors out.
    waits = selection;
    return found === undefined ? undefined : selection.ready();
  };
  return repeat(() => andThen(waiter.poll(waits, left, isPolled), step));
}
