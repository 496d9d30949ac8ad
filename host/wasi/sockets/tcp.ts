// wasi:sockets/tcp
import {
  immediate,
  providedInterface,
  type ProvidedFunction,
  type ProvidedInterface,
} from '../../component/provided.ts';
import { Pollable } from '../io/pollable.ts';
import { WASI_VERSION } from '../version.ts';
import type { IpSocketAddress } from './ip-address.ts';
import type { Network } from './network.ts';
import {
  hopLimit,
  keepAliveCount,
  keepAliveEnabled,
  keepAliveIdleTime,
  keepAliveInterval,
  receiveBufferSize,
  sendBufferSize,
  type SocketOption,
} from './socket-options.ts';
import type { ShutdownType } from './tcp-connection.ts';
import { TCP_SOCKET, type TcpSocket } from './tcp-socket.ts';

type Self = TcpSocket;

function option<T>(name: string, row: SocketOption<T>): Record<string, ProvidedFunction> {
  return {
    [`[method]tcp-socket.${name}`]: immediate((self: Self) => self.get(row)),
    [`[method]tcp-socket.set-${name}`]: immediate((self: Self, value: T) => self.set(row, value)),
  };
}

export const tcp: ProvidedInterface = providedInterface('wasi:sockets/tcp', WASI_VERSION, [TCP_SOCKET], {
  // There is one network.
  '[method]tcp-socket.start-bind': immediate((self: Self, _: Network, local: IpSocketAddress) => self.startBind(local)),
  '[method]tcp-socket.finish-bind': immediate((self: Self) => self.finishBind()),
  '[method]tcp-socket.start-connect': immediate((self: Self, _: Network, remote: IpSocketAddress) =>
    self.startConnect(remote),
  ),
  '[method]tcp-socket.finish-connect': immediate((self: Self) => self.finishConnect()),
  '[method]tcp-socket.start-listen': immediate((self: Self) => self.startListen()),
  '[method]tcp-socket.finish-listen': immediate((self: Self) => self.finishListen()),
  '[method]tcp-socket.accept': immediate((self: Self) => self.accept()),
  '[method]tcp-socket.local-address': immediate((self: Self) => self.localAddress()),
  '[method]tcp-socket.remote-address': immediate((self: Self) => self.remoteAddress()),
  '[method]tcp-socket.is-listening': immediate((self: Self) => self.isListening),
  '[method]tcp-socket.address-family': immediate((self: Self) => self.family),
  '[method]tcp-socket.set-listen-backlog-size': immediate((self: Self, size: bigint) =>
    self.setListenBacklogSize(size),
  ),
  ...option('keep-alive-enabled', keepAliveEnabled),
  ...option('keep-alive-idle-time', keepAliveIdleTime),
  ...option('keep-alive-interval', keepAliveInterval),
  ...option('keep-alive-count', keepAliveCount),
  ...option('hop-limit', hopLimit),
  ...option('receive-buffer-size', receiveBufferSize),
  ...option('send-buffer-size', sendBufferSize),
  '[method]tcp-socket.subscribe': immediate((self: Self) => new Pollable(() => self.awaited())),
  '[method]tcp-socket.shutdown': immediate((self: Self, type: ShutdownType) => self.shutdown(type)),
});
