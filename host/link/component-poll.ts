// wasi:io/poll for components: preview2-shim's, and the standard input beside what the shim's own thread waits for.
import { io } from '@bytecodealliance/preview2-shim';
import { pollOne } from '../os/libc.ts';
import { platform } from '../os/platform.ts';

const { POLLIN } = platform;

/** How long to wait for one before looking at the others, where no call waits for all. */
const SLICE_MS = 10;

interface Pollable {
  ready(): boolean;
  block(): void;
}

/** The descriptors of the pollables made here. */
const descriptors = new WeakMap<object, number>();

/** Where jco's generated code finds a resource's number; it keeps the shim's and these in one table, up to 2^30. */
const REP = Symbol.for('cabiRep');
const FIRST_REP = 2 ** 29;
let made = 0;

/** A pollable that is ready when the descriptor can be read, at its end too. */
export function readPollable(fd: number): object {
  const pollable: object = Object.create(io.poll.Pollable.prototype);
  descriptors.set(pollable, fd);
  return Object.assign(pollable, {
    [REP]: FIRST_REP + (made++ % FIRST_REP),
    ready: () => canRead(fd, 0),
    block() {
      while (!canRead(fd, -1));
    },
    [Symbol.dispose]() {},
  });
}

/** Also false where a signal has ended the wait. */
function canRead(fd: number, timeoutMs: number): boolean {
  return pollOne(fd, POLLIN, timeoutMs) > 0;
}

/** `poll`: waits until some are ready. @returns their positions */
function poll(list: Pollable[]): Uint32Array {
  const own = list.map((pollable) => descriptors.get(pollable)).find((fd) => fd !== undefined);
  if (own === undefined) return shimPoll(list);
  const alone = list.every((pollable) => descriptors.get(pollable) === own);
  for (;;) {
    const ready = list.flatMap((pollable, index) => (pollable.ready() ? [index] : []));
    if (ready.length > 0) return Uint32Array.from(ready);
    canRead(own, alone ? -1 : SLICE_MS);
  }
}

function shimPoll(list: Pollable[]): Uint32Array {
  return (io.poll.poll as unknown as (pollables: Pollable[]) => Uint32Array)(list);
}

/** The interface, as jco's generated code asks for it. */
export const componentPoll: object = { ...io.poll, poll };
