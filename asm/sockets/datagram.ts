// Bytes to and from an address: socket_sendto() and socket_recvfrom().
import { giveAddress, hasPort, NO_PORT, packetAddress, parseAddress } from "../addresses/address";
import { AF_INET, AF_INET6, AF_PACKET, AF_UNIX, MSG_TRUNC } from "../constants";
import { SocketAddress } from "../data/socket-address";
import { failOn, isUsable, raise } from "../failure";
import { payloadAddress, payloadLength, releasePayload } from "../memory/payload";
import { Ref } from "../ref";
import { Socket } from "../socket";
import { datagramLength, receiveFrom, sendTo, takeLanded } from "../system";
import { receiveLength, refuseLength } from "./transfer";

/** Reused by every call. */
const scratch = new SocketAddress();

/**
 * Sends data to an address.
 *
 * @param socket an open socket
 * @param buf a string (sent as UTF-8), an ArrayBuffer, a Uint8Array or a StaticArray<u8>
 * @param len at most its first so many bytes
 * @param flags bits of MSG_*
 * @param addr an address or a host name; a path for AF_UNIX; for AF_PACKET it does not matter
 * @param port 0 to 65535; the index of an interface for AF_PACKET
 * @returns how many bytes the system took; -1 on failure: EMSGSIZE, EACCES; EAGAIN without a warning
 * @see https://www.php.net/manual/en/function.socket-sendto.php
 */
export function socket_sendto<T>(
  socket: Socket, buf: T, len: i32, flags: i32, addr: string, port: i32 = NO_PORT,
): i32 {
  if (!isUsable(socket, "socket_sendto")) return -1;
  if (len < 0) return refuseLength("socket_sendto");
  if (!hasPort(socket, "socket_sendto", 6, port)) return -1;
  if (socket.family == AF_PACKET) packetAddress(port, scratch);
  else if (!parseAddress(socket, "socket_sendto", 5, addr, port, scratch)) return -1;
  const data = payloadAddress<T>(buf);
  const count = sendTo(socket.handle, data, min(len, payloadLength), flags, scratch);
  releasePayload();
  if (count >= 0) return count;
  failOn(socket, "socket_sendto", "Unable to write to socket", -count);
  return -1;
}

/**
 * Receives data and the sender's address.
 *
 * @param socket an open socket
 * @param buf is set to what came; null if nothing did
 * @param len at most so many bytes
 * @param flags bits of MSG_*
 * @param name is set to the sender's address, or its path
 * @param port is set to the sender's port, where there are ports
 * @returns how many bytes; with MSG_TRUNC the length of the whole datagram; -1 on failure (EAGAIN without a warning)
 * @see https://www.php.net/manual/en/function.socket-recvfrom.php
 */
export function socket_recvfrom(
  socket: Socket, buf: Ref<ArrayBuffer | null>, len: i32, flags: i32, name: Ref<string>,
  port: Ref<i32> | null = null,
): i32 {
  if (!isUsable(socket, "socket_recvfrom") || len < 1) return -1;
  const family = socket.family;
  if (port === null && family != AF_UNIX && family != AF_PACKET) {
    raise("Wrong parameter count for socket_recvfrom()");
    return -1;
  }
  const count = receiveFrom(socket.handle, receiveLength(len, flags), flags, scratch);
  if (count < 0) {
    // PHP's own spelling, see test/php/scenarios/tcp-inet6.txt.
    const message = family == AF_INET6 ? "unable to recvfrom" : "Unable to recvfrom";
    failOn(socket, "socket_recvfrom", message, -count);
    return -1;
  }
  buf.value = takeLanded(count);
  if (scratch.family == 0) nameNobody(family);
  giveAddress(scratch, name, port);
  return flags & MSG_TRUNC ? datagramLength() : count;
}

/** What PHP gives if the system names no sender: the family's address of zeros, port 0, or no path. */
function nameNobody(family: i32): void {
  scratch.family = family == AF_INET || family == AF_INET6 ? family : AF_UNIX;
  scratch.port = 0;
  scratch.bytes.fill(0);
  scratch.name = new ArrayBuffer(0);
}
