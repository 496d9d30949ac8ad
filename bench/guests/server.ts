// What both servers share: one loop of socket_select over a listener and its connections.

import {
  AF_INET, Ref, SOCK_STREAM, Socket,
  error_reporting, socket_accept, socket_bind, socket_close, socket_create, socket_getsockname, socket_listen,
  socket_read, socket_select, socket_write,
} from "wasock";

const BLOCK = 64 << 10;

/** Bytes that grow at their end. */
export class Bytes {
  data: Uint8Array = new Uint8Array(BLOCK);
  length: i32 = 0;

  /** Where so many bytes more go. */
  private room(size: i32): usize {
    const used = this.length;
    this.length = used + size;
    if (this.length > this.data.length) {
      const larger = new Uint8Array(max(this.length, this.data.length << 1));
      memory.copy(larger.dataStart, this.data.dataStart, used);
      this.data = larger;
    }
    return this.data.dataStart + used;
  }

  push(from: usize, size: i32): void {
    memory.copy(this.room(size), from, size);
  }

  pushByte(byte: u8): void {
    store<u8>(this.room(1), byte);
  }

  /** A number in decimals. */
  pushNumber(number: i32): void {
    if (number > 9) this.pushNumber(number / 10);
    this.pushByte(<u8>(48 + (number % 10)));
  }

  pushText(text: ArrayBuffer): void {
    this.push(changetype<usize>(text), text.byteLength);
  }

  /** Takes the first bytes away. */
  drop(count: i32): void {
    this.length -= count;
    memory.copy(this.data.dataStart, this.data.dataStart + count, this.length);
  }
}

/** What has come of a connection and was not yet answered, and its answers that were not yet sent. */
class Connection {
  received: Bytes = new Bytes();
  constructor(public readonly socket: Socket) {}
}

/** Answers the whole requests in `bytes`, from its start to `length`. Returns how many bytes they were. */
export type Answer = (bytes: usize, length: i32, answers: Bytes) => i32;

const answers = new Bytes();

/** Whether the connection goes on. */
function serveOne(connection: Connection, answer: Answer): bool {
  const data = socket_read(connection.socket, BLOCK);
  if (data === null || data.byteLength == 0) return false;
  const received = connection.received;
  answers.length = 0;
  if (received.length == 0) {
    const done = answer(changetype<usize>(data), data.byteLength, answers);
    received.push(changetype<usize>(data) + done, data.byteLength - done);
  } else {
    received.pushText(data);
    received.drop(answer(received.data.dataStart, received.length, answers));
  }
  return answers.length == 0 || socket_write(connection.socket, answers.data, answers.length) == answers.length;
}

/** Serves until it is killed. Prints its port. */
export function serve(answer: Answer): void {
  const listener = socket_create(AF_INET, SOCK_STREAM, 0)!;
  if (!socket_bind(listener, "127.0.0.1") || !socket_listen(listener, 511)) throw new Error("listen");
  const address = new Ref<string>("");
  const port = new Ref<i32>(0);
  socket_getsockname(listener, address, port);
  console.log(port.value.toString());
  // That a client has reset its connection is no news.
  error_reporting(0);
  const connections = new Map<Socket, Connection>();
  const watched: Socket[] = [listener];
  for (;;) {
    const ready = watched.slice();
    socket_select(ready, null, null);
    for (let i = 0; i < ready.length; i++) {
      const socket = ready[i];
      if (socket === listener) {
        const accepted = socket_accept(listener);
        if (accepted === null) continue;
        watched.push(accepted);
        connections.set(accepted, new Connection(accepted));
      } else if (!serveOne(connections.get(socket), answer)) {
        socket_close(socket);
        connections.delete(socket);
        watched.splice(watched.indexOf(socket), 1);
      }
    }
  }
}
