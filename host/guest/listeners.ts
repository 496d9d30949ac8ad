// The listeners that an embedder hands to a guest: the option `listeners`.
import { OptionError } from '../option-error.ts';
import { errnoName } from '../os/errno.ts';
import { parseListenAddress } from '../socket/address-text.ts';
import { openListener } from '../socket/given-listener.ts';
import type { HostSocket, SocketContext } from '../socket/host-socket.ts';

/** What a listener may be, for an error. */
export const EXPECTED_LISTENERS =
  "a list of addresses: '127.0.0.1:8080', '[::1]:8080', with port 0 for one of the system's choice; 'unix:/run/x.sock', 'unix:@name'";

/** Whether a value has the form of `listeners`. */
export function areListeners(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'string' && parseListenAddress(one) !== undefined);
}

/**
 * Opens the listeners of a guest, on the thread that runs it. They are closed with the guest's host.
 *
 * @throws OptionError if one cannot be opened
 */
export function openListeners(addresses: readonly string[] = [], context: SocketContext): readonly HostSocket[] {
  return addresses.map((text) => {
    const address = parseListenAddress(text);
    if (address === undefined) throw new OptionError(`'${text}'`, EXPECTED_LISTENERS);
    const opened = openListener(context, address);
    if (typeof opened === 'number') throw new OptionError(`listener ${text}`, `an address, but ${problem(opened)}`);
    return opened;
  });
}

function problem(outcome: number): string {
  const name = errnoName(-outcome);
  return PROBLEMS.get(name) ?? `it cannot be listened at (${name})`;
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
