import type { ProvidedResource } from '../../component/provided.ts';
import { errnoNumber } from '../../os/errno.ts';
import { readyEvents } from '../../os/libc.ts';
import { platform } from '../../os/platform.ts';
import { localAddress, remoteAddress } from '../../socket/addresses.ts';
import * as connection from '../../socket/connection.ts';
import type { HostSocket } from '../../socket/host-socket.ts';
import { getOption, setOption } from '../../socket/options.ts';
import { andThen, type Completion } from '../../wait/completion.ts';
import type { InputStream } from '../io/input-stream.ts';
import { writeUnfinished } from '../io/outlet.ts';
import type { OutputStream } from '../io/output-stream.ts';
import type { Awaited } from '../io/pollable.ts';
import { DONE, ok } from '../result.ts';
import {
  CONCURRENCY_CONFLICT,
  done,
  failed,
  INVALID_ARGUMENT,
  INVALID_STATE,
  NOT_IN_PROGRESS,
  OTHERWISE,
  type SocketResult,
  WOULD_BLOCK,
} from './error-code.ts';
import { fromWasi, type IpAddressFamily, type IpSocketAddress, isLocal, isRemote, toWasi } from './ip-address.ts';
import { SharedSocket } from './shared-socket.ts';
import type { SocketOption } from './socket-options.ts';
import { type ShutdownType, TcpConnection } from './tcp-connection.ts';

const EAGAIN = errnoNumber('eagain');
const EINPROGRESS = errnoNumber('einprogress');
const EACCES = errnoNumber('eacces');
const EPERM = errnoNumber('eperm');

/** Where a socket is. What was begun is finished in a second call: wit/deps/sockets.wit. */
type State =
  | { readonly is: 'unbound' | 'bind-started' | 'bound' | 'listen-started' | 'closed' }
  | { readonly is: 'listening'; readonly awaited: Awaited }
  /** `failure`: what connect(2) said, if it failed at once; minus the system's errno. */
  | { readonly is: 'connect-started'; readonly awaited: Awaited; readonly failure: number }
  | { readonly is: 'connected'; readonly connection: TcpConnection };

type StateName = State['is'];

/** States in which nothing else can be begun. */
const IN_PROGRESS: ReadonlySet<StateName> = new Set(['bind-started', 'listen-started', 'connect-started']);

const NAMED: ReadonlySet<StateName> = new Set(['bound', 'listen-started', 'listening', 'connect-started', 'connected']);

/** How many connections may wait, if the guest does not say. */
const BACKLOG = 128;
const MOST_BACKLOG = 0x7fff_ffff;

/** `tcp-socket` of wasi:sockets/tcp. */
export class TcpSocket {
  readonly family: IpAddressFamily;
  readonly #shared: SharedSocket;
  readonly #socket: HostSocket;
  #state: State;
  /** What listen(2) gets. The system does not tell. */
  #backlog = BACKLOG;

  /** @param accepted whether it is a connection */
  constructor(socket: HostSocket, accepted = false) {
    this.#socket = socket;
    this.#shared = new SharedSocket(socket);
    this.family = socket.family === 'inet' ? 'ipv4' : 'ipv6';
    this.#state = accepted ? { is: 'connected', connection: new TcpConnection(this.#shared) } : { is: 'unbound' };
  }

  get isListening(): boolean {
    return this.#state.is === 'listening';
  }

  /** The two streams of a connection. */
  get #streams(): [InputStream, OutputStream] | undefined {
    if (this.#state.is !== 'connected') return undefined;
    const { input, output } = this.#state.connection;
    return [input, output];
  }

  startBind(local: IpSocketAddress): SocketResult {
    const refusal = this.#refusal('unbound');
    if (refusal !== undefined) return refusal;
    if (!isLocal(this.family, local)) return INVALID_ARGUMENT;
    // So that TIME_WAIT of a socket before does not matter: both need it. With any port, Linux might give one of another's.
    const hasPort = local.val.port !== 0;
    if (hasPort) this.#reuseAddress();
    const outcome = connection.bind(this.#socket, fromWasi(local));
    if (outcome === 0 && !hasPort) this.#reuseAddress();
    if (outcome === 0) this.#state = { is: 'bind-started' };
    return done(outcome, OTHERWISE.bind);
  }

  finishBind(): SocketResult {
    if (this.#state.is !== 'bind-started') return NOT_IN_PROGRESS;
    this.#state = { is: 'bound' };
    return DONE;
  }

  /**
   * What the system says against it, `finishConnect` tells. A denial, and an address that nobody can connect to, are told at
   * once. After any failure the socket is closed: wit/deps/sockets.wit, "the only valid action left is to drop the socket".
   */
  startConnect(remote: IpSocketAddress): Completion<SocketResult> {
    const refusal = this.#refusal('unbound', 'bound');
    if (refusal !== undefined) return refusal;
    if (!isRemote(this.family, remote)) return this.#fail(INVALID_ARGUMENT);
    return andThen(connection.connect(this.#socket, fromWasi(remote)), (outcome) => {
      if (outcome === -EACCES || outcome === -EPERM) return this.#fail(failed(outcome));
      const isUnderWay = outcome >= 0 || outcome === -EINPROGRESS;
      const awaited = isUnderWay ? { fd: this.#socket.fd, events: platform.POLLOUT } : undefined;
      this.#state = { is: 'connect-started', awaited, failure: isUnderWay ? 0 : outcome };
      return DONE;
    });
  }

  finishConnect(): SocketResult<[InputStream, OutputStream]> {
    const state = this.#state;
    if (state.is !== 'connect-started') return NOT_IN_PROGRESS;
    const { fd } = this.#socket;
    if (state.failure === 0 && readyEvents(fd, platform.POLLOUT) === 0) return WOULD_BLOCK;
    const failure = state.failure === 0 ? this.#takeError() : state.failure;
    if (failure !== 0) return this.#fail(failed(failure, OTHERWISE.connect));
    this.#state = { is: 'connected', connection: new TcpConnection(this.#shared) };
    return ok(this.#streams!);
  }

  startListen(): SocketResult {
    const refusal = this.#refusal('bound');
    if (refusal !== undefined) return refusal;
    const outcome = connection.listen(this.#socket, this.#backlog);
    if (outcome === 0) this.#state = { is: 'listen-started' };
    return done(outcome, OTHERWISE.listen);
  }

  finishListen(): SocketResult {
    if (this.#state.is !== 'listen-started') return NOT_IN_PROGRESS;
    this.#state = { is: 'listening', awaited: { fd: this.#socket.fd, events: platform.POLLIN } };
    return DONE;
  }

  accept(): Completion<SocketResult<[TcpSocket, InputStream, OutputStream]>> {
    if (this.#state.is !== 'listening') return INVALID_STATE;
    return andThen(connection.accept(this.#socket), (accepted) => {
      if (accepted === -EAGAIN) writeUnfinished(this.#socket.context.waiter);
      if (typeof accepted === 'number') return failed(accepted, OTHERWISE.accept);
      accepted.blocking = false;
      const socket = new TcpSocket(accepted, true);
      return ok([socket, ...socket.#streams!]);
    });
  }

  localAddress(): SocketResult<IpSocketAddress> {
    return NAMED.has(this.#state.is) ? this.#address(localAddress) : INVALID_STATE;
  }

  remoteAddress(): SocketResult<IpSocketAddress> {
    return this.#state.is === 'connected' ? this.#address(remoteAddress) : INVALID_STATE;
  }

  setListenBacklogSize(size: bigint): SocketResult {
    if (size === 0n) return INVALID_ARGUMENT;
    const { is } = this.#state;
    if (is === 'connect-started' || is === 'connected' || is === 'closed') return INVALID_STATE;
    this.#backlog = Math.min(Number(size), MOST_BACKLOG);
    // Linux takes another size from a second listen(2).
    if (is !== 'listen-started' && is !== 'listening') return DONE;
    return done(connection.listen(this.#socket, this.#backlog), OTHERWISE.listen);
  }

  get<T>(option: SocketOption<T>): SocketResult<T> {
    return this.#state.is === 'closed' ? INVALID_STATE : option.get(this.#socket);
  }

  set<T>(option: SocketOption<T>, value: T): SocketResult {
    return this.#state.is === 'closed' ? INVALID_STATE : option.set(this.#socket, value);
  }

  /** What to wait for until what was begun can be finished, or a connection can be accepted. */
  awaited(): Awaited {
    return 'awaited' in this.#state ? this.#state.awaited : undefined;
  }

  shutdown(type: ShutdownType): SocketResult {
    if (this.#state.is !== 'connected') return INVALID_STATE;
    this.#state.connection.shutdown(type);
    return DONE;
  }

  drop(): void {
    this.#shared.release();
    this.#state = { is: 'closed' };
  }

  /** Why an operation cannot be begun; undefined if the socket is in one of these states. */
  #refusal(...from: StateName[]) {
    const { is } = this.#state;
    if (from.includes(is)) return undefined;
    return IN_PROGRESS.has(is) ? CONCURRENCY_CONFLICT : INVALID_STATE;
  }

  #fail<T>(failure: T): T {
    this.#state = { is: 'closed' };
    return failure;
  }

  #reuseAddress(): void {
    setOption(this.#socket, 'so-reuseaddr', { tag: 'integer', val: 1 });
  }

  #address(of: typeof localAddress): SocketResult<IpSocketAddress> {
    const found = of(this.#socket);
    if (typeof found === 'number') return failed(found, OTHERWISE.name);
    const address = toWasi(found);
    return address === undefined ? INVALID_STATE : ok(address);
  }

  /** SO_ERROR: minus the system's errno, or 0. */
  #takeError(): number {
    const error = getOption(this.#socket, 'so-error');
    if (typeof error === 'number') return error;
    return error.tag === 'error' && error.val !== undefined ? -errnoNumber(error.val) : 0;
  }
}

export const TCP_SOCKET: ProvidedResource<TcpSocket> = { name: 'tcp-socket', drop: (socket) => socket.drop() };
