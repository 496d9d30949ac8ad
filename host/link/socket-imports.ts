import type { Host } from '../host.ts';
import * as addresses from '../socket/addresses.ts';
import * as connection from '../socket/connection.ts';
import { create, createPair } from '../socket/create.ts';
import type { HostSocket } from '../socket/host-socket.ts';
import { closeLingering } from '../socket/linger.ts';
import { atMark } from '../socket/mark.ts';
import { begin } from '../socket/operation.ts';
import * as options from '../socket/options.ts';
import * as transfer from '../socket/transfer.ts';
import { andThen, type Completion } from '../wait/completion.ts';
import type { SocketAddress } from '../wit-types.ts';
import { liftAddress, loadIpAddress, storeAddress, storeOptionalAddress } from './address.ts';
import { ADDRESS_FAMILIES, caseAt, MEMBERSHIP_ACTIONS, OPTION_NAMES, SHUTDOWN_HOWS, SOCKET_TYPES } from './enums.ts';
import type { GuestMemory } from './guest-memory.ts';
import type { CoreFunction } from './imports.ts';
import { liftOptionValue, storeOptionValue } from './option-value.ts';
import { guestLanding, hostLanding, type Landing, landing } from './received-bytes.ts';
import { storeError, storeList, storeNothing, storeNumber, storeOk } from './results.ts';

/** Bytes of `result<T, errno>` where T is: an address, an option value, `received`. */
const ADDRESS_RESULT = 36;
const OPTION_RESULT = 20;
const RECEIVED_RESULT = 52;
/** Bytes of the arguments of update-membership, which are too many to pass flat. */
const MEMBERSHIP_ARGUMENTS = 48;

/**
 * `resource socket` of wit/host.wit, lowered: its functions in the WIT's order, on a guest's memory. `result` is
 * where the result goes; it is checked before anything is done.
 */
export function socketImports(host: Host, memory: GuestMemory): Record<string, CoreFunction> {
  const { sockets, context } = host;
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
      const at = memory.check(result, 8, 4);
      begin(context);
      const families = caseAt(ADDRESS_FAMILIES, family);
      storeSocket(at, create(context, families, caseAt(SOCKET_TYPES, type), protocol));
    },
    '[static]socket.pair': (family, type, protocol, result) => {
      const at = memory.check(result, 12, 4);
      begin(context);
      const families = caseAt(ADDRESS_FAMILIES, family);
      const pair = createPair(context, families, caseAt(SOCKET_TYPES, type), protocol);
      if (typeof pair === 'number') return storeError(memory, at, pair);
      storeSocket(at, pair[0]);
      memory.view().setUint32(at + 8, sockets.add(pair[1]), true);
    },
    '[static]socket.take': (offer, length, result) => {
      const at = memory.check(result, 8, 4);
      begin(context);
      storeSocket(at, host.take(memory.string(offer, length)));
    },
    '[method]socket.bind': (self, tag, a, b, c, d, e, f, g, h, i, j, k, result) => {
      const at = memory.check(result, 2);
      storeNothing(
        memory,
        at,
        connection.bind(socketOf(self), liftAddress(memory, tag, a, b, c, d, e, f, g, h, i, j, k)),
      );
    },
    '[method]socket.listen': (self, backlog, result) => {
      const at = memory.check(result, 2);
      storeNothing(memory, at, connection.listen(socketOf(self), backlog));
    },
    '[method]socket.accept': (self, result) => {
      const at = memory.check(result, 8, 4);
      return andThen(connection.accept(socketOf(self)), (outcome) => storeSocket(at, outcome));
    },
    '[method]socket.connect': (self, tag, a, b, c, d, e, f, g, h, i, j, k, result) => {
      const at = memory.check(result, 2);
      const remote = liftAddress(memory, tag, a, b, c, d, e, f, g, h, i, j, k);
      return andThen(connection.connect(socketOf(self), remote), (outcome) => storeNothing(memory, at, outcome));
    },
    '[method]socket.shutdown': (self, how, result) => {
      const at = memory.check(result, 2);
      storeNothing(memory, at, connection.shutdown(socketOf(self), caseAt(SHUTDOWN_HOWS, how)));
    },
    '[method]socket.send': (self, data, length, flags, result) => {
      const at = memory.check(result, 8, 4);
      const start = memory.check(data, length);
      const socket = socketOf(self);
      const first = transfer.sendOnce(socket, memory.addressOf(start), length >>> 0, flags);
      if (first === length >>> 0 && flags === 0) return storeNumber(memory, at, first);
      return storeLater(memory, at, transfer.sendOn(socket, memory.region(data, length), flags, first));
    },
    '[method]socket.send-to': (self, data, length, flags, tag, a, b, c, d, e, f, g, h, i, j, k, result) => {
      const at = memory.check(result, 8, 4);
      const remote = liftAddress(memory, tag, a, b, c, d, e, f, g, h, i, j, k);
      const outcome = transfer.sendTo(socketOf(self), memory.region(data, length), flags, remote);
      return andThen(outcome, (sent) => storeNumber(memory, at, sent));
    },
    '[method]socket.receive': (self, length, flags, result) => {
      const at = memory.check(result, 12, 4);
      const socket = socketOf(self);
      const start = memory.landing(length);
      if (start === undefined) {
        const bytes = hostLanding(length, flags);
        return storeReceivedLater(memory, at, bytes, transfer.receive(socket, bytes.region, flags));
      }
      const first = transfer.receiveOnce(socket, memory.addressOf(start), length >>> 0, flags);
      if (first >= 0 && transfer.hasReceived(flags, first)) return storeList(memory, at, start, first);
      const bytes = guestLanding(memory, start, length);
      return storeReceivedLater(memory, at, bytes, transfer.receiveOn(socket, bytes.region, flags, first));
    },
    '[method]socket.receive-from': (self, length, flags, result) => {
      const at = memory.check(result, RECEIVED_RESULT, 4);
      const socket = socketOf(self);
      const bytes = landing(memory, length, flags);
      return andThen(transfer.receiveFrom(socket, bytes.region, flags), (outcome) => {
        if (typeof outcome === 'number') return storeError(memory, at, outcome);
        const value = storeOk(memory, at);
        bytes.store(memory, value, Math.min(outcome.length, bytes.region.length));
        memory.view().setUint32(value + 8, outcome.length, true);
        storeOptionalAddress(memory, value + 12, outcome.from);
      });
    },
    '[method]socket.local-address': (self, result) => {
      const at = memory.check(result, ADDRESS_RESULT, 4);
      storeAddressResult(at, addresses.localAddress(socketOf(self)));
    },
    '[method]socket.remote-address': (self, result) => {
      const at = memory.check(result, ADDRESS_RESULT, 4);
      storeAddressResult(at, addresses.remoteAddress(socketOf(self)));
    },
    '[method]socket.is-blocking': (self) => (socketOf(self).blocking ? 1 : 0),
    '[method]socket.set-blocking': (self, blocking, result) => {
      const at = memory.check(result, 2);
      socketOf(self).blocking = blocking !== 0;
      storeNothing(memory, at, 0);
    },
    '[method]socket.get-option': (self, name, result) => {
      const at = memory.check(result, OPTION_RESULT, 4);
      const value = options.getOption(socketOf(self), caseAt(OPTION_NAMES, name));
      if (typeof value === 'number') return storeError(memory, at, value);
      storeOptionValue(memory, storeOk(memory, at), value);
    },
    '[method]socket.set-option': (self, name, tag, a, b, c, result) => {
      const at = memory.check(result, 2);
      const value = liftOptionValue(memory, tag, a, b, c);
      storeNothing(memory, at, options.setOption(socketOf(self), caseAt(OPTION_NAMES, name), value));
    },
    '[method]socket.update-membership': (args, result) => {
      const at = memory.check(result, 2);
      const from = memory.check(args, MEMBERSHIP_ARGUMENTS, 4);
      const view = memory.view();
      const action = caseAt(MEMBERSHIP_ACTIONS, view.getUint8(from + 4));
      const group = loadIpAddress(view, from + 6);
      const source = view.getUint8(from + 28) === 0 ? undefined : loadIpAddress(view, from + 30);
      const socket = socketOf(view.getInt32(from, true));
      const index = view.getUint32(from + 24, true);
      storeNothing(memory, at, options.updateMembership(socket, action, group, index, source));
    },
    '[method]socket.at-mark': (self, result) => {
      const at = memory.check(result, 2);
      const outcome = atMark(socketOf(self));
      storeNothing(memory, at, outcome);
      if (outcome >= 0) memory.view().setUint8(at + 1, outcome);
    },
    '[method]socket.offer': (self, guest, result) => {
      const at = memory.check(result, 12, 4);
      const offer = host.offer(socketOf(self), guest >>> 0);
      if (typeof offer === 'number') return storeError(memory, at, offer);
      memory.storeString(storeOk(memory, at), offer);
    },
    '[resource-drop]socket': (self) => {
      begin(context);
      return closeLingering(sockets.remove(self));
    },
  };
}

// The two operations that a guest calls most, write and read, are done without an object or a closure where nothing
// has to wait.

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
