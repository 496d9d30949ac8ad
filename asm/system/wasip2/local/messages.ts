// Sending and receiving on local sockets whose messages have bounds: SOCK_DGRAM and SOCK_SEQPACKET.
import {
  MSG_OOB, MSG_PEEK, MSG_TRUNC, SOCK_DGRAM, SOCK_SEQPACKET, SOCKET_EAGAIN, SOCKET_ECONNREFUSED, SOCKET_EMSGSIZE,
  SOCKET_EOPNOTSUPP, SOCKET_EPERM, SOCKET_EPIPE,
} from "../../../constants";
import { SocketAddress } from "../../../data/socket-address";
import { Ancillary } from "./ancillary";
import { LocalSocket } from "./local-socket";

/** What Linux keeps of `SO_SNDBUF` for itself, bytes. */
const RESERVED: i32 = 32;

/** How many more messages than one wait at a receiver that is not connected back: Linux's `max_dgram_qlen`. */
const LONGEST_QUEUE: i32 = 10;

/** 0, or minus the errno of a message that is too long or comes too late to be sent to anybody. */
export function checkMessage(socket: LocalSocket, length: i32): i32 {
  if (length > socket.options.sendBuffer - RESERVED) return -SOCKET_EMSGSIZE;
  if (socket.pendingError != 0) return socket.takeError();
  return socket.sendingEnded ? -SOCKET_EPIPE : 0;
}

/** Sends a message, which checkMessage() has found right, to a socket that may be closed; its length. */
export function sendMessageTo(
  socket: LocalSocket, receiver: LocalSocket, data: usize, length: i32, flags: i32, beside: Ancillary | null,
): i32 {
  if (receiver.isClosed) return socket.type == SOCK_SEQPACKET ? -SOCKET_EPIPE : -SOCKET_ECONNREFUSED;
  if (!acceptsFrom(receiver, socket)) return -SOCKET_EPERM;
  if (receiver.receivingEnded) return -SOCKET_EPIPE;
  if (!hasRoomFor(socket, receiver)) {
    if (socket.waits(flags)) socket.stall(socket.sendLimit);
    return -SOCKET_EAGAIN;
  }
  receiver.incoming.addMessage(socket, data, length, socket.isNamedTo(receiver, beside), beside);
  return length;
}

/** Whether a socket hears another: those with a peer hear nobody else. */
export function acceptsFrom(receiver: LocalSocket, sender: LocalSocket): bool {
  return receiver.peer === null || receiver.peer === sender;
}

/** Whether there is room for one more message: in the sender's buffer, and in a queue that others fill, too. */
export function hasRoomFor(sender: LocalSocket, receiver: LocalSocket): bool {
  if (sender.charged >= sender.options.sendBuffer) return false;
  return isConnectedBack(sender, receiver) || receiver.incoming.count <= LONGEST_QUEUE;
}

/** Whether the length of the receiver's queue does not matter. */
export function isConnectedBack(sender: LocalSocket, receiver: LocalSocket): bool {
  return receiver === sender || receiver.peer === sender;
}

/** Receives one message; of what is longer than `length` the rest is lost. How many bytes, or minus an errno. */
export function takeMessage(
  socket: LocalSocket, target: usize, length: i32, flags: i32, sender: SocketAddress, beside: Ancillary,
): i32 {
  socket.wholeLength = 0;
  sender.family = 0;
  if ((flags & MSG_OOB) != 0) return -SOCKET_EOPNOTSUPP;
  if (socket.pendingError != 0) return socket.takeError();
  const message = socket.incoming.first;
  if (message === null) return takeNothing(socket, flags);
  const count = min(length, message.length);
  socket.wholeLength = message.length;
  socket.nameSender(message.sender, sender);
  socket.incoming.copy(target, 0, count);
  if ((flags & MSG_PEEK) != 0) {
    beside.receive(message.hasCredentials, message.copyRights());
  } else {
    beside.receive(message.hasCredentials, socket.incoming.takeRights());
    socket.incoming.shift();
  }
  return count;
}

/** What a receive gives where nothing waits. As Linux has it, datagrams have an end for who would wait only. */
function takeNothing(socket: LocalSocket, flags: i32): i32 {
  const waits = socket.waits(flags);
  if (socket.receivingEnded && (waits || socket.type != SOCK_DGRAM)) return 0;
  if (waits) socket.stall(socket.receiveLimit);
  return -SOCKET_EAGAIN;
}

/** Whether the message that was received last was cut: `MSG_TRUNC`. */
export function cutFlag(socket: LocalSocket, count: i32): i32 {
  return socket.wholeLength > count ? MSG_TRUNC : 0;
}
