// Waiting for one socket, at most for a stream's time limit.
import { HandleList } from "../data/handle-list";
import { select } from "../system";

const one = new HandleList();
const none = new HandleList();

function selected(read: HandleList, write: HandleList, limit: i64): bool {
  none.length = 0;
  // If the system cannot wait, the operation itself fails with the reason.
  return select(read, write, none, limit) < 0 || one.length > 0;
}

/** Waits until there is something to read or to accept, or an end or an error. False if the time is over. */
export function awaitReadable(handle: i32, limit: i64): bool {
  one.items[0] = handle;
  one.length = 1;
  return selected(one, none, limit);
}

/** Waits until there is room to write, or a connection is made or has failed. False if the time is over. */
export function awaitWritable(handle: i32, limit: i64): bool {
  one.items[0] = handle;
  one.length = 1;
  return selected(none, one, limit);
}
