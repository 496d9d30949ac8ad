// wasi:sockets/udp
import {
  immediate,
  providedInterface,
  type ProvidedFunction,
  type ProvidedInterface,
} from '../../component/provided.ts';
import type { WasiEnvironment } from '../environment.ts';
import { Pollable } from '../io/pollable.ts';
import { WASI_VERSION } from '../version.ts';
import { INCOMING_DATAGRAM_STREAM, type IncomingDatagramStream } from './incoming-datagram-stream.ts';
import type { IpSocketAddress } from './ip-address.ts';
import type { Network } from './network.ts';
import { operations } from './operation.ts';
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

export function udp({ context }: WasiEnvironment): ProvidedInterface {
  const operation = operations(context);
  const option = <T>(name: string, row: SocketOption<T>): Record<string, ProvidedFunction> => ({
    [`[method]udp-socket.${name}`]: operation((self: Self) => self.get(row)),
    [`[method]udp-socket.set-${name}`]: operation((self: Self, value: T) => self.set(row, value)),
  });
  const resources = [UDP_SOCKET, INCOMING_DATAGRAM_STREAM, OUTGOING_DATAGRAM_STREAM];
  return providedInterface('wasi:sockets/udp', WASI_VERSION, resources, {
    // There is one network.
    '[method]udp-socket.start-bind': operation((self: Self, _: Network, local: IpSocketAddress) =>
      self.startBind(local),
    ),
    '[method]udp-socket.finish-bind': operation((self: Self) => self.finishBind()),
    '[method]udp-socket.stream': operation((self: Self, remote: IpSocketAddress | undefined) => self.stream(remote)),
    '[method]udp-socket.local-address': operation((self: Self) => self.localAddress()),
    '[method]udp-socket.remote-address': operation((self: Self) => self.remoteAddress()),
    '[method]udp-socket.address-family': immediate((self: Self) => self.family),
    ...option('unicast-hop-limit', hopLimit),
    ...option('receive-buffer-size', receiveBufferSize),
    ...option('send-buffer-size', sendBufferSize),
    '[method]udp-socket.subscribe': immediate(() => ALWAYS),
    '[method]incoming-datagram-stream.receive': operation((self: IncomingDatagramStream, most: bigint) =>
      self.receive(most),
    ),
    '[method]incoming-datagram-stream.subscribe': immediate(
      (self: IncomingDatagramStream) => new Pollable(() => self.awaited()),
    ),
    '[method]outgoing-datagram-stream.check-send': operation((self: OutgoingDatagramStream) => self.checkSend()),
    '[method]outgoing-datagram-stream.send': operation(
      (self: OutgoingDatagramStream, datagrams: readonly OutgoingDatagram[]) => self.send(datagrams),
    ),
    '[method]outgoing-datagram-stream.subscribe': immediate(
      (self: OutgoingDatagramStream) => new Pollable(() => self.awaited()),
    ),
  });
}
