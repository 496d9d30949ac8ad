// Messages to send, and room for messages to receive, as they come in memory: see wit/php.wit.
import { Credentials } from "../credentials";
import { unsigned } from "../data/unsigned";
import { ControlMessage, PacketInfo } from "../messages/control-data";
import { Message } from "../messages/message";
import { MessageName } from "../messages/name";
import { Arguments } from "./memory";
import { takeSockets } from "./resources";

/** Bytes of an element of iov, and of an outgoing-control. */
const PART_SIZE: i32 = 8;
const CONTROL_SIZE: i32 = 56;

/** The cases of outgoing-data. */
const INT: i32 = 0;
const SOCKETS: i32 = 1;
const CREDENTIALS: i32 = 2;
const PKTINFO: i32 = 3;

/** An option<message-name>. */
export function takeName(from: Arguments): MessageName | null {
  if (!from.byte(0)) return null;
  const name = new MessageName();
  name.family = from.optionalInt(4, -1);
  name.addr = from.optionalText(12);
  name.port = from.optionalInt(24, 0);
  name.flowinfo = unsigned(from.optionalInt(32, 0));
  name.scope_id = unsigned(from.optionalInt(40, 0));
  name.path = from.optionalText(48);
  return name;
}

/** An outgoing-message. */
export function takeMessage(from: Arguments): Message {
  const message = new Message();
  message.name = takeName(from);
  const parts = from.list(60);
  const count = from.int(64);
  for (let i = 0; i < count; i++) message.iov.push(parts.element(i, PART_SIZE).bytes(0));
  parts.free(count * PART_SIZE);
  if (!from.byte(68)) return message;
  const control = from.list(72);
  const controls = from.int(76);
  for (let i = 0; i < controls; i++) message.control.push(takeControl(control.element(i, CONTROL_SIZE)));
  control.free(controls * CONTROL_SIZE);
  return message;
}

/** An outgoing-control. */
function takeControl(from: Arguments): ControlMessage {
  const level = from.int(0);
  const type = from.int(4);
  switch (from.byte(8)) {
    case INT:
      return ControlMessage.of(level, type, from.int(12));
    case SOCKETS:
      return ControlMessage.of(level, type, takeSockets(from.int(12), from.int(16)));
    case CREDENTIALS:
      return ControlMessage.of(level, type, takeCredentials(from.element(1, 12)));
    case PKTINFO:
      return ControlMessage.of(level, type, takePacketSource(from.element(1, 12)));
    default:
      return unreachable();
  }
}

function takeCredentials(from: Arguments): Credentials {
  return new Credentials(from.int(0), unsigned(from.int(4)), unsigned(from.int(8)));
}

/** A packet-source. */
function takePacketSource(from: Arguments): PacketInfo {
  const info = new PacketInfo(from.optionalText(0), unsigned(from.optionalInt(12, 0)));
  info.spec_dst = from.optionalText(20);
  info.ifname = from.optionalText(32);
  return info;
}
