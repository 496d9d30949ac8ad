// The values of wit/types.wit that are not in the way of every call, by their types in host/generated/types.ts. Addresses,
// which are, have code of their own in address.ts.
import type { Codec, Realm } from '../abi/codec.ts';
import { codecOf } from '../abi/codecs.ts';
import type { GuestMemory } from '../abi/guest-memory.ts';
import type { ValueType } from '../abi/types.ts';
import * as types from '../generated/types.ts';
import type { Sockets } from './sockets.ts';
import type { IncomingControl, OutgoingControl } from '../socket/message.ts';
import { GuestTrap } from '../trap.ts';
import type {
  AddressInfo,
  IpAddress,
  LookupError,
  LookupHints,
  MessageFlags,
  OptionValue,
  Protocol,
  Service,
} from '../generated/wit-types.ts';

/** More elements and code units than any name or option has: the host makes nothing of what is behind them. */
const LONGEST = 4096;

/** What values of a guest refer to: its memory, and its sockets. */
export function realmOf(sockets: Sockets, memory: GuestMemory): Realm {
  return {
    memory,
    longest: LONGEST,
    isLenient: false,
    liftHandle: (_, handle) => sockets.get(handle),
    // What goes in has the guest's numbers already.
    lowerHandle: (_, handle) => handle as number,
    takeHandle: () => {
      throw new GuestTrap('the host takes no handles here');
    },
    spend: () => {},
  };
}

/** A codec, of the type that `npm run wit` makes of the same definition for TypeScript. */
function codec<T>(type: ValueType): Codec<T> {
  return codecOf(type) as Codec<T>;
}

/** Control data that refers to sockets by the guest's handles. */
export type LoweredControl = Exclude<IncomingControl, { tag: 'rights' }> | { tag: 'rights'; val: number[] };

export const OPTION_VALUE = codec<OptionValue>(types.optionValue);
export const IP_ADDRESS = codec<IpAddress>(types.ipAddress);
export const LOOKUP_HINTS = codec<LookupHints>(types.lookupHints);
export const LOOKUP_ERROR = codec<LookupError>(types.lookupError);
export const ADDRESS_INFOS = codec<AddressInfo[]>({ kind: 'list', element: types.addressInfo });
export const OPTIONAL_SERVICE = codec<Service | undefined>({ kind: 'option', some: types.service });
export const OPTIONAL_PROTOCOL = codec<Protocol | undefined>({ kind: 'option', some: types.protocol });
export const MESSAGE_FLAGS = codec<MessageFlags>(types.messageFlags);
export const OUTGOING_CONTROL = codec<OutgoingControl>(types.outgoingControl);
export const INCOMING_CONTROLS = codec<LoweredControl[]>({ kind: 'list', element: types.incomingControl });
