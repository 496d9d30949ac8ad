/** Event sets: epoll(7), with members that a guest names by the numbers of its own descriptors. */

import { Epoll, MODES } from '../os/epoll.ts';
import { endLinger } from '../os/close-socket.ts';
import { duplicate } from '../os/duplicate.ts';
import { errnoNumber } from '../os/errno.ts';
import { Scratch } from '../os/libc.ts';
import { platform } from '../os/platform.ts';
import type { WatchAction } from '../generated/wit-types.ts';
import { andThen, type Completion, repeat } from '../wait/completion.ts';
import { SLOT } from '../limits/usage.ts';
import type { PollSet } from '../wait/waiter.ts';
import { mayOpen } from './create.ts';
import { type FlagBits, modeNumbers, pollBits, pollNumbers } from './flags.ts';
import { countSockets, HostSocket, type SocketContext } from './host-socket.ts';
import { MEMBERS_PER_SOCKET, MOST_NESTED, type Watcher } from './members.ts';
import { refuseOverflow } from '../stack-room.ts';

const EBADF = errnoNumber('ebadf');
const EEXIST = errnoNumber('eexist');
const EINVAL = errnoNumber('einval');
const EMFILE = errnoNumber('emfile');
const ENOENT = errnoNumber('enoent');
const ENOSPC = errnoNumber('enospc');

/** How many events are taken at once. */
const BATCH = 256;

/** What a guest asks of a member: the WIT's bits, and what comes back with its events. */
export interface Wish {
  readonly events: FlagBits;
  readonly mode: FlagBits;
  readonly data: bigint;
}

/** An event of a set's. */
export interface SetEvent {
  readonly events: FlagBits;
  readonly data: bigint;
}

/** A member of a set. */
interface Member {
  /** By which the system calls it. */
  readonly id: number;
  readonly socket: HostSocket;
  readonly number: number;
  /** The socket's descriptor, or a duplicate: the system tells apart only descriptors. */
  readonly fd: number;
  readonly isDuplicate: boolean;
  wish: Wish;
  /** Whether it was told of once, and is silent until it is changed. */
  isSpent: boolean;
}

/** A member, as another process of the guest has it. */
export interface MemberState extends Wish {
  readonly socket: HostSocket;
  readonly number: number;
  readonly isSpent: boolean;
}

/** What a set has that is no socket. */
export class EventSet implements Watcher<HostSocket> {
  readonly #context: SocketContext;
  readonly #epoll: Epoll;
  readonly #byId = new Map<number, Member>();
  /** The entries of each socket, by their numbers: there may be thousands. */
  readonly #bySocket = new Map<HostSocket, Map<number, Member>>();
  /** The sockets that have an entry with their own descriptor. */
  readonly #own = new Set<HostSocket>();
  #lastId = 0;

  constructor(context: SocketContext, epoll: Epoll) {
    this.#context = context;
    this.#epoll = epoll;
  }

  /** That of a handle; undefined if it stands for a socket. */
  static of({ watcher }: HostSocket): EventSet | undefined {
    return watcher instanceof EventSet ? watcher : undefined;
  }

  /** @returns 0 or minus the system's errno */
  watch(socket: HostSocket, action: WatchAction, number: number, wish: Wish): number {
    const member = this.#bySocket.get(socket)?.get(number);
    if (action === 'add') return member === undefined ? this.add(socket, number, wish) : -EEXIST;
    if (member === undefined) return -ENOENT;
    if (action === 'remove') {
      const outcome = this.#epoll.remove(member.fd);
      this.#forget(member);
      return outcome;
    }
    const events = numbersOf(wish);
    if (events === null) return -EINVAL;
    const outcome = this.#epoll.change(member.fd, events, member.id);
    if (outcome === 0) Object.assign(member, { wish, isSpent: false });
    return outcome;
  }

  /** Adds a member. @param isSpent whether it is silent @returns 0 or minus the system's errno */
  add(socket: HostSocket, number: number, wish: Wish, isSpent = false): number {
    const { members, ledger, meter } = this.#context;
    const events = numbersOf(wish);
    if (events === null) return -EINVAL;
    const others = meter.others(SLOT.watched);
    if (members.count + others >= meter.limits.sockets * MEMBERS_PER_SOCKET) return -ENOSPC;
    const isSet = socket.watcher !== undefined;
    if (isSet && members.nested >= MOST_NESTED) return -ENOSPC;
    let { fd } = socket;
    const isDuplicate = this.#own.has(socket);
    if (isDuplicate) {
      if (!mayOpen(this.#context, 1)) return -EMFILE;
      fd = ledger.open(() => duplicate(socket.fd));
      if (fd < 0) return fd;
    }
    const id = (this.#lastId = (this.#lastId + 1) >>> 0);
    // Of a silent one the system tells nothing but what it tells in any case, and that once.
    const outcome = this.#epoll.add(fd, isSpent ? MODES.oneshot : events, id);
    if (outcome < 0) {
      if (isDuplicate) ledger.close(fd, endLinger);
      return outcome;
    }
    const member: Member = { id, socket, number, fd, isDuplicate, wish, isSpent };
    this.#byId.set(id, member);
    const entries = this.#bySocket.get(socket);
    if (entries === undefined) this.#bySocket.set(socket, new Map([[number, member]]));
    else entries.set(number, member);
    if (!isDuplicate) this.#own.add(socket);
    members.join(socket, this);
    members.count++;
    if (isSet) members.nested++;
    if (isDuplicate) members.duplicates++;
    countSockets(this.#context);
    return 0;
  }

  #forget(member: Member): void {
    const { members, ledger } = this.#context;
    const { id, socket, number, fd, isDuplicate } = member;
    this.#byId.delete(id);
    if (!isDuplicate) this.#own.delete(socket);
    const entries = this.#bySocket.get(socket)!;
    entries.delete(number);
    if (entries.size === 0) {
      this.#bySocket.delete(socket);
      members.part(socket, this);
    }
    members.count--;
    if (socket.watcher !== undefined) members.nested--;
    if (isDuplicate) {
      members.duplicates--;
      ledger.close(fd, endLinger);
    }
    countSockets(this.#context);
  }

  leave(socket: HostSocket): void {
    for (const member of this.#bySocket.get(socket)?.values() ?? []) {
      // The system forgets it only with its file description, which others may have.
      if (socket.mayHaveOthers) this.#epoll.remove(member.fd);
      this.#forget(member);
    }
  }

  end(): void {
    for (const member of this.#byId.values()) this.#forget(member);
  }

  *states(): Generator<MemberState> {
    for (const { socket, number, wish, isSpent } of this.#byId.values()) yield { ...wish, socket, number, isSpent };
  }

  /** What has happened. */
  take(most: number): SetEvent[] {
    const events: SetEvent[] = [];
    this.#epoll.take((id, numbers) => {
      const member = this.#byId.get(id);
      if (member === undefined || member.isSpent) return;
      if ((modeNumbers(member.wish.mode) & MODES.oneshot) !== 0) member.isSpent = true;
      events.push({ events: pollBits(numbers), data: member.wish.data });
    }, most);
    return events;
  }
}

/** The system's numbers; null if it lacks one. */
function numbersOf({ events, mode }: Wish): number | null {
  const numbers = pollNumbers(events);
  return numbers === null ? null : numbers | modeNumbers(mode);
}

/** Makes a set: epoll_create(2). @returns it, or minus the system's errno */
export function createEventSet(context: SocketContext): HostSocket | number {
  return mayOpen(context, 1) ? makeEventSet(context) : -EMFILE;
}

/** The same, whatever the guest's limit. */
export function makeEventSet(context: SocketContext): HostSocket | number {
  let epoll: Epoll | undefined;
  const fd = context.ledger.open(() => (epoll = openEpoll())?.fd ?? -1);
  return epoll === undefined ? -EMFILE : HostSocket.ofSet(context, fd, new EventSet(context, epoll));
}

function openEpoll(): Epoll | undefined {
  try {
    return new Epoll(BATCH);
  } catch (error) {
    refuseOverflow(error);
    return undefined;
  }
}

/** Changes the members of a set: epoll_ctl(2). @returns 0 or minus the system's errno */
export function watch(set: HostSocket, action: WatchAction, member: HostSocket, number: number, wish: Wish): number {
  const eventSet = EventSet.of(set);
  if (eventSet === undefined || set === member) return -EINVAL;
  return eventSet.watch(member, action, number, wish);
}

/**
 * Waits until a member of the set has something to tell: epoll_wait(2).
 *
 * @param timeoutMs milliseconds, fractions count; Infinity for no limit
 * @returns events; minus the system's errno
 */
export function takeEvents(set: HostSocket, most: number, timeoutMs: number): Completion<SetEvent[] | number> {
  const { context } = set;
  const eventSet = EventSet.of(set);
  if (eventSet === undefined || most === 0) return -EINVAL;
  const first = eventSet.take(most);
  if (first.length > 0 || timeoutMs <= 0) return first;
  const deadline = timeoutMs === Infinity ? Infinity : performance.now() + timeoutMs;
  const waits = waitFor(set.fd);
  return repeat(() => {
    context.waiter.checkCancelled();
    const left = deadline === Infinity ? Infinity : Math.max(0, deadline - performance.now());
    return andThen(context.waiter.poll(waits, left), (count): SetEvent[] | number | undefined => {
      if (count < 0) return count;
      if (set.fd < 0) return -EBADF;
      const found = eventSet.take(most);
      return found.length > 0 || count === 0 ? found : undefined;
    });
  });
}

/** With room for a waiter's own pollfd. */
function waitFor(fd: number): PollSet {
  const scratch = new Scratch(16);
  const words = new Int32Array(scratch.buffer);
  words.set([fd, platform.POLLIN]);
  return { address: scratch.address, count: 1, words };
}
