// The operations on sockets as a transpiled component has them, for tests that call them one by one.
import { onTestFinished } from 'vitest';
import { Host, type PolicyRules } from 'wasock';
import { type ComponentSocket, componentSocket } from '#host/jco/component-socket';
import type { Socket } from '#host/generated/wit-host';
import type { SocketAddress } from '#host/generated/wit-types';

export type Instance = Socket;

/** A guest of the test's: its class of sockets, its host, and the flags that it was told to need. */
export interface TestGuest extends ComponentSocket {
  readonly host: Host;
  readonly denials: string[];
}

/** A guest with this policy, closed with the test. */
export function guestWith(policy: PolicyRules): TestGuest {
  const denials: string[] = [];
  const host = new Host({ policy, onDenied: ({ flag }) => void denials.push(flag) });
  onTestFinished(() => host.close());
  return { ...componentSocket(() => host), host, denials };
}

/** What an operation gives: its result, or the name of its error. */
export function outcomeOf<T>(operation: () => T): T | string {
  try {
    return operation();
  } catch (error) {
    const { payload } = error as { payload?: unknown };
    if (typeof payload !== 'string') throw error;
    return payload;
  }
}

export const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
export const decode = (data: Uint8Array): string => new TextDecoder().decode(data);

export const inet = (port: number, ...address: [number, number, number, number] | []): SocketAddress => ({
  tag: 'inet',
  val: { port, address: address.length === 0 ? [127, 0, 0, 1] : address },
});

export const inet6 = (
  port: number,
  last = 1,
  before: readonly [number, number, number] = [0, 0, 0],
): SocketAddress => ({
  tag: 'inet6',
  val: { port, flowInfo: 0, address: [0, 0, 0, 0, ...before, last], scopeId: 0 },
});

export const unix = (name: string): SocketAddress => ({ tag: 'unix', val: encode(name) });

export function portOf(socket: Socket): number {
  const local = socket.localAddress();
  return local.tag === 'inet' || local.tag === 'inet6' ? local.val.port : 0;
}

/** The name of a Unix socket; empty if it has none. */
export function nameOf(socket: Socket): string {
  const local = socket.localAddress();
  return local.tag === 'unix' ? decode(local.val) : '';
}

/** A socket of one guest, as it arrives at another by SCM_RIGHTS. */
export function passed(from: TestGuest, socket: Socket, to: TestGuest): Socket {
  const [a, b] = from.Socket.pair('unix', 'stream', 0);
  // The other guest has the end by its id, as an offer; descriptors in flight are the same as from a program.
  const end = to.Socket.take(b.offer(to.host.id));
  a.sendMessage({ parts: [encode('x')], control: [{ tag: 'rights', val: [socket] }] }, {});
  const [item] = end.receiveMessage(1, 64, {}).control;
  const received = item?.tag === 'rights' ? item.val[0] : undefined;
  if (received === undefined) throw new TypeError('the socket did not arrive');
  return received;
}
