// The sockets that a guest begins with, on the thread that runs it.
import type { Host } from '../host.ts';
import { OptionError } from '../option-error.ts';
import { errnoName } from '../os/errno.ts';
import { addressText, parseListenAddress } from '../socket/address-text.ts';
import { openListener } from '../socket/given-listener.ts';
import type { HostSocket, SocketContext } from '../socket/host-socket.ts';
import { findNamed } from '../socket/named.ts';
import type { SocketToOpen } from './given-sockets.ts';

/** A socket that a guest begins with. */
export interface OpenedSocket {
  readonly name: string;
  readonly socket: HostSocket;
  /** Whether the host made it listen. */
  readonly isListener: boolean;
}

/**
 * Opens the sockets of a guest. They are closed with the guest's host.
 *
 * @param sockets those without an address have come through the guest's door
 * @throws OptionError if one cannot be opened, or the guest may not have as many
 */
export function openSockets(sockets: readonly SocketToOpen[] = [], context: SocketContext): readonly OpenedSocket[] {
  return sockets.map(({ name, listen }) => {
    const opened = listen === undefined ? findNamed(context, name) : openAt(context, listen);
    if (typeof opened === 'number') throw new OptionError(`socket '${name}'`, problem(listen, opened));
    return { name, socket: opened, isListener: listen !== undefined };
  });
}

function openAt(context: SocketContext, text: string): HostSocket | number {
  const address = parseListenAddress(text);
  if (address === undefined) throw new OptionError(`'${text}'`, 'an address to listen at');
  return openListener(context, address);
}

function problem(listen: string | undefined, outcome: number): string {
  const name = errnoName(-outcome);
  if (listen === undefined) return `one that the guest may have, but ${PROBLEMS.get(name) ?? name}`;
  return `an address to listen at, but ${listen}: ${PROBLEMS.get(name) ?? `it cannot be listened at (${name})`}`;
}

const PROBLEMS: ReadonlyMap<string, string> = new Map([
  ['eaddrinuse', 'it is in use'],
  ['eaddrnotavail', 'this machine has no such address'],
  ['eacces', 'this user may not listen there'],
  ['eafnosupport', 'this system lacks its family'],
  ['emfile', 'limits.sockets, or the process, allows no more sockets'],
  ['einval', 'it is too long'],
  ['enoent', 'its directory does not exist'],
]);

/** Lets the guest find the sockets by their names. */
export function nameSockets(sockets: readonly OpenedSocket[], { named }: SocketContext): void {
  for (const { name, socket } of sockets) named.add(name, socket);
}

/** Says where the guest can be reached. */
export function tellListening(
  sockets: readonly OpenedSocket[],
  { onListening }: { readonly onListening?: (address: string, name: string) => void },
): void {
  for (const { name, socket, isListener } of sockets) if (isListener) onListening?.(addressText(socket), name);
}

/** What a program's environment says of its sockets. */
interface Surroundings {
  readonly env?: Readonly<Record<string, string>>;
  readonly sockets?: readonly SocketToOpen[];
}

/** The options with the variables by which a program finds its sockets: sd_listen_fds_with_names(3). */
export function withListenVariables<Options extends Surroundings>(options: Options, { id }: Host): Options {
  const { env, sockets = [] } = options;
  if (sockets.length === 0) return options;
  const names = sockets.map(({ name }) => name);
  const own = { LISTEN_FDS: String(names.length), LISTEN_FDNAMES: names.join(':'), LISTEN_PID: String(id) };
  return { ...options, env: { ...env, ...own } };
}
