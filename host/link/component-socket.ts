import type { Host } from '../host.ts';
import { errnoName } from '../os/errno.ts';
import * as addresses from '../socket/addresses.ts';
import * as connection from '../socket/connection.ts';
import { create, createPair } from '../socket/create.ts';
import { receiveFlagBits, sendFlagBits } from '../socket/flags.ts';
import type { HostSocket } from '../socket/host-socket.ts';
import { closeLingering } from '../socket/linger.ts';
import { atMark } from '../socket/mark.ts';
import { type IncomingControl, type OutgoingControl, receiveMessage, sendMessage } from '../socket/message.ts';
import * as options from '../socket/options.ts';
import { HostRegion, hostRoom } from '../socket/region.ts';
import * as transfer from '../socket/transfer.ts';
import type { Completion } from '../wait/completion.ts';
import type {
  AddressFamily,
  Errno,
  IpAddress,
  LookupError,
  MembershipAction,
  MessageFlags,
  OptionName,
  OptionValue,
  ReceiveFlags,
  SendFlags,
  ShutdownHow,
  SocketAddress,
  SocketType,
} from '../wit-types.ts';

/** The error case of a `result`, as jco's generated code takes it: it reads `payload` of what is thrown. */
export class HostError extends Error {
  override readonly name = 'HostError';
  readonly code = 'ERR_WASOCK_HOST';
  readonly payload: Errno | LookupError;

  constructor(payload: Errno | LookupError) {
    super(typeof payload === 'string' ? payload : payload.tag);
    this.payload = payload;
  }
}

/** What `receive-from` gives. */
export interface Received {
  data: Uint8Array;
  length: number;
  from?: SocketAddress;
}

/** `outgoing-message`, as jco's types have it. */
export interface OutgoingMessage {
  parts: Uint8Array[];
  to?: SocketAddress;
  control: (Exclude<OutgoingControl, { tag: 'rights' }> | { tag: 'rights'; val: object[] })[];
}

type IncomingControlOf<Socket> = Exclude<IncomingControl, { tag: 'rights' }> | { tag: 'rights'; val: Socket[] };

/** `incoming-message`, as jco's types have it. */
export interface IncomingMessage<Socket> {
  data: Uint8Array;
  length: number;
  from?: SocketAddress;
  control: IncomingControlOf<Socket>[];
  flags: MessageFlags;
}

/** The class `Socket` of one host: `resource socket` of wit/host.wit, for transpiled components. */
export function componentSocket(host: Host) {
  const { context } = host;

  class Socket {
    /** What the operations work on; not part of the WIT. */
    readonly own: HostSocket;

    /** @param own a socket of this host's */
    constructor(own: HostSocket) {
      this.own = own;
    }

    /** What a socket that jco hands over works on. @throws TypeError for what is no socket of this host */
    static ownOf(socket: object): HostSocket {
      if (!(socket instanceof Socket)) throw new TypeError('a socket of another host');
      return socket.own;
    }

    static create(family: AddressFamily, type: SocketType, protocol: number): Socket {
      return new Socket(unwrap(create(context, family, type, protocol)));
    }

    static pair(family: AddressFamily, type: SocketType, protocol: number): [Socket, Socket] {
      const [first, second] = unwrap(createPair(context, family, type, protocol));
      return [new Socket(first), new Socket(second)];
    }

    static take(offer: string): Socket {
      return new Socket(unwrap(host.take(offer)));
    }

    bind(local: SocketAddress): void {
      check(connection.bind(this.own, local));
    }

    listen(backlog: number): void {
      check(connection.listen(this.own, backlog));
    }

    accept(): Socket {
      return new Socket(unwrap(now(connection.accept(this.own))));
    }

    connect(remote: SocketAddress): void {
      check(connection.connect(this.own, remote));
    }

    shutdown(how: ShutdownHow): void {
      check(connection.shutdown(this.own, how));
    }

    send(data: Uint8Array, flags: SendFlags): number {
      return check(transfer.send(this.own, new HostRegion(data), sendFlagBits(flags)));
    }

    sendTo(data: Uint8Array, flags: SendFlags, remote: SocketAddress): number {
      return check(transfer.sendTo(this.own, new HostRegion(data), sendFlagBits(flags), remote));
    }

    receive(length: number, flags: ReceiveFlags): Uint8Array {
      const bytes = new Uint8Array(hostRoom(length, receiveFlagBits(flags)));
      const received = check(transfer.receive(this.own, new HostRegion(bytes), receiveFlagBits(flags)));
      return bytes.subarray(0, received);
    }

    receiveFrom(length: number, flags: ReceiveFlags): Received {
      const bytes = new Uint8Array(hostRoom(length, receiveFlagBits(flags)));
      const outcome = unwrap(now(transfer.receiveFrom(this.own, new HostRegion(bytes), receiveFlagBits(flags))));
      const received = { data: bytes.subarray(0, Math.min(outcome.length, bytes.length)), length: outcome.length };
      return outcome.from === undefined ? received : { ...received, from: outcome.from };
    }

    sendMessage(message: OutgoingMessage, flags: SendFlags): number {
      const parts = message.parts.map((part) => new HostRegion(part));
      const control = message.control.map((item): OutgoingControl =>
        item.tag === 'rights' ? { tag: item.tag, val: item.val.map((socket) => Socket.ownOf(socket)) } : item,
      );
      return check(sendMessage(this.own, { parts, to: message.to, control }, sendFlagBits(flags)));
    }

    receiveMessage(length: number, controlLength: number, flags: ReceiveFlags): IncomingMessage<Socket> {
      const bytes = new Uint8Array(hostRoom(length, receiveFlagBits(flags)));
      const outcome = receiveMessage(this.own, new HostRegion(bytes), controlLength, receiveFlagBits(flags));
      const { from, ...message } = unwrap(now(outcome));
      const control = message.control.map((item): IncomingControlOf<Socket> =>
        item.tag === 'rights' ? { tag: item.tag, val: item.val.map((own) => new Socket(own)) } : item,
      );
      const data = bytes.subarray(0, Math.min(message.length, bytes.length));
      return { ...message, control, data, ...(from === undefined ? {} : { from }) };
    }

    localAddress(): SocketAddress {
      return unwrap(addresses.localAddress(this.own));
    }

    remoteAddress(): SocketAddress {
      return unwrap(addresses.remoteAddress(this.own));
    }

    isBlocking(): boolean {
      return this.own.blocking;
    }

    setBlocking(blocking: boolean): void {
      this.own.blocking = blocking;
    }

    getOption(name: OptionName): OptionValue {
      return unwrap(options.getOption(this.own, name));
    }

    setOption(name: OptionName, value: OptionValue): void {
      check(options.setOption(this.own, name, value));
    }

    updateMembership(
      action: MembershipAction,
      group: IpAddress,
      interfaceIndex: number,
      source: IpAddress | undefined,
    ): void {
      check(options.updateMembership(this.own, action, group, interfaceIndex, source));
    }

    atMark(): boolean {
      return check(atMark(this.own)) === 1;
    }

    offer(guest: number): string {
      return unwrap(host.offer(this.own, guest));
    }

    /** The guest dropped its handle: jco calls it. */
    [Symbol.dispose](): void {
      void closeLingering(this.own); // at once: components block
    }
  }
  return Socket;
}

/** The outcome of an operation on a blocking host, which never makes a promise. */
export function now<T>(outcome: Completion<T>): T {
  if (outcome instanceof Promise) throw new TypeError('a transpiled component runs on a blocking host only');
  return outcome;
}

/** @returns the outcome @throws HostError if it is minus an errno */
export function check(outcome: Completion<number>): number {
  const number = now(outcome);
  if (number < 0) throw new HostError(errnoName(-number));
  return number;
}

/** @returns the object @throws HostError if it is minus an errno instead */
export function unwrap<T extends object | string>(outcome: T | number): T {
  if (typeof outcome === 'number') throw new HostError(errnoName(-outcome));
  return outcome;
}
