// The exports that send and receive: see wit/php.wit.
import { socket_recvfrom, socket_sendto } from "../sockets/datagram";
import {
  RECEIVED_DATA, RECEIVED_DATA_SOME, RECEIVED_FROM_DATA, RECEIVED_FROM_LENGTH, RECEIVED_FROM_NAME, RECEIVED_FROM_PORT,
  RECEIVED_LENGTH,
} from "../generated/php";
import { Ref } from "../ref";
import { socket_read, socket_recv, socket_send, socket_write } from "../sockets/transfer";
import {
  Area, bytesAt, freeBytes, none, NOT_GIVEN, optionalBytes, optionalNumber, result, some, takeString,
} from "./memory";
import { socketAt } from "./resources";

export function socketRead(socket: i32, length: i32, hasMode: i32, mode: i32): Area {
  return optionalBytes(hasMode ? socket_read(socketAt(socket), length, mode) : socket_read(socketAt(socket), length));
}

export function socketWrite(socket: i32, data: usize, size: i32, hasLength: i32, length: i32): Area {
  const bytes = bytesAt(data, size);
  const count = hasLength
    ? socket_write(socketAt(socket), bytes, length)
    : socket_write(socketAt(socket), bytes);
  freeBytes();
  return optionalNumber(count);
}

export function socketSend(socket: i32, data: usize, size: i32, length: i32, flags: i32): Area {
  const count = socket_send(socketAt(socket), bytesAt(data, size), length, flags);
  freeBytes();
  return optionalNumber(count);
}

export function socketSendto(
  socket: i32, data: usize, size: i32, length: i32, flags: i32, address: usize, addressLength: i32, hasPort: i32,
  port: i32,
): Area {
  const bytes = bytesAt(data, size);
  const text = takeString(address, addressLength);
  const count = hasPort
    ? socket_sendto(socketAt(socket), bytes, length, flags, text, port)
    : socket_sendto(socketAt(socket), bytes, length, flags, text);
  freeBytes();
  return optionalNumber(count);
}

// Where the functions below get what PHP gives through references.
const data = new Ref<ArrayBuffer | null>(null);
const name = new Ref<string>("");
const senderPort = new Ref<i32>(NOT_GIVEN);

/** The bytes received; the Ref lets go of them. */
function takeData(): ArrayBuffer | null {
  const bytes = data.value;
  data.value = null;
  return bytes;
}

export function socketRecv(socket: i32, length: i32, flags: i32): Area {
  const count = socket_recv(socketAt(socket), data, length, flags);
  if (count < 0) return none();
  const received = some();
  received.int(RECEIVED_LENGTH, count);
  const bytes = takeData();
  received.byte(RECEIVED_DATA, i32(bytes !== null));
  if (bytes !== null) received.bytes(RECEIVED_DATA_SOME, bytes);
  return result();
}

export function socketRecvfrom(socket: i32, length: i32, flags: i32): Area {
  const count = socket_recvfrom(socketAt(socket), data, length, flags, name, senderPort);
  if (count < 0) return none();
  const received = some();
  received.int(RECEIVED_FROM_LENGTH, count);
  received.bytes(RECEIVED_FROM_DATA, takeData()!);
  received.text(RECEIVED_FROM_NAME, name.value);
  received.optionalInt(RECEIVED_FROM_PORT, senderPort.value != NOT_GIVEN, senderPort.value);
  senderPort.value = NOT_GIVEN;
  return result();
}
