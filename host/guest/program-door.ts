import type { Socket } from 'node:net';
import { OptionError } from '../option-error.ts';
import { closeAtOnce } from '../os/close-socket.ts';
import { createDoor, pass, takePassed } from '../os/door.ts';
import { close } from '../os/libc.ts';
import { createUnixPair } from '../os/unix-pair.ts';
import { isSocketName } from '../socket-name.ts';
import { handOn, handOne, type GivenSockets, type OpenSocket } from './given-sockets.ts';
import { letGo, type NodeSocket, nodeSocketOf, programSocket } from './node-sockets.ts';

/** How many sockets of the guest's may wait here to be taken. What comes beyond that is closed. */
const MOST_WAITING = 64;

/** Somebody who waits for a socket of the guest's. */
interface Taker {
  readonly resolve: (fd: number) => void;
  readonly reject: (error: Error) => void;
}

/** Sockets from and to a guest that runs. */
export interface GuestDoor {
  /**
   * A new connection to the guest: this end of a pair of Unix stream sockets. It has a listener for errors already, as what `take`
   * gives, because the guest can cause them. The guest finds the other one by the name, as one of
   * the option `sockets`. What is connected before the program next waits, after `spawnGuest`, is there when the guest begins.
   *
   * @throws OptionError if the name is not printable ASCII without ':'; Error if the guest has ended, or takes no more for now
   */
  connect(name: string): Socket;
  /** Gives the guest a socket, as the option `sockets` does. @throws OptionError, Error as `connect` */
  give(name: string, socket: OpenSocket): void;
  /**
   * The next socket that the guest gives this program by the name (`socket_export_named`): as Node has it, which may now use it
   * beside the guest. 64 that nobody takes are kept; more are closed.
   *
   * Rejects if the guest ends before; with TypeError for a socket that Node has none of, such as a raw one.
   */
  take(name: string): Promise<NodeSocket>;
}

/** The program's side of a guest's door: sockets go in and out by name. See host/os/door.ts. */
export class ProgramDoor {
  /** The guest's side: a descriptor, until it is given away. */
  #guestSide: number;
  #own: number;
  /** What the guest has given, by name. */
  readonly #arrived: { readonly name: string; readonly fd: number }[] = [];
  readonly #takers = new Map<string, Taker[]>();

  /** @throws Error if this process has no descriptor left; OptionError for a socket that cannot be given */
  constructor(sockets: GivenSockets | undefined) {
    [this.#own, this.#guestSide] = createDoor();
    try {
      handOn(sockets, this.#pass);
    } catch (error) {
      this.end();
      throw error;
    }
  }

  /** The guest's side: a descriptor, which the caller owns. */
  takeGuestSide(): number {
    const side = this.#guestSide;
    this.#guestSide = -1;
    return side;
  }

  /** Those of a `Guest`. */
  get functions(): GuestDoor {
    return {
      connect: (name) => this.#connect(name),
      give: (name, socket) => this.#give(name, socket),
      take: (name) => this.#take(name),
    };
  }

  #connect(name: string): Socket {
    checkName(name);
    const [own, guests] = createUnixPair('stream');
    try {
      handOne(name, guests, this.#pass);
    } catch (error) {
      close(own);
      throw error;
    } finally {
      close(guests);
    }
    return programSocket(own);
  }

  #give(name: string, socket: OpenSocket): void {
    checkName(name);
    handOne(name, socket, this.#pass);
    if (typeof socket !== 'number') letGo(socket);
  }

  async #take(name: string): Promise<NodeSocket> {
    checkName(name);
    const index = this.#arrived.findIndex((one) => one.name === name);
    const [found] = index < 0 ? [] : this.#arrived.splice(index, 1);
    return nodeSocketOf(found?.fd ?? (await this.#arrival(name)));
  }

  /** The guest has given something. */
  readonly look = (): void => {
    for (;;) {
      const passed = this.#own < 0 ? -1 : takePassed(this.#own);
      if (typeof passed === 'number') return;
      const taker = this.#takers.get(passed.name)?.shift();
      if (taker !== undefined) taker.resolve(passed.fd);
      else if (this.#arrived.length < MOST_WAITING) this.#arrived.push(passed);
      else closeAtOnce(passed.fd);
    }
  };

  /** The guest has ended: nobody comes or goes any more. */
  readonly end = (): void => {
    this.look();
    for (const { fd } of this.#arrived.splice(0)) closeAtOnce(fd);
    for (const fd of [this.#own, this.#guestSide]) if (fd >= 0) close(fd);
    this.#own = -1;
    this.#guestSide = -1;
    for (const [name, takers] of this.#takers) for (const { reject } of takers) reject(ended(name));
    this.#takers.clear();
  };

  readonly #pass = (name: string, fd: number): number => {
    if (this.#own < 0) throw new Error(`the guest has ended: socket '${name}' cannot be given to it`);
    return pass(this.#own, name, fd);
  };

  #arrival(name: string): Promise<number> {
    if (this.#own < 0) return Promise.reject(ended(name));
    return new Promise((resolve, reject) => {
      const takers = this.#takers.get(name) ?? [];
      takers.push({ resolve, reject });
      this.#takers.set(name, takers);
    });
  }
}

function ended(name: string): Error {
  return new Error(`the guest has ended: it gave no socket '${name}'`);
}

function checkName(name: string): void {
  if (typeof name !== 'string' || !isSocketName(name)) {
    throw new OptionError("a socket's name", "printable ASCII without ':', at most 255 characters");
  }
}
