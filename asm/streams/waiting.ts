// Waiting for one socket, at most as long as a stream waits.
import { HandleList } from "../data/handle-list";
import { select } from "../system";

const one = new HandleList();
const none = new HandleList();

function selected(read: HandleList, write: HandleList, limit: i64): bool {
  none.length = 0;
  // Where the system cannot wait, the operation itself tells why.
  return select(read, write, none, limit) < 0 || one.length > 0;
}

/** Waits until there is something to read or to accept, or an end or an error to learn of; false: not in time. */
export function awaitReadable(handle: i32, limit: i64): bool {
  one.items[0] = handle;
  one.length = 1;
  return selected(one, none, limit);
}

/** Waits until there is room to write, or a connection has come about or failed; false: not in time. */
export function awaitWritable(handle: i32, limit: i64): bool {
  one.items[0] = handle;
  one.length = 1;
  return selected(none, one, limit);
}
