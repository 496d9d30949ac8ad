// The sockets that an embedder gives a guest by name when it starts: the option `sockets`.
import { OptionError } from '../option-error.ts';
import { isObject } from '../options.ts';
import { kindOf } from '../os/adopt.ts';
import { errnoName } from '../os/errno.ts';
import { parseListenAddress } from '../socket/address-text.ts';
import { isSocketName } from '../socket-name.ts';
import { descriptorOf, isNodeSocket, letGo, type NodeSocket } from './node-sockets.ts';

/** A descriptor of this process, which keeps it; or a socket of Node's, which the guest has from then on and Node no more. */
export type OpenSocket = number | NodeSocket;

/**
 * A socket to give: one that is open; or an address to listen at, `{ listen: '127.0.0.1:8080' }`, `'[::1]:0'`,
 * `'unix:/run/x.sock'`, `'unix:@name'`.
 */
export type GivenSocket = OpenSocket | { readonly listen: string };

/** Sockets by the names that the guest finds them by: printable ASCII without ":". One name may have several, in their order. */
export type GivenSockets = Readonly<Record<string, GivenSocket | readonly GivenSocket[]>>;

/** What they may be, for an error. */
export const EXPECTED_SOCKETS =
  "an object of sockets by name: sockets of node:net and node:dgram, descriptors, or { listen: '127.0.0.1:8080' }, " +
  "'[::1]:8080', with port 0 for one of the system's choice, 'unix:/run/x.sock', 'unix:@name'";

/** Whether a value has the form of `sockets`. */
export function areGivenSockets(value: unknown): boolean {
  return (
    isObject(value) && Object.entries(value).every(([name, one]) => isSocketName(name) && [one].flat().every(isGiven))
  );
}

function isGiven(value: unknown): boolean {
  if (isNodeSocket(value)) return true;
  if (typeof value === 'number') return Number.isInteger(value) && value >= 0;
  if (!isObject(value) || !('listen' in value)) return false;
  const { listen } = value;
  return typeof listen === 'string' && parseListenAddress(listen) !== undefined;
}

/** What a guest's thread is told of a socket: where it is to listen; otherwise it has come already, in this order. */
export interface SocketToOpen {
  readonly name: string;
  readonly listen: string | undefined;
}

/** What is to be opened. */
export function toOpen(sockets: GivenSockets = {}): SocketToOpen[] {
  return entriesOf(sockets).map(([name, one]) => ({ name, listen: isListener(one) ? one.listen : undefined }));
}

/**
 * Hands on those that are open, in their order. Node keeps them until `letGoAll`.
 *
 * @param hand returns 0, or minus the errno
 * @throws OptionError for what cannot be handed on
 */
export function handOn(sockets: GivenSockets = {}, hand: (name: string, fd: number) => number): void {
  for (const [name, one] of entriesOf(sockets)) if (!isListener(one)) handOne(name, one, hand);
}

/** Takes those of Node's from it. */
export function letGoAll(sockets: GivenSockets = {}): void {
  for (const [, one] of entriesOf(sockets)) if (isNodeSocket(one)) letGo(one);
}

/** As `handOn`, for one. */
export function handOne(name: string, socket: OpenSocket, hand: (name: string, fd: number) => number): void {
  const fd = typeof socket === 'number' ? socket : descriptorOf(socket, name);
  if (kindOf(fd) === undefined) throw new OptionError(`socket '${name}'`, `a socket, but descriptor ${fd} is none`);
  const outcome = hand(name, fd);
  if (outcome < 0) throw new OptionError(`socket '${name}'`, `one that can be handed on, but ${errnoName(-outcome)}`);
}

function entriesOf(sockets: GivenSockets): [string, GivenSocket][] {
  return Object.entries(sockets).flatMap(([name, given]) =>
    [given].flat().map((one): [string, GivenSocket] => [name, one]),
  );
}

function isListener(one: GivenSocket): one is { readonly listen: string } {
  return typeof one === 'object' && !isNodeSocket(one);
}
