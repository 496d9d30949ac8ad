// Sockets come and go: socket_create() and its pair, socket_close().
import { AF_INET, AF_INET6, AF_PACKET, AF_UNIX, SOCK_STREAM } from "./constants";
import { fail, isUsable, warn } from "./last-error";
import { register, Socket, unregister } from "./socket";
import { create, drop, pair } from "./system";

/** Types above this are no types; PHP's own bound. */
const MAX_TYPE: i32 = 10;

/** The domain to use: the one given, or AF_INET with a warning. */
function checkDomain(name: string, domain: i32): i32 {
  if (domain == AF_INET || domain == AF_UNIX || domain == AF_INET6 || domain == AF_PACKET) return domain;
  warn(name, "invalid socket domain [" + domain.toString() + "] specified for argument 1, assuming AF_INET");
  return AF_INET;
}

/** The type to use: the one given, or SOCK_STREAM with a warning. */
function checkType(name: string, type: i32): i32 {
  if (type <= MAX_TYPE) return type;
  warn(name, "invalid socket type [" + type.toString() + "] specified for argument 2, assuming SOCK_STREAM");
  return SOCK_STREAM;
}

/** Creates a socket; null and a warning on failure. `protocol` is an IANA number, 0 for the type's own. */
export function socket_create(domain: i32, type: i32, protocol: i32): Socket | null {
  domain = checkDomain("socket_create", domain);
  type = checkType("socket_create", type);
  const handle = create(domain, type, protocol);
  if (handle >= 0) return register(handle, domain);
  fail("socket_create", "Unable to create socket", -handle);
  return null;
}

/** The handles of a new pair. */
const handles: StaticArray<i32> = [0, 0];

/** Creates two connected sockets, `fd[0]` and `fd[1]`, in place of what `fd` holds. */
export function socket_create_pair(domain: i32, type: i32, protocol: i32, fd: Array<Socket>): bool {
  domain = checkDomain("socket_create_pair", domain);
  type = checkType("socket_create_pair", type);
  const failed = pair(domain, type, protocol, handles);
  if (failed < 0) {
    fail("socket_create_pair", "Unable to create socket pair", -failed);
    return false;
  }
  fd.length = 0;
  fd.push(register(handles[0], domain));
  fd.push(register(handles[1], domain));
  return true;
}

/** Closes a socket that is open. */
export function dispose(socket: Socket): void {
  const handle = socket.handle;
  unregister(socket);
  drop(handle);
}

/** Closes a socket. Closing it again only warns. */
export function socket_close(socket: Socket): void {
  if (isUsable(socket, "socket_close")) dispose(socket);
}
