// socket_select(): the arrays of PHP to lists of handles, and back to what is ready.
import { SOCKET_EINVAL } from "../constants";
import { HandleList } from "../data/handle-list";
import { fail, warn } from "../failure";
import { handlesOf, Socket } from "../socket";
import { select } from "../system";

/** `tv_sec` of a select without a time limit: PHP's NULL. */
export const NO_TIMEOUT: i32 = i32.MIN_VALUE;

const SECOND: i32 = 1_000_000;

// The three lists are reused by every call.
const reading = new HandleList();
const writing = new HandleList();
const excepting = new HandleList();

/** The number of the call. A socket with this mark has been counted. */
let mark: i32 = 0;

/** Fills a list with the handles of an array. False, with a warning, if one of the sockets is closed. */
function fill(list: HandleList, sockets: Socket[] | null, argument: string): bool {
  list.length = 0;
  if (sockets === null || handlesOf(sockets, list)) return true;
  warn("socket_select", "Argument " + argument + " contains a closed socket");
  return false;
}

/** Leaves the ready sockets in the array, and counts them. One that is there twice counts once, as in an fd_set. */
function keep(list: HandleList, sockets: Socket[] | null): i32 {
  if (sockets === null) return 0;
  mark++;
  let count = 0;
  for (let i = 0, n = list.length; i < n; i++) {
    const socket = unchecked(sockets[unchecked(list.items[i])]);
    if (socket.mark != mark) {
      socket.mark = mark;
      count++;
    }
    // Positions ascend, so an overwritten element has already been read.
    if (unchecked(list.items[i]) != i) unchecked((sockets[i] = socket));
  }
  sockets.length = list.length;
  return count;
}

/**
 * Waits until sockets are ready to read or write, or have out-of-band data. Leaves those in the arrays.
 *
 * @param read sockets to read from or accept at; null for none
 * @param write sockets to write to or to be connected; null for none
 * @param except sockets with out-of-band data; null for none
 * @param tv_sec at most so many seconds; 0 with `tv_usec` 0 does not wait, NO_TIMEOUT waits without a limit
 * @param tv_usec and so many microseconds
 * @returns how many are ready; 0 when the time is over, -1 and a warning on failure
 * @see https://www.php.net/manual/en/function.socket-select.php
 */
export function socket_select(
  read: Socket[] | null, write: Socket[] | null, except: Socket[] | null, tv_sec: i32 = NO_TIMEOUT, tv_usec: i32 = 0,
): i32 {
  if (!fill(reading, read, "#1 ($read)")) return -1;
  if (!fill(writing, write, "#2 ($write)")) return -1;
  if (!fill(excepting, except, "#3 ($except)")) return -1;
  if (reading.length + writing.length + excepting.length == 0) {
    warn("socket_select", "At least one array argument must be passed");
    return -1;
  }
  let timeout: i64 = -1;
  if (tv_sec != NO_TIMEOUT) {
    const seconds = <i64>tv_sec + tv_usec / SECOND;
    const microseconds = tv_usec % SECOND;
    if (seconds < 0 || microseconds < 0) return failed(SOCKET_EINVAL);
    timeout = seconds * SECOND + microseconds;
  }
  const error = select(reading, writing, excepting, timeout);
  if (error < 0) return failed(-error);
  return keep(reading, read) + keep(writing, write) + keep(excepting, except);
}

function failed(error: i32): i32 {
  fail("socket_select", "Unable to select", error);
  return -1;
}
