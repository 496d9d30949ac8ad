import type { SocketAddress } from '../generated/wit-types.ts';
import { canonicalAddress, ipOf } from '../policy/internet.ts';
import { isOnOneLink } from '../policy/special-purpose.ts';
import { remoteAddress } from './addresses.ts';
import { type HostSocket, reportDenial } from './host-socket.ts';

/** A control message, whatever it has. */
interface Control {
  readonly tag: string;
  readonly val: unknown;
}

/**
 * Whether control data may choose the interface that a message leaves by. That gets round the routes, as SO_BINDTODEVICE
 * does, so it asks for the same. Where the interface is a part of the address, the rule for the address has covered it.
 *
 * @param to as the message has it; without it the message goes to the socket's peer
 */
export function mayChooseInterface(
  socket: HostSocket,
  control: readonly Control[],
  to: SocketAddress | undefined,
): boolean {
  const chosen = control.find(({ tag, val }) => tag.endsWith('-packet-info') && hasInterface(val));
  if (chosen === undefined || isOfAnInterface(to ?? remoteAddress(socket))) return true;
  const { policy } = socket.context;
  return !reportDenial(socket.context, policy.checkRaw(`interface in ${chosen.tag}`));
}

function hasInterface(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'interfaceIndex' in value && value.interfaceIndex !== 0;
}

/** Whether an address means one thing on each interface: link-local (RFC 3927, RFC 4291) or multicast. */
function isOfAnInterface(address: SocketAddress | number): boolean {
  const ip = typeof address === 'number' ? undefined : ipOf(address);
  return ip !== undefined && isOnOneLink(canonicalAddress(ip));
}
