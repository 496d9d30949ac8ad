// stream_select(): as socket_select(), but a stream that has read ahead counts as readable.
import { HandleList } from "../data/handle-list";
import { errnoText } from "../errno";
import { raise, warn, warnArgument } from "../failure";
import { NO_TIMEOUT } from "../sockets/select";
import { select } from "../system";
import { SECOND, Stream, warnClosed } from "./stream";

/** One of the arrays during the system's select. */
@final
class Selection {
  readonly list: HandleList = new HandleList();
  /** Whether one of the streams is closed. */
  hasClosed: bool = false;
  /** The index in the array of each handle's stream. */
  private places: StaticArray<i32> = new StaticArray<i32>(0);

  /** Lists the handles of an array's streams. A stream without a socket is never ready. */
  fill(streams: Stream[] | null): void {
    const length = streams === null ? 0 : streams.length;
    const list = this.list;
    list.clear(length);
    this.hasClosed = false;
    if (streams === null) return;
    if (this.places.length < length) this.places = new StaticArray<i32>(length);
    for (let i = 0; i < length; i++) {
      const stream = streams[i];
      if (!stream.isOpen) this.hasClosed = true;
      else if (stream.handle >= 0) {
        list.items[list.length] = stream.handle;
        this.places[list.length++] = i;
      }
    }
  }

  /** Leaves the ready streams in the array, and counts them. One that is there twice counts once. */
  keep(streams: Stream[] | null): i32 {
    if (streams === null) return 0;
    mark++;
    let count = 0;
    const list = this.list;
    for (let i = 0; i < list.length; i++) {
      // Indices ascend with positions, so an overwritten element has already been read.
      const stream = streams[this.places[list.items[i]]];
      streams[i] = stream;
      if (stream.mark == mark) continue;
      stream.mark = mark;
      count++;
    }
    streams.length = list.length;
    return count;
  }
}

// These are reused by every call.
const reading = new Selection();
const writing = new Selection();
const excepting = new Selection();

/** The number of the array, over all calls. A stream with this mark has been counted. */
let mark: i32 = 0;

/** If any streams have read ahead, leaves only those in the array, and counts them as often as they are there. */
function keepAhead(streams: Stream[]): i32 {
  let count = 0;
  for (let i = 0; i < streams.length; i++) if (streams[i].ahead.length > 0) streams[count++] = streams[i];
  if (count > 0) streams.length = count;
  return count;
}

function refuseTime(position: i32, argument: string, complaint: string): bool {
  warnArgument("stream_select", position, argument, complaint);
  return false;
}

/** Whether the streams and the times are valid; warns if not. */
function areUsable(seconds: i32, microseconds: i32): bool {
  if (reading.list.length + writing.list.length + excepting.list.length == 0) {
    raise("No stream arrays were passed");
    return false;
  }
  if (reading.hasClosed || writing.hasClosed || excepting.hasClosed) {
    warnClosed("stream_select");
    return false;
  }
  if (seconds == NO_TIMEOUT) {
    if (microseconds == 0) return true;
    return refuseTime(5, "microseconds", "must be null when argument #4 ($seconds) is null");
  }
  if (seconds < 0) return refuseTime(4, "seconds", "must be greater than or equal to 0");
  if (microseconds < 0) return refuseTime(5, "microseconds", "must be greater than or equal to 0");
  return true;
}

/**
 * Waits until streams are ready to read or write, or have out-of-band data. Leaves those in the arrays. If streams
 * have read ahead, it returns at once with only those.
 *
 * @param read streams to read from or accept at; null for none
 * @param write streams to write to or to be connected; null for none
 * @param except streams with out-of-band data; null for none
 * @param seconds at most so many seconds; 0 with `microseconds` 0 does not wait, NO_TIMEOUT waits without a limit
 * @param microseconds and so many microseconds
 * @returns how many are ready; 0 when the time is over, -1 and a warning on failure
 * @see https://www.php.net/manual/en/function.stream-select.php
 */
export function stream_select(
  read: Stream[] | null, write: Stream[] | null, except: Stream[] | null, seconds: i32 = NO_TIMEOUT,
  microseconds: i32 = 0,
): i32 {
  reading.fill(read);
  writing.fill(write);
  excepting.fill(except);
  if (!areUsable(seconds, microseconds)) return -1;
  const ahead = read === null ? 0 : keepAhead(read);
  if (ahead > 0) {
    if (write !== null) write.length = 0;
    if (except !== null) except.length = 0;
    return ahead;
  }
  const timeout = seconds == NO_TIMEOUT ? -1 : <i64>seconds * SECOND + microseconds;
  const error = select(reading.list, writing.list, excepting.list, timeout);
  if (error < 0) {
    warn("stream_select", `Unable to select [${-error}]: ${errnoText(-error)}`);
    return -1;
  }
  return reading.keep(read) + writing.keep(write) + excepting.keep(except);
}
