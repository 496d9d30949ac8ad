import type { Host } from '../host.ts';
import { errnoName } from '../os/errno.ts';
import * as addresses from '../socket/addresses.ts';
import * as connection from '../socket/connection.ts';
import { create, createPair } from '../socket/create.ts';
import { createEventSet, takeEvents, watch } from '../socket/event-set.ts';
import { pollEventBits, pollEventsOf, receiveFlagBits, sendFlagBits, watchModeBits } from '../socket/flags.ts';
import * as handover from '../socket/handover.ts';
import type { HostSocket, SocketContext } from '../socket/host-socket.ts';
import { closeLingering } from '../socket/linger.ts';
import { atMark, readable } from '../socket/mark.ts';
import { type OutgoingControl, receiveMessage, sendMessage } from '../socket/message.ts';
import { exportNamed } from '../socket/named.ts';
import { begin, untilTurn } from '../socket/operation.ts';
import * as options from '../socket/options.ts';
import { HostRegion, hostRoom, sending } from '../socket/region.ts';
import * as transfer from '../socket/transfer.ts';
import type { Completion } from '../wait/completion.ts';
import type * as host from '../generated/wit-host.ts';
import type {
  AddressFamily,
  IpAddress,
  MembershipAction,
  OptionName,
  OptionValue,
  PollEvents,
  ReceiveFlags,
  SendFlags,
  ShutdownHow,
  SocketAddress,
  SocketType,
  WatchAction,
  WatchMode,
} from '../generated/wit-types.ts';
import { bareClass } from './bare.ts';
import { checkMethods } from './component-arguments.ts';
import { REP, ResourceNumbers } from './component-resources.ts';

/** An enum's or a variant's value: `errno` and `lookup-error` of this package's WIT, and what WASI has. */
export type ErrorPayload = string | { readonly tag: string };

/** The error case of a `result` for jco's generated code, which reads `payload` of what is thrown. */
export class HostError extends Error {
  override readonly name = 'HostError';
  readonly code = 'ERR_WASOCK_HOST';
  readonly payload: ErrorPayload;

  constructor(payload: ErrorPayload) {
    super(typeof payload === 'string' ? payload : payload.tag);
    this.payload = payload;
  }
}

/** The class for a component's sockets, and what the operations work on for each. */
export interface ComponentSocket {
  readonly Socket: typeof host.Socket;
  /** @throws TypeError if it is no socket of this class. For an unknown handle, jco makes such an object */
  ownOf(socket: object): HostSocket;
}

/**
 * The class `Socket`: `resource socket` of wit/host.wit, for transpiled components.
 *
 * @param current gives the host that makes a socket. Each socket stays with the host that made it
 */
export function componentSocket(current: () => Host): ComponentSocket {
  // Not in the objects, which the embedder can see.
  const owns = new WeakMap<object, HostSocket>();
  const numbers = new ResourceNumbers();
  const ownOf = (socket: object): HostSocket => {
    const own = owns.get(socket);
    if (own === undefined) throw new TypeError('not a socket of this host');
    return own;
  };
  /** Begins an operation on a socket. */
  const begun = (socket: object): HostSocket => {
    const own = ownOf(socket);
    // The component may go on with another host: see host/jco/mapped.ts.
    if (own.context.isClosed) throw new HostError('ebadf');
    inTurn(own.context);
    return own;
  };
  const beginNow = (): Host => {
    const own = current();
    inTurn(own.context);
    return own;
  };

  class Socket {
    private constructor() {}

    static of(own: HostSocket): Socket {
      const socket = new Socket();
      Object.defineProperty(socket, REP, { value: numbers.take() });
      owns.set(socket, own);
      return socket;
    }

    static create(family: AddressFamily, type: SocketType, protocol: number): Socket {
      return Socket.of(unwrap(create(beginNow().context, family, type, protocol)));
    }

    static pair(family: AddressFamily, type: SocketType, protocol: number): [Socket, Socket] {
      const [first, second] = unwrap(createPair(beginNow().context, family, type, protocol));
      return [Socket.of(first), Socket.of(second)];
    }

    static take(offer: string): Socket {
      return Socket.of(unwrap(beginNow().take(offer)));
    }

    static importNamed(name: string): Socket {
      return Socket.of(unwrap(beginNow().importNamed(name)));
    }

    static eventSet(): Socket {
      return Socket.of(unwrap(createEventSet(beginNow().context)));
    }

    watch(
      action: WatchAction,
      member: Socket,
      number: number,
      events: PollEvents,
      mode: WatchMode,
      data: bigint,
    ): void {
      const wish = { events: pollEventBits(events), mode: watchModeBits(mode), data };
      check(watch(begun(this), action, ownOf(member), number, wish));
    }

    takeEvents(most: number, timeout: bigint | undefined): host.Event[] {
      const taken = unwrap(now(takeEvents(begun(this), most, timeLimit(timeout))));
      return taken.map(({ events, data }) => ({ events: pollEventsOf(events), data }));
    }

    bind(local: SocketAddress): void {
      check(connection.bind(begun(this), local));
    }

    listen(backlog: number): void {
      check(connection.listen(begun(this), backlog));
    }

    accept(): Socket {
      return Socket.of(unwrap(now(connection.accept(begun(this)))));
    }

    connect(remote: SocketAddress): void {
      check(connection.connect(begun(this), remote));
    }

    disconnect(): void {
      check(connection.disconnect(begun(this)));
    }

    shutdown(how: ShutdownHow): void {
      check(connection.shutdown(begun(this), how));
    }

    send(data: Uint8Array, flags: SendFlags): number {
      const own = begun(this);
      const bits = sendFlagBits(flags);
      return check(sending([data], bits, ([region]) => now(transfer.send(own, region!, bits))));
    }

    sendTo(data: Uint8Array, flags: SendFlags, remote: SocketAddress): number {
      const own = begun(this);
      const bits = sendFlagBits(flags);
      return check(sending([data], bits, ([region]) => now(transfer.sendTo(own, region!, bits, remote))));
    }

    receive(length: number, flags: ReceiveFlags): Uint8Array {
      const bytes = new Uint8Array(hostRoom(length, receiveFlagBits(flags)));
      const received = check(transfer.receive(begun(this), new HostRegion(bytes), receiveFlagBits(flags)));
      return bytes.subarray(0, received);
    }

    receiveFrom(length: number, flags: ReceiveFlags): host.Received {
      const bytes = new Uint8Array(hostRoom(length, receiveFlagBits(flags)));
      const outcome = unwrap(now(transfer.receiveFrom(begun(this), new HostRegion(bytes), receiveFlagBits(flags))));
      const received = { data: bytes.subarray(0, Math.min(outcome.length, bytes.length)), length: outcome.length };
      return outcome.from === undefined ? received : { ...received, from: outcome.from };
    }

    sendMessage(message: host.OutgoingMessage, flags: SendFlags): number {
      const own = begun(this);
      const bits = sendFlagBits(flags);
      const { to } = message;
      const control = message.control.map((item): OutgoingControl =>
        item.tag === 'rights' ? { tag: item.tag, val: item.val.map((socket) => ownOf(socket)) } : item,
      );
      return check(sending(message.parts, bits, (parts) => now(sendMessage(own, { parts, to, control }, bits))));
    }

    receiveMessage(length: number, controlLength: number, flags: ReceiveFlags): host.IncomingMessage {
      const bytes = new Uint8Array(hostRoom(length, receiveFlagBits(flags)));
      const outcome = receiveMessage(begun(this), new HostRegion(bytes), controlLength, receiveFlagBits(flags));
      const { from, ...message } = unwrap(now(outcome));
      const control = message.control.map((item): host.IncomingControl =>
        item.tag === 'rights' ? { tag: item.tag, val: item.val.map((own) => Socket.of(own)) } : item,
      );
      const data = bytes.subarray(0, Math.min(message.length, bytes.length));
      return { ...message, control, data, ...(from === undefined ? {} : { from }) };
    }

    localAddress(): SocketAddress {
      return unwrap(addresses.localAddress(begun(this)));
    }

    remoteAddress(): SocketAddress {
      return unwrap(addresses.remoteAddress(begun(this)));
    }

    isBlocking(): boolean {
      return begun(this).blocking;
    }

    setBlocking(blocking: boolean): void {
      begun(this).blocking = blocking;
    }

    getOption(name: OptionName): OptionValue {
      return unwrap(options.getOption(begun(this), name));
    }

    setOption(name: OptionName, value: OptionValue): void {
      check(options.setOption(begun(this), name, value));
    }

    updateMembership(
      action: MembershipAction,
      group: IpAddress,
      interfaceIndex: number,
      source: IpAddress | undefined,
    ): void {
      check(options.updateMembership(begun(this), action, group, interfaceIndex, source));
    }

    readable(): number {
      return check(readable(begun(this)));
    }

    atMark(): boolean {
      return check(atMark(begun(this))) === 1;
    }

    offer(guest: number): string {
      return unwrap(handover.offer(begun(this), guest));
    }

    exportNamed(name: string): void {
      check(exportNamed(begun(this), name));
    }

    /** jco calls it when the guest drops its handle. */
    [Symbol.dispose](): void {
      const own = ownOf(this);
      if (own.fd < 0) return;
      void closeLingering(begun(this)); // at once: components block
      numbers.give(Number(Reflect.get(this, REP)));
    }
  }
  checkMethods(Socket, ownOf);
  bareClass(Socket);
  return { Socket, ownOf };
}

/** Begins an operation of a component, which waits for its turn. @throws GuestKilled, LimitError as `begin` */
export function inTurn(context: SocketContext): void {
  begin(context);
  now(untilTurn(context));
}

/** The outcome of an operation on a blocking host, which is never a promise. */
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

/** @returns the object @throws HostError if it is minus an errno */
export function unwrap<T extends object | string>(outcome: T | number): T {
  if (typeof outcome === 'number') throw new HostError(errnoName(-outcome));
  return outcome;
}

/** In milliseconds. @param microseconds undefined for no limit */
export function timeLimit(microseconds: bigint | undefined): number {
  return microseconds === undefined ? Infinity : Number(microseconds) / 1000;
}
