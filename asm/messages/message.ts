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

/** `controllen` of a message that lacks the key. */
const MISSING: i32 = i32.MIN_VALUE;

/** The most that `buffer_size` may be, in bytes; PHP's. */
const MAX_BUFFER: i32 = 100 * 1024 * 1024;

/** What CMSG_SPACE may add to the data besides its header; PHP's. */
const MAX_PADDING: i32 = 15;

/** The array of socket_sendmsg(), which looks at name, iov and control, and of socket_recvmsg(), which fills all. */
@final
export class Message {
  /** To send: where to. To receive: one, if the sender is to be named; null afterwards if nobody is. */
  name: MessageName | null = null;
  /** To receive: the room for data, in bytes. */
  buffer_size: i32 = 8192;
  /** To receive: the room for control data, in bytes; needed, from 1. See socket_cmsg_space(). */
  controllen: i32 = MISSING;
  /** What came with the message: `MSG_*`; -1: nothing has been received into this one. */
  flags: i32 = -1;

  constructor(
    /** The data: to send, gathered in this order; received, one buffer, or none if no bytes came. */
    public iov: ArrayBuffer[] = [],
    public control: ControlMessage[] = [],
  ) {}
}

/**
 * Linux's MSG_CMSG_COMPAT, which only 32-bit programs may have the kernel see: sendmsg(2) and recvmsg(2) refuse it from
 * others (net/socket.c). Other bits that nobody knows are ignored there, and so here.
 */
const MSG_CMSG_COMPAT: i32 = i32.MIN_VALUE;

/** Sends a message; how many bytes were taken, or -1. */
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

/** Whether a message is fit to be received into; warns if it is not. */
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
 * Receives a message into `message`: its iov, control, flags, and its name where it has one. How long the message was
 * (more than what came of it, with MSG_TRUNC), or -1.
 */
export function socket_recvmsg(socket: Socket, message: Message, flags: i32 = 0): i32 {
  if (!isUsable(socket, "socket_recvmsg") || !isReceivable(socket, message)) return -1;
  const incoming = new IncomingMessage();
  const room = receiveLength(message.buffer_size, flags);
  const length = flags & MSG_CMSG_COMPAT
    ? -SOCKET_EINVAL
    : receiveMessage(socket.handle, room, message.controllen, flags, incoming);
  if (length < 0) {
    // PHP's own: no error of the socket, and a warning even if it only means "not now".
    fail("socket_recvmsg", "Error in recvmsg", -length);
    return -1;
  }
  message.iov = incoming.landed == 0 ? [] : [takeLanded(incoming.landed)];
  if (message.name !== null) message.name = nameOf(incoming.sender);
  message.control = liftControl(socket, "socket_recvmsg", "msghdr > control", incoming.control);
  message.flags = incoming.flags;
  return length;
}

/** How many bytes of `controllen` a control message takes, one of `num` sockets for SCM_RIGHTS; or -1. */
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
