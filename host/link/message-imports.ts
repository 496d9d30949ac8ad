import { INCOMING_CONTROL_CASES, MESSAGE_FLAGS, OUTGOING_CONTROL_CASES } from '../generated/cases.ts';
import {
  CREDENTIALS_GID,
  CREDENTIALS_PID,
  CREDENTIALS_UID,
  ERROR_REPORT_CODE,
  ERROR_REPORT_DATA,
  ERROR_REPORT_ERROR,
  ERROR_REPORT_INFO,
  ERROR_REPORT_KIND,
  ERROR_REPORT_OFFENDER,
  ERROR_REPORT_OFFENDER_SOME,
  ERROR_REPORT_ORIGIN,
  INCOMING_CONTROL_ALIGNMENT,
  INCOMING_CONTROL_PAYLOAD,
  INCOMING_CONTROL_SIZE,
  INCOMING_MESSAGE_CONTROL,
  INCOMING_MESSAGE_DATA,
  INCOMING_MESSAGE_FLAGS,
  INCOMING_MESSAGE_FROM,
  INCOMING_MESSAGE_FROM_SOME,
  INCOMING_MESSAGE_LENGTH,
  INET6_PACKET_INFO_ADDRESS,
  INET6_PACKET_INFO_INTERFACE_INDEX,
  INET_PACKET_INFO_DESTINATION,
  INET_PACKET_INFO_INTERFACE_INDEX,
  INET_PACKET_INFO_LOCAL,
  OTHER_CONTROL_DATA,
  OTHER_CONTROL_KIND,
  OTHER_CONTROL_LEVEL,
  OUTGOING_CONTROL_PAYLOAD,
  OUTGOING_CONTROL_SIZE,
  OUTGOING_MESSAGE_CONTROL,
  OUTGOING_MESSAGE_PARTS,
  OUTGOING_MESSAGE_TO,
  OUTGOING_MESSAGE_TO_SOME,
  RECEIVE_MESSAGE_RESULT_ALIGNMENT,
  RECEIVE_MESSAGE_RESULT_SIZE,
  SEND_MESSAGE_PARAMS_ALIGNMENT,
  SEND_MESSAGE_PARAMS_FLAGS,
  SEND_MESSAGE_PARAMS_MESSAGE,
  SEND_MESSAGE_PARAMS_SELF,
  SEND_MESSAGE_PARAMS_SIZE,
  SEND_MESSAGE_RESULT_ALIGNMENT,
  SEND_MESSAGE_RESULT_SIZE,
} from '../generated/layouts.ts';
import type { Host } from '../host.ts';
import {
  type IncomingControl,
  MAX_CONTROL,
  type OutgoingControl,
  receiveMessage,
  sendMessage,
} from '../socket/message.ts';
import { begin } from '../socket/operation.ts';
import { controlSpace } from '../os/control.ts';
import { caseIndex, errnoNumber } from '../os/errno.ts';
import { MAX_PARTS } from '../os/message-header.ts';
import { GuestTrap } from '../trap.ts';
import { andThen } from '../wait/completion.ts';
import type { MessageFlags } from '../wit-types.ts';
import { loadAddress, loadGroups, loadOctets, storeGroups, storeOctets, storeOptionalAddress } from './address.ts';
import { caseAt } from './enums.ts';
import type { GuestMemory } from './guest-memory.ts';
import type { CoreFunction } from './imports.ts';
import { landing } from './received-bytes.ts';
import { storeError, storeNumber, storeOk } from './results.ts';

// A list is a pointer and a length; a variant or an option is its case at 0, then its value.

const EMSGSIZE = errnoNumber('emsgsize');
const ENOBUFS = errnoNumber('enobufs');

/** Bytes of an element of `outgoing-message.parts`: a pointer and a length. */
const PART = 8;
/** Bytes of a handle. */
const HANDLE = 4;

/** From the arguments of `send-message`, where the parts of the message begin. */
const PARTS = SEND_MESSAGE_PARAMS_MESSAGE + OUTGOING_MESSAGE_PARTS;
const TO = SEND_MESSAGE_PARAMS_MESSAGE + OUTGOING_MESSAGE_TO;
const TO_ADDRESS = SEND_MESSAGE_PARAMS_MESSAGE + OUTGOING_MESSAGE_TO_SOME;
const CONTROL = SEND_MESSAGE_PARAMS_MESSAGE + OUTGOING_MESSAGE_CONTROL;

/** The functions of wit/host.wit on messages with ancillary data, lowered. */
export function messageImports(host: Host, memory: GuestMemory): Record<string, CoreFunction> {
  const { sockets, context } = host;
  return {
    '[method]socket.send-message': (args, result) => {
      const at = memory.check(result, SEND_MESSAGE_RESULT_SIZE, SEND_MESSAGE_RESULT_ALIGNMENT);
      const from = memory.check(args, SEND_MESSAGE_PARAMS_SIZE, SEND_MESSAGE_PARAMS_ALIGNMENT);
      begin(context);
      const view = memory.view();
      const socket = sockets.get(view.getInt32(from + SEND_MESSAGE_PARAMS_SELF, true));
      // Lists that no system takes are refused before the host has made anything of them: a guest's memory has room
      // for more elements than the host's.
      const partList = listAt(memory, from + PARTS, PART);
      if (partList.length > MAX_PARTS) return storeError(memory, at, -EMSGSIZE);
      const parts = partList.map((part) => memory.region(view.getUint32(part, true), view.getUint32(part + 4, true)));
      const to = view.getUint8(from + TO) === 0 ? undefined : loadAddress(memory, from + TO_ADDRESS);
      const control = loadControls(host, memory, from + CONTROL);
      if (control === undefined) return storeError(memory, at, -ENOBUFS);
      const outcome = sendMessage(
        socket,
        { parts, to, control },
        view.getUint16(from + SEND_MESSAGE_PARAMS_FLAGS, true),
      );
      return andThen(outcome, (sent) => storeNumber(memory, at, sent));
    },
    '[method]socket.receive-message': (self, length, controlLength, flags, result) => {
      const at = memory.check(result, RECEIVE_MESSAGE_RESULT_SIZE, RECEIVE_MESSAGE_RESULT_ALIGNMENT);
      begin(context);
      const socket = sockets.get(self);
      const bytes = landing(memory, length, flags);
      return andThen(receiveMessage(socket, bytes.region, controlLength >>> 0, flags), (outcome) => {
        if (typeof outcome === 'number') return storeError(memory, at, outcome);
        const value = storeOk(memory, at);
        bytes.store(memory, value + INCOMING_MESSAGE_DATA, Math.min(outcome.length, bytes.region.length));
        memory.view().setUint32(value + INCOMING_MESSAGE_LENGTH, outcome.length, true);
        const [from, address] = [value + INCOMING_MESSAGE_FROM, value + INCOMING_MESSAGE_FROM_SOME];
        storeOptionalAddress(memory, from, address, outcome.from);
        storeControls(host, memory, value + INCOMING_MESSAGE_CONTROL, outcome.control);
        memory.view().setUint8(value + INCOMING_MESSAGE_FLAGS, flagBits(outcome.flags));
      });
    },
  };
}

/** A list in memory, of elements that are not read yet. */
interface List {
  readonly length: number;
  map<T>(lift: (element: number) => T): T[];
}

/** The list whose pointer and length are at `at`, checked. @param size bytes an element, aligned to 4 */
function listAt(memory: GuestMemory, at: number, size: number): List {
  const length = memory.view().getUint32(at + 4, true);
  const start = memory.checkList(memory.view().getUint32(at, true), length, size, 4);
  return { length, map: (lift) => Array.from({ length }, (_, index) => lift(start + index * size)) };
}

/** The control data whose pointer and length are at `at`; undefined if it is more than `MAX_CONTROL`. */
function loadControls(host: Host, memory: GuestMemory, at: number): OutgoingControl[] | undefined {
  const list = listAt(memory, at, OUTGOING_CONTROL_SIZE);
  if (list.length * controlSpace(0) > MAX_CONTROL) return undefined;
  const view = memory.view();
  const isRights = (item: number): boolean => caseAt(OUTGOING_CONTROL_CASES, view.getUint8(item)) === 'rights';
  let room = MAX_CONTROL;
  const isTooLong = list
    .map((item) => (isRights(item) ? listAt(memory, item + OUTGOING_CONTROL_PAYLOAD, HANDLE).length : 0))
    .some((rights) => (room -= controlSpace(4 * rights)) < 0);
  return isTooLong ? undefined : list.map((item) => loadControl(host, memory, item));
}

function loadControl(host: Host, memory: GuestMemory, at: number): OutgoingControl {
  const view = memory.view();
  const tag = caseAt(OUTGOING_CONTROL_CASES, view.getUint8(at));
  const value = at + OUTGOING_CONTROL_PAYLOAD;
  switch (tag) {
    case 'rights':
      return { tag, val: listAt(memory, value, HANDLE).map((handle) => host.sockets.get(view.getInt32(handle, true))) };
    case 'credentials': {
      const [pid, uid, gid] = [
        view.getInt32(value + CREDENTIALS_PID, true),
        view.getUint32(value + CREDENTIALS_UID, true),
        view.getUint32(value + CREDENTIALS_GID, true),
      ];
      return { tag, val: { pid, uid, gid } };
    }
    case 'inet-packet-info': {
      const interfaceIndex = view.getUint32(value + INET_PACKET_INFO_INTERFACE_INDEX, true);
      const local = loadOctets(view, value + INET_PACKET_INFO_LOCAL);
      return {
        tag,
        val: { interfaceIndex, local, destination: loadOctets(view, value + INET_PACKET_INFO_DESTINATION) },
      };
    }
    case 'inet6-packet-info': {
      const address = loadGroups(view, value + INET6_PACKET_INFO_ADDRESS);
      return { tag, val: { address, interfaceIndex: view.getUint32(value + INET6_PACKET_INFO_INTERFACE_INDEX, true) } };
    }
    case 'udp-segment':
      return { tag, val: view.getUint16(value, true) };
    case 'ttl':
    case 'tos':
    case 'hop-limit':
    case 'traffic-class':
      return { tag, val: view.getInt32(value, true) };
    default:
      throw new GuestTrap(`there is no control message ${String(tag satisfies never)}`);
  }
}

function storeControls(host: Host, memory: GuestMemory, at: number, control: readonly IncomingControl[]): void {
  const list =
    control.length === 0 ? 0 : memory.allocate(control.length * INCOMING_CONTROL_SIZE, INCOMING_CONTROL_ALIGNMENT);
  for (const [index, item] of control.entries()) storeControl(host, memory, list + index * INCOMING_CONTROL_SIZE, item);
  memory.view().setUint32(at, list, true);
  memory.view().setUint32(at + 4, control.length, true);
}

function storeControl(host: Host, memory: GuestMemory, at: number, item: IncomingControl): void {
  const view = memory.view();
  view.setUint8(at, INCOMING_CONTROL_CASES.indexOf(item.tag));
  const value = at + INCOMING_CONTROL_PAYLOAD;
  switch (item.tag) {
    case 'rights':
      return memory.storeNumbers(
        value,
        item.val.map((socket) => host.sockets.add(socket)),
      );
    case 'credentials':
      view.setInt32(value + CREDENTIALS_PID, item.val.pid, true);
      view.setUint32(value + CREDENTIALS_UID, item.val.uid, true);
      return view.setUint32(value + CREDENTIALS_GID, item.val.gid, true);
    case 'inet-packet-info':
      view.setUint32(value + INET_PACKET_INFO_INTERFACE_INDEX, item.val.interfaceIndex, true);
      storeOctets(view, value + INET_PACKET_INFO_LOCAL, item.val.local);
      return storeOctets(view, value + INET_PACKET_INFO_DESTINATION, item.val.destination);
    case 'inet6-packet-info':
      storeGroups(view, value + INET6_PACKET_INFO_ADDRESS, item.val.address);
      return view.setUint32(value + INET6_PACKET_INFO_INTERFACE_INDEX, item.val.interfaceIndex, true);
    case 'ttl':
    case 'tos':
    case 'hop-limit':
    case 'traffic-class':
      return view.setInt32(value, item.val, true);
    case 'error-report': {
      const { error, origin, kind, code, info, data, offender } = item.val;
      view.setUint8(value + ERROR_REPORT_ERROR, caseIndex(errnoNumber(error)));
      view.setUint8(value + ERROR_REPORT_ORIGIN, origin);
      view.setUint8(value + ERROR_REPORT_KIND, kind);
      view.setUint8(value + ERROR_REPORT_CODE, code);
      view.setUint32(value + ERROR_REPORT_INFO, info, true);
      view.setUint32(value + ERROR_REPORT_DATA, data, true);
      const [from, address] = [value + ERROR_REPORT_OFFENDER, value + ERROR_REPORT_OFFENDER_SOME];
      return storeOptionalAddress(memory, from, address, offender);
    }
    case 'other':
      view.setInt32(value + OTHER_CONTROL_LEVEL, item.val.level, true);
      view.setInt32(value + OTHER_CONTROL_KIND, item.val.kind, true);
      return memory.storeBytes(value + OTHER_CONTROL_DATA, item.val.data);
  }
}

function flagBits(flags: MessageFlags): number {
  return MESSAGE_FLAGS.reduce((bits, name, bit) => (flags[name] ? bits | (1 << bit) : bits), 0);
}
