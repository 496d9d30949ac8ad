import type { Host } from '../host.ts';
import { controlSpace } from '../os/control.ts';
import { caseIndex, errnoNumber } from '../os/errno.ts';
import * as names from '../os/names.ts';
import { platform } from '../os/platform.ts';
import { lookupAddress } from '../socket/lookup.ts';
import { begin } from '../socket/operation.ts';
import { andThen } from '../wait/completion.ts';
import type { AddressInfo, LookupError, LookupFlags, LookupHints, Protocol, Service } from '../wit-types.ts';
import { storeAddress } from './address.ts';
import { ADDRESS_FAMILIES, caseAt, LOOKUP_ERRORS, SOCKET_TYPES } from './enums.ts';
import type { GuestMemory } from './guest-memory.ts';
import type { CoreFunction } from './imports.ts';
import { storeError, storeNothing, storeNumber, storeOk } from './results.ts';

/** Bytes: `address-info`, `result<list<address-info>, lookup-error>`, `option<service>`, `option<protocol>`. */
const ADDRESS_INFO = 52;
const LOOKUP_RESULT = 12;
const SERVICE_OPTION = 24;
const PROTOCOL_OPTION = 16;

/** `lookup-flags`, in the WIT's order. */
const LOOKUP_FLAGS = Object.keys(platform.lookupFlags) as (keyof LookupFlags)[];

/** The functions of wit/host.wit on names, offers and guests, lowered. */
export function nameImports(host: Host, memory: GuestMemory): Record<string, CoreFunction> {
  const { context } = host;
  const text = (some: number, pointer: number, length: number): string | undefined =>
    some === 0 ? undefined : memory.string(pointer, length);

  return {
    'control-space': (length) => controlSpace(length >>> 0),
    revoke: (offer, length, result) => {
      const at = memory.check(result, 2);
      begin(context);
      storeNothing(memory, at, host.revoke(memory.string(offer, length)));
    },
    'guest-id': () => host.id,
    'lookup-address': (...args) => {
      const [hasName, name, nameLength, hasService, service, serviceLength, ...hints] = args as LookupArguments;
      const at = memory.check(hints[6], LOOKUP_RESULT, 4);
      begin(context);
      const found = lookupAddress(
        context,
        text(hasName, name, nameLength),
        text(hasService, service, serviceLength),
        liftHints(hints),
      );
      return andThen(found, (outcome) => storeLookup(memory, at, outcome));
    },
    'lookup-service': (name, nameLength, protocol, protocolLength, result) => {
      const at = memory.check(result, SERVICE_OPTION, 4);
      begin(context);
      const protocolName = memory.string(protocol, protocolLength);
      storeService(memory, at, names.lookupService(memory.string(name, nameLength), protocolName));
    },
    'lookup-port': (port, protocol, protocolLength, result) => {
      const at = memory.check(result, SERVICE_OPTION, 4);
      begin(context);
      storeService(memory, at, names.lookupPort(port & 0xffff, memory.string(protocol, protocolLength)));
    },
    'lookup-protocol': (name, nameLength, result) => {
      const at = memory.check(result, PROTOCOL_OPTION, 4);
      begin(context);
      storeProtocol(memory, at, names.lookupProtocol(memory.string(name, nameLength)));
    },
    'lookup-protocol-number': (number, result) => {
      const at = memory.check(result, PROTOCOL_OPTION, 4);
      begin(context);
      storeProtocol(memory, at, names.lookupProtocolNumber(number & 0xff));
    },
    'interface-index': (name, nameLength, result) => {
      const at = memory.check(result, 8, 4);
      begin(context);
      storeNumber(memory, at, names.interfaceIndex(memory.string(name, nameLength)));
    },
    'interface-name': (index, result) => {
      const at = memory.check(result, 12, 4);
      begin(context);
      const name = names.interfaceName(index >>> 0);
      if (typeof name === 'number') storeError(memory, at, name);
      else memory.storeString(storeOk(memory, at), name);
    },
  };
}

/** flags, whether a family, the family, whether a type, the type, the protocol, the result. */
type HintArguments = [number, number, number, number, number, number, number];
type LookupArguments = [number, number, number, number, number, number, ...HintArguments];

function liftHints([flags, hasFamily, family, hasType, type, protocol]: HintArguments): LookupHints {
  return {
    flags: Object.fromEntries(LOOKUP_FLAGS.map((name, bit) => [name, (flags & (1 << bit)) !== 0])),
    ...(hasFamily === 0 ? {} : { family: caseAt(ADDRESS_FAMILIES, family) }),
    ...(hasType === 0 ? {} : { socketType: caseAt(SOCKET_TYPES, type) }),
    protocol,
  };
}

function storeLookup(memory: GuestMemory, at: number, outcome: AddressInfo[] | LookupError): void {
  if (!Array.isArray(outcome)) {
    const view = memory.view();
    view.setUint8(at, 1);
    view.setUint8(at + 4, LOOKUP_ERRORS.indexOf(outcome.tag));
    if (outcome.tag === 'system') view.setUint8(at + 5, caseIndex(errnoNumber(outcome.val)));
    return;
  }
  const list = outcome.length === 0 ? 0 : memory.allocate(outcome.length * ADDRESS_INFO, 4);
  for (const [index, info] of outcome.entries()) storeAddressInfo(memory, list + index * ADDRESS_INFO, info);
  const value = storeOk(memory, at);
  memory.view().setUint32(value, list, true);
  memory.view().setUint32(value + 4, outcome.length, true);
}

/** flags 0, family 2, type 3, protocol 4, address 8, whether a canonical name 40, the name 44. */
function storeAddressInfo(memory: GuestMemory, at: number, info: AddressInfo): void {
  const view = memory.view();
  view.setUint16(
    at,
    LOOKUP_FLAGS.reduce((bits, name, bit) => (info.flags[name] ? bits | (1 << bit) : bits), 0),
    true,
  );
  view.setUint8(at + 2, ADDRESS_FAMILIES.indexOf(info.family));
  view.setUint8(at + 3, SOCKET_TYPES.indexOf(info.socketType));
  view.setInt32(at + 4, info.protocol, true);
  storeAddress(memory, at + 8, info.address);
  memory.view().setUint8(at + 40, info.canonicalName === undefined ? 0 : 1);
  if (info.canonicalName !== undefined) memory.storeString(at + 44, info.canonicalName);
}

/** Whether there is one 0, name 4, port 12, protocol 16. */
function storeService(memory: GuestMemory, at: number, service: Service | undefined): void {
  memory.view().setUint8(at, service === undefined ? 0 : 1);
  if (service === undefined) return;
  memory.storeString(at + 4, service.name);
  memory.view().setUint16(at + 12, service.port, true);
  memory.storeString(at + 16, service.protocol);
}

/** Whether there is one 0, name 4, number 12. */
function storeProtocol(memory: GuestMemory, at: number, protocol: Protocol | undefined): void {
  memory.view().setUint8(at, protocol === undefined ? 0 : 1);
  if (protocol === undefined) return;
  memory.storeString(at + 4, protocol.name);
  memory.view().setUint8(at + 12, protocol.number);
}
