// Messages of several buffers, with an address and control data: socket_sendmsg(), socket_recvmsg() and
// socket_cmsg_space().
import { SOCKET_EINVAL } from "../constants";
import { IncomingMessage, OutgoingMessage } from "../data/message";
import { fail, failOn, isUsable, raise, warnArgument } from "../failure";
import { Socket } from "../socket";
import { receiveLength } from "../sockets/transfer";
import { controlSpace, receiveMessage, sendMessage, takeLanded } from "../system";
import { liftControl, lowerControl } from "./control";
import { ControlMessage } from "./control-data";
import { elementSizeInRow, findControl, sizeInRow } from "./control-table";
import { rejectNumber, rejectUser } from "./conversion-error";
import { isFamilyOf, MessageName, nameOf, parseName } from "./name";

/** `controllen` of a message without the key. */
const MISSING: i32 = i32.MIN_VALUE;

/** PHP's maximum for `buffer_size`, in bytes. */
const MAX_BUFFER: i32 = 100 * 1024 * 1024;

/** How much CMSG_SPACE may add to the data besides its header, for PHP. */
const MAX_PADDING: i32 = 15;

/**
 * The array of socket_sendmsg(), which reads name, iov and control, and of socket_recvmsg(), which fills everything.
 */
@final
export class Message {
  /** To send: the destination. To receive: any, if the sender is to be named; afterwards null if none is. */
  name: MessageName | null = null;
  /** To receive: the room for data, in bytes. */
  buffer_size: i32 = 8192;
  /** To receive: the room for control data, in bytes; required, at least 1. See socket_cmsg_space(). */
  controllen: i32 = MISSING;
  /** The flags of the received message, `MSG_*`; -1 if nothing has been received into this one. */
  flags: i32 = -1;

  constructor(
    /** The data. To send: gathered in this order. Received: one buffer, or none if no bytes came. */
    public iov: ArrayBuffer[] = [],
    public control: ControlMessage[] = [],
  ) {}
}

/**
 * Linux's MSG_CMSG_COMPAT, which is for 32-bit programs: sendmsg(2) and recvmsg(2) refuse it from others
 * (net/socket.c). Linux ignores other unknown bits, and so they are ignored here.
 */
const MSG_CMSG_COMPAT: i32 = i32.MIN_VALUE;

/**
 * Sends a message: data, and with it an address and control data.
 *
 * @param socket an open socket
 * @param message its name, iov and control
 * @param flags bits of MSG_*
 * @returns how many bytes the system took; -1 on failure (EAGAIN without a warning)
 * @see https://www.php.net/manual/en/function.socket-sendmsg.php
 */
export function socket_sendmsg(socket: Socket, message: Message, flags: i32 = 0): i32 {
  if (!isUsable(socket, "socket_sendmsg")) return -1;
  const outgoing = new OutgoingMessage();
  const name = message.name;
  if (name !== null && !parseName(socket, "socket_sendmsg", "msghdr > name", name, outgoing.to)) return -1;
  outgoing.parts = message.iov;
  const control = lowerControl(socket, "socket_sendmsg", "msghdr > control", message.control);
  if (control === null) return -1;
  outgoing.control = control;
  const count = flags & MSG_CMSG_COMPAT ? -SOCKET_EINVAL : sendMessage(socket.handle, outgoing, flags);
  if (count >= 0) return count;
  failOn(socket, "socket_sendmsg", "Error in sendmsg", -count);
  return -1;
}

/** Whether a message can be received into; warns if not. */
function isReceivable(socket: Socket, message: Message): bool {
  const name = message.name;
  if (name !== null && !isFamilyOf(socket, "socket_recvmsg", "msghdr > name", name)) return false;
  const size = message.buffer_size;
  if (size < 0 || size > MAX_BUFFER) {
    const range = "the buffer size must be between 1 and " + MAX_BUFFER.toString();
    return rejectUser("socket_recvmsg", "msghdr > buffer_size", range + "; given " + size.toString());
  }
  const room = message.controllen;
  if (room == MISSING) return rejectUser("socket_recvmsg", "msghdr", "The key 'controllen' is required");
  if (room > 0) return true;
  const path = "msghdr > controllen";
  if (room == 0) return rejectUser("socket_recvmsg", path, "controllen cannot be 0");
  return rejectNumber("socket_recvmsg", path, "an unsigned 32-bit integer");
}

/**
 * Receives a message: data, control data and flags, and the sender's address if `message` has a name.
 *
 * @param socket an open socket
 * @param message has the room to receive into, and is changed in place
 * @param flags bits of MSG_*
 * @returns the length of the message in bytes, with MSG_TRUNC perhaps more than was received; -1 on failure (EAGAIN
 *   without a warning)
 * @see https://www.php.net/manual/en/function.socket-recvmsg.php
 */
export function socket_recvmsg(socket: Socket, message: Message, flags: i32 = 0): i32 {
  if (!isUsable(socket, "socket_recvmsg") || !isReceivable(socket, message)) return -1;
  const incoming = new IncomingMessage();
  const room = receiveLength(message.buffer_size, flags);
  const length = flags & MSG_CMSG_COMPAT
    ? -SOCKET_EINVAL
    : receiveMessage(socket.handle, room, message.controllen, flags, incoming);
  if (length < 0) {
    // As in PHP: the socket's error is not set, and it warns even if the error only means "not now".
    fail("socket_recvmsg", "Error in recvmsg", -length);
    return -1;
  }
  message.iov = incoming.landed == 0 ? [] : [takeLanded(incoming.landed)];
  if (message.name !== null) message.name = nameOf(incoming.sender);
  message.control = liftControl(socket, "socket_recvmsg", "msghdr > control", incoming.control);
  message.flags = incoming.flags;
  return length;
}

/**
 * Tells how much of `controllen` a control message takes.
 *
 * @param level SOL_SOCKET or IPPROTO_*
 * @param type SCM_* or an option
 * @param num how many sockets, for SCM_RIGHTS
 * @returns bytes; -1 and a warning on failure
 * @see https://www.php.net/manual/en/function.socket-cmsg-space.php
 */
export function socket_cmsg_space(level: i32, type: i32, num: i32 = 0): i32 {
  if (num < 0) {
    warnArgument("socket_cmsg_space", 3, "num", "must be greater than or equal to 0");
    return -1;
  }
  const row = findControl(level, type);
  if (row < 0) {
    raise("Pair level " + level.toString() + " and/or type " + type.toString() + " is not supported");
    return -1;
  }
  const size = sizeInRow(row);
  const each = elementSizeInRow(row);
  if (each > 0 && num > (i32.MAX_VALUE - size - controlSpace(0) - MAX_PADDING) / each) {
    warnArgument("socket_cmsg_space", 3, "num", "is too large");
    return -1;
  }
  return controlSpace(size + num * each);
}
