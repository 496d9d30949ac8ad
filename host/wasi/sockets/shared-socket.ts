import type { HostSocket } from '../../socket/host-socket.ts';

/**
 * A socket that resources of the guest share: itself, and its streams. They may be dropped in any order, and the descriptor
 * is closed with the last of them: a stream goes on when the socket is dropped. (wasmtime has the streams as children of
 * the socket, and ends a guest that drops the socket first.)
 */
export class SharedSocket {
  readonly socket: HostSocket;
  #holders = 1;

  constructor(socket: HostSocket) {
    this.socket = socket;
  }

  /** One more resource has it. */
  hold(): void {
    this.#holders++;
  }

  /** One of the resources is dropped. */
  release(): void {
    this.#holders--;
    if (this.#holders === 0) this.socket.close();
  }
}
