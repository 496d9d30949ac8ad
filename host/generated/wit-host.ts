// Generated from wit/host.wit by `npm run wit`; not to be edited.
import type {
  Errno,
  AddressFamily,
  SocketType,
  SocketAddress,
  IpAddress,
  ShutdownHow,
  SendFlags,
  ReceiveFlags,
  MessageFlags,
  OptionName,
  OptionValue,
  PollEvents,
  WatchMode,
  WatchAction,
  MembershipAction,
  Credentials,
  InetPacketInfo,
  Inet6PacketInfo,
  ErrorReport,
  OtherControl,
  Service,
  Protocol,
  LookupError,
  LookupHints,
  AddressInfo,
} from './wit-types.ts';
export type {
  Errno,
  AddressFamily,
  SocketType,
  SocketAddress,
  IpAddress,
  ShutdownHow,
  SendFlags,
  ReceiveFlags,
  MessageFlags,
  OptionName,
  OptionValue,
  PollEvents,
  WatchMode,
  WatchAction,
  MembershipAction,
  Credentials,
  InetPacketInfo,
  Inet6PacketInfo,
  ErrorReport,
  OtherControl,
  Service,
  Protocol,
  LookupError,
  LookupHints,
  AddressInfo,
};

/** Control data to send with a message. See cmsg(3). */
export type OutgoingControl =
  /** `SCM_RIGHTS`: the receiver gets sockets of the same descriptions. */
  | { tag: 'rights'; val: Array<Socket> }
  /** `SCM_CREDENTIALS`. */
  | { tag: 'credentials'; val: Credentials }
  /** `IP_PKTINFO`: source address and interface of this message. */
  | { tag: 'inet-packet-info'; val: InetPacketInfo }
  /** `IPV6_PKTINFO`: source address and interface of this message. */
  | { tag: 'inet6-packet-info'; val: Inet6PacketInfo }
  /** `IP_TTL`, 1 to 255 hops. */
  | { tag: 'ttl'; val: number }
  /** `IP_TOS`, 0 to 255. */
  | { tag: 'tos'; val: number }
  /** `IPV6_HOPLIMIT`, 0 to 255 hops; -1 the default. */
  | { tag: 'hop-limit'; val: number }
  /** `IPV6_TCLASS`, 0 to 255; -1 the default. */
  | { tag: 'traffic-class'; val: number }
  /** `UDP_SEGMENT`, bytes a segment. */
  | { tag: 'udp-segment'; val: number };

/** Control data that came with a message. See cmsg(3). */
export type IncomingControl =
  /**
   * `SCM_RIGHTS`: sockets, which now belong to the guest. The host
   * closes a descriptor that is no socket, that is one too many for the
   * guest, or of a kind that the policy forbids. It then sets
   * `message-flags.ctrunc`.
   */
  | { tag: 'rights'; val: Array<Socket> }
  /** `SCM_CREDENTIALS`, with `so-passcred` set. */
  | { tag: 'credentials'; val: Credentials }
  /** `IP_PKTINFO`, with `ip-pktinfo` set. */
  | { tag: 'inet-packet-info'; val: InetPacketInfo }
  /** `IPV6_PKTINFO`, with `ipv6-recvpktinfo` set. */
  | { tag: 'inet6-packet-info'; val: Inet6PacketInfo }
  /** `IP_TTL`, with `ip-recvttl` set. */
  | { tag: 'ttl'; val: number }
  /** `IP_TOS`, with `ip-recvtos` set. */
  | { tag: 'tos'; val: number }
  /** `IPV6_HOPLIMIT`, with `ipv6-recvhoplimit` set. */
  | { tag: 'hop-limit'; val: number }
  /** `IPV6_TCLASS`, with `ipv6-recvtclass` set. */
  | { tag: 'traffic-class'; val: number }
  /** `IP_RECVERR` and `IPV6_RECVERR`, with `receive-flags.errqueue`. */
  | { tag: 'error-report'; val: ErrorReport }
  /** Anything else. */
  | { tag: 'other'; val: OtherControl };

/** A message to send. */
export interface OutgoingMessage {
  /** Gathered in this order into one message. At most 1024 parts. */
  parts: Array<Uint8Array>;
  /** `none`: to the connected peer. */
  to?: SocketAddress;
  control: Array<OutgoingControl>;
}

/** What `receive-from` received. */
export interface Received {
  data: Uint8Array;
  /**
   * The length of the whole datagram in bytes. It is more than that of
   * `data` if the datagram was cut and `receive-flags.trunc` was given.
   */
  length: number;
  /**
   * Who sent it; `none` on a connected stream and from an unnamed
   * local socket.
   */
  from?: SocketAddress;
}

/** What `receive-message` received. */
export interface IncomingMessage {
  data: Uint8Array;
  /** As in `received`. */
  length: number;
  /** As in `received`. */
  from?: SocketAddress;
  control: Array<IncomingControl>;
  flags: MessageFlags;
}

/** What an event set tells of a member. */
export interface Event {
  events: PollEvents;
  data: bigint;
}

/** A socket to `poll`, and what it is waited for. */
export interface Polled {
  socket: Socket;
  events: PollEvents;
}

/**
 * What `poll` has found: of each socket in the order of the list, and of
 * the standard input.
 */
export interface PollOutcome {
  sockets: Array<PollEvents>;
  input: PollEvents;
}

/** Positions, from 0 and ascending, in the lists given to `select`. */
export interface Ready {
  read: Uint32Array;
  write: Uint32Array;
  except: Uint32Array;
}

/**
 * A process of this guest's that has ended, and that no `wait` has told of
 * yet.
 */
export interface EndedProcess {
  /** Its `guest-id`. */
  id: number;
  /** How, as wait(2) encodes it. */
  status: number;
}

/**
 * A socket. Dropping the handle closes it; queued data is still
 * delivered.
 *
 * With `so-linger` of 0 seconds, closing resets the connection. With more,
 * closing waits until the peer has acknowledged everything, at most for
 * that time. It waits only if the socket blocks and nothing is left
 * unread. The end of the guest never waits.
 *
 * Other references to the same file description (`rights`, `offer`) stay
 * open. Closing one of several does not wait.
 */
export declare class Socket {
  /** Only functions make it. */
  private constructor();

  /**
   * Makes a socket in blocking mode.
   *
   * `protocol` is an IANA protocol number, 0 for the type's default
   * (`packet`: an EtherType).
   *
   * # Errors
   * - `eacces`: the policy forbids raw or packet sockets.
   * - `eafnosupport`, `eprotonosupport`, `esocktnosupport`, `eprototype`:
   *   the system lacks the combination.
   * - `eperm`: the system asks for privileges (raw, packet).
   * - `emfile`: the guest's limit or the process's; `enfile`, `enobufs`,
   *   `enomem`: the system's.
   *
   * References: socket(2); PHP: socket_create.
   */
  static create(family: AddressFamily, type: SocketType, protocol: number): Socket;

  /**
   * Makes two connected sockets in blocking mode.
   *
   * # Errors
   * As `create`; `eopnotsupp`: the family has no pairs (Linux: all but
   * `unix`).
   *
   * References: socketpair(2); PHP: socket_create_pair.
   */
  static pair(family: AddressFamily, type: SocketType, protocol: number): [Socket, Socket];

  /**
   * Takes a socket that another guest, or this one, offered to this one.
   * If it succeeds, the identifier is used up.
   *
   * # Errors
   * - `einval`: unknown, used up, revoked or for another guest.
   * - `eacces`: it is a raw or packet socket, which the policy forbids.
   * - `emfile`: as `create`.
   *
   * References: PHP: socket_wsaprotocol_info_import.
   */
  static take(offer: string): Socket;

  /**
   * Takes a socket that the host's embedder gave to this guest by this
   * name: a listener, a connection, a datagram socket, in blocking mode.
   * Of several with one name it is the one that came first. The policy
   * is not asked.
   *
   * # Errors
   * - `enoent`: there is none of this name, or none any more.
   * - `emfile`: as `create`.
   *
   * References: sd_listen_fds_with_names(3).
   */
  static importNamed(name: string): Socket;

  /**
   * Gives the socket an address. With port 0 the system chooses one, and
   * with an empty `unix` name too (Linux: an abstract name).
   *
   * # Errors
   * - `eacces`: forbidden by the policy, or a privileged port, or a
   *   directory without permission.
   * - `eaddrinuse`: taken. `eaddrnotavail`: not of this machine.
   * - `eafnosupport`: an address of another family.
   * - `einval`: already bound, or a name that is too long.
   * - `enoent`, `enotdir`, `erofs`, `eloop`: the path is wrong.
   *
   * References: bind(2); PHP: socket_bind.
   */
  bind(local: SocketAddress): void;

  /**
   * Makes the socket accept connections. An unbound internet socket is
   * bound to a port of the system's choice, which the policy must allow.
   *
   * `backlog` is how many connections may wait. The system lowers it to
   * its own limit, and takes a negative number as that limit.
   *
   * # Errors
   * - `eopnotsupp`: not a `stream` or `seqpacket` socket.
   * - `einval`: connected. `eaddrinuse`: the port is taken.
   *
   * References: listen(2); PHP: socket_listen.
   */
  listen(backlog: number): void;

  /**
   * Takes the first waiting connection. The new socket is in blocking
   * mode. Blocks until there is a connection, at most for `so-rcvtimeo`.
   *
   * # Errors
   * - `eagain`: none is waiting (non-blocking mode, or the time is over).
   * - `einval`: not listening. `eopnotsupp`: not a stream.
   * - `econnaborted`: the peer is already gone. `emfile`: as `create`.
   *
   * References: accept(2); PHP: socket_accept.
   */
  accept(): Socket;

  /**
   * Connects, or sets the peer of a datagram socket. Blocks until
   * connected or refused, at most for `so-sndtimeo`.
   *
   * # Errors
   * - `econnrefused`: nobody listens. `etimedout`: no answer.
   * - `enetunreach`, `ehostunreach`, `eaddrnotavail`: no way there.
   * - `einprogress`: begun (non-blocking mode, or the time is over). The
   *   socket becomes writable when it is connected or has failed;
   *   `so-error` tells which. `ealready`: still in progress.
   * - `eisconn`: already connected. `eafnosupport`: another family.
   * - `eagain`: the listener's queue is full (`unix`, non-blocking mode).
   * - `enoent`, `enotdir`, `eacces`: the path is wrong. `eprototype`: a
   *   socket of another type is there.
   *
   * References: connect(2); PHP: socket_connect.
   */
  connect(remote: SocketAddress): void;

  /**
   * Dissolves what `connect` has made: a datagram socket has no peer any
   * more, a TCP connection is aborted, and the socket can be connected
   * again. The system gives up a port that it had chosen itself.
   *
   * # Errors
   * - `eacces`: others have the socket, and the guest may not hear
   *   everybody at its address.
   * - `einval`: a `unix` stream.
   *
   * References: connect(2), `AF_UNSPEC`.
   */
  disconnect(): void;

  /**
   * Ends one or both directions of a connection.
   *
   * # Errors
   * - `enotconn`: not connected.
   *
   * References: shutdown(2); PHP: socket_shutdown.
   */
  shutdown(how: ShutdownHow): void;

  /**
   * Sends to the connected peer. The result is how many bytes the system
   * took. On a stream it blocks until all are taken, at most for
   * `so-sndtimeo`. The result is less than asked for if the time ran out,
   * if an error followed (the next call reports it), or in non-blocking
   * mode. A datagram is sent whole or not at all.
   *
   * # Errors
   * - `eagain`: no room (non-blocking mode, or the time is over).
   * - `epipe`: this direction was shut down, or the peer is gone.
   * - `econnreset`: the peer reset the connection.
   * - `edestaddrreq`, `enotconn`: there is no peer. `emsgsize`: too long.
   * - `econnrefused`: an earlier datagram was refused.
   *
   * References: send(2); PHP: socket_send, socket_write.
   */
  send(data: Uint8Array, flags: SendFlags): number;

  /**
   * Sends one message to an address; otherwise as `send`.
   *
   * # Errors
   * As `send`; `eisconn`: connected (`unix` streams).
   *
   * References: sendto(2); PHP: socket_sendto.
   */
  sendTo(data: Uint8Array, flags: SendFlags, remote: SocketAddress): number;

  /**
   * Receives at most `length` bytes. No bytes mean the end of the stream,
   * or an empty datagram. Blocks until something arrives, at most for
   * `so-rcvtimeo`. If a datagram is longer than `length`, the rest of it
   * is lost.
   *
   * # Errors
   * - `eagain`: nothing arrived (non-blocking mode, or the time is over).
   * - `econnreset`: the peer reset the connection.
   * - `enotconn`: a stream without a peer.
   * - `econnrefused`: an earlier datagram was refused.
   * - `einval`: there is no out-of-band data (`oob`).
   *
   * References: recv(2); PHP: socket_recv, socket_read.
   */
  receive(length: number, flags: ReceiveFlags): Uint8Array;

  /**
   * Receives, with the sender's address; otherwise as `receive`.
   *
   * References: recvfrom(2); PHP: socket_recvfrom.
   */
  receiveFrom(length: number, flags: ReceiveFlags): Received;

  /**
   * Sends a message gathered from parts, with control data; blocks as
   * `send` does.
   *
   * # Errors
   * As `send-to`.
   * - `einval`: control data that this socket cannot carry.
   * - `etoomanyrefs`: too many descriptors in flight.
   * - `eperm`: credentials of somebody else.
   *
   * References: sendmsg(2), cmsg(3); PHP: socket_sendmsg.
   */
  sendMessage(message: OutgoingMessage, flags: SendFlags): number;

  /**
   * Receives a message of at most `length` bytes, with at most
   * `control-length` bytes of control data. These are counted as the
   * system counts them (`CMSG_SPACE`); `control-space` computes the
   * number. `waitall` stops at control data. `oob` never blocks. Nor does
   * `errqueue`, except on `unix` sockets, which ignore it (Linux).
   *
   * # Errors
   * As `receive`; `emfile`: as `create`.
   *
   * References: recvmsg(2), cmsg(3); PHP: socket_recvmsg.
   */
  receiveMessage(length: number, controlLength: number, flags: ReceiveFlags): IncomingMessage;

  /**
   * The address that the socket is bound to.
   *
   * References: getsockname(2); PHP: socket_getsockname.
   */
  localAddress(): SocketAddress;

  /**
   * The address that the socket is connected to.
   *
   * # Errors
   * - `enotconn`: it is not connected.
   *
   * References: getpeername(2); PHP: socket_getpeername.
   */
  remoteAddress(): SocketAddress;

  /**
   * Whether operations block. The mode belongs to the file description:
   * all handles of it in this host have the same mode.
   *
   * References: fcntl(2), `O_NONBLOCK`.
   */
  isBlocking(): boolean;

  /**
   * Sets whether operations block.
   *
   * References: fcntl(2); PHP: socket_set_block, socket_set_nonblock.
   */
  setBlocking(blocking: boolean): void;

  /**
   * The value of an option.
   *
   * # Errors
   * - `enoprotoopt`: the system or this socket lacks the option.
   * - `eopnotsupp`: this kind of socket does not have it.
   *
   * References: getsockopt(2); PHP: socket_get_option.
   */
  getOption(name: OptionName): OptionValue;

  /**
   * Sets an option.
   *
   * # Errors
   * As `get-option`.
   * - `einval`: a value out of range, or of another case.
   * - `edom`: a time out of range.
   * - `eperm`, `eacces`: it needs privileges, or the policy forbids it.
   *
   * References: setsockopt(2); PHP: socket_set_option.
   */
  setOption(name: OptionName, value: OptionValue): void;

  /**
   * Joins or leaves a multicast group, or filters its sources.
   * With `interface-index` 0 the routing table chooses. `source` is for
   * the actions whose names contain it, and of the group's family.
   *
   * # Errors
   * - `eaddrinuse`: already joined.
   * - `eaddrnotavail`: not joined, or no such source.
   * - `enodev`: no such interface.
   * - `einval`: not a multicast address; or a source is given to an
   *   action without one, or missing.
   *
   * References: ip(7), ipv6(7), RFC 3678; PHP: socket_set_option, MCAST_*.
   */
  updateMembership(action: MembershipAction, group: IpAddress, interfaceIndex: number, source: IpAddress | undefined): void;

  /**
   * Whether the next byte to receive follows out-of-band data.
   *
   * References: sockatmark(3); PHP: socket_atmark.
   */
  atMark(): boolean;

  /**
   * How many bytes can be received: of a stream all, of datagrams those of
   * the first.
   *
   * # Errors
   * - `einval`: it listens.
   *
   * References: ioctl(2), `FIONREAD`; `SIOCINQ` in tcp(7) and udp(7).
   */
  readable(): number;

  /**
   * Offers the socket to a guest of the same host (in Node: of the same
   * process), which may be this one. With the returned identifier that
   * guest may `take` the socket, once, and gets a handle of the same file
   * description. The offer ends when it is taken or revoked, or when one
   * of the two guests ends. Until then it counts as a socket of this
   * guest.
   *
   * # Errors
   * - `esrch`: no such guest.
   * - `emfile`: as `create`. `enobufs`: too many offers in the host.
   *
   * References: PHP: socket_wsaprotocol_info_export.
   */
  offer(guest: number): string;

  /**
   * Gives the host's embedder a socket of the same file description, by a
   * name: printable ASCII without `:`, at most 255 bytes.
   *
   * # Errors
   * - `einval`: not such a name. `enobufs`: the embedder has not yet taken
   *   what it was given. `eopnotsupp`: the embedder takes no sockets.
   */
  exportNamed(name: string): void;

  /**
   * Makes an event set, which counts as a socket. It can be waited for
   * (readable while it has something to tell), be a member of another
   * set, and be dropped. Whatever else is done with it fails: mostly
   * with `enotsock`; it cannot be handed over (`einval`).
   *
   * # Errors
   * - `emfile`: as `create`.
   *
   * References: epoll_create(2).
   */
  static eventSet(): Socket;

  /**
   * Adds a member to an event set, changes what is told of it, or
   * removes it. `number` tells apart several entries of one socket: it
   * is the number of the descriptor that the guest has it by. A member
   * whose file description is closed everywhere is no longer one.
   * `data` is given back with its events.
   *
   * In a process that `fork` has made, a set is a copy, of the members
   * that the first process has.
   *
   * # Errors
   * - `einval`: this is no event set, or it is the member; or
   *   `watch-mode.exclusive` with what does not go with it.
   * - `eexist`: it has the member. `enoent`: it does not.
   * - `eloop`: sets in a circle, or too many in each other.
   * - `emfile`: one more entry of a socket is one more descriptor.
   * - `enospc`: the guest's sets have too many members.
   *
   * References: epoll_ctl(2).
   */
  watch(action: WatchAction, member: Socket, number: number, events: PollEvents, mode: WatchMode, data: bigint): void;

  /**
   * Takes at most `most` events of an event set. Blocks until there is
   * one. `timeout` is as in `select`.
   *
   * # Errors
   * - `einval`: this is no event set, or `most` is 0.
   *
   * References: epoll_wait(2).
   */
  takeEvents(most: number, timeout: bigint | undefined): Array<Event>;
}

/**
 * Waits until something is found of one of the sockets, or, with `input`,
 * until the guest's standard input can be read. `timeout` is as in
 * `select`. The call blocks whatever the mode of the sockets. If the time
 * is over, nothing is found.
 *
 * # Errors
 * - `einval`: too many sockets. `enomem`: too many for the system.
 * - `eopnotsupp`: with `input`, where the host does not have the guest's
 *   standard input.
 *
 * References: poll(2).
 */
export declare function poll(sockets: Array<Polled>, input: boolean, timeout: bigint | undefined): PollOutcome;

/**
 * Waits until one of the sockets is ready: for reading (data, a connection
 * to accept, end of file or an error), for writing (room, connected, or
 * failed), or exceptional (out-of-band data). There may be any number of
 * sockets. A socket may be in several lists, or twice in one.
 *
 * `timeout` is in microseconds. 0 does not wait; `none` waits without
 * limit. The call blocks whatever the mode of the sockets. If the time is
 * over, all three results are empty.
 *
 * # Errors
 * - `enomem`: too many sockets for the system.
 *
 * References: select(2), poll(2); PHP: socket_select.
 */
export declare function select(read: Array<Socket>, write: Array<Socket>, except: Array<Socket>, timeout: bigint | undefined): Ready;

/**
 * How many bytes of `control-length` a control message with `length`
 * bytes of data takes (`CMSG_SPACE`).
 *
 * References: cmsg(3); PHP: socket_cmsg_space.
 */
export declare function controlSpace(length: number): number;

/**
 * Withdraws an offer of this guest.
 *
 * # Errors
 * - `einval`: unknown, used up, or another guest's.
 *
 * References: PHP: socket_wsaprotocol_info_release.
 */
export declare function revoke(offer: string): void;

/**
 * This guest's number on its host, by which others `offer` it sockets.
 *
 * References: PHP: getmypid.
 */
export declare function guestId(): number;

/**
 * Makes a second process of this guest: a copy of its memory, with sockets
 * of the same descriptions. Gives the new process' `guest-id`, and 0 in the
 * new process. `eperm` if the policy does not allow it, `eagain` if there
 * are as many as it allows, `enosys` where a guest cannot be copied.
 *
 * The guest must be a core module with the functions of Binaryen's Asyncify,
 * which let this function return twice.
 *
 * References: fork(2); PHP: pcntl_fork.
 */
export declare function fork(): number;

/**
 * Tells of a process that this process has made and that has ended: the one
 * of that id, or any of them (-1). Blocks until there is one if `hang`;
 * otherwise `none` means that none has ended. `echild` if there is no such
 * process.
 *
 * References: wait(2); PHP: pcntl_waitpid.
 */
export declare function wait(which: number, hang: boolean): EndedProcess | undefined;

/**
 * Sends a process of this guest a signal; 0 sends none, but tells whether
 * there is such a process. 0 and -1 mean all of this guest's processes; -1
 * without the one that asks. A signal ends a process, unless its default is
 * to be ignored. `einval` for those that stop one, and for unknown ones;
 * `esrch` if there is no such process.
 *
 * References: kill(2), signal(7); PHP: posix_kill.
 */
export declare function signal(which: number, signal: number): void;

/**
 * The `guest-id` of the process that made this one; 1 if it has ended, and 0
 * for the first.
 *
 * References: getppid(2); PHP: posix_getppid.
 */
export declare function parentId(): number;

/**
 * How many of the processes that this process has made have ended so far.
 * Programs that handle SIGCHLD look at it.
 */
export declare function endedProcesses(): number;

/**
 * Looks up a host, a service, or both. At least one must be given. Blocks
 * until there is an answer.
 *
 * References: getaddrinfo(3); PHP: socket_addrinfo_lookup, gethostbyname.
 */
export declare function lookupAddress(host: string | undefined, service: string | undefined, hints: LookupHints): Array<AddressInfo>;

/**
 * The service of that name. An empty `protocol` means any.
 *
 * References: getservbyname(3); PHP: getservbyname.
 */
export declare function lookupService(name: string, protocol: string): Service | undefined;

/**
 * The service on that port (a number, no byte order).
 *
 * References: getservbyport(3); PHP: getservbyport.
 */
export declare function lookupPort(port: number, protocol: string): Service | undefined;

/**
 * The protocol of that name.
 *
 * References: getprotobyname(3); PHP: getprotobyname.
 */
export declare function lookupProtocol(name: string): Protocol | undefined;

/**
 * The protocol of that number.
 *
 * References: getprotobynumber(3); PHP: getprotobynumber.
 */
export declare function lookupProtocolNumber(number: number): Protocol | undefined;

/**
 * The index, from 1, of a network interface.
 *
 * # Errors
 * - `enodev`: no interface has that name.
 *
 * References: if_nametoindex(3).
 */
export declare function interfaceIndex(name: string): number;

/**
 * The name of a network interface.
 *
 * # Errors
 * - `enxio`: no interface has that index.
 *
 * References: if_indextoname(3).
 */
export declare function interfaceName(index: number): string;
