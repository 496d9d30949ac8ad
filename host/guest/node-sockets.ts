// Sockets of Node's and descriptors: the one of the other.
import { createSocket, Socket as DatagramSocket, type SocketType } from 'node:dgram';
import { once } from 'node:events';
import { createServer, Server, Socket } from 'node:net';
import { OptionError } from '../option-error.ts';
import { isListening, kindOf } from '../os/adopt.ts';
import { closeAtOnce, endLinger } from '../os/close-socket.ts';
import { endReports } from '../os/error-reports.ts';
import { readyEvents } from '../os/libc.ts';
import { platform } from '../os/platform.ts';

/** A socket of Node's: a listener, a connection, or one for datagrams. */
export type NodeSocket = Server | Socket | DatagramSocket;

/** What Node has below a socket. It has the descriptor, which nothing public tells. */
interface Handle {
  readonly fd?: unknown;
  /** Of a socket for datagrams: what arrives is not asked for any more. */
  recvStop?(): void;
}

export function isNodeSocket(value: unknown): value is NodeSocket {
  return value instanceof Server || value instanceof Socket || value instanceof DatagramSocket;
}

/**
 * The descriptor of a socket that can be given away.
 *
 * @param name for the error
 * @throws OptionError if it is none: it is not open yet or no more, or Node has data of it that the taker would miss
 */
export function descriptorOf(socket: NodeSocket, name: string): number {
  const refuse = (problem: string): never => {
    throw new OptionError(`socket '${name}'`, problem);
  };
  if (socket instanceof Socket) {
    if ('encrypted' in socket) refuse('one without TLS: what is encrypted are bytes, which a guest cannot read');
    if (socket.connecting) refuse("one that is connected: wait for its event 'connect'");
    if (socket.readableLength > 0) {
      refuse('one that Node has read nothing of that is left: make its server with { pauseOnConnect: true }');
    }
    if (socket.writableLength > 0) refuse('one whose data has all been sent: wait for the callback of its write');
  }
  if (socket instanceof Server && isAtPath(socket)) {
    refuse(
      "a listener that is not at a path, whose file Node removes when it is closed: give { listen: 'unix:/path' }",
    );
  }
  const fd = handleOf(socket)?.fd;
  return typeof fd === 'number' && fd >= 0 ? fd : refuse('one that is open: bound, listening or connected');
}

/** Closes a socket of Node's whose descriptor somebody else has now. A connection stays open. */
export function letGo(socket: NodeSocket): void {
  if (socket instanceof Socket) socket.destroy();
  else socket.close();
}

/**
 * A socket of Node's for a descriptor, which it owns from now on.
 *
 * @throws TypeError for a descriptor that Node has no sockets for; it is closed
 */
export async function nodeSocketOf(fd: number): Promise<NodeSocket> {
  // Node would wait in close(2).
  endLinger(fd);
  const found = kindOf(fd);
  if (found?.type === 'stream' && isListening(fd)) {
    const server = createServer();
    const listening = once(server, 'listening');
    // Of a cluster, this process listens itself: the descriptor is its own.
    server.listen({ fd, exclusive: true });
    await listening;
    return watched(quiet(server));
  }
  if (found?.type === 'stream') return watched(programSocket(fd));
  const kind = found?.type === 'dgram' ? DATAGRAMS.get(found.family) : undefined;
  if (kind !== undefined) {
    // Node would take a report for data.
    endReports(fd);
    const socket = createSocket(kind);
    // Node may emit it before bind returns.
    const listening = once(socket, 'listening');
    socket.bind({ fd, exclusive: true });
    await listening;
    return watched(quiet(socket));
  }
  closeAtOnce(fd);
  throw new TypeError(`Node has no ${found === undefined ? 'such sockets' : `${found.family} ${found.type} sockets`}`);
}

/** A connection of the program's with a guest, by a descriptor that it owns. */
export function programSocket(fd: number): Socket {
  return quiet(new Socket({ fd, readable: true, writable: true }));
}

/** A guest can make any socket that it shares fail. Without a listener that would end the process. */
function quiet<S extends NodeSocket>(socket: S): S {
  socket.on('error', () => {});
  return socket;
}

const ENDED = platform.POLLHUP | (platform.POLLRDHUP ?? 0);

/** How often a socket that a guest shares is looked at, in milliseconds. */
const LOOK_MS = 1000;

/** Ends what would take all of Node's time: a socket of which the system tells without end, because of what somebody else did to it. */
function watched<S extends NodeSocket>(socket: S): S {
  let hadReports = false;
  const look = (): void => {
    const fd = handleOf(socket)?.fd;
    if (typeof fd !== 'number' || fd < 0) return clearInterval(timer);
    const events = readyEvents(fd, ENDED);
    const isShutDown = (events & ENDED) !== 0;
    // Node takes an error at once. What stays are reports, such as of data that was sent by MSG_ZEROCOPY.
    const hasReports = (events & platform.POLLERR) !== 0 && !isShutDown;
    // A connection that is shut down ends, as Node knows.
    if ((isShutDown && !(socket instanceof Socket)) || (hasReports && hadReports)) end();
    hadReports = hasReports;
  };
  const end = (): void => {
    clearInterval(timer);
    if (!(socket instanceof DatagramSocket)) return letGo(socket);
    // Who uses one that is closed gets an exception. This one hears nothing more.
    handleOf(socket)?.recvStop?.();
    socket.emit('error', new Error('the socket was shut down, or made to report errors, by somebody who shares it'));
  };
  const timer = setInterval(look, LOOK_MS).unref();
  return socket;
}

const DATAGRAMS: ReadonlyMap<string, SocketType> = new Map([
  ['inet', 'udp4'],
  ['inet6', 'udp6'],
]);

function isAtPath(server: Server): boolean {
  const address = server.address();
  return typeof address === 'string' && !address.startsWith('\0');
}

function handleOf(socket: NodeSocket): Handle | undefined {
  if (!(socket instanceof DatagramSocket)) return Reflect.get(socket, '_handle') as Handle | undefined;
  // Its `_handle` warns of itself.
  const state = Object.getOwnPropertySymbols(socket).find(({ description }) => description === 'state symbol');
  const found = state === undefined ? undefined : (Reflect.get(socket, state) as { readonly handle?: Handle });
  return found?.handle;
}
