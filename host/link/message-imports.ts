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
import { caseAt, INCOMING_CONTROLS, MESSAGE_FLAGS, OUTGOING_CONTROLS } from './enums.ts';
import type { GuestMemory } from './guest-memory.ts';
import type { CoreFunction } from './imports.ts';
import { landing } from './received-bytes.ts';
import { storeError, storeNumber, storeOk } from './results.ts';

// Layouts, in bytes.
//
// arguments of send-message, 60: self 0; parts 4; whether an address 12, the address 16; control 48; flags 56
// outgoing-control, 24 aligned to 4: the case at 0, its value from 4
// incoming-control, 52 aligned to 4: the case at 0, its value from 4
// incoming-message, 60: data 0, length 8, whether an address 12, the address 16, control 48, flags 56

const EMSGSIZE = errnoNumber('emsgsize');
const ENOBUFS = errnoNumber('enobufs');

const SEND_ARGUMENTS = 60;
const OUTGOING_CONTROL = 24;
const INCOMING_CONTROL = 52;
const RECEIVE_RESULT = 64;

/** The functions of wit/host.wit on messages with ancillary data, lowered. */
export function messageImports(host: Host, memory: GuestMemory): Record<string, CoreFunction> {
  const { sockets, context } = host;
  return {
    '[method]socket.send-message': (args, result) => {
      const at = memory.check(result, 8, 4);
      const from = memory.check(args, SEND_ARGUMENTS, 4);
      begin(context);
      const view = memory.view();
      const socket = sockets.get(view.getInt32(from, true));
      // Lists that no system takes are refused before the host has made anything of them: a guest's memory has room
      // for more elements than the host's.
      const partList = listAt(memory, from + 4, 8);
      if (partList.length > MAX_PARTS) return storeError(memory, at, -EMSGSIZE);
      const parts = partList.map((part) => memory.region(view.getUint32(part, true), view.getUint32(part + 4, true)));
      const to = view.getUint8(from + 12) === 0 ? undefined : loadAddress(memory, from + 16);
      const control = loadControls(host, memory, from + 48);
      if (control === undefined) return storeError(memory, at, -ENOBUFS);
      const outcome = sendMessage(socket, { parts, to, control }, view.getUint16(from + 56, true));
      return andThen(outcome, (sent) => storeNumber(memory, at, sent));
    },
    '[method]socket.receive-message': (self, length, controlLength, flags, result) => {
      const at = memory.check(result, RECEIVE_RESULT, 4);
      begin(context);
      const socket = sockets.get(self);
      const bytes = landing(memory, length, flags);
      return andThen(receiveMessage(socket, bytes.region, controlLength >>> 0, flags), (outcome) => {
        if (typeof outcome === 'number') return storeError(memory, at, outcome);
        const value = storeOk(memory, at);
        bytes.store(memory, value, Math.min(outcome.length, bytes.region.length));
        memory.view().setUint32(value + 8, outcome.length, true);
        storeOptionalAddress(memory, value + 12, outcome.from);
        storeControls(host, memory, value + 48, outcome.control);
        memory.view().setUint8(value + 56, flagBits(outcome.flags));
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
  const list = listAt(memory, at, OUTGOING_CONTROL);
  if (list.length * controlSpace(0) > MAX_CONTROL) return undefined;
  const view = memory.view();
  const isRights = (item: number): boolean => caseAt(OUTGOING_CONTROLS, view.getUint8(item)) === 'rights';
  let room = MAX_CONTROL;
  const isTooLong = list
    .map((item) => (isRights(item) ? listAt(memory, item + 4, 4).length : 0))
    .some((rights) => (room -= controlSpace(4 * rights)) < 0);
  return isTooLong ? undefined : list.map((item) => loadControl(host, memory, item));
}

function loadControl(host: Host, memory: GuestMemory, at: number): OutgoingControl {
  const view = memory.view();
  const tag = caseAt(OUTGOING_CONTROLS, view.getUint8(at));
  const value = at + 4;
  switch (tag) {
    case 'rights':
      return { tag, val: listAt(memory, value, 4).map((handle) => host.sockets.get(view.getInt32(handle, true))) };
    case 'credentials': {
      const [pid, uid, gid] = [
        view.getInt32(value, true),
        view.getUint32(value + 4, true),
        view.getUint32(value + 8, true),
      ];
      return { tag, val: { pid, uid, gid } };
    }
    case 'inet-packet-info': {
      const [local, destination] = [loadOctets(view, value + 4), loadOctets(view, value + 8)];
      return { tag, val: { interfaceIndex: view.getUint32(value, true), local, destination } };
    }
    case 'inet6-packet-info':
      return { tag, val: { address: loadGroups(view, value), interfaceIndex: view.getUint32(value + 16, true) } };
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
  const list = control.length === 0 ? 0 : memory.allocate(control.length * INCOMING_CONTROL, 4);
  for (const [index, item] of control.entries()) storeControl(host, memory, list + index * INCOMING_CONTROL, item);
  memory.view().setUint32(at, list, true);
  memory.view().setUint32(at + 4, control.length, true);
}

function storeControl(host: Host, memory: GuestMemory, at: number, item: IncomingControl): void {
  const view = memory.view();
  view.setUint8(at, INCOMING_CONTROLS.indexOf(item.tag));
  const value = at + 4;
  switch (item.tag) {
    case 'rights':
      return memory.storeNumbers(
        value,
        item.val.map((socket) => host.sockets.add(socket)),
      );
    case 'credentials':
      view.setInt32(value, item.val.pid, true);
      view.setUint32(value + 4, item.val.uid, true);
      return view.setUint32(value + 8, item.val.gid, true);
    case 'inet-packet-info':
      view.setUint32(value, item.val.interfaceIndex, true);
      storeOctets(view, value + 4, item.val.local);
      return storeOctets(view, value + 8, item.val.destination);
    case 'inet6-packet-info':
      storeGroups(view, value, item.val.address);
      return view.setUint32(value + 16, item.val.interfaceIndex, true);
    case 'ttl':
    case 'tos':
    case 'hop-limit':
    case 'traffic-class':
      return view.setInt32(value, item.val, true);
    case 'error-report': {
      // error 0, origin 1, kind 2, code 3, info 4, data 8, whether an offender 12, the offender 16
      const { error, origin, kind, code, info, data, offender } = item.val;
      view.setUint8(value, caseIndex(errnoNumber(error)));
      view.setUint8(value + 1, origin);
      view.setUint8(value + 2, kind);
      view.setUint8(value + 3, code);
      view.setUint32(value + 4, info, true);
      view.setUint32(value + 8, data, true);
      return storeOptionalAddress(memory, value + 12, offender);
    }
    case 'other':
      view.setInt32(value, item.val.level, true);
      view.setInt32(value + 4, item.val.kind, true);
      return memory.storeBytes(value + 8, item.val.data);
  }
}

function flagBits(flags: MessageFlags): number {
  return MESSAGE_FLAGS.reduce((bits, name, bit) => (flags[name] ? bits | (1 << bit) : bits), 0);
}
