// What travels beside the bytes of local sockets: sockets (SCM_RIGHTS) and the sender's credentials. See unix(7).
import {
  MSG_CTRUNC, SCM_CREDENTIALS, SOCKET_EINVAL, SOCKET_EPERM, SOCKET_ETOOMANYREFS, SOL_SOCKET,
} from "../../../constants";
import { ControlItem, IncomingKind, IncomingMessage, OutgoingKind } from "../../../data/message";
import { GuestSocket } from "../guest-socket";
import { enter, socketOf } from "../handles";
import { arrive, MAX_IN_FLIGHT, release, inFlight } from "../references";
import { OWN, writeCredentials } from "./credentials";

/** The most sockets that one message carries: SCM_MAX_FD. */
const MAX_RIGHTS: i32 = 253;

/** What Linux counts: the header of a control message, credentials, and each socket, in bytes. */
const HEADER: i32 = 16;
const CREDENTIALS: i32 = 12;
const RIGHT: i32 = 4;
const ALIGNED_CREDENTIALS: i32 = 16;

/** What came with some bytes, or goes with them. */
@final
export class Ancillary {
  /** Sockets; null: none. Whoever holds this holds a reference to each, once they have been sent. */
  rights: GuestSocket[] | null = null;
  /** Whether the sender is named; nobody but this guest's own process sends. */
  hasCredentials: bool = false;
  /** Received: whether there is a message, or a stream's end, which Linux calls one from nobody. */
  hasCome: bool = false;

  /** Reads control data to send; 0, or minus an errno. What is not for local sockets does nothing, as on Linux. */
  fill(control: ControlItem[]): i32 {
    for (let i = 0; i < control.length; i++) {
      const item = control[i];
      const error = item.kind == OutgoingKind.Rights
        ? this.addRights(item.handles)
        : item.kind == OutgoingKind.Credentials
        ? this.addCredentials(item.numbers)
        : 0;
      if (error != 0) return error;
    }
    return 0;
  }

  private addRights(handles: StaticArray<i32>): i32 {
    let rights = this.rights;
    if (rights === null) {
      rights = new Array<GuestSocket>();
      this.rights = rights;
    }
    if (rights.length + handles.length > MAX_RIGHTS) return -SOCKET_EINVAL;
    for (let i = 0; i < handles.length; i++) rights.push(socketOf(handles[i]));
    return inFlight + rights.length > MAX_IN_FLIGHT ? -SOCKET_ETOOMANYREFS : 0;
  }

  private addCredentials(numbers: StaticArray<i32>): i32 {
    for (let i = 0; i < 3; i++) if (numbers[i] != OWN[i]) return -SOCKET_EPERM;
    this.hasCredentials = true;
    return 0;
  }

  /** Gets ready to receive. */
  forget(): void {
    this.hasCome = false;
    this.hasCredentials = false;
  }

  /** Takes over what comes with bytes that are received; of the sockets the references, too. */
  receive(hasCredentials: bool, rights: GuestSocket[] | null): void {
    this.hasCome = true;
    this.hasCredentials = hasCredentials;
    this.rights = rights;
  }

  /**
   * Fills in the control data of a received message, as far as there is room for it.
   *
   * @param wantsCredentials `SO_PASSCRED`
   * @param room bytes, as Linux counts them
   */
  give(wantsCredentials: bool, room: i32, into: IncomingMessage): void {
    const items = new Array<ControlItem>();
    let left = room;
    if (wantsCredentials && this.hasCome) {
      this.giveCredentials(left, items, into);
      left -= min(left, HEADER + ALIGNED_CREDENTIALS);
    }
    const rights = this.rights;
    if (rights !== null) this.giveRights(rights, left, items, into);
    into.control = items;
  }

  private giveCredentials(room: i32, items: ControlItem[], into: IncomingMessage): void {
    if (room < HEADER + CREDENTIALS) into.flags |= MSG_CTRUNC;
    if (room < HEADER) return;
    const item = new ControlItem();
    writeCredentials(item.numbers, this.hasCredentials);
    item.kind = IncomingKind.Credentials;
    if (room < HEADER + CREDENTIALS) {
      item.kind = IncomingKind.Other;
      item.bytes = new ArrayBuffer(room - HEADER);
      memory.copy(changetype<usize>(item.bytes), changetype<usize>(item.numbers), room - HEADER);
      item.numbers[0] = SOL_SOCKET;
      item.numbers[1] = SCM_CREDENTIALS;
    }
    items.push(item);
  }

  private giveRights(rights: GuestSocket[], room: i32, items: ControlItem[], into: IncomingMessage): void {
    const count = room < HEADER + RIGHT ? 0 : min(rights.length, (room - HEADER) / RIGHT);
    if (count < rights.length) into.flags |= MSG_CTRUNC;
    if (count > 0) {
      const item = new ControlItem();
      item.kind = IncomingKind.Rights;
      item.handles = new StaticArray<i32>(count);
      for (let i = 0; i < count; i++) item.handles[i] = enter(rights[i]);
      items.push(item);
    }
    this.drop();
  }

  /** Lets go of sockets that have been received; those without a handle by now are closed. */
  drop(): void {
    const rights = this.rights;
    this.rights = null;
    if (rights === null) return;
    arrive(rights.length);
    for (let i = 0; i < rights.length; i++) release(rights[i]);
  }
}
