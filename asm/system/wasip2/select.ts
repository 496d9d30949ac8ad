// Waiting for several sockets: ask each, then sleep until one may have another answer.
import { poll, pollableDrop } from "../../bindings/wasi-io";
import { HandleList } from "../../data/handle-list";
import { NO_POLLABLE } from "./guest-socket";
import { socketOf } from "./handles";
import { RESULT } from "./result-area";
import { deadlineAfter, FOREVER, hasPassed, isAmong, NEVER, subscribeDeadline } from "./wait";

/**
 * Waits until some sockets are ready and puts their positions in place of the handles; none are if the time is over.
 * Exceptional conditions do not exist in WASI.
 *
 * @param timeout microseconds; -1: no limit
 */
export function selectAny(read: HandleList, write: HandleList, except: HandleList, timeout: i64): void {
  const readReady = new StaticArray<i32>(read.length);
  const writeReady = new StaticArray<i32>(write.length);
  const deadline = timeout < 0 ? FOREVER : deadlineAfter(timeout * 1000);
  let isOver = timeout == 0;
  while (true) {
    const readCount = askAll(read, false, readReady);
    const writeCount = askAll(write, true, writeReady);
    if (readCount + writeCount > 0 || isOver) {
      put(readReady, readCount, read);
      put(writeReady, writeCount, write);
      except.length = 0;
      return;
    }
    isOver = !sleep(read, write, deadline);
  }
}

/** Collects the positions of the sockets that are ready; how many. */
function askAll(list: HandleList, forWriting: bool, ready: StaticArray<i32>): i32 {
  let count = 0;
  for (let i = 0; i < list.length; i++) {
    const socket = socketOf(list.items[i]);
    if (forWriting ? socket.isWritable() : socket.isReadable()) ready[count++] = i;
  }
  return count;
}

function put(positions: StaticArray<i32>, count: i32, list: HandleList): void {
  for (let i = 0; i < count; i++) list.items[i] = positions[i];
  list.length = count;
}

/** Waits until one of the sockets, none of which is ready, may be; false if the deadline came first. */
function sleep(read: HandleList, write: HandleList, deadline: i64): bool {
  const pollables = new StaticArray<i32>(read.length + write.length + 1);
  const total = subscribeAll(write, true, pollables, subscribeAll(read, false, pollables, 0));
  // The list must not be empty, so without a limit of time it needs the clock all the same where there is nothing else.
  let length = total;
  if (deadline != FOREVER || total == 0) {
    pollables[length++] = subscribeDeadline(deadline == FOREVER ? NEVER : deadline);
  }
  poll(changetype<usize>(pollables), length, RESULT);
  const isOver = isAmong(length > total ? total : -1) || hasPassed(deadline);
  for (let i = 0; i < length; i++) pollableDrop(pollables[i]);
  return !isOver;
}

/** Puts what there is to wait for from `count` on; how many there are then. */
function subscribeAll(list: HandleList, forWriting: bool, pollables: StaticArray<i32>, count: i32): i32 {
  for (let i = 0; i < list.length; i++) {
    const pollable = socketOf(list.items[i]).subscribe(forWriting);
    if (pollable != NO_POLLABLE) pollables[count++] = pollable;
  }
  return count;
}
