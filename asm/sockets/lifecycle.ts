// Sockets come and go: socket_create() and its pair, socket_close().
import { AF_INET, AF_INET6, AF_PACKET, AF_UNIX, SOCK_CLOEXEC, SOCK_NONBLOCK, SOCK_STREAM } from "../constants";
import { fail, isUsable, warn } from "../failure";
import { dispose, register, Socket } from "../socket";
import { create, pair, setBlocking } from "../system";

/** The highest number of a type: PHP's own bound. */
const MAX_TYPE: i32 = 10;

/** The domain to use: the one given, or AF_INET with a warning. */
function checkDomain(name: string, domain: i32): i32 {
  if (domain == AF_INET || domain == AF_UNIX || domain == AF_INET6 || domain == AF_PACKET) return domain;
  warn(name, "invalid socket domain [" + domain.toString() + "] specified for argument 1, assuming AF_INET");
  return AF_INET;
}

/** Flags that may be or-ed to a type. Every socket here has SOCK_CLOEXEC anyway. */
const FLAGS: i32 = SOCK_CLOEXEC | SOCK_NONBLOCK;

/** The type to use: the one given without its flags, or SOCK_STREAM with a warning. */
function checkType(name: string, type: i32): i32 {
  // A negative number has many bits set, but no flags.
  const bare = type < 0 ? type : type & ~FLAGS;
  if (bare <= MAX_TYPE) return bare;
  warn(name, "invalid socket type [" + type.toString() + "] specified for argument 2, assuming SOCK_STREAM");
  return SOCK_STREAM;
}

/** Registers a new handle, as non-blocking if its type says so. */
function enter(handle: i32, domain: i32, type: i32): Socket {
  if (type > 0 && type & SOCK_NONBLOCK) setBlocking(handle, false);
  return register(handle, domain);
}

/**
 * Creates a socket.
 *
 * @param domain AF_INET, AF_INET6, AF_UNIX or AF_PACKET
 * @param type SOCK_STREAM, SOCK_DGRAM, SOCK_SEQPACKET, SOCK_RAW or SOCK_RDM; SOCK_NONBLOCK may be or-ed to it
 * @param protocol an IANA number such as SOL_TCP, 0 for the type's default; for AF_PACKET an EtherType (ETH_P_*)
 * @returns the socket; null and a warning on failure: EPROTONOSUPPORT, EMFILE, EACCES
 * @see https://www.php.net/manual/en/function.socket-create.php
 */
export function socket_create(domain: i32, type: i32, protocol: i32): Socket | null {
  domain = checkDomain("socket_create", domain);
  const bare = checkType("socket_create", type);
  const handle = create(domain, bare, protocol);
  if (handle >= 0) return enter(handle, domain, type);
  fail("socket_create", "Unable to create socket", -handle);
  return null;
}

/** The handles of a new pair. */
const handles: StaticArray<i32> = [0, 0];

/**
 * Creates two sockets that are connected with each other.
 *
 * @param domain AF_UNIX
 * @param type SOCK_STREAM, SOCK_DGRAM or SOCK_SEQPACKET; SOCK_NONBLOCK may be or-ed to it
 * @param protocol 0
 * @param fd its content is replaced by the two sockets
 * @returns true; false and a warning on failure: EOPNOTSUPP, EMFILE
 * @see https://www.php.net/manual/en/function.socket-create-pair.php
 */
export function socket_create_pair(domain: i32, type: i32, protocol: i32, fd: Array<Socket>): bool {
  domain = checkDomain("socket_create_pair", domain);
  const bare = checkType("socket_create_pair", type);
  const failed = pair(domain, bare, protocol, handles);
  if (failed < 0) {
    fail("socket_create_pair", "Unable to create socket pair", -failed);
    return false;
  }
  fd.length = 0;
  fd.push(enter(handles[0], domain, type));
  fd.push(enter(handles[1], domain, type));
  return true;
}

/**
 * Closes a socket. Closing it again only warns.
 *
 * @param socket an open socket
 * @see https://www.php.net/manual/en/function.socket-close.php
 */
export function socket_close(socket: Socket): void {
  if (isUsable(socket, "socket_close")) dispose(socket);
}
