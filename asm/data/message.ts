// Plain data: messages as the system layer takes and fills them. The two enums begin alike.
import { SocketAddress } from "./socket-address";

export { IncomingControlCase as IncomingKind, OutgoingControlCase as OutgoingKind } from "../generated/cases";

/** One piece of control data; its kind says which fields count. */
@final
export class ControlItem {
  /** OutgoingKind or IncomingKind. */
  kind: i32 = 0;
  /**
   * Packet information: the interface's index. Credentials: process, user, group. An error report: errno, origin,
   * type, code, info, data. Other: level and type. For every other kind: the number.
   */
  readonly numbers: StaticArray<i32> = new StaticArray<i32>(6);
  /** Rights: the handles. */
  handles: StaticArray<i32> = [];
  /**
   * Packet information: the address in the header (`bytes`). An error report: the reporting node; family 0 for none.
   */
  readonly address: SocketAddress = new SocketAddress();
  /** Packet information of IPv4: the local address. */
  readonly local: StaticArray<u8> = new StaticArray<u8>(4);
  /** Other: the data as the system gives it. */
  bytes: ArrayBuffer = new ArrayBuffer(0);
}

/** A message to send. */
@final
export class OutgoingMessage {
  parts: ArrayBuffer[] = [];
  /** Family 0: to the connected peer. */
  readonly to: SocketAddress = new SocketAddress();
  control: ControlItem[] = [];
}

/** A message that has been received, without its bytes. */
@final
export class IncomingMessage {
  /** How many bytes have landed. */
  landed: i32 = 0;
  /** Family 0: no sender is named. */
  readonly sender: SocketAddress = new SocketAddress();
  control: ControlItem[] = [];
  /** `MSG_*`. */
  flags: i32 = 0;
}
