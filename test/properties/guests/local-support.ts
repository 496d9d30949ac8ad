// What the guests of local sockets share: making them, and saying what came of a call.

import {
  AF_UNIX,
  Socket,
  socket_bind,
  socket_create,
  socket_create_pair,
} from 'wasock';
import { errno, must, say } from './support';

export function make(type: i32): Socket {
  return socket_create(AF_UNIX, type, 0)!;
}

export function boundTo(type: i32, name: string): Socket {
  const socket = make(type);
  must(socket_bind(socket, name), 'socket_bind');
  return socket;
}

export function pairOf(type: i32): Socket[] {
  const pair: Socket[] = [];
  must(socket_create_pair(AF_UNIX, type, 0, pair), 'socket_create_pair');
  return pair;
}

export function outcome(name: string, ok: bool, socket: Socket): void {
  say(name, ok ? 'done' : 'errno ' + errno(socket).toString());
}

export function count(name: string, number: i32, socket: Socket): void {
  say(name, number >= 0 ? number.toString() : 'errno ' + errno(socket).toString());
}
