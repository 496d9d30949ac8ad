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
   * `SCM_RIGHTS`: sockets that are the guest's own from now on. What is
   * no socket, one too many for the guest, or of a kind that the policy
   * forbids is closed, and `message-flags.ctrunc` set.
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
   * The length of the whole datagram in bytes: more than `data` has if
   * it was cut and `receive-flags.trunc` was given.
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

/** Positions, from 0 and ascending, in the lists given to `select`. */
export interface Ready {
  read: Uint32Array;
  write: Uint32Array;
  except: Uint32Array;
}

/**
 * A socket. Dropping the handle closes it; queued data is still
 * delivered. With `so-linger`, closing resets the connection (0 seconds),
 * or waits until the peer has acknowledged everything, at most as long as
 * it says: if the socket blocks, and nothing is left unread. The end of
 * the guest never waits. References to the same description held elsewhere
 * (`rights`, `offer`) stay open, and closing one of several does not wait.
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
   * The identifier is spent, unless there is an error.
   *
   * # Errors
   * - `einval`: unknown, spent, revoked or for another guest.
   * - `eacces`: the policy forbids raw or packet sockets, and it is one.
   * - `emfile`: as `create`.
   *
   * References: PHP: socket_wsaprotocol_info_import.
   */
  static take(offer: string): Socket;

  /**
   * Gives the socket an address. Port 0 lets the system choose; an
   * empty `unix` name too (Linux: an abstract one).
   *
   * # Errors
   * - `eacces`: the policy, a privileged port, or the directory.
   * - `eaddrinuse`: taken. `eaddrnotavail`: not of this machine.
   * - `eafnosupport`: an address of another family.
   * - `einval`: already bound, or a name too long.
   * - `enoent`, `enotdir`, `erofs`, `eloop`: the path.
   *
   * References: bind(2); PHP: socket_bind.
   */
  bind(local: SocketAddress): void;

  /**
   * Makes the socket accept connections; an unbound internet socket is
   * bound to a port of the system's choice, which the policy must allow.
   *
   * `backlog` is how many connections may wait; the system lowers it to
   * its own limit, and takes a negative one as that limit.
   *
   * # Errors
   * - `eopnotsupp`: not a `stream` or `seqpacket` socket.
   * - `einval`: connected. `eaddrinuse`: the port.
   *
   * References: listen(2); PHP: socket_listen.
   */
  listen(backlog: number): void;

  /**
   * Takes the first waiting connection; the new socket is in blocking
   * mode. Blocks until there is one, or for `so-rcvtimeo`.
   *
   * # Errors
   * - `eagain`: none is waiting (non-blocking mode, or the time is over).
   * - `einval`: not listening. `eopnotsupp`: not a stream.
   * - `econnaborted`: the peer has gone already. `emfile`: as `create`.
   *
   * References: accept(2); PHP: socket_accept.
   */
  accept(): Socket;

  /**
   * Connects, or sets the peer of a datagram socket. Blocks until
   * connected or refused, or for `so-sndtimeo`.
   *
   * # Errors
   * - `econnrefused`: nobody listens. `etimedout`: no answer.
   * - `enetunreach`, `ehostunreach`, `eaddrnotavail`: no way there.
   * - `einprogress`: begun (non-blocking mode, or the time is over); the
   *   socket becomes writable when it is connected or has failed, and
   *   `so-error` tells which. `ealready`: still on its way.
   * - `eisconn`: connected. `eafnosupport`: another family.
   * - `eagain`: the listener's queue is full (`unix`, non-blocking mode).
   * - `enoent`, `enotdir`, `eacces`: the path. `eprototype`: its type.
   *
   * References: connect(2); PHP: socket_connect.
   */
  connect(remote: SocketAddress): void;

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
   * Sends to the connected peer and tells how many bytes the system
   * took. On a stream blocks until all are taken, or for `so-sndtimeo`;
   * fewer than asked for means that time ran out, an error followed
   * (the next call reports it) or the mode is non-blocking. A datagram
   * is sent whole or not at all.
   *
   * # Errors
   * - `eagain`: no room (non-blocking mode, or the time is over).
   * - `epipe`: this direction was shut down, or the peer has gone.
   * - `econnreset`: the peer reset the connection.
   * - `edestaddrreq`, `enotconn`: no peer. `emsgsize`: too long.
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
   * Receives at most `length` bytes; no bytes mean the end of the stream
   * (or an empty datagram). Blocks until there is something, or for
   * `so-rcvtimeo`. A datagram's rest beyond `length` is lost.
   *
   * # Errors
   * - `eagain`: nothing there (non-blocking mode, or the time is over).
   * - `econnreset`: the peer reset the connection.
   * - `enotconn`: a stream without a peer.
   * - `econnrefused`: an earlier datagram was refused.
   * - `einval`: no out-of-band data (`oob`).
   *
   * References: recv(2); PHP: socket_recv, socket_read.
   */
  receive(length: number, flags: ReceiveFlags): Uint8Array;

  /**
   * Receives, and tells who sent it; otherwise as `receive`.
   *
   * References: recvfrom(2); PHP: socket_recvfrom.
   */
  receiveFrom(length: number, flags: ReceiveFlags): Received;

  /**
   * Sends a message gathered from parts, with control data; blocks as
   * `send` does.
   *
   * # Errors
   * As `send-to`; `einval`: control data that this socket cannot carry;
   * `etoomanyrefs`: too many descriptors on their way; `eperm`:
   * credentials of somebody else.
   *
   * References: sendmsg(2), cmsg(3); PHP: socket_sendmsg.
   */
  sendMessage(message: OutgoingMessage, flags: SendFlags): number;

  /**
   * Receives a message of at most `length` bytes with at most
   * `control-length` bytes of control data, counted as the system counts
   * them (`CMSG_SPACE`; `control-space` computes it). `waitall` ends
   * where control data came; `oob` never blocks, nor `errqueue` (Linux:
   * but on `unix` sockets, which ignore it).
   *
   * # Errors
   * As `receive`; `emfile`: as `create`.
   *
   * References: recvmsg(2), cmsg(3); PHP: socket_recvmsg.
   */
  receiveMessage(length: number, controlLength: number, flags: ReceiveFlags): IncomingMessage;

  /**
   * Where the socket is bound.
   *
   * References: getsockname(2); PHP: socket_getsockname.
   */
  localAddress(): SocketAddress;

  /**
   * Where the socket is connected to.
   *
   * # Errors
   * - `enotconn`: nowhere.
   *
   * References: getpeername(2); PHP: socket_getpeername.
   */
  remoteAddress(): SocketAddress;

  /**
   * Whether operations block. The mode belongs to the description: all
   * handles of it in this host see the same.
   *
   * References: fcntl(2), `O_NONBLOCK`.
   */
  isBlocking(): boolean;

  /**
   * Sets the mode.
   *
   * References: fcntl(2); PHP: socket_set_block, socket_set_nonblock.
   */
  setBlocking(blocking: boolean): void;

  /**
   * The value of an option.
   *
   * # Errors
   * - `enoprotoopt`: the system or this socket lacks the option.
   * - `eopnotsupp`: not for this kind of socket.
   *
   * References: getsockopt(2); PHP: socket_get_option.
   */
  getOption(name: OptionName): OptionValue;

  /**
   * Sets an option.
   *
   * # Errors
   * As `get-option`; `einval`: a value out of range or of another case;
   * `edom`: a time out of range; `eperm`, `eacces`: privileges or policy.
   *
   * References: setsockopt(2); PHP: socket_set_option.
   */
  setOption(name: OptionName, value: OptionValue): void;

  /**
   * Joins or leaves a multicast group, or filters its sources.
   * `interface-index` 0 lets the routing table choose. `source` is for
   * the actions whose names say so, of the group's family.
   *
   * # Errors
   * - `eaddrinuse`: joined already. `eaddrnotavail`: not joined, or no
   *   such source. `enodev`: no such interface. `einval`: not a
   *   multicast address, or a source where none belongs (or lacks).
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
   * Offers the socket to another guest of the same host (in Node: of the
   * process), or to this one, which may `take` it once by the returned
   * identifier: it gets a handle of the same description. The offer ends
   * when it is taken, revoked, or one of the two guests ends. Until then
   * it counts as a socket of this guest.
   *
   * # Errors
   * - `esrch`: no such guest.
   * - `emfile`: as `create`. `enobufs`: too many offers in the host.
   *
   * References: PHP: socket_wsaprotocol_info_export.
   */
  offer(guest: number): string;
}

/**
 * Waits until one of the sockets is ready: for reading (data, a connection
 * to accept, end of file or an error), for writing (room, connected, or
 * failed) or exceptional (out-of-band data). There is no limit on how
 * many, and a socket may stand in several lists, or in one twice.
 *
 * `timeout` is in microseconds, 0 to poll; `none` waits without limit.
 * Blocks whatever the mode of the sockets. All three results are empty if
 * the time is over.
 *
 * # Errors
 * - `enomem`: too many for the system.
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
 * - `einval`: unknown, spent or somebody else's.
 *
 * References: PHP: socket_wsaprotocol_info_release.
 */
export declare function revoke(offer: string): void;

/**
 * This guest's number on its host: what `offer` takes.
 *
 * References: PHP: getmypid.
 */
export declare function guestId(): number;

/**
 * Looks up a host, a service, or both; blocks until answered. At least
 * one must be given.
 *
 * References: getaddrinfo(3); PHP: socket_addrinfo_lookup, gethostbyname.
 */
export declare function lookupAddress(host: string | undefined, service: string | undefined, hints: LookupHints): Array<AddressInfo>;

/**
 * The service of that name; an empty `protocol` takes any.
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
 * - `enodev`: none of that name.
 *
 * References: if_nametoindex(3).
 */
export declare function interfaceIndex(name: string): number;

/**
 * The name of a network interface.
 *
 * # Errors
 * - `enxio`: none of that index.
 *
 * References: if_indextoname(3).
 */
export declare function interfaceName(index: number): string;
