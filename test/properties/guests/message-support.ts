// What the guests with messages share.

import {
  Message,
  MessageName,
  Socket,
} from 'wasock';
import {
  bound,
  local,
  loopback,
  path,
  portOf,
  text,
} from './support';

export function parts(texts: string[]): ArrayBuffer[] {
  const buffers: ArrayBuffer[] = [];
  for (let i = 0; i < texts.length; i++) buffers.push(String.UTF8.encode(texts[i]));
  return buffers;
}

/** Where a socket of this guest is bound. */
export function nameOf(socket: Socket, suffix: string): MessageName {
  return local ? MessageName.unix(path + suffix) : MessageName.inet(loopback, portOf(socket));
}

export function receiving(size: i32, room: i32 = 256): Message {
  const message = new Message();
  message.name = new MessageName();
  message.buffer_size = size;
  message.controllen = room;
  return message;
}

export function data(message: Message): string {
  return message.iov.length == 0 ? 'nothing' : text(message.iov[0]);
}

export function withName(message: Message, name: MessageName): Message {
  message.name = name;
  return message;
}
