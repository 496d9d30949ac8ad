// Waiting for pollables. A pollable is subscribed to where it is waited for, and dropped at once: it is a child of its
// stream or socket, which must not be dropped before it.
import { monotonicNow, monotonicSubscribeDuration } from "../../bindings/wasi-clocks";
import { poll, pollableBlock, pollableDrop, pollableReady } from "../../bindings/wasi-io";
import { release } from "../memory";
import { RESULT } from "./result-area";

/** No limit of time, as a duration and as a deadline. */
export const FOREVER: i64 = -1;

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
  const positions = load<usize>(RESULT);
  const ready = load<i32>(positions) == 0;
  release(positions, load<u32>(RESULT, 4));
  pollableDrop(clock);
  pollableDrop(pollable);
  return ready;
}

/** Whether a pollable, which it drops, is ready now. */
export function isReady(pollable: i32): bool {
  const ready = pollableReady(pollable) != 0;
  pollableDrop(pollable);
  return ready;
}
