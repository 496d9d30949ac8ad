// Messages to send, and room for messages to receive, as they come in memory: see wit/php.wit.
import { unsigned } from "../data/unsigned";
import {
  MESSAGE_NAME_ADDR, MESSAGE_NAME_FAMILY, MESSAGE_NAME_FLOWINFO, MESSAGE_NAME_PATH, MESSAGE_NAME_PORT,
  MESSAGE_NAME_SCOPE_ID, OUTGOING_CONTROL_DATA, OUTGOING_CONTROL_LEVEL, OUTGOING_CONTROL_SIZE, OUTGOING_CONTROL_TYPE,
  OUTGOING_DATA_PAYLOAD, OUTGOING_MESSAGE_CONTROL, OUTGOING_MESSAGE_CONTROL_SOME, OUTGOING_MESSAGE_IOV,
  OUTGOING_MESSAGE_NAME, OutgoingDataCase, PACKET_SOURCE_ADDR, PACKET_SOURCE_IFINDEX, PACKET_SOURCE_IFNAME,
  PACKET_SOURCE_SPEC_DST, SOME,
} from "../generated/php";
import { ControlMessage, PacketInfo } from "../messages/control-data";
import { Message } from "../messages/message";
import { MessageName } from "../messages/name";
import { takeCredentials } from "./credentials";
import { Arguments } from "./memory";
import { takeSockets } from "./resources";

/** Bytes of an element of iov: where it is, and its length. */
export const PART_SIZE: i32 = 8;

/** Bytes of an outgoing-control. */
const CONTROL_SIZE: i32 = <i32>OUTGOING_CONTROL_SIZE;

/** An option<message-name>. */
export function takeName(from: Arguments): MessageName | null {
  if (!from.byte(0)) return null;
  const given = from.at(SOME);
  const name = new MessageName();
  name.family = given.optionalInt(MESSAGE_NAME_FAMILY, -1);
  name.addr = given.optionalText(MESSAGE_NAME_ADDR);
  name.port = given.optionalInt(MESSAGE_NAME_PORT, 0);
  name.flowinfo = unsigned(given.optionalInt(MESSAGE_NAME_FLOWINFO, 0));
  name.scope_id = unsigned(given.optionalInt(MESSAGE_NAME_SCOPE_ID, 0));
  name.path = given.optionalText(MESSAGE_NAME_PATH);
  return name;
}

/** An outgoing-message. */
export function takeMessage(from: Arguments): Message {
  const message = new Message();
  message.name = takeName(from.at(OUTGOING_MESSAGE_NAME));
  const parts = from.list(OUTGOING_MESSAGE_IOV);
  const count = from.count(OUTGOING_MESSAGE_IOV);
  for (let i = 0; i < count; i++) message.iov.push(parts.element(i, PART_SIZE).bytes(0));
  parts.free(count * PART_SIZE);
  if (!from.byte(OUTGOING_MESSAGE_CONTROL)) return message;
  const control = from.list(OUTGOING_MESSAGE_CONTROL_SOME);
  const controls = from.count(OUTGOING_MESSAGE_CONTROL_SOME);
  for (let i = 0; i < controls; i++) message.control.push(takeControl(control.element(i, CONTROL_SIZE)));
  control.free(controls * CONTROL_SIZE);
  return message;
}

/** An outgoing-control. */
function takeControl(from: Arguments): ControlMessage {
  const level = from.int(OUTGOING_CONTROL_LEVEL);
  const type = from.int(OUTGOING_CONTROL_TYPE);
  const data = from.at(OUTGOING_CONTROL_DATA);
  const value = data.at(OUTGOING_DATA_PAYLOAD);
  switch (data.byte(0)) {
    case OutgoingDataCase.Int:
      return ControlMessage.of(level, type, value.int(0));
    case OutgoingDataCase.Sockets:
      return ControlMessage.of(level, type, takeSockets(changetype<usize>(value.list(0)), value.count(0)));
    case OutgoingDataCase.Credentials:
      return ControlMessage.of(level, type, takeCredentials(value));
    case OutgoingDataCase.Pktinfo:
      return ControlMessage.of(level, type, takePacketSource(value));
    default:
      return unreachable();
  }
}

/** A packet-source. */
function takePacketSource(from: Arguments): PacketInfo {
  const info = new PacketInfo(
    from.optionalText(PACKET_SOURCE_ADDR), unsigned(from.optionalInt(PACKET_SOURCE_IFINDEX, 0)),
  );
  info.spec_dst = from.optionalText(PACKET_SOURCE_SPEC_DST);
  info.ifname = from.optionalText(PACKET_SOURCE_IFNAME);
  return info;
}
