// Waiting for pollables. A pollable is subscribed to where it is waited for, and dropped at once: it is a child of its
// stream or socket, which must not be dropped before it.
import { monotonicNow, monotonicSubscribeDuration } from "../../bindings/wasi-clocks";
import { poll, pollableBlock, pollableDrop, pollableReady } from "../../bindings/wasi-io";
import { release } from "../../memory/landing";
import { RESULT } from "./result-area";

/** No limit of time, as a duration and as a deadline. */
export const FOREVER: i64 = -1;

/** A deadline that does not come. */
export const NEVER: i64 = i64.MAX_VALUE;

/** Two handles, for poll(). */
const PAIR: usize = memory.data(8, 4);

/** The moment, on the monotonic clock, at which `nanoseconds` from now are over. */
export function deadlineAfter(nanoseconds: i64): i64 {
  return nanoseconds == FOREVER ? FOREVER : <i64>monotonicNow() + nanoseconds;
}

/** A pollable that is ready at that moment. */
export function subscribeDeadline(deadline: i64): i32 {
  return monotonicSubscribeDuration(<u64>max(deadline - <i64>monotonicNow(), 0));
}

/** Waits for one pollable, which it drops; false if the deadline came first. */
export function waitUntil(pollable: i32, deadline: i64): bool {
  if (deadline == FOREVER) {
    pollableBlock(pollable);
    pollableDrop(pollable);
    return true;
  }
  const clock = subscribeDeadline(deadline);
  store<i32>(PAIR, pollable);
  store<i32>(PAIR + 4, clock);
  poll(PAIR, 2, RESULT);
  const isOver = isAmong(1) || hasPassed(deadline);
  pollableDrop(clock);
  pollableDrop(pollable);
  return !isOver;
}

/**
 * Whether a deadline has passed. poll() may never say so where another pollable is ready again and again: wasmtime's
 * clocks stand still meanwhile (a refused datagram's socket; verified with 47).
 */
export function hasPassed(deadline: i64): bool {
  return deadline != FOREVER && <i64>monotonicNow() >= deadline;
}

/**
 * Whether a position is among those that poll() found ready, which it frees. The clock's counts even beside others:
 * a runtime may call a pollable ready again and again that is not (jco does listeners).
 */
export function isAmong(position: i32): bool {
  const positions = load<usize>(RESULT);
  const length = load<i32>(RESULT, 4);
  let found = false;
  for (let i = 0; i < length; i++) found = found || load<i32>(positions + 4 * i) == position;
  release(positions, 4 * length);
  return found;
}

/** Whether a pollable, which it drops, is ready now. */
export function isReady(pollable: i32): bool {
  const ready = pollableReady(pollable) != 0;
  pollableDrop(pollable);
  return ready;
}

/** Sleeps. */
export function sleepUntil(deadline: i64): void {
  waitUntil(subscribeDeadline(deadline == FOREVER ? NEVER : deadline), FOREVER);
}
