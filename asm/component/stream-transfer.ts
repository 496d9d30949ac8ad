// The exports that read and write streams: see wit/php.wit.
import { STREAM_DATAGRAM_ADDRESS, STREAM_DATAGRAM_DATA } from "../generated/php";
import { Ref } from "../ref";
import { stream_socket_recvfrom, stream_socket_sendto } from "../streams/datagrams";
import * as reading from "../streams/reading";
import * as writing from "../streams/writing";
import { Area, bytesAt, freeBytes, none, optionalBytes, optionalNumber, result, some, takeString } from "./memory";
import { streamAt } from "./resources";

export function fread(stream: i32, length: i32): Area {
  return optionalBytes(reading.fread(streamAt(stream), length));
}

export function fgets(stream: i32, hasLength: i32, length: i32): Area {
  return optionalBytes(hasLength ? reading.fgets(streamAt(stream), length) : reading.fgets(streamAt(stream)));
}

export function feof(stream: i32): i32 {
  return i32(reading.feof(streamAt(stream)));
}

export function fwrite(stream: i32, data: usize, size: i32, hasLength: i32, length: i32): Area {
  const bytes = bytesAt(data, size);
  const count = hasLength
    ? writing.fwrite(streamAt(stream), bytes, length)
    : writing.fwrite(streamAt(stream), bytes);
  freeBytes();
  return optionalNumber(count);
}

export function streamSocketSendto(
  stream: i32, data: usize, size: i32, hasFlags: i32, flags: i32, hasAddress: i32, address: usize, length: i32,
): Area {
  const bytes = bytesAt(data, size);
  // Flags that are not there come as 0.
  const count = stream_socket_sendto(streamAt(stream), bytes, flags, hasAddress ? takeString(address, length) : "");
  freeBytes();
  return optionalNumber(count);
}

/** Where the sender's address goes. */
const sender = new Ref<string>("");

export function streamSocketRecvfrom(stream: i32, length: i32, hasFlags: i32, flags: i32): Area {
  const bytes = stream_socket_recvfrom(streamAt(stream), length, flags, sender);
  if (bytes === null) return none();
  const datagram = some();
  datagram.bytes(STREAM_DATAGRAM_DATA, bytes);
  datagram.text(STREAM_DATAGRAM_ADDRESS, sender.value);
  return result();
}
