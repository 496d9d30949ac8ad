/**
 * A way by which descriptors with names go from one thread or process to another, both ways: two connected sockets that keep
 * the bounds of messages. What is on its way belongs to the system, and is closed with the door. See unix(7), SCM_RIGHTS.
 */
import { closeAtOnce } from './close-socket.ts';
import { readControl, writeControl, controlSpace } from './control.ts';
import { errnoNumber } from './errno.ts';
import * as libc from './libc.ts';
import { MessageHeader } from './message-header.ts';
import { platform } from './platform.ts';
import { createUnixPair } from './unix-pair.ts';

/** The longest name, in bytes of UTF-8. */
export const LONGEST_NAME = 255;

const EMFILE = errnoNumber('emfile');

const SEND = platform.MSG_DONTWAIT | (platform.MSG_NOSIGNAL ?? 0);
const RECEIVE = platform.MSG_DONTWAIT | (platform.MSG_CMSG_CLOEXEC ?? 0);

const text = new libc.Scratch(LONGEST_NAME + 1);
const header = new MessageHeader(1, controlSpace(4));

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** What came through a door. */
export interface Passed {
  readonly name: string;
  /** It belongs to the caller, and is closed on exec. */
  readonly fd: number;
}

/** The two sides of a new door: descriptors. @throws Error if this process has no descriptor left */
export function createDoor(): readonly [number, number] {
  return createUnixPair('seqpacket');
}

/**
 * Sends a duplicate of a descriptor. It does not wait.
 *
 * @param name at most `LONGEST_NAME` bytes
 * @returns 0, or minus the system's errno: EAGAIN where too much is on its way
 */
export function pass(door: number, name: string, fd: number): number {
  const { written } = encoder.encodeInto(name, new Uint8Array(text.buffer, 0, LONGEST_NAME));
  const length = writeControl(header.control, [{ tag: 'rights', val: [fd] }]);
  header.prepare([{ address: text.address, length: written }], 0, length);
  return Math.min(0, libc.sendmsg(door, header.address, SEND));
}

/**
 * Takes what came first. It does not wait.
 *
 * @returns minus the system's errno: EAGAIN if nothing came, EMFILE if there was no descriptor left for it, which is lost then
 */
export function takePassed(door: number): Passed | number {
  header.prepare([{ address: text.address, length: LONGEST_NAME }], 0, controlSpace(4));
  const length = libc.recvmsg(door, header.address, RECEIVE);
  if (length < 0) return length;
  const [rights] = readControl(header.control, header.outcome().controlLength);
  const [fd, ...others] = rights?.tag === 'rights' ? rights.val : [];
  // The room for one, in the system's units, is room for two.
  for (const other of others) closeAtOnce(other);
  if (fd === undefined) return length === 0 ? -errnoNumber('epipe') : -EMFILE;
  return { name: decoder.decode(new Uint8Array(text.buffer, 0, length)), fd };
}
