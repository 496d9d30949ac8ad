// wasi:sockets/udp
import {
  immediate,
  providedInterface,
  type ProvidedFunction,
  type ProvidedInterface,
} from '../../component/provided.ts';
import { Pollable } from '../io/pollable.ts';
import { WASI_VERSION } from '../version.ts';
import { INCOMING_DATAGRAM_STREAM, type IncomingDatagramStream } from './incoming-datagram-stream.ts';
import type { IpSocketAddress } from './ip-address.ts';
import type { Network } from './network.ts';
import {
  OUTGOING_DATAGRAM_STREAM,
  type OutgoingDatagram,
  type OutgoingDatagramStream,
} from './outgoing-datagram-stream.ts';
import { hopLimit, receiveBufferSize, sendBufferSize, type SocketOption } from './socket-options.ts';
import { UDP_SOCKET, type UdpSocket } from './udp-socket.ts';

type Self = UdpSocket;

/** A socket's own operations never wait. */
const ALWAYS = new Pollable(() => undefined);

function option<T>(name: string, row: SocketOption<T>): Record<string, ProvidedFunction> {
  return {
    [`[method]udp-socket.${name}`]: immediate((self: Self) => self.get(row)),
    [`[method]udp-socket.set-${name}`]: immediate((self: Self, value: T) => self.set(row, value)),
  };
}

const RESOURCES = [UDP_SOCKET, INCOMING_DATAGRAM_STREAM, OUTGOING_DATAGRAM_STREAM];

export const udp: ProvidedInterface = providedInterface('wasi:sockets/udp', WASI_VERSION, RESOURCES, {
  // There is one network.
  '[method]udp-socket.start-bind': immediate((self: Self, _: Network, local: IpSocketAddress) => self.startBind(local)),
  '[method]udp-socket.finish-bind': immediate((self: Self) => self.finishBind()),
  '[method]udp-socket.stream': immediate((self: Self, remote: IpSocketAddress | undefined) => self.stream(remote)),
  '[method]udp-socket.local-address': immediate((self: Self) => self.localAddress()),
  '[method]udp-socket.remote-address': immediate((self: Self) => self.remoteAddress()),
  '[method]udp-socket.address-family': immediate((self: Self) => self.family),
  ...option('unicast-hop-limit', hopLimit),
  ...option('receive-buffer-size', receiveBufferSize),
  ...option('send-buffer-size', sendBufferSize),
  '[method]udp-socket.subscribe': immediate(() => ALWAYS),
  '[method]incoming-datagram-stream.receive': immediate((self: IncomingDatagramStream, most: bigint) =>
    self.receive(most),
  ),
  '[method]incoming-datagram-stream.subscribe': immediate(
    (self: IncomingDatagramStream) => new Pollable(() => self.awaited()),
  ),
  '[method]outgoing-datagram-stream.check-send': immediate((self: OutgoingDatagramStream) => self.checkSend()),
  '[method]outgoing-datagram-stream.send': immediate(
    (self: OutgoingDatagramStream, datagrams: readonly OutgoingDatagram[]) => self.send(datagrams),
  ),
  '[method]outgoing-datagram-stream.subscribe': immediate(
    (self: OutgoingDatagramStream) => new Pollable(() => self.awaited()),
  ),
});
