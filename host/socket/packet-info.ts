import type { SocketAddress } from '../generated/wit-types.ts';
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
  if (typeof address === 'number') return false;
  if (address.tag === 'inet') return isLocalIpv4(address.val.address[0], address.val.address[1]);
  if (address.tag !== 'inet6') return false;
  const [first, , , , , sixth, high] = address.val.address;
  const isMapped = sixth === 0xffff && address.val.address.slice(0, 5).every((part) => part === 0);
  if (isMapped) return isLocalIpv4(high >>> 8, high & 0xff);
  return (first & 0xffc0) === 0xfe80 || first >>> 8 === 0xff;
}

function isLocalIpv4(first: number, second: number): boolean {
  return (first === 169 && second === 254) || (first >= 224 && first < 240);
}
