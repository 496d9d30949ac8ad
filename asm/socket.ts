// The Socket of PHP scripts, and the check that it is one.
import { HandleList } from "./data/handle-list";
import { gatherHandles } from "./memory/gather";
import { drop } from "./system";

/** A socket. Only socket_create() and related functions make one. */
@final
export class Socket {
  /** The last error of this socket, as socket_last_error() gives it. */
  lastError: i32 = 0;
  /** Which call of socket_select() saw this socket last; see sockets/select.ts. */
  mark: i32 = 0;
  /** The Stream over the same descriptor, once there is one; see streams/. */
  stream: Object | null = null;

  /** For the library's use; a Socket made elsewhere is not a socket. */
  constructor(
    /** The system layer's handle; -1 once closed. */
    public handle: i32,
    /** `AF_*`, which decides how addresses are read. */
    public readonly family: i32,
  ) {}
}

/** Every open socket, at its handle. */
let registry = new StaticArray<Socket | null>(16);

/** Registers a new handle. */
export function register(handle: i32, family: i32): Socket {
  if (handle >= registry.length) {
    const grown = new StaticArray<Socket | null>(max(handle + 1, registry.length * 2));
    for (let i = 0, n = registry.length; i < n; i++) unchecked((grown[i] = registry[i]));
    registry = grown;
  }
  const socket = new Socket(handle, family);
  unchecked((registry[handle] = socket));
  return socket;
}

/** Closes a socket that is open; its handle means nothing from now on. */
export function dispose(socket: Socket): void {
  const handle = socket.handle;
  unchecked((registry[handle] = null));
  socket.handle = -1;
  drop(handle);
}

/** Whether this is an open socket of this guest. It costs only a few loads. */
// @ts-ignore: decorator
@inline
export function isOpen(socket: Socket): bool {
  const handle = socket.handle;
  return <u32>handle < <u32>registry.length && unchecked(registry[handle]) === socket;
}

/** Fills a list with the handles of sockets. False if one of them is not open. */
export function handlesOf(sockets: Socket[], list: HandleList): bool {
  return gatherHandles<Socket>(sockets, registry, list);
}
