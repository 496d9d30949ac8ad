import type { Severity } from '../host.ts';
import type { IncomingControl, OutgoingControl } from '../socket/message.ts';
import { GuestTrap } from '../trap.ts';
import type {
  AddressFamily,
  LookupError,
  MembershipAction,
  MessageFlags,
  OptionName,
  OptionValue,
  ShutdownHow,
  SocketAddress,
  SocketType,
} from '../wit-types.ts';
import { platform } from '../os/platform.ts';

// The cases of the WIT's enums and variants in the WIT's order: a case's position is what crosses the boundary.
// A test compares these lists with wit/.

export const ADDRESS_FAMILIES = ['unix', 'inet', 'inet6', 'packet'] as const satisfies readonly AddressFamily[];
export const SOCKET_TYPES = ['stream', 'dgram', 'raw', 'rdm', 'seqpacket'] as const satisfies readonly SocketType[];
export const SHUTDOWN_HOWS = ['read', 'write', 'both'] as const satisfies readonly ShutdownHow[];
export const SOCKET_ADDRESSES = ['unix', 'inet', 'inet6', 'packet'] as const satisfies readonly SocketAddress['tag'][];
export const OPTION_VALUES = [
  'integer',
  'linger',
  'timeval',
  'bytes',
  'integers',
  'credentials',
  'error',
] as const satisfies readonly OptionValue['tag'][];
export const MEMBERSHIP_ACTIONS = [
  'join',
  'leave',
  'join-source',
  'leave-source',
  'block-source',
  'unblock-source',
] as const satisfies readonly MembershipAction[];
export const LOOKUP_ERRORS = [
  'name-unknown',
  'no-data',
  'try-again',
  'failed',
  'bad-flags',
  'bad-family',
  'bad-socket-type',
  'bad-service',
  'system',
] as const satisfies readonly LookupError['tag'][];
export const SEVERITIES = ['warning', 'notice', 'deprecated'] as const satisfies readonly Severity[];
export const OUTGOING_CONTROLS = [
  'rights',
  'credentials',
  'inet-packet-info',
  'inet6-packet-info',
  'ttl',
  'tos',
  'hop-limit',
  'traffic-class',
  'udp-segment',
] as const satisfies readonly OutgoingControl['tag'][];
export const INCOMING_CONTROLS = [
  'rights',
  'credentials',
  'inet-packet-info',
  'inet6-packet-info',
  'ttl',
  'tos',
  'hop-limit',
  'traffic-class',
  'error-report',
  'other',
] as const satisfies readonly IncomingControl['tag'][];
export const MESSAGE_FLAGS = [
  'oob',
  'eor',
  'trunc',
  'ctrunc',
  'errqueue',
] as const satisfies readonly (keyof MessageFlags)[];
/** The platform's table has every option, in the WIT's order. */
export const OPTION_NAMES = Object.keys(platform.options) as readonly OptionName[];

/** The case at a position. @throws GuestTrap if there is none */
export function caseAt<T>(cases: readonly T[], position: number): T {
  // As an index, whatever it is: an array has properties of other names.
  const found = cases[position >>> 0];
  if (found === undefined) throw new GuestTrap(`there is no case ${position}: the type has ${cases.length}`);
  return found;
}
