// The names of local sockets, which this guest alone sees. There is no file system and no unlink() here, so a path
// belongs to a socket from bind() to its close, as an abstract name does, and may be bound again then. What is left
// of the file that Linux would leave: a path that was bound once refuses connections (ECONNREFUSED), where one that
// never was does not exist (ENOENT). Paths are compared byte by byte; directories there are none, or all.
import {
  AF_UNIX, SOCKET_EADDRINUSE, SOCKET_ECONNREFUSED, SOCKET_EINVAL, SOCKET_ENOENT, SOCKET_ENOSPC, SOCKET_EPROTOTYPE,
} from "../../../constants";
import { SocketAddress } from "../../../data/socket-address";
import { NamedSocket } from "./named-socket";

/** Bytes of `sun_path`; a path ends with a NUL in it. */
const ROOM: i32 = 108;

/** How many names there are for sockets that want any: five hexadecimal digits. */
const AUTOMATIC: i32 = 1 << 20;

/** How many paths are known to have been bound; then the one that was closed first is forgotten. */
const REMEMBERED: i32 = 1024;

/** Sockets by keyOf(); null: a path whose socket is closed. */
const bound = new Map<string, NamedSocket | null>();

/** The keys of paths whose sockets were closed last, in a ring. */
const vacated = new Array<string>();
let oldest: i32 = 0;

let nextAutomatic: i32 = 0;

/** What a lookup found. */
export let found: NamedSocket | null = null;

/** Whether an address is a name that a socket may have. */
export function isName(address: SocketAddress): bool {
  return address.family == AF_UNIX && fits(address.name);
}

/** Looks for the socket that a name means to a socket of `type`: 0 and `found`, or minus an errno. */
export function find(name: ArrayBuffer, type: i32): i32 {
  const id = keyOf(name, type);
  if (!bound.has(id)) return isAbstract(name) ? -SOCKET_ECONNREFUSED : -SOCKET_ENOENT;
  const socket = bound.get(id);
  if (socket === null) return -SOCKET_ECONNREFUSED;
  if (socket.type != type) return -SOCKET_EPROTOTYPE;
  found = socket;
  return 0;
}

/** Names a socket that has no name; an empty one lets this file choose. 0, or minus an errno. */
export function bindName(socket: NamedSocket, name: ArrayBuffer): i32 {
  if (name.byteLength == 0) return bindAny(socket);
  if (!fits(name)) return -SOCKET_EINVAL;
  if (isTaken(name, socket.type)) return -SOCKET_EADDRINUSE;
  enter(socket, name);
  return 0;
}

/** Whether an open socket has the name. */
export function isTaken(name: ArrayBuffer, type: i32): bool {
  const id = keyOf(name, type);
  return bound.has(id) && bound.get(id) !== null;
}

/** Takes the name of a socket that is being closed; that of one that was accepted is its listener's. */
export function releaseName(socket: NamedSocket, name: ArrayBuffer): void {
  const id = keyOf(name, socket.type);
  if (!bound.has(id) || bound.get(id) !== socket) return;
  if (isAbstract(name)) {
    bound.delete(id);
    return;
  }
  bound.set(id, null);
  if (vacated.length < REMEMBERED) {
    vacated.push(id);
    return;
  }
  const forgotten = vacated[oldest];
  if (bound.has(forgotten) && bound.get(forgotten) === null && forgotten != id) bound.delete(forgotten);
  vacated[oldest] = id;
  oldest = (oldest + 1) % REMEMBERED;
}

function enter(socket: NamedSocket, name: ArrayBuffer): void {
  bound.set(keyOf(name, socket.type), socket);
  socket.name = name.slice(0);
}

/** Linux's autobind: an abstract name of five digits. */
function bindAny(socket: NamedSocket): i32 {
  for (let i = 0; i < AUTOMATIC; i++) {
    const name = automatic(nextAutomatic);
    nextAutomatic = (nextAutomatic + 1) % AUTOMATIC;
    if (isTaken(name, socket.type)) continue;
    enter(socket, name);
    return 0;
  }
  return -SOCKET_ENOSPC;
}

function automatic(number: i32): ArrayBuffer {
  return String.UTF8.encode("\0" + number.toString(16).padStart(5, "0"));
}

function fits(name: ArrayBuffer): bool {
  const length = name.byteLength;
  if (isAbstract(name)) return length <= ROOM;
  return length > 0 && length < ROOM && !Uint8Array.wrap(name).includes(0);
}

function isAbstract(name: ArrayBuffer): bool {
  return name.byteLength > 0 && load<u8>(changetype<usize>(name)) == 0;
}

/** A text of the name's bytes, one by one; each type has abstract names of its own, all share the paths. */
function keyOf(name: ArrayBuffer, type: i32): string {
  const units = new Array<i32>(name.byteLength + 1);
  units[0] = isAbstract(name) ? type : 0;
  for (let i = 0; i < name.byteLength; i++) units[i + 1] = load<u8>(changetype<usize>(name) + i);
  return String.fromCharCodes(units);
}
