import { platform } from '../../os/platform.ts';
import { shutdown } from '../../socket/connection.ts';
import type { HostSocket } from '../../socket/host-socket.ts';
import { receiveOnce, sendOnce } from '../../socket/transfer.ts';
import { InputStream, type Source } from '../io/input-stream.ts';
import { Outlet, type Sink, unfinishedOf } from '../io/outlet.ts';
import { OutputStream } from '../io/output-stream.ts';
import type { Awaited } from '../io/pollable.ts';
import type { SharedSocket } from './shared-socket.ts';

/** `shutdown-type`. */
export type ShutdownType = 'receive' | 'send' | 'both';

/** The receiving direction. */
class Receiving implements Source {
  isEnded = false;
  readonly #socket: HostSocket;
  readonly #awaited: Awaited;
  readonly #onClose: () => void;

  constructor(socket: HostSocket, onClose: () => void) {
    this.#socket = socket;
    this.#awaited = { fd: socket.fd, events: platform.POLLIN };
    this.#onClose = onClose;
  }

  read(address: number, length: number): number {
    if (this.isEnded) return 0;
    return receiveOnce(this.#socket, address, length, 0);
  }

  awaited(): Awaited {
    return this.isEnded ? undefined : this.#awaited;
  }

  close(): void {
    this.#onClose();
  }
}

/** The sending direction. */
class Sending implements Sink {
  readonly #socket: HostSocket;
  readonly #awaited: Awaited;
  readonly #onClose: () => void;

  constructor(socket: HostSocket, onClose: () => void) {
    this.#socket = socket;
    this.#awaited = { fd: socket.fd, events: platform.POLLOUT };
    this.#onClose = onClose;
  }

  write(address: number, length: number): number {
    return sendOnce(this.#socket, address, length, 0);
  }

  awaited(): Awaited {
    return this.#awaited;
  }

  close(): void {
    this.#onClose();
  }
}

/** A connection's two streams. Dropping one does not shut its direction down, as in wasmtime. */
export class TcpConnection {
  readonly input: InputStream;
  readonly output: OutputStream;
  readonly #socket: HostSocket;
  readonly #receiving: Receiving;
  #sendingEnded = false;

  constructor(shared: SharedSocket) {
    const { socket } = shared;
    const release = (): void => shared.release();
    const sending = new Sending(socket, release);
    this.#socket = socket;
    this.#receiving = new Receiving(socket, release);
    this.input = new InputStream(this.#receiving);
    this.output = new OutputStream(sending, new Outlet(sending, unfinishedOf(socket.context.waiter)));
    shared.hold();
    shared.hold();
  }

  /** Ends a direction. A second time does nothing; nor does it matter whether the peer has reset the connection. */
  shutdown(type: ShutdownType): void {
    if (type !== 'send' && !this.#receiving.isEnded) {
      this.#receiving.isEnded = true;
      shutdown(this.#socket, 'read');
    }
    if (type !== 'receive' && !this.#sendingEnded) {
      this.#sendingEnded = true;
      // What was written before goes first.
      this.output.end(() => void shutdown(this.#socket, 'write'));
    }
  }
}
