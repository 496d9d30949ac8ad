import { ADDRESS_FAMILY_CASES, LOOKUP_ERROR_CASES, LOOKUP_FLAGS, SOCKET_TYPE_CASES } from '../generated/cases.ts';
import {
  ADDRESS_INFO_ADDRESS,
  ADDRESS_INFO_ALIGNMENT,
  ADDRESS_INFO_CANONICAL_NAME,
  ADDRESS_INFO_CANONICAL_NAME_SOME,
  ADDRESS_INFO_FAMILY,
  ADDRESS_INFO_FLAGS,
  ADDRESS_INFO_PROTOCOL,
  ADDRESS_INFO_SIZE,
  ADDRESS_INFO_SOCKET_TYPE,
  INTERFACE_INDEX_RESULT_ALIGNMENT,
  INTERFACE_INDEX_RESULT_SIZE,
  INTERFACE_NAME_RESULT_ALIGNMENT,
  INTERFACE_NAME_RESULT_SIZE,
  LOOKUP_ADDRESS_RESULT_ALIGNMENT,
  LOOKUP_ADDRESS_RESULT_PAYLOAD,
  LOOKUP_ADDRESS_RESULT_SIZE,
  LOOKUP_ERROR_PAYLOAD,
  LOOKUP_PORT_RESULT_ALIGNMENT,
  LOOKUP_PORT_RESULT_SIZE,
  LOOKUP_PROTOCOL_NUMBER_RESULT_ALIGNMENT,
  LOOKUP_PROTOCOL_NUMBER_RESULT_SIZE,
  LOOKUP_PROTOCOL_RESULT_ALIGNMENT,
  LOOKUP_PROTOCOL_RESULT_PAYLOAD,
  LOOKUP_PROTOCOL_RESULT_SIZE,
  LOOKUP_SERVICE_RESULT_ALIGNMENT,
  LOOKUP_SERVICE_RESULT_PAYLOAD,
  LOOKUP_SERVICE_RESULT_SIZE,
  PROTOCOL_NAME,
  PROTOCOL_NUMBER,
  REVOKE_RESULT_ALIGNMENT,
  REVOKE_RESULT_SIZE,
  SERVICE_NAME,
  SERVICE_PORT,
  SERVICE_PROTOCOL,
} from '../generated/layouts.ts';
import type { Host } from '../host.ts';
import { controlSpace } from '../os/control.ts';
import { caseIndex, errnoNumber } from '../os/errno.ts';
import * as names from '../os/names.ts';
import { lookupAddress } from '../socket/lookup.ts';
import { begin } from '../socket/operation.ts';
import { andThen } from '../wait/completion.ts';
import type { AddressInfo, LookupError, LookupHints, Protocol, Service } from '../wit-types.ts';
import { storeAddress } from './address.ts';
import { caseAt } from './enums.ts';
import type { GuestMemory } from './guest-memory.ts';
import type { CoreFunction } from './imports.ts';
import { storeError, storeNothing, storeNumber, storeOk } from './results.ts';

/** The functions of wit/host.wit on names, offers and guests, lowered. */
export function nameImports(host: Host, memory: GuestMemory): Record<string, CoreFunction> {
  const { context } = host;
  const text = (some: number, pointer: number, length: number): string | undefined =>
    some === 0 ? undefined : memory.string(pointer, length);

  return {
    'control-space': (length) => controlSpace(length >>> 0),
    revoke: (offer, length, result) => {
      const at = memory.check(result, REVOKE_RESULT_SIZE, REVOKE_RESULT_ALIGNMENT);
      begin(context);
      storeNothing(memory, at, host.revoke(memory.string(offer, length)));
    },
    'guest-id': () => host.id,
    'lookup-address': (...args) => {
      const [hasName, name, nameLength, hasService, service, serviceLength, ...hints] = args as LookupArguments;
      const at = memory.check(hints[6], LOOKUP_ADDRESS_RESULT_SIZE, LOOKUP_ADDRESS_RESULT_ALIGNMENT);
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
      const at = memory.check(result, LOOKUP_SERVICE_RESULT_SIZE, LOOKUP_SERVICE_RESULT_ALIGNMENT);
      begin(context);
      const protocolName = memory.string(protocol, protocolLength);
      storeService(memory, at, names.lookupService(memory.string(name, nameLength), protocolName));
    },
    'lookup-port': (port, protocol, protocolLength, result) => {
      const at = memory.check(result, LOOKUP_PORT_RESULT_SIZE, LOOKUP_PORT_RESULT_ALIGNMENT);
      begin(context);
      storeService(memory, at, names.lookupPort(port & 0xffff, memory.string(protocol, protocolLength)));
    },
    'lookup-protocol': (name, nameLength, result) => {
      const at = memory.check(result, LOOKUP_PROTOCOL_RESULT_SIZE, LOOKUP_PROTOCOL_RESULT_ALIGNMENT);
      begin(context);
      storeProtocol(memory, at, names.lookupProtocol(memory.string(name, nameLength)));
    },
    'lookup-protocol-number': (number, result) => {
      const at = memory.check(result, LOOKUP_PROTOCOL_NUMBER_RESULT_SIZE, LOOKUP_PROTOCOL_NUMBER_RESULT_ALIGNMENT);
      begin(context);
      storeProtocol(memory, at, names.lookupProtocolNumber(number & 0xff));
    },
    'interface-index': (name, nameLength, result) => {
      const at = memory.check(result, INTERFACE_INDEX_RESULT_SIZE, INTERFACE_INDEX_RESULT_ALIGNMENT);
      begin(context);
      storeNumber(memory, at, names.interfaceIndex(memory.string(name, nameLength)));
    },
    'interface-name': (index, result) => {
      const at = memory.check(result, INTERFACE_NAME_RESULT_SIZE, INTERFACE_NAME_RESULT_ALIGNMENT);
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
    ...(hasFamily === 0 ? {} : { family: caseAt(ADDRESS_FAMILY_CASES, family) }),
    ...(hasType === 0 ? {} : { socketType: caseAt(SOCKET_TYPE_CASES, type) }),
    protocol,
  };
}

function storeLookup(memory: GuestMemory, at: number, outcome: AddressInfo[] | LookupError): void {
  if (!Array.isArray(outcome)) {
    const view = memory.view();
    view.setUint8(at, 1);
    const error = at + LOOKUP_ADDRESS_RESULT_PAYLOAD;
    view.setUint8(error, LOOKUP_ERROR_CASES.indexOf(outcome.tag));
    if (outcome.tag === 'system') view.setUint8(error + LOOKUP_ERROR_PAYLOAD, caseIndex(errnoNumber(outcome.val)));
    return;
  }
  const list = outcome.length === 0 ? 0 : memory.allocate(outcome.length * ADDRESS_INFO_SIZE, ADDRESS_INFO_ALIGNMENT);
  for (const [index, info] of outcome.entries()) storeAddressInfo(memory, list + index * ADDRESS_INFO_SIZE, info);
  const value = storeOk(memory, at);
  memory.view().setUint32(value, list, true);
  memory.view().setUint32(value + 4, outcome.length, true);
}

function storeAddressInfo(memory: GuestMemory, at: number, info: AddressInfo): void {
  const view = memory.view();
  view.setUint16(
    at + ADDRESS_INFO_FLAGS,
    LOOKUP_FLAGS.reduce((bits, name, bit) => (info.flags[name] ? bits | (1 << bit) : bits), 0),
    true,
  );
  view.setUint8(at + ADDRESS_INFO_FAMILY, ADDRESS_FAMILY_CASES.indexOf(info.family));
  view.setUint8(at + ADDRESS_INFO_SOCKET_TYPE, SOCKET_TYPE_CASES.indexOf(info.socketType));
  view.setInt32(at + ADDRESS_INFO_PROTOCOL, info.protocol, true);
  storeAddress(memory, at + ADDRESS_INFO_ADDRESS, info.address);
  memory.view().setUint8(at + ADDRESS_INFO_CANONICAL_NAME, info.canonicalName === undefined ? 0 : 1);
  if (info.canonicalName === undefined) return;
  memory.storeString(at + ADDRESS_INFO_CANONICAL_NAME_SOME, info.canonicalName);
}

/** Whether there is one, then the service. */
function storeService(memory: GuestMemory, at: number, service: Service | undefined): void {
  memory.view().setUint8(at, service === undefined ? 0 : 1);
  if (service === undefined) return;
  const value = at + LOOKUP_SERVICE_RESULT_PAYLOAD;
  memory.storeString(value + SERVICE_NAME, service.name);
  memory.view().setUint16(value + SERVICE_PORT, service.port, true);
  memory.storeString(value + SERVICE_PROTOCOL, service.protocol);
}

/** Whether there is one, then the protocol. */
function storeProtocol(memory: GuestMemory, at: number, protocol: Protocol | undefined): void {
  memory.view().setUint8(at, protocol === undefined ? 0 : 1);
  if (protocol === undefined) return;
  const value = at + LOOKUP_PROTOCOL_RESULT_PAYLOAD;
  memory.storeString(value + PROTOCOL_NAME, protocol.name);
  memory.view().setUint8(value + PROTOCOL_NUMBER, protocol.number);
}
