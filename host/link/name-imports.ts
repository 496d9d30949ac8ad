import type { Realm } from '../abi/codec.ts';
import {
  INTERFACE_INDEX_RESULT_ALIGNMENT,
  INTERFACE_INDEX_RESULT_SIZE,
  INTERFACE_NAME_RESULT_ALIGNMENT,
  INTERFACE_NAME_RESULT_SIZE,
  LOOKUP_ADDRESS_RESULT_ALIGNMENT,
  LOOKUP_ADDRESS_RESULT_PAYLOAD,
  LOOKUP_ADDRESS_RESULT_SIZE,
  LOOKUP_PORT_RESULT_ALIGNMENT,
  LOOKUP_PORT_RESULT_SIZE,
  LOOKUP_PROTOCOL_NUMBER_RESULT_ALIGNMENT,
  LOOKUP_PROTOCOL_NUMBER_RESULT_SIZE,
  LOOKUP_PROTOCOL_RESULT_ALIGNMENT,
  LOOKUP_PROTOCOL_RESULT_SIZE,
  LOOKUP_SERVICE_RESULT_ALIGNMENT,
  LOOKUP_SERVICE_RESULT_SIZE,
  REVOKE_RESULT_ALIGNMENT,
  REVOKE_RESULT_SIZE,
} from '../generated/layouts.ts';
import type { Host } from '../host.ts';
import { controlSpace } from '../os/control.ts';
import * as names from '../os/names.ts';
import { lookupAddress } from '../socket/lookup.ts';
import { begin } from '../socket/operation.ts';
import { andThen } from '../wait/completion.ts';
import type { AddressInfo, LookupError } from '../generated/wit-types.ts';
import type { CoreFunction } from './core-function.ts';
import { storeError, storeNothing, storeNumber, storeOk } from './results.ts';
import { addressInfos, lookupError, lookupHints, optionalProtocol, optionalService } from './values.ts';

/** The functions of wit/host.wit on names, offers and guests, lowered. */
export function nameImports(host: Host, realm: Realm): Record<string, CoreFunction> {
  const { context } = host;
  const { memory } = realm;
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
        lookupHints().lift(realm, hints, 0),
      );
      return andThen(found, (outcome) => storeLookup(realm, at, outcome));
    },
    'lookup-service': (name, nameLength, protocol, protocolLength, result) => {
      const at = memory.check(result, LOOKUP_SERVICE_RESULT_SIZE, LOOKUP_SERVICE_RESULT_ALIGNMENT);
      begin(context);
      const protocolName = memory.string(protocol, protocolLength);
      optionalService().store(realm, names.lookupService(memory.string(name, nameLength), protocolName), at);
    },
    'lookup-port': (port, protocol, protocolLength, result) => {
      const at = memory.check(result, LOOKUP_PORT_RESULT_SIZE, LOOKUP_PORT_RESULT_ALIGNMENT);
      begin(context);
      optionalService().store(realm, names.lookupPort(port & 0xffff, memory.string(protocol, protocolLength)), at);
    },
    'lookup-protocol': (name, nameLength, result) => {
      const at = memory.check(result, LOOKUP_PROTOCOL_RESULT_SIZE, LOOKUP_PROTOCOL_RESULT_ALIGNMENT);
      begin(context);
      optionalProtocol().store(realm, names.lookupProtocol(memory.string(name, nameLength)), at);
    },
    'lookup-protocol-number': (number, result) => {
      const at = memory.check(result, LOOKUP_PROTOCOL_NUMBER_RESULT_SIZE, LOOKUP_PROTOCOL_NUMBER_RESULT_ALIGNMENT);
      begin(context);
      optionalProtocol().store(realm, names.lookupProtocolNumber(number & 0xff), at);
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

function storeLookup(realm: Realm, at: number, outcome: AddressInfo[] | LookupError): void {
  if (Array.isArray(outcome)) return addressInfos().store(realm, outcome, storeOk(realm.memory, at));
  realm.memory.view().setUint8(at, 1);
  lookupError().store(realm, outcome, at + LOOKUP_ADDRESS_RESULT_PAYLOAD);
}
