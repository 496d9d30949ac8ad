import type { Realm } from '../abi/codec.ts';
import type { GuestMemory } from '../abi/guest-memory.ts';
import { caseAt } from '../abi/case-at.ts';
import { OUTGOING_CONTROL_CASES } from '../generated/cases.ts';
import {
  INCOMING_MESSAGE_CONTROL,
  INCOMING_MESSAGE_DATA,
  INCOMING_MESSAGE_FLAGS,
  INCOMING_MESSAGE_FROM,
  INCOMING_MESSAGE_FROM_SOME,
  INCOMING_MESSAGE_LENGTH,
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
import type { Sockets } from './sockets.ts';
import {
  type IncomingControl,
  MAX_CONTROL,
  type OutgoingControl,
  receiveMessage,
  sendMessage,
} from '../socket/message.ts';
import { begin } from '../socket/operation.ts';
import { controlSpace } from '../os/control.ts';
import { errnoNumber } from '../os/errno.ts';
import { MAX_PARTS } from '../os/message-header.ts';
import { andThen } from '../wait/completion.ts';
import { loadAddress, storeOptionalAddress } from './address.ts';
import type { CoreFunction } from './core-function.ts';
import { landing } from './received-bytes.ts';
import { storeError, storeNumber, storeOk } from './results.ts';
import { incomingControls, type LoweredControl, messageFlags, outgoingControl } from './values.ts';

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
export function messageImports(host: Host, sockets: Sockets, realm: Realm): Record<string, CoreFunction> {
  const { context } = host;
  const { memory } = realm;
  return {
    '[method]socket.send-message': (args, result) => {
      const at = memory.check(result, SEND_MESSAGE_RESULT_SIZE, SEND_MESSAGE_RESULT_ALIGNMENT);
      const from = memory.check(args, SEND_MESSAGE_PARAMS_SIZE, SEND_MESSAGE_PARAMS_ALIGNMENT);
      begin(context);
      const view = memory.view();
      const socket = sockets.get(view.getInt32(from + SEND_MESSAGE_PARAMS_SELF, true));
      // Lists that no system takes are refused before the host lifts them: a guest's memory may have more elements than
      // the host could.
      const partList = listAt(memory, from + PARTS, PART);
      if (partList.length > MAX_PARTS) return storeError(memory, at, -EMSGSIZE);
      const parts = partList.map((part) => memory.region(view.getUint32(part, true), view.getUint32(part + 4, true)));
      const to = view.getUint8(from + TO) === 0 ? undefined : loadAddress(memory, from + TO_ADDRESS);
      const control = loadControls(realm, from + CONTROL);
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
        const control = outcome.control.map((item) => withHandles(sockets, item));
        incomingControls().store(realm, control, value + INCOMING_MESSAGE_CONTROL);
        messageFlags().store(realm, outcome.flags, value + INCOMING_MESSAGE_FLAGS);
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
function loadControls(realm: Realm, at: number): OutgoingControl[] | undefined {
  const { memory } = realm;
  const list = listAt(memory, at, OUTGOING_CONTROL_SIZE);
  if (list.length * controlSpace(0) > MAX_CONTROL) return undefined;
  const view = memory.view();
  const isRights = (item: number): boolean => caseAt(OUTGOING_CONTROL_CASES, view.getUint8(item)) === 'rights';
  let room = MAX_CONTROL;
  const isTooLong = list
    .map((item) => (isRights(item) ? listAt(memory, item + OUTGOING_CONTROL_PAYLOAD, HANDLE).length : 0))
    .some((rights) => (room -= controlSpace(4 * rights)) < 0);
  return isTooLong ? undefined : list.map((item) => outgoingControl().load(realm, item));
}

/** Gives the guest handles of the sockets in control data. */
function withHandles(sockets: Sockets, item: IncomingControl): LoweredControl {
  if (item.tag !== 'rights') return item;
  return { tag: item.tag, val: item.val.map((socket) => sockets.add(socket)) };
}
