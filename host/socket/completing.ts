import { errnoNumber } from '../os/errno.ts';
import * as libc from '../os/libc.ts';
import { platform } from '../os/platform.ts';
import { andThen, type Completion, repeat } from '../wait/completion.ts';
import { PARTLY } from '../wait/waiter.ts';
import { receivingEnded } from './ended.ts';
import {
  type FlagBits,
  RECEIVE_DONTWAIT,
  RECEIVE_ERRQUEUE,
  RECEIVE_OOB,
  RECEIVE_PEEK,
  RECEIVE_WAITALL,
  SEND_DONTWAIT,
  SEND_EOF,
} from './flags.ts';
import type { HostSocket } from './host-socket.ts';

// What follows the first attempt of a send or a receive, for every system call that makes one.

const EAGAIN = errnoNumber('eagain');
const { POLLIN, POLLOUT } = platform;

/** The flags that never let a receive wait: recv(2), tcp(7). */
function neverWaits({ family, isStream }: HostSocket): FlagBits {
  // Linux: local sockets have no error queue, UDP has no out-of-band data, and both ignore the flag.
  const urgent = family === 'unix' || isStream ? RECEIVE_OOB : 0;
  return RECEIVE_DONTWAIT | urgent | (family === 'unix' ? 0 : RECEIVE_ERRQUEUE);
}

/** How often a peek that waits for more data is repeated, in milliseconds: a wait for data does not wait for more. */
const PEEK_RETRY_MS = { first: 1, most: 16 };

/** A system call on the bytes from `offset` on. @returns how many bytes it moved, or minus the errno */
export type Attempt = (offset: number) => number;

/**
 * Continues after the first attempt of a send. In blocking mode it waits until the datagram, or all bytes of a stream, are
 * taken. Then it ends the stream, if the flags say so.
 *
 * @param length bytes to send
 */
export function completeSend(
  socket: HostSocket,
  length: number,
  bits: FlagBits,
  first: number,
  send: Attempt,
): Completion<number> {
  const isPart = first >= 0 && first < length && socket.isStream;
  const waits = (isPart || first === -EAGAIN) && (bits & SEND_DONTWAIT) === 0 && socket.blocking;
  const sent = waits ? sendRest(socket, length, first, send) : first;
  return bits & SEND_EOF ? andThen(sent, (count) => endAfter(socket, length, count)) : sent;
}

function sendRest(socket: HostSocket, length: number, first: number, send: Attempt): Completion<number> {
  let sent = Math.max(first, 0);
  const attempt = (): number => {
    const count = send(sent);
    // If an error follows after a part was taken, the result is that part. The next call gets the error.
    if (count < 0) return count === -EAGAIN || sent === 0 ? count : sent;
    sent += count;
    return sent === length || !socket.isStream ? sent : PARTLY;
  };
  const { waiter } = socket.context;
  const outcome = waiter.retry(socket.fd, POLLOUT, socket.sendTimeoutMs, -EAGAIN, attempt);
  return andThen(outcome, (count) => (count === -EAGAIN && sent > 0 ? sent : count));
}

/** `eof`: ends the sending side of a stream once everything is taken. Linux itself ignores MSG_EOF. */
function endAfter(socket: HostSocket, length: number, sent: number): number {
  if (sent === length && socket.isStream) libc.shutdown(socket.fd, platform.shutdown.write);
  return sent;
}

/** The first attempt of a receive or accept without flags; EAGAIN without it where that is the likely outcome. */
export function firstAttempt(socket: HostSocket, way: 'receive' | 'accept', attempt: Attempt): number {
  if (!socket.waitFirst(way)) return -EAGAIN;
  const outcome = attempt(0);
  if (outcome === -EAGAIN) socket.hadToWait(way);
  return outcome;
}

/** Whether a receive is complete after its first attempt. */
export function hasReceived(bits: FlagBits, first: number): boolean {
  return first !== -EAGAIN && (bits & RECEIVE_WAITALL) === 0;
}

/**
 * Continues after the first attempt of a receive. In blocking mode it waits until something, or everything, has arrived.
 *
 * @param length how many bytes there is room for
 * @param isOver whether the last attempt brought something that ends a receive, even if it is not full
 */
export function completeReceive(
  socket: HostSocket,
  length: number,
  bits: FlagBits,
  first: number,
  receive: Attempt,
  isOver: () => boolean = never,
): Completion<number> {
  if (hasReceived(bits, first)) return first;
  const all = (bits & RECEIVE_WAITALL) !== 0 && socket.isStream;
  const isPart = all && first > 0 && first < length && !isOver();
  if (first !== -EAGAIN && !isPart) return first;
  if ((bits & neverWaits(socket)) !== 0 || !socket.blocking) return first;
  if (all) {
    return bits & RECEIVE_PEEK
      ? peekAll(socket, length, first, receive, isOver)
      : receiveAll(socket, length, first, receive, isOver);
  }
  return socket.context.waiter.retry(socket.fd, POLLIN, socket.receiveTimeoutMs, -EAGAIN, () => {
    const count = receive(0);
    if (count !== -EAGAIN || !receivingEnded(socket)) return count;
    // Receiving was shut down. Linux gives 0 for that only to a call that would wait, after the data before it.
    const last = receive(0);
    return last === -EAGAIN ? 0 : last;
  });
}

const never = (): boolean => false;

/** MSG_WAITALL: until everything has arrived, the stream ends, or the time is over. */
function receiveAll(
  socket: HostSocket,
  length: number,
  first: number,
  receive: Attempt,
  isOver: () => boolean,
): Completion<number> {
  let received = Math.max(first, 0);
  const attempt = (): number => {
    const count = receive(received);
    if (count < 0) return count === -EAGAIN || received === 0 ? count : received;
    received += count;
    return count === 0 || received === length || isOver() ? received : PARTLY;
  };
  const { waiter } = socket.context;
  const outcome = waiter.retry(socket.fd, POLLIN, socket.receiveTimeoutMs, -EAGAIN, attempt);
  return andThen(outcome, (count) => (count === -EAGAIN && received > 0 ? received : count));
}

/** MSG_WAITALL with MSG_PEEK: repeats the peek until the queue is long enough or the stream ends. */
function peekAll(
  socket: HostSocket,
  length: number,
  first: number,
  receive: Attempt,
  isOver: () => boolean,
): Completion<number> {
  const { waiter } = socket.context;
  const deadline = performance.now() + socket.receiveTimeoutMs;
  let pause = PEEK_RETRY_MS.first;
  let seen = first;
  return repeat(() => {
    if (seen === 0 || seen >= length || (seen < 0 && seen !== -EAGAIN)) return seen;
    if (performance.now() >= deadline || receivingEnded(socket) || (seen > 0 && isOver())) return seen;
    return andThen(waiter.sleep(Math.min(pause, deadline - performance.now())), () => {
      pause = Math.min(pause * 2, PEEK_RETRY_MS.most);
      seen = receive(0);
      return undefined;
    });
  });
}
