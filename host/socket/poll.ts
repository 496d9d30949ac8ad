/** Waiting for sockets and the standard input: poll(2). */
import { Scratch } from '../os/libc.ts';
import { errnoNumber } from '../os/errno.ts';
import { platform } from '../os/platform.ts';
import { andThen, type Completion } from '../wait/completion.ts';
import type { PollSet } from '../wait/waiter.ts';
import { type FlagBits, pollBits, pollNumbers } from './flags.ts';
import type { HostSocket, SocketContext } from './host-socket.ts';

const EINVAL = errnoNumber('einval');
const EOPNOTSUPP = errnoNumber('eopnotsupp');

/** What is waited for, as pollfds: the sockets, then the standard input. */
export class Polling implements PollSet {
  words = new Int32Array(0);
  address = 0;
  count = 0;
  #input = false;

  /** Starts anew. @param count how many sockets there will be */
  begin(count: number): void {
    // Room for the input, and for a waiter's own pollfd; grown in steps, since a guest's lists tend to keep their size.
    if (this.words.length < (count + 2) * 2) {
      const scratch = new Scratch((count + 64) * 8);
      this.words = new Int32Array(scratch.buffer);
      this.address = scratch.address;
    }
    this.count = 0;
    this.#input = false;
  }

  /** @returns false if the system lacks one of the events */
  add(socket: HostSocket, bits: FlagBits): boolean {
    const numbers = pollNumbers(bits);
    if (numbers === null) return false;
    this.#put(socket.fd, numbers);
    return true;
  }

  /** @returns whether the host has the standard input */
  addInput({ input }: SocketContext): boolean {
    if (input === undefined) return false;
    this.#input = true;
    this.#put(input, platform.POLLIN);
    return true;
  }

  #put(fd: number, events: number): void {
    this.words[this.count * 2] = fd;
    this.words[this.count * 2 + 1] = events;
    this.count++;
  }

  /** How many sockets there are. */
  get sockets(): number {
    return this.count - (this.#input ? 1 : 0);
  }

  /** What was found of a socket. */
  found(index: number): FlagBits {
    return pollBits(this.words[index * 2 + 1]! >>> 16);
  }

  /** What was found of the standard input. */
  get foundInput(): FlagBits {
    return this.#input ? this.found(this.sockets) : 0;
  }
}

/** Fills the list that a poll waits for. @returns 0 or minus the system's errno */
export function collect(
  context: SocketContext,
  polling: Polling,
  count: number,
  at: (index: number) => readonly [socket: HostSocket, events: FlagBits],
  input: boolean,
): number {
  polling.begin(count);
  for (let index = 0; index < count; index++) if (!polling.add(...at(index))) return -EINVAL;
  if (input && !polling.addInput(context)) return -EOPNOTSUPP;
  return 0;
}

/**
 * Waits until something is found.
 *
 * @param timeoutMs milliseconds, fractions count; Infinity for no limit
 * @returns 0 or minus the system's errno
 */
export function poll({ waiter }: SocketContext, polling: Polling, timeoutMs: number): Completion<number> {
  return andThen(waiter.poll(polling, timeoutMs), (count) => Math.min(count, 0));
}
