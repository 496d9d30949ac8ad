// socket-select: see wit/php.wit.
import { NO_TIMEOUT, socket_select } from "../select";
import { Socket } from "../socket";
import { Area, none, some } from "./memory";
import { freeResources, socketsAt } from "./resources";

/** Writes the positions in `before` of what stays: `after`, in the same order. */
function givePositions(result: Area, at: usize, before: Socket[] | null, after: Socket[] | null): void {
  if (before === null || after === null) {
    result.list(at, 0, 4);
    return;
  }
  const positions = result.list(at, after.length, 4);
  let found = 0;
  for (let i = 0; found < after.length; i++) {
    if (before[i] === after[found]) positions.int(4 * found++, i);
  }
}

function copyOf(sockets: Socket[] | null): Socket[] | null {
  return sockets === null ? null : sockets.slice();
}

export function socketSelect(
  hasRead: i32, read: usize, readCount: i32, hasWrite: i32, write: usize, writeCount: i32, hasExcept: i32,
  except: usize, exceptCount: i32, hasSeconds: i32, seconds: i32, hasMicroseconds: i32, microseconds: i32,
): Area {
  const reading = hasRead ? socketsAt(read, readCount) : null;
  const writing = hasWrite ? socketsAt(write, writeCount) : null;
  const excepting = hasExcept ? socketsAt(except, exceptCount) : null;
  if (hasRead) freeResources(read, readCount);
  if (hasWrite) freeResources(write, writeCount);
  if (hasExcept) freeResources(except, exceptCount);
  const ready = copyOf(reading);
  const writable = copyOf(writing);
  const exceptional = copyOf(excepting);
  const timeout = hasSeconds ? seconds : NO_TIMEOUT;
  const count = socket_select(ready, writable, exceptional, timeout, hasMicroseconds ? microseconds : 0);
  if (count < 0) return none();
  const result = some();
  result.int(4, count);
  givePositions(result, 8, reading, ready);
  givePositions(result, 16, writing, writable);
  givePositions(result, 24, excepting, exceptional);
  return result;
}
