import type { ProvidedResource } from '../../component/provided.ts';
import type { SocketAddress } from '../../generated/wit-types.ts';
import { localAddress, remoteAddress } from '../../socket/addresses.ts';
import { bind, connect, forgetPeer } from '../../socket/connection.ts';
import type { HostSocket } from '../../socket/host-socket.ts';
import { bindForAnswers } from '../../socket/implicit-bind.ts';
import { andThen, type Completion } from '../../wait/completion.ts';
import { DONE, ok } from '../result.ts';
import type { DatagramChannel } from './datagram-channel.ts';
import {
  CONCURRENCY_CONFLICT,
  done,
  failed,
  INVALID_ARGUMENT,
  INVALID_STATE,
  NOT_IN_PROGRESS,
  OTHERWISE,
  type SocketResult,
} from './error-code.ts';
import { IncomingDatagramStream } from './incoming-datagram-stream.ts';
import {
  fromWasi,
  type IpAddressFamily,
  type IpSocketAddress,
  isLocal,
  isRemote,
  isUnspecified,
  toWasi,
} from './ip-address.ts';
import { OutgoingDatagramStream } from './outgoing-datagram-stream.ts';
import { SharedSocket } from './shared-socket.ts';
import type { SocketOption } from './socket-options.ts';

type Streams = [IncomingDatagramStream, OutgoingDatagramStream];

/** Where a socket is. */
type State =
  | { readonly is: 'unbound' }
  | { readonly is: 'bind-started' }
  /** `local`: where the system says that it was bound. */
  | { readonly is: 'bound'; readonly local: SocketAddress; readonly channel: DatagramChannel | undefined };

/** `udp-socket` of wasi:sockets/udp. */
export class UdpSocket {
  readonly family: IpAddressFamily;
  readonly #shared: SharedSocket;
  readonly #socket: HostSocket;
  #state: State = { is: 'unbound' };

  constructor(socket: HostSocket) {
    this.family = socket.family === 'inet' ? 'ipv4' : 'ipv6';
    this.#socket = socket;
    this.#shared = new SharedSocket(socket);
  }

  startBind(local: IpSocketAddress): SocketResult {
    if (this.#state.is === 'bind-started') return CONCURRENCY_CONFLICT;
    if (this.#state.is !== 'unbound') return INVALID_STATE;
    if (!isLocal(this.family, local, true)) return INVALID_ARGUMENT;
    // What has to be bound only because WASI says so needs no permission, as without WASI: see implicit-bind.ts.
    const isImplicit = local.val.port === 0 && isUnspecified(local);
    const outcome = (isImplicit ? bindForAnswers(this.#socket) : undefined) ?? bind(this.#socket, fromWasi(local));
    if (outcome === 0) this.#state = { is: 'bind-started' };
    return done(outcome, OTHERWISE.bind);
  }

  finishBind(): SocketResult {
    if (this.#state.is !== 'bind-started') return NOT_IN_PROGRESS;
    const local = localAddress(this.#socket);
    if (typeof local === 'number') return failed(local);
    this.#state = { is: 'bound', local, channel: undefined };
    return DONE;
  }

  /** A pair of streams, with a peer or without. Those before do not work any more. */
  stream(remote: IpSocketAddress | undefined): Completion<SocketResult<Streams>> {
    const state = this.#state;
    if (state.is !== 'bound') return INVALID_STATE;
    if (remote !== undefined && !isRemote(this.family, remote, true)) return INVALID_ARGUMENT;
    const left = this.#leave(state);
    if (left < 0) return failed(left, OTHERWISE.connect);
    return andThen(remote === undefined ? 0 : connect(this.#socket, fromWasi(remote)), (outcome) => {
      if (outcome < 0) return failed(outcome, { ...OTHERWISE.connect, ...OTHERWISE.datagram });
      const channel = { shared: this.#shared, remote, isCurrent: true };
      this.#state = { ...state, channel };
      return ok<Streams>([new IncomingDatagramStream(channel), new OutgoingDatagramStream(channel, this.family)]);
    });
  }

  localAddress(): SocketResult<IpSocketAddress> {
    return this.#state.is === 'bound' ? this.#address(localAddress) : INVALID_STATE;
  }

  remoteAddress(): SocketResult<IpSocketAddress> {
    if (this.#state.is !== 'bound' || this.#state.channel?.remote === undefined) return INVALID_STATE;
    return this.#address(remoteAddress);
  }

  get<T>(option: SocketOption<T>): SocketResult<T> {
    return option.get(this.#socket);
  }

  set<T>(option: SocketOption<T>, value: T): SocketResult {
    return option.set(this.#socket, value);
  }

  drop(): void {
    this.#shared.release();
  }

  /** Ends the streams before, and forgets their peer. @returns 0 or minus the system's errno */
  #leave(state: State & { is: 'bound' }): number {
    const { channel, local } = state;
    if (channel === undefined) return 0;
    channel.isCurrent = false;
    this.#state = { ...state, channel: undefined };
    return channel.remote === undefined ? 0 : forgetPeer(this.#socket, local);
  }

  #address(of: typeof localAddress): SocketResult<IpSocketAddress> {
    const found = of(this.#socket);
    if (typeof found === 'number') return failed(found, OTHERWISE.name);
    const address = toWasi(found);
    return address === undefined ? INVALID_STATE : ok(address);
  }
}

export const UDP_SOCKET: ProvidedResource<UdpSocket> = { name: 'udp-socket', drop: (socket) => socket.drop() };
