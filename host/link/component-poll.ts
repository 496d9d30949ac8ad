// wasi:io/poll for components: preview2-shim's, with standard input added to what the shim's own thread waits for.
import { io } from '@bytecodealliance/preview2-shim';
import { pollOne } from '../os/libc.ts';
import { platform } from '../os/platform.ts';

const { POLLIN, POLLOUT } = platform;

/** How long to wait for one before checking the others, because no call waits for all. */
const SLICE_MS = 10;

interface Pollable {
  ready(): boolean;
  block(): void;
}

/** What each pollable that was made here waits for. */
const awaited = new WeakMap<object, { readonly fd: number; readonly events: number }>();

/**
 * The property by which jco's generated code finds a resource's number. It keeps the shim's and these in one table, up
 * to 2^30.
 */
const REP = Symbol.for('cabiRep');
const FIRST_REP = 2 ** 29;
let made = 0;

/** A pollable that is ready when the descriptor can be read, or is at its end. */
export function readPollable(fd: number): object {
  return pollableOf(fd, POLLIN);
}

/** A pollable that is ready when the descriptor can be written, or nobody reads it any more. */
export function writePollable(fd: number): object {
  return pollableOf(fd, POLLOUT);
}

function pollableOf(fd: number, events: number): object {
  const pollable: object = Object.create(io.poll.Pollable.prototype);
  awaited.set(pollable, { fd, events });
  return Object.assign(pollable, {
    [REP]: FIRST_REP + (made++ % FIRST_REP),
    ready: () => isReady(fd, events, 0),
    block() {
      while (!isReady(fd, events, -1));
    },
    [Symbol.dispose]() {},
  });
}

/** Also false if a signal has ended the wait. */
function isReady(fd: number, events: number, timeoutMs: number): boolean {
  return pollOne(fd, events, timeoutMs) > 0;
}

/** `poll`: waits until some are ready. @returns their positions */
function poll(list: Pollable[]): Uint32Array {
  const own = list.map((pollable) => awaited.get(pollable)).find((found) => found !== undefined);
  if (own === undefined) return shimPoll(list);
  const alone = list.every((pollable) => {
    const found = awaited.get(pollable);
    return found?.fd === own.fd && found.events === own.events;
  });
  for (;;) {
    const ready = list.flatMap((pollable, index) => (pollable.ready() ? [index] : []));
    if (ready.length > 0) return Uint32Array.from(ready);
    isReady(own.fd, own.events, alone ? -1 : SLICE_MS);
  }
}

function shimPoll(list: Pollable[]): Uint32Array {
  return (io.poll.poll as unknown as (pollables: Pollable[]) => Uint32Array)(list);
}

/** The interface, as jco's generated code asks for it. */
export const componentPoll: object = { ...io.poll, poll };
