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

/**
 * A codec, of the type that `npm run wit` makes of the same definition for TypeScript. It is made when it is first asked for: most
 * guests need none.
 */
function codec<T>(type: () => ValueType): () => Codec<T> {
  let made: Codec<T> | undefined;
  return () => (made ??= codecOf(type()) as Codec<T>);
}

/** Control data that refers to sockets by the guest's handles. */
export type LoweredControl = Exclude<IncomingControl, { tag: 'rights' }> | { tag: 'rights'; val: number[] };

export const optionValue = codec<OptionValue>(() => types.optionValue);
export const ipAddress = codec<IpAddress>(() => types.ipAddress);
export const lookupHints = codec<LookupHints>(() => types.lookupHints);
export const lookupError = codec<LookupError>(() => types.lookupError);
export const addressInfos = codec<AddressInfo[]>(() => ({ kind: 'list', element: types.addressInfo }));
export const optionalService = codec<Service | undefined>(() => ({ kind: 'option', some: types.service }));
export const optionalProtocol = codec<Protocol | undefined>(() => ({ kind: 'option', some: types.protocol }));
export const messageFlags = codec<MessageFlags>(() => types.messageFlags);
export const outgoingControl = codec<OutgoingControl>(() => types.outgoingControl);
export const incomingControls = codec<LoweredControl[]>(() => ({ kind: 'list', element: types.incomingControl }));
