import {
  ADDRESS_FAMILY_CASES,
  MEMBERSHIP_ACTION_CASES,
  OPTION_NAME_CASES,
  SHUTDOWN_HOW_CASES,
  SOCKET_TYPE_CASES,
} from '../generated/cases.ts';
import {
  ACCEPT_RESULT_ALIGNMENT,
  ACCEPT_RESULT_SIZE,
  AT_MARK_RESULT_ALIGNMENT,
  AT_MARK_RESULT_PAYLOAD,
  AT_MARK_RESULT_SIZE,
  BIND_RESULT_ALIGNMENT,
  BIND_RESULT_SIZE,
  CONNECT_RESULT_ALIGNMENT,
  CONNECT_RESULT_SIZE,
  CREATE_RESULT_ALIGNMENT,
  CREATE_RESULT_SIZE,
  DISCONNECT_RESULT_ALIGNMENT,
  DISCONNECT_RESULT_SIZE,
  EXPORT_NAMED_RESULT_ALIGNMENT,
  EXPORT_NAMED_RESULT_SIZE,
  GET_OPTION_RESULT_ALIGNMENT,
  GET_OPTION_RESULT_SIZE,
  IMPORT_NAMED_RESULT_ALIGNMENT,
  IMPORT_NAMED_RESULT_SIZE,
  LISTEN_RESULT_ALIGNMENT,
  LISTEN_RESULT_SIZE,
  LOCAL_ADDRESS_RESULT_ALIGNMENT,
  LOCAL_ADDRESS_RESULT_SIZE,
  OFFER_RESULT_ALIGNMENT,
  OFFER_RESULT_SIZE,
  PAIR_RESULT_ALIGNMENT,
  PAIR_RESULT_ITEM_1,
  PAIR_RESULT_SIZE,
  READABLE_RESULT_ALIGNMENT,
  READABLE_RESULT_SIZE,
  RECEIVED_DATA,
  RECEIVED_FROM,
  RECEIVED_FROM_SOME,
  RECEIVED_LENGTH,
  RECEIVE_FROM_RESULT_ALIGNMENT,
  RECEIVE_FROM_RESULT_SIZE,
  RECEIVE_RESULT_ALIGNMENT,
  RECEIVE_RESULT_SIZE,
  REMOTE_ADDRESS_RESULT_ALIGNMENT,
  REMOTE_ADDRESS_RESULT_SIZE,
  SEND_RESULT_ALIGNMENT,
  SEND_RESULT_SIZE,
  SEND_TO_RESULT_ALIGNMENT,
  SEND_TO_RESULT_SIZE,
  SET_BLOCKING_RESULT_ALIGNMENT,
  SET_BLOCKING_RESULT_SIZE,
  SET_OPTION_RESULT_ALIGNMENT,
  SET_OPTION_RESULT_SIZE,
  SHUTDOWN_RESULT_ALIGNMENT,
  SHUTDOWN_RESULT_SIZE,
  TAKE_RESULT_ALIGNMENT,
  TAKE_RESULT_SIZE,
  UPDATE_MEMBERSHIP_PARAMS_ACTION,
  UPDATE_MEMBERSHIP_PARAMS_ALIGNMENT,
  UPDATE_MEMBERSHIP_PARAMS_GROUP,
  UPDATE_MEMBERSHIP_PARAMS_INTERFACE_INDEX,
  UPDATE_MEMBERSHIP_PARAMS_SELF,
  UPDATE_MEMBERSHIP_PARAMS_SIZE,
  UPDATE_MEMBERSHIP_PARAMS_SOURCE,
  UPDATE_MEMBERSHIP_PARAMS_SOURCE_SOME,
  UPDATE_MEMBERSHIP_RESULT_ALIGNMENT,
  UPDATE_MEMBERSHIP_RESULT_SIZE,
} from '../generated/layouts.ts';
import type { Host } from '../host.ts';
import type { Sockets } from './sockets.ts';
import * as addresses from '../socket/addresses.ts';
import * as connection from '../socket/connection.ts';
import { create, createPair } from '../socket/create.ts';
import type { HostSocket } from '../socket/host-socket.ts';
import { closeLingering } from '../socket/linger.ts';
import { atMark, readable } from '../socket/mark.ts';
import { exportNamed } from '../socket/named.ts';
import { begin } from '../socket/operation.ts';
import * as options from '../socket/options.ts';
import * as transfer from '../socket/transfer.ts';
import { andThen, type Completion } from '../wait/completion.ts';
import type { SocketAddress } from '../generated/wit-types.ts';
import { liftAddress, storeAddress, storeOptionalAddress } from './address.ts';
import { caseAt } from '../abi/case-at.ts';
import type { Realm } from '../abi/codec.ts';
import type { GuestMemory } from '../abi/guest-memory.ts';
import type { CoreFunction } from './core-function.ts';
import { guestLanding, hostLanding, type Landing, landing } from './received-bytes.ts';
import { storeError, storeList, storeNothing, storeNumber, storeOk } from './results.ts';
import { ipAddress, optionValue } from './values.ts';

/**
 * `resource socket` of wit/host.wit, lowered: its functions in the WIT's order, on a guest's memory. `result` is
 * where the result goes; it is checked before anything is done.
 */
export function socketImports(host: Host, sockets: Sockets, realm: Realm): Record<string, CoreFunction> {
  const { context } = host;
  const { memory } = realm;
  const socketOf = (handle: number): HostSocket => {
    begin(context);
    return sockets.get(handle);
  };
  const storeSocket = (at: number, outcome: HostSocket | number): void =>
    storeNumber(memory, at, typeof outcome === 'number' ? outcome : sockets.add(outcome));
  const storeAddressResult = (at: number, outcome: SocketAddress | number): void => {
    if (typeof outcome === 'number') storeError(memory, at, outcome);
    else storeAddress(memory, storeOk(memory, at), outcome);
  };

  return {
    '[static]socket.create': (family, type, protocol, result) => {
      const at = memory.check(result, CREATE_RESULT_SIZE, CREATE_RESULT_ALIGNMENT);
      begin(context);
      const families = caseAt(ADDRESS_FAMILY_CASES, family);
      storeSocket(at, create(context, families, caseAt(SOCKET_TYPE_CASES, type), protocol));
    },
    '[static]socket.pair': (family, type, protocol, result) => {
      const at = memory.check(result, PAIR_RESULT_SIZE, PAIR_RESULT_ALIGNMENT);
      begin(context);
      const families = caseAt(ADDRESS_FAMILY_CASES, family);
      const pair = createPair(context, families, caseAt(SOCKET_TYPE_CASES, type), protocol);
      if (typeof pair === 'number') return storeError(memory, at, pair);
      storeSocket(at, pair[0]);
      memory.view().setUint32(at + PAIR_RESULT_ITEM_1, sockets.add(pair[1]), true);
    },
    '[static]socket.take': (offer, length, result) => {
      const at = memory.check(result, TAKE_RESULT_SIZE, TAKE_RESULT_ALIGNMENT);
      begin(context);
      storeSocket(at, host.take(memory.string(offer, length)));
    },
    '[static]socket.import-named': (name, length, result) => {
      const at = memory.check(result, IMPORT_NAMED_RESULT_SIZE, IMPORT_NAMED_RESULT_ALIGNMENT);
      begin(context);
      storeSocket(at, host.importNamed(memory.string(name, length)));
    },
    '[method]socket.bind': (self, tag, a, b, c, d, e, f, g, h, i, j, k, result) => {
      const at = memory.check(result, BIND_RESULT_SIZE, BIND_RESULT_ALIGNMENT);
      storeNothing(
        memory,
        at,
        connection.bind(socketOf(self), liftAddress(memory, tag, a, b, c, d, e, f, g, h, i, j, k)),
      );
    },
    '[method]socket.listen': (self, backlog, result) => {
      const at = memory.check(result, LISTEN_RESULT_SIZE, LISTEN_RESULT_ALIGNMENT);
      storeNothing(memory, at, connection.listen(socketOf(self), backlog));
    },
    '[method]socket.accept': (self, result) => {
      const at = memory.check(result, ACCEPT_RESULT_SIZE, ACCEPT_RESULT_ALIGNMENT);
      return andThen(connection.accept(socketOf(self)), (outcome) => storeSocket(at, outcome));
    },
    '[method]socket.connect': (self, tag, a, b, c, d, e, f, g, h, i, j, k, result) => {
      const at = memory.check(result, CONNECT_RESULT_SIZE, CONNECT_RESULT_ALIGNMENT);
      const remote = liftAddress(memory, tag, a, b, c, d, e, f, g, h, i, j, k);
      return andThen(connection.connect(socketOf(self), remote), (outcome) => storeNothing(memory, at, outcome));
    },
    '[method]socket.disconnect': (self, result) => {
      const at = memory.check(result, DISCONNECT_RESULT_SIZE, DISCONNECT_RESULT_ALIGNMENT);
      storeNothing(memory, at, connection.disconnect(socketOf(self)));
    },
    '[method]socket.shutdown': (self, how, result) => {
      const at = memory.check(result, SHUTDOWN_RESULT_SIZE, SHUTDOWN_RESULT_ALIGNMENT);
      storeNothing(memory, at, connection.shutdown(socketOf(self), caseAt(SHUTDOWN_HOW_CASES, how)));
    },
    '[method]socket.send': (self, data, length, flags, result) => {
      const at = memory.check(result, SEND_RESULT_SIZE, SEND_RESULT_ALIGNMENT);
      const start = memory.check(data, length);
      const socket = socketOf(self);
      const first = transfer.sendOnce(socket, memory.addressOf(start), length >>> 0, flags);
      if (first === length >>> 0 && flags === 0) return storeNumber(memory, at, first);
      return storeLater(memory, at, transfer.sendOn(socket, memory.region(data, length), flags, first));
    },
    '[method]socket.send-to': (self, data, length, flags, tag, a, b, c, d, e, f, g, h, i, j, k, result) => {
      const at = memory.check(result, SEND_TO_RESULT_SIZE, SEND_TO_RESULT_ALIGNMENT);
      const remote = liftAddress(memory, tag, a, b, c, d, e, f, g, h, i, j, k);
      const outcome = transfer.sendTo(socketOf(self), memory.region(data, length), flags, remote);
      return andThen(outcome, (sent) => storeNumber(memory, at, sent));
    },
    '[method]socket.receive': (self, length, flags, result) => {
      const at = memory.check(result, RECEIVE_RESULT_SIZE, RECEIVE_RESULT_ALIGNMENT);
      const socket = socketOf(self);
      const start = memory.landing(length);
      if (start === undefined) {
        const bytes = hostLanding(length, flags);
        return storeReceivedLater(memory, at, bytes, transfer.receive(socket, bytes.region, flags));
      }
      const first = transfer.receiveFirst(socket, memory.addressOf(start), length >>> 0, flags);
      if (first >= 0 && transfer.hasReceived(flags, first)) return storeList(memory, at, start, first);
      const bytes = guestLanding(memory, start, length);
      return storeReceivedLater(memory, at, bytes, transfer.receiveOn(socket, bytes.region, flags, first));
    },
    '[method]socket.receive-from': (self, length, flags, result) => {
      const at = memory.check(result, RECEIVE_FROM_RESULT_SIZE, RECEIVE_FROM_RESULT_ALIGNMENT);
      const socket = socketOf(self);
      const bytes = landing(memory, length, flags);
      return andThen(transfer.receiveFrom(socket, bytes.region, flags), (outcome) => {
        if (typeof outcome === 'number') return storeError(memory, at, outcome);
        const value = storeOk(memory, at);
        bytes.store(memory, value + RECEIVED_DATA, Math.min(outcome.length, bytes.region.length));
        memory.view().setUint32(value + RECEIVED_LENGTH, outcome.length, true);
        storeOptionalAddress(memory, value + RECEIVED_FROM, value + RECEIVED_FROM_SOME, outcome.from);
      });
    },
    '[method]socket.local-address': (self, result) => {
      const at = memory.check(result, LOCAL_ADDRESS_RESULT_SIZE, LOCAL_ADDRESS_RESULT_ALIGNMENT);
      storeAddressResult(at, addresses.localAddress(socketOf(self)));
    },
    '[method]socket.remote-address': (self, result) => {
      const at = memory.check(result, REMOTE_ADDRESS_RESULT_SIZE, REMOTE_ADDRESS_RESULT_ALIGNMENT);
      storeAddressResult(at, addresses.remoteAddress(socketOf(self)));
    },
    '[method]socket.is-blocking': (self) => (socketOf(self).blocking ? 1 : 0),
    '[method]socket.set-blocking': (self, blocking, result) => {
      const at = memory.check(result, SET_BLOCKING_RESULT_SIZE, SET_BLOCKING_RESULT_ALIGNMENT);
      socketOf(self).blocking = blocking !== 0;
      storeNothing(memory, at, 0);
    },
    '[method]socket.get-option': (self, name, result) => {
      const at = memory.check(result, GET_OPTION_RESULT_SIZE, GET_OPTION_RESULT_ALIGNMENT);
      const value = options.getOption(socketOf(self), caseAt(OPTION_NAME_CASES, name));
      if (typeof value === 'number') return storeError(memory, at, value);
      optionValue().store(realm, value, storeOk(memory, at));
    },
    '[method]socket.set-option': (self, name, tag, a, b, c, result) => {
      const at = memory.check(result, SET_OPTION_RESULT_SIZE, SET_OPTION_RESULT_ALIGNMENT);
      const value = optionValue().lift(realm, [tag, a, b, c], 0);
      storeNothing(memory, at, options.setOption(socketOf(self), caseAt(OPTION_NAME_CASES, name), value));
    },
    '[method]socket.update-membership': (args, result) => {
      const at = memory.check(result, UPDATE_MEMBERSHIP_RESULT_SIZE, UPDATE_MEMBERSHIP_RESULT_ALIGNMENT);
      const from = memory.check(args, UPDATE_MEMBERSHIP_PARAMS_SIZE, UPDATE_MEMBERSHIP_PARAMS_ALIGNMENT);
      const view = memory.view();
      const action = caseAt(MEMBERSHIP_ACTION_CASES, view.getUint8(from + UPDATE_MEMBERSHIP_PARAMS_ACTION));
      const group = ipAddress().load(realm, from + UPDATE_MEMBERSHIP_PARAMS_GROUP);
      const hasSource = view.getUint8(from + UPDATE_MEMBERSHIP_PARAMS_SOURCE) !== 0;
      const source = hasSource ? ipAddress().load(realm, from + UPDATE_MEMBERSHIP_PARAMS_SOURCE_SOME) : undefined;
      const socket = socketOf(view.getInt32(from + UPDATE_MEMBERSHIP_PARAMS_SELF, true));
      const index = view.getUint32(from + UPDATE_MEMBERSHIP_PARAMS_INTERFACE_INDEX, true);
      storeNothing(memory, at, options.updateMembership(socket, action, group, index, source));
    },
    '[method]socket.at-mark': (self, result) => {
      const at = memory.check(result, AT_MARK_RESULT_SIZE, AT_MARK_RESULT_ALIGNMENT);
      const outcome = atMark(socketOf(self));
      storeNothing(memory, at, outcome);
      if (outcome >= 0) memory.view().setUint8(at + AT_MARK_RESULT_PAYLOAD, outcome);
    },
    '[method]socket.readable': (self, result) => {
      const at = memory.check(result, READABLE_RESULT_SIZE, READABLE_RESULT_ALIGNMENT);
      storeNumber(memory, at, readable(socketOf(self)));
    },
    '[method]socket.offer': (self, guest, result) => {
      const at = memory.check(result, OFFER_RESULT_SIZE, OFFER_RESULT_ALIGNMENT);
      const offer = host.offer(socketOf(self), guest >>> 0);
      if (typeof offer === 'number') return storeError(memory, at, offer);
      memory.storeString(storeOk(memory, at), offer);
    },
    '[method]socket.export-named': (self, name, length, result) => {
      const at = memory.check(result, EXPORT_NAMED_RESULT_SIZE, EXPORT_NAMED_RESULT_ALIGNMENT);
      storeNothing(memory, at, exportNamed(socketOf(self), memory.string(name, length)));
    },
    '[resource-drop]socket': (self) => {
      begin(context);
      return closeLingering(sockets.remove(self));
    },
  };
}

// The two operations that guests call most, send and receive, make no object and no closure if nothing has to wait.

function storeLater(memory: GuestMemory, at: number, outcome: Completion<number>): Completion<void> {
  return andThen(outcome, (number) => storeNumber(memory, at, number));
}

/** Writes `result<list<u8>, errno>`: 12 bytes. @param outcome how many bytes have landed, or minus the system's errno */
function storeReceivedLater(
  memory: GuestMemory,
  at: number,
  bytes: Landing,
  outcome: Completion<number>,
): Completion<void> {
  return andThen(outcome, (received) => {
    if (received < 0) storeError(memory, at, received);
    else bytes.store(memory, storeOk(memory, at), received);
  });
}
