// wasi:io/poll for components: the standard streams and the clock, beside what the shim's own thread waits for (its sockets,
// where all is allowed).
import { hrtime } from 'node:process';
import { isMainThread } from 'node:worker_threads';
import { io } from '@bytecodealliance/preview2-shim';
import { pollOne } from '../os/libc.ts';
import { platform } from '../os/platform.ts';
import type { ComponentResources } from './component-resources.ts';

const { POLLIN, POLLOUT } = platform;

/** How long to wait for one before checking the others, because no call waits for all. */
const SLICE_MS = 10;

/** How long to wait at once, in milliseconds: a worker can be terminated between two waits only. */
const TURN_MS = isMainThread ? 2 ** 31 - 1 : 100;

const NANOSECONDS = 1_000_000;

/** No descriptor: poll(2) waits for its time only. */
const NONE = -1;

interface Pollable {
  ready(): boolean;
  block(): void;
}

/** What a pollable made here waits for: a descriptor, or a time of the monotonic clock, in nanoseconds. */
type Awaited = { readonly fd: number; readonly events: number } | { readonly until: bigint };

const awaited = new WeakMap<object, Awaited>();

/** A pollable that is ready when the descriptor can be read, at its end too. */
export function readPollable(resources: ComponentResources, fd: number): object {
  return pollableOf(resources, { fd, events: POLLIN });
}

/** A pollable that is ready when the descriptor can be written, or nobody reads it. */
export function writePollable(resources: ComponentResources, fd: number): object {
  return pollableOf(resources, { fd, events: POLLOUT });
}

/** A pollable that is ready from a time of the monotonic clock on, in nanoseconds. */
export function timePollable(resources: ComponentResources, until: bigint): object {
  return pollableOf(resources, { until });
}

function pollableOf(resources: ComponentResources, wanted: Awaited): object {
  const pollable = resources.make(io.poll.Pollable, {
    ready: () => isReady(wanted),
    block() {
      while (!isReady(wanted)) waitFor([wanted]);
    },
  });
  awaited.set(pollable, wanted);
  return pollable;
}

function isReady(wanted: Awaited): boolean {
  if ('until' in wanted) return hrtime.bigint() >= wanted.until;
  return pollOne(wanted.fd, wanted.events, 0) > 0;
}

/** Waits until one is ready, or it is time to look: also after a signal, or at the end of a turn. */
function waitFor(all: readonly Awaited[]): void {
  let timeout = TURN_MS;
  let first: { readonly fd: number; readonly events: number } | undefined;
  for (const wanted of all) {
    if ('until' in wanted) timeout = Math.min(timeout, millisecondsTo(wanted.until));
    else if (first === undefined) first = wanted;
    // No call here waits for two descriptors.
    else if (first.fd !== wanted.fd || first.events !== wanted.events) timeout = Math.min(timeout, SLICE_MS);
  }
  pollOne(first?.fd ?? NONE, first?.events ?? 0, timeout);
}

function millisecondsTo(until: bigint): number {
  return Math.max(0, Math.ceil(Number(until - hrtime.bigint()) / NANOSECONDS));
}

/** `poll`: waits until some are ready. @returns their positions */
function poll(list: Pollable[]): Uint32Array {
  const own = list.map((pollable) => awaited.get(pollable)).filter((found) => found !== undefined);
  if (own.length === 0) return shimPoll(list);
  for (;;) {
    const ready = list.flatMap((pollable, index) => (pollable.ready() ? [index] : []));
    if (ready.length > 0) return Uint32Array.from(ready);
    if (own.length === list.length) waitFor(own);
    // The shim waits on a thread of its own.
    else pollOne(NONE, 0, SLICE_MS);
  }
}

function shimPoll(list: Pollable[]): Uint32Array {
  return (io.poll.poll as unknown as (pollables: Pollable[]) => Uint32Array)(list);
}

/** The interface, as jco's generated code asks for it. */
export const componentPoll: object = { ...io.poll, poll };
