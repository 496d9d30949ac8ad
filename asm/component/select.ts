// The exports that wait for several sockets or streams: see wit/php.wit.
import { SELECTION_COUNT, SELECTION_EXCEPT, SELECTION_READ, SELECTION_WRITE } from "../generated/php";
import { NO_TIMEOUT, socket_select } from "../sockets/select";
import { Socket } from "../socket";
import { NO_TIMEOUT, socket_select } from "../sockets/select";
import { stream_select } from "../streams/select";
import { Stream } from "../streams/stream";
import { Area, none, result, some } from "./memory";
import { takeSockets, takeStreams } from "./resources";

/** Bytes of a position. */
const POSITION: i32 = 4;

/** Writes the positions in `before` of what stays: `after`, in the same order. */
function givePositions<T>(area: Area, at: usize, before: T[] | null, after: T[] | null): void {
  if (before === null || after === null) {
    area.list(at, 0, POSITION);
    return;
  }
  const positions = area.list(at, after.length, POSITION);
  let found = 0;
  for (let i = 0; found < after.length; i++) {
    if (before[i] === after[found]) positions.element(found++, POSITION).int(0, i);
  }
}

function copyOf<T>(items: T[] | null): T[] | null {
  return items === null ? null : items.slice();
}

/** An option<selection>. */
function give<T>(
  count: i32, read: T[] | null, readable: T[] | null, write: T[] | null, writable: T[] | null, except: T[] | null,
  exceptional: T[] | null,
): Area {
  if (count < 0) return none();
  const area = some();
  area.int(SELECTION_COUNT, count);
  givePositions(area, SELECTION_READ, read, readable);
  givePositions(area, SELECTION_WRITE, write, writable);
  givePositions(area, SELECTION_EXCEPT, except, exceptional);
  return result();
}

export function socketSelect(
  hasRead: i32, readAt: usize, readCount: i32, hasWrite: i32, writeAt: usize, writeCount: i32, hasExcept: i32,
  exceptAt: usize, exceptCount: i32, hasSeconds: i32, seconds: i32, hasMicroseconds: i32, microseconds: i32,
): Area {
  const read = hasRead ? takeSockets(readAt, readCount) : null;
  const write = hasWrite ? takeSockets(writeAt, writeCount) : null;
  const except = hasExcept ? takeSockets(exceptAt, exceptCount) : null;
  const readable = copyOf<Socket>(read);
  const writable = copyOf<Socket>(write);
  const exceptional = copyOf<Socket>(except);
  // Microseconds that are not there come as 0.
  const count = socket_select(readable, writable, exceptional, hasSeconds ? seconds : NO_TIMEOUT, microseconds);
  return give<Socket>(count, read, readable, write, writable, except, exceptional);
}

export function streamSelect(
  hasRead: i32, readAt: usize, readCount: i32, hasWrite: i32, writeAt: usize, writeCount: i32, hasExcept: i32,
  exceptAt: usize, exceptCount: i32, hasSeconds: i32, seconds: i32, hasMicroseconds: i32, microseconds: i32,
): Area {
  const read = hasRead ? takeStreams(readAt, readCount) : null;
  const write = hasWrite ? takeStreams(writeAt, writeCount) : null;
  const except = hasExcept ? takeStreams(exceptAt, exceptCount) : null;
  const readable = copyOf<Stream>(read);
  const writable = copyOf<Stream>(write);
  const exceptional = copyOf<Stream>(except);
  const count = stream_select(readable, writable, exceptional, hasSeconds ? seconds : NO_TIMEOUT, microseconds);
  return give<Stream>(count, read, readable, write, writable, except, exceptional);
}
