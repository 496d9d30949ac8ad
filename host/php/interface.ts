// Generated from wit/php.wit by `npm run wit`; not to be edited.
import type { Socket, AddressInfo, Stream } from './resources.ts';
import type { Signature, Type } from './types.ts';

/** Data for a function: bytes, or a string, which stands for its UTF-8. */
export type Data = Uint8Array | string;

/** The address of a socket as PHP gives it. */
export interface SocketName {
  /**
   * An IP address, the path of a Unix socket, or the name of a packet
   * socket's interface.
   */
  address: string;
  /**
   * 0 to 65535, where the family has ports; of a packet socket the
   * interface's index.
   */
  port: number | undefined;
}

/** What `socketRecv` received. */
export interface Received {
  /** Bytes; with `MSG_TRUNC` those of the whole datagram. */
  length: number;
  /** `undefined` where nothing came, as at the end of a stream. */
  data: Uint8Array | undefined;
}

/** What `socketRecvfrom` received. */
export interface ReceivedFrom {
  /** Bytes; with `MSG_TRUNC` those of the whole datagram. */
  length: number;
  data: Uint8Array;
  /** The sender: an address as in `socket-name`. */
  name: string;
  /** The sender's port, as in `socket-name`. */
  port: number | undefined;
}

/** What is ready. */
export interface Selection {
  /** How many: PHP's result. What stands twice in a list counts once. */
  count: number;
  /** The positions in the list that stay, ascending, from 0. */
  read: Uint32Array;
  write: Uint32Array;
  except: Uint32Array;
}

/** The array of `SO_LINGER`. */
export interface Linger {
  /** 0: closing does not wait. */
  lOnoff: number;
  /**
   * Seconds that closing may wait for unsent data, 0 to 65535; 0 resets
   * the connection.
   */
  lLinger: number;
}

/** The array of `SO_RCVTIMEO` and `SO_SNDTIMEO`; both 0 mean no limit. */
export interface Timeval {
  /** Seconds. */
  sec: number;
  /** Microseconds, 0 to 999999. */
  usec: number;
}

/** A network interface. */
export type NetworkInterface =
  /** 0: the routing table's choice. */
  | { tag: 'index'; val: number }
  | { tag: 'name'; val: string };

/** The array of `MCAST_JOIN_GROUP` and `MCAST_LEAVE_GROUP`. */
export interface GroupRequest {
  /** A multicast address, or a name that has one. */
  group: string;
  interface: NetworkInterface;
}

/** The array of the `MCAST_*` options with a source. */
export interface SourceRequest {
  /** A multicast address, or a name that has one. */
  group: string;
  interface: NetworkInterface;
  /** The address of one who sends to the group. */
  source: string;
}

/**
 * Who is at the other end of a local socket (`SO_PEERCRED`), or sent a
 * message (`SCM_CREDENTIALS`).
 */
export interface Credentials {
  /** Process; 0: nobody is connected. */
  pid: number;
  /** User. */
  uid: number;
  /** Group. */
  gid: number;
}

/** The array of `SO_MEMINFO`: bytes, but for the last, packets. */
export interface MemInfo {
  rmemAlloc: number;
  rcvbuf: number;
  wmemAlloc: number;
  sndbuf: number;
  fwdAlloc: number;
  wmemQueued: number;
  optmem: number;
  backlog: number;
  drops: number;
}

/** A value to set an option to; which case, the option says. */
export type OptionValue =
  | { tag: 'int'; val: number }
  /** Numbers as text, and names. */
  | { tag: 'text'; val: string }
  | { tag: 'linger'; val: Linger }
  | { tag: 'timeval'; val: Timeval }
  | { tag: 'group'; val: GroupRequest }
  | { tag: 'source'; val: SourceRequest };

/** The value of an option; which case, the option says. */
export type CurrentValue =
  | { tag: 'int'; val: number }
  /** `TCP_CONGESTION`, `SO_BINDTODEVICE`. */
  | { tag: 'text'; val: string }
  | { tag: 'linger'; val: Linger }
  | { tag: 'timeval'; val: Timeval }
  /** `SO_PEERCRED`. */
  | { tag: 'credentials'; val: Credentials }
  | { tag: 'meminfo'; val: MemInfo };

/**
 * Where a message goes, PHP's key `name`. The family says which of the
 * others count.
 */
export interface MessageName {
  /** `AF_*`; the socket's by default. */
  family?: number | null | undefined;
  /** `AF_INET`, `AF_INET6`: an address or a host's name. */
  addr?: string | null | undefined;
  /** `AF_INET`, `AF_INET6`: 0 to 65535. */
  port?: number | null | undefined;
  /** `AF_INET6`: `sin6_flowinfo` as it lies in memory. */
  flowinfo?: number | null | undefined;
  /** `AF_INET6`: the index of an interface, for link-local addresses. */
  scopeId?: number | null | undefined;
  /** `AF_UNIX`: a path, or a NUL and an abstract name. */
  path?: string | null | undefined;
}

/** Where a message came from. The family says which of the others are there. */
export interface MessageSender {
  /** `AF_*`. */
  family: number;
  /** `AF_INET`, `AF_INET6`: the address. */
  addr: string | undefined;
  /** `AF_INET`, `AF_INET6`: 0 to 65535. */
  port: number | undefined;
  /** `AF_INET6`: `sin6_flowinfo` as it lies in memory. */
  flowinfo: number | undefined;
  /** `AF_INET6`: the index of an interface, for link-local addresses. */
  scopeId: number | undefined;
  /** `AF_UNIX`: a path, or a NUL and an abstract name. */
  path: string | undefined;
}

/** Where a packet is to leave from: `IP_PKTINFO` and `IPV6_PKTINFO`. */
export interface PacketSource {
  /** IPv6: its source. */
  addr?: string | null | undefined;
  /** The interface's index; 0, the default, for none. */
  ifindex?: number | null | undefined;
  /** IPv4: its source. */
  specDst?: string | null | undefined;
  /** The interface by name, which PHP takes in `ifindex`. */
  ifname?: string | null | undefined;
}

/** Where a packet came in: `IP_PKTINFO` and `IPV6_PKTINFO`. */
export interface PacketInfo {
  /** The address that it was sent to. */
  addr: string | undefined;
  /** The interface's index. */
  ifindex: number;
  /** IPv4: the local address. */
  specDst: string | undefined;
}

/** An error from the queue (`MSG_ERRQUEUE`), see ip(7). */
export interface ErrorReport {
  /** `SOCKET_E*`. */
  errno: number;
  /** 1 local, 2 ICMP, 3 ICMPv6, 5 a zero-copy completion. */
  origin: number;
  /** ICMP's type. */
  type: number;
  /** ICMP's code. */
  code: number;
  /** The path MTU, or the first zero-copy send that is completed. */
  info: number;
  /** The last of those sends. */
  data: number;
  /** Who reported it, if somebody did. */
  offender: MessageSender | undefined;
}

/** The data of a control message to send; which case, its type says. */
export type OutgoingData =
  | { tag: 'int'; val: number }
  /** `SCM_RIGHTS`. */
  | { tag: 'sockets'; val: readonly Socket[] }
  /** `SCM_CREDENTIALS`. */
  | { tag: 'credentials'; val: Credentials }
  | { tag: 'pktinfo'; val: PacketSource };

/** The data of a control message that was received. */
export type IncomingData =
  | { tag: 'int'; val: number }
  /** `SCM_RIGHTS`. */
  | { tag: 'sockets'; val: Socket[] }
  /** `SCM_CREDENTIALS`. */
  | { tag: 'credentials'; val: Credentials }
  | { tag: 'pktinfo'; val: PacketInfo }
  /** `IP_RECVERR`, `IPV6_RECVERR`. */
  | { tag: 'error'; val: ErrorReport }
  /** What has no form of its own, as the system gives it. */
  | { tag: 'bytes'; val: Uint8Array };

/** A control message to send. See cmsg(3). */
export interface OutgoingControl {
  /** `SOL_SOCKET`, `IPPROTO_IP`, `IPPROTO_IPV6`, `SOL_UDP`. */
  level: number;
  /** `SCM_*`, `IP_*`, `IPV6_*`, `UDP_SEGMENT`. */
  type: number;
  data: OutgoingData;
}

/** A control message that was received. See cmsg(3). */
export interface IncomingControl {
  /** `SOL_SOCKET`, `IPPROTO_IP`, `IPPROTO_IPV6`. */
  level: number;
  /** `SCM_*`, `IP_*`, `IPV6_*`. */
  type: number;
  data: IncomingData;
}

/** The array of `socketSendmsg`. */
export interface OutgoingMessage {
  /** Where to; by default to whom the socket is connected. */
  name?: MessageName | null | undefined;
  /** The data, gathered in this order. */
  iov: readonly Data[];
  control?: readonly OutgoingControl[] | null | undefined;
}

/** What `socketRecvmsg` makes room for: its array, going in. */
export interface MessageRoom {
  /** There if the sender is to be named. */
  name?: MessageName | null | undefined;
  /** Room for data in bytes; 8192 by default. */
  bufferSize?: number | null | undefined;
  /**
   * Room for control data in bytes, from 1, which PHP needs.
   * See `socketCmsgSpace`.
   */
  controllen?: number | null | undefined;
}

/** What `socketRecvmsg` received: its result, and its array, coming out. */
export interface IncomingMessage {
  /** How long the message was, in bytes. */
  length: number;
  /** The sender, if it was asked for and there is one. */
  name: MessageSender | undefined;
  /** The data in one part, or no part if no bytes came. */
  iov: Uint8Array[];
  control: IncomingControl[];
  /** What the system says of it: `MSG_*`. */
  flags: number;
}

/** What became of opening a stream. */
export interface OpenedStream {
  /** `undefined` is PHP's `false`. */
  stream: Stream | undefined;
  /** What PHP's `$error_code` is given. */
  errorCode: number;
  /** What PHP's `$error_message` is given. */
  errorMessage: string;
}

/** What `streamSocketAccept` took. */
export interface AcceptedStream {
  stream: Stream;
  /** The other side: `127.0.0.1:80`, `[::1]:80`, or a path. */
  peerName: string;
}

/** What `streamSocketRecvfrom` received. */
export interface StreamDatagram {
  data: Uint8Array;
  /** The sender: `127.0.0.1:80`, `[::1]:80`, a path, or nothing. */
  address: string;
}

/** What is known of a stream. */
export interface StreamMetaData {
  /** Whether the last operation that had to wait did so in vain. */
  timedOut: boolean;
  /** Whether operations wait. */
  blocked: boolean;
  /** Whether the other side has ended, as far as reading has seen. */
  eof: boolean;
  /**
   * `tcp_socket`, `udp_socket`, `unix_socket`, `udg_socket`, or
   * `generic_socket`.
   */
  streamType: string;
  /** `r+`. */
  mode: string;
  /** How many bytes have been read ahead. */
  unreadBytes: number;
  /** `false`. */
  seekable: boolean;
}

/** What to look for; what is `undefined` may be any. */
export interface AddressInfoHints {
  /** `AI_*`. */
  aiFlags?: number | null | undefined;
  /** `AF_INET` or `AF_INET6`. */
  aiFamily?: number | null | undefined;
  /** `SOCK_*`. */
  aiSocktype?: number | null | undefined;
  /** IANA protocol number. */
  aiProtocol?: number | null | undefined;
}

/** The array `ai_addr`: of the four, those of the family are there. */
export interface AddressInfoAddress {
  /** `AF_INET`: 0 to 65535. */
  sinPort: number | undefined;
  /** `AF_INET`: the address. */
  sinAddr: string | undefined;
  /** `AF_INET6`: 0 to 65535. */
  sin6Port: number | undefined;
  /** `AF_INET6`: the address, without its scope. */
  sin6Addr: string | undefined;
}

/** What `socketAddrinfoExplain` gives. */
export interface AddressInfoExplained {
  /** The `AI_*` that were asked with. */
  aiFlags: number;
  /** `AF_INET` or `AF_INET6`. */
  aiFamily: number;
  /** `SOCK_*`. */
  aiSocktype: number;
  /** IANA protocol number. */
  aiProtocol: number;
  /** The name's canonical form, in the first answer to `AI_CANONNAME`. */
  aiCanonname: string | undefined;
  aiAddr: AddressInfoAddress;
}

/** PHP's functions. FALSE is `undefined`, or `false` where PHP's function gives a boolean. */
export interface PhpFunctions {
  /**
   * Makes a socket. A domain or type that there is none of warns, and
   * `AF_INET` or `SOCK_STREAM` is made.
   *
   * @see https://www.php.net/socket_create
   */
  socketCreate(domain: number, type: number, protocol: number): Socket | undefined;

  /**
   * Makes two connected sockets.
   *
   * @see https://www.php.net/socket_create_pair
   */
  socketCreatePair(domain: number, type: number, protocol: number): [Socket, Socket] | undefined;

  /**
   * Makes a socket that listens on a port of every IPv4 address of the
   * machine; port 0: one of the system's choice. `backlog` is 128 by default.
   *
   * @see https://www.php.net/socket_create_listen
   */
  socketCreateListen(port: number, backlog?: number | null): Socket | undefined;

  /**
   * Closes a socket.
   *
   * @see https://www.php.net/socket_close
   */
  socketClose(socket: Socket): void;

  /**
   * Gives a socket its address. That is the path of a Unix socket, the name
   * of an interface for a packet socket (`""`: every one), else an IP address
   * or a host's name, and a port, 0 (any) by default.
   *
   * @see https://www.php.net/socket_bind
   */
  socketBind(socket: Socket, address: string, port?: number | null): boolean;

  /**
   * Lets a bound socket take connections, `backlog` of which, 0 by default,
   * may wait.
   *
   * @see https://www.php.net/socket_listen
   */
  socketListen(socket: Socket, backlog?: number | null): boolean;

  /**
   * Takes a connection; blocks until there is one. `undefined` with `EAGAIN` and
   * without a warning: the socket does not block.
   *
   * @see https://www.php.net/socket_accept
   */
  socketAccept(socket: Socket): Socket | undefined;

  /**
   * Connects to the path of a Unix socket, or to an IP address or a host's
   * name, and a port; blocks until it is connected. `false` with
   * `EINPROGRESS` and without a warning: the socket does not block, the
   * connection is on its way.
   *
   * @see https://www.php.net/socket_connect
   */
  socketConnect(socket: Socket, address: string, port?: number | null): boolean;

  /**
   * Ends receiving (0), sending (1) or both (2, the default).
   *
   * @see https://www.php.net/socket_shutdown
   */
  socketShutdown(socket: Socket, mode?: number | null): boolean;

  /**
   * Lets operations wait for what they need.
   *
   * @see https://www.php.net/socket_set_block
   */
  socketSetBlock(socket: Socket): boolean;

  /**
   * Lets operations fail with `EAGAIN` or `EINPROGRESS` instead of waiting.
   *
   * @see https://www.php.net/socket_set_nonblock
   */
  socketSetNonblock(socket: Socket): boolean;

  /**
   * Where a socket is bound.
   *
   * @see https://www.php.net/socket_getsockname
   */
  socketGetsockname(socket: Socket): SocketName | undefined;

  /**
   * Where a socket is connected to.
   *
   * @see https://www.php.net/socket_getpeername
   */
  socketGetpeername(socket: Socket): SocketName | undefined;

  /**
   * Reads at most `length` bytes, or with `PHP_NORMAL_READ` (1) at most a
   * line with its end; blocks until there is something. No bytes: the end of
   * the stream. `mode` is `PHP_BINARY_READ` (2) by default.
   *
   * @see https://www.php.net/socket_read
   */
  socketRead(socket: Socket, length: number, mode?: number | null): Uint8Array | undefined;

  /**
   * Writes the first `length` bytes, all by default; how many were taken.
   * Blocks until some are.
   *
   * @see https://www.php.net/socket_write
   */
  socketWrite(socket: Socket, data: Data, length?: number | null): number | undefined;

  /**
   * Receives at most `length` bytes with flags `MSG_*`; blocks until there is
   * something.
   *
   * @see https://www.php.net/socket_recv
   */
  socketRecv(socket: Socket, length: number, flags: number): Received | undefined;

  /**
   * Sends the first `length` bytes with flags `MSG_*`; how many were taken.
   * Blocks until some are.
   *
   * @see https://www.php.net/socket_send
   */
  socketSend(socket: Socket, data: Data, length: number, flags: number): number | undefined;

  /**
   * Receives at most `length` bytes with flags `MSG_*`, and from whom; blocks
   * until there is something.
   *
   * @see https://www.php.net/socket_recvfrom
   */
  socketRecvfrom(socket: Socket, length: number, flags: number): ReceivedFrom | undefined;

  /**
   * Sends the first `length` bytes with flags `MSG_*` to the path of a Unix
   * socket, or to an IP address or a host's name and a port; how many were
   * taken. Only a Unix socket needs no port; that of a packet socket is the
   * index of an interface, and its address does not matter. Blocks until
   * there is room.
   *
   * @see https://www.php.net/socket_sendto
   */
  socketSendto(socket: Socket, data: Data, length: number, flags: number, address: string, port?: number | null): number | undefined;

  /**
   * Sends a message with flags `MSG_*`; how many bytes were taken. Blocks
   * until some are.
   *
   * @see https://www.php.net/socket_sendmsg
   */
  socketSendmsg(socket: Socket, message: OutgoingMessage, flags?: number | null): number | undefined;

  /**
   * Receives a message with flags `MSG_*`; blocks until there is one.
   *
   * @see https://www.php.net/socket_recvmsg
   */
  socketRecvmsg(socket: Socket, message: MessageRoom, flags?: number | null): IncomingMessage | undefined;

  /**
   * How many bytes of `controllen` a control message takes, one of `num`
   * sockets for `SCM_RIGHTS`.
   *
   * @see https://www.php.net/socket_cmsg_space
   */
  socketCmsgSpace(level: number, type: number, num?: number | null): number | undefined;

  /**
   * Whether the next byte follows out-of-band data.
   *
   * @see https://www.php.net/socket_atmark
   */
  socketAtmark(socket: Socket): boolean;

  /**
   * Waits until sockets are ready to read, to write, or give out-of-band
   * data, at most so many seconds and microseconds; without them, without
   * limit. `undefined` for a list is PHP's `null`.
   *
   * @see https://www.php.net/socket_select
   */
  socketSelect(read?: readonly Socket[] | null, write?: readonly Socket[] | null, except?: readonly Socket[] | null, seconds?: number | null, microseconds?: number | null): Selection | undefined;

  /**
   * Sets an option of a level.
   *
   * @see https://www.php.net/socket_set_option
   */
  socketSetOption(socket: Socket, level: number, option: number, value: OptionValue): boolean;

  /**
   * The value of an option of a level.
   *
   * @see https://www.php.net/socket_get_option
   */
  socketGetOption(socket: Socket, level: number, option: number): CurrentValue | undefined;

  /**
   * As `socketSetOption`.
   *
   * @see https://www.php.net/socket_setopt
   */
  socketSetopt(socket: Socket, level: number, option: number, value: OptionValue): boolean;

  /**
   * As `socketGetOption`.
   *
   * @see https://www.php.net/socket_getopt
   */
  socketGetopt(socket: Socket, level: number, option: number): CurrentValue | undefined;

  /**
   * The number of the last error, of a socket or of any function; 0: none,
   * -1: the socket is closed.
   *
   * @see https://www.php.net/socket_last_error
   */
  socketLastError(socket?: Socket | null): number;

  /**
   * Forgets the last error, of a socket or of all functions.
   *
   * @see https://www.php.net/socket_clear_error
   */
  socketClearError(socket?: Socket | null): void;

  /**
   * What an error number means.
   *
   * @see https://www.php.net/socket_strerror
   */
  socketStrerror(errorCode: number): string;

  /**
   * Which warnings are raised, bits of `E_*`; what it was before. 0 and back
   * is PHP's `@`.
   *
   * @see https://www.php.net/error_reporting
   */
  errorReporting(errorLevel: number): number;

  /**
   * The ways to reach a host, at a service or port if one is given; blocks
   * until it is looked up.
   *
   * @see https://www.php.net/socket_addrinfo_lookup
   */
  socketAddrinfoLookup(host: string, service?: string | null, hints?: AddressInfoHints | null): AddressInfo[] | undefined;

  /**
   * Makes a socket that is bound to the address.
   *
   * @see https://www.php.net/socket_addrinfo_bind
   */
  socketAddrinfoBind(address: AddressInfo): Socket | undefined;

  /**
   * Makes a socket that is connected to the address; blocks until it is.
   *
   * @see https://www.php.net/socket_addrinfo_connect
   */
  socketAddrinfoConnect(address: AddressInfo): Socket | undefined;

  /**
   * What the address consists of.
   *
   * @see https://www.php.net/socket_addrinfo_explain
   */
  socketAddrinfoExplain(address: AddressInfo): AddressInfoExplained;

  /**
   * The first IPv4 address of a host; the name itself if it is unknown.
   *
   * @see https://www.php.net/gethostbyname
   */
  gethostbyname(hostname: string): string;

  /**
   * All IPv4 addresses of a host.
   *
   * @see https://www.php.net/gethostbynamel
   */
  gethostbynamel(hostname: string): string[] | undefined;

  /**
   * The port of a service over a protocol.
   *
   * @see https://www.php.net/getservbyname
   */
  getservbyname(service: string, protocol: string): number | undefined;

  /**
   * The service on a port over a protocol.
   *
   * @see https://www.php.net/getservbyport
   */
  getservbyport(port: number, protocol: string): string | undefined;

  /**
   * The number of a protocol.
   *
   * @see https://www.php.net/getprotobyname
   */
  getprotobyname(protocol: string): number | undefined;

  /**
   * The name of a protocol.
   *
   * @see https://www.php.net/getprotobynumber
   */
  getprotobynumber(protocol: number): string | undefined;

  /**
   * Lets another guest of this process, whose `getmypid` is `process-id`,
   * import the socket, once: the id to do it by.
   *
   * @see https://www.php.net/socket_wsaprotocol_info_export
   */
  socketWsaprotocolInfoExport(socket: Socket, processId: number): string | undefined;

  /**
   * A socket that another guest exported to this one.
   *
   * @see https://www.php.net/socket_wsaprotocol_info_import
   */
  socketWsaprotocolInfoImport(infoId: string): Socket | undefined;

  /**
   * Ends an export of this guest's, imported or not.
   *
   * @see https://www.php.net/socket_wsaprotocol_info_release
   */
  socketWsaprotocolInfoRelease(infoId: string): boolean;

  /**
   * This guest's id.
   *
   * @see https://www.php.net/getmypid
   */
  getmypid(): number;

  /**
   * The stream over a socket's descriptor, always the same; closing either
   * closes both.
   *
   * @see https://www.php.net/socket_export_stream
   */
  socketExportStream(socket: Socket): Stream | undefined;

  /**
   * The socket under a stream, always the same; closing either closes both.
   *
   * @see https://www.php.net/socket_import_stream
   */
  socketImportStream(stream: Stream): Socket | undefined;

  /**
   * A stream that others come to, at `tcp://127.0.0.1:80`, `udp://…`,
   * `unix:///run/x.sock`, `udg://…`. `flags` is `STREAM_SERVER_BIND` and
   * `STREAM_SERVER_LISTEN` by default; streams of datagrams need the first
   * alone.
   *
   * @see https://www.php.net/stream_socket_server
   */
  streamSocketServer(address: string, flags?: number | null): OpenedStream;

  /**
   * A stream that is connected to an address as for `streamSocketServer`;
   * blocks until it is, for `timeout` seconds at most with each address of a
   * host, 60 by default; a negative number: without limit. `flags` is
   * `STREAM_CLIENT_CONNECT` by default.
   *
   * @see https://www.php.net/stream_socket_client
   */
  streamSocketClient(address: string, timeout?: number | null, flags?: number | null): OpenedStream;

  /**
   * Takes a connection; blocks until there is one, for `timeout` seconds at
   * most, 60 by default; a negative number: without limit.
   *
   * @see https://www.php.net/stream_socket_accept
   */
  streamSocketAccept(stream: Stream, timeout?: number | null): AcceptedStream | undefined;

  /**
   * Makes two connected streams.
   *
   * @see https://www.php.net/stream_socket_pair
   */
  streamSocketPair(domain: number, type: number, protocol: number): [Stream, Stream] | undefined;

  /**
   * Waits until streams are ready to read, to write, or give out-of-band
   * data, at most so many seconds and microseconds; without them, without
   * limit. What has been read ahead is ready.
   *
   * @see https://www.php.net/stream_select
   */
  streamSelect(read?: readonly Stream[] | null, write?: readonly Stream[] | null, except?: readonly Stream[] | null, seconds?: number | null, microseconds?: number | null): Selection | undefined;

  /**
   * Lets operations wait for what they need, or not.
   *
   * @see https://www.php.net/stream_set_blocking
   */
  streamSetBlocking(stream: Stream, enable: boolean): boolean;

  /**
   * As `streamSetBlocking`.
   *
   * @see https://www.php.net/socket_set_blocking
   */
  socketSetBlocking(stream: Stream, enable: boolean): boolean;

  /**
   * Sets how long operations wait at most; a negative time: without limit.
   *
   * @see https://www.php.net/stream_set_timeout
   */
  streamSetTimeout(stream: Stream, seconds: number, microseconds?: number | null): boolean;

  /**
   * What is known of a stream.
   *
   * @see https://www.php.net/stream_get_meta_data
   */
  streamGetMetaData(stream: Stream): StreamMetaData | undefined;

  /**
   * The address of this side of a stream, or of the other.
   *
   * @see https://www.php.net/stream_socket_get_name
   */
  streamSocketGetName(stream: Stream, remote: boolean): string | undefined;

  /**
   * Ends receiving (0), sending (1) or both (2).
   *
   * @see https://www.php.net/stream_socket_shutdown
   */
  streamSocketShutdown(stream: Stream, mode: number): boolean;

  /**
   * Sends to the peer, or to an `address` as `127.0.0.1:80`; how many bytes
   * were taken. `flags` may be `STREAM_OOB`.
   *
   * @see https://www.php.net/stream_socket_sendto
   */
  streamSocketSendto(stream: Stream, data: Data, flags?: number | null, address?: string | null): number | undefined;

  /**
   * Receives at most `length` bytes past what was read ahead, and from whom.
   * `flags` may be `STREAM_OOB` and `STREAM_PEEK`.
   *
   * @see https://www.php.net/stream_socket_recvfrom
   */
  streamSocketRecvfrom(stream: Stream, length: number, flags?: number | null): StreamDatagram | undefined;

  /**
   * Reads at most `length` bytes; blocks until there is something. No bytes:
   * the end of the stream, or nothing there.
   *
   * @see https://www.php.net/fread
   */
  fread(stream: Stream, length: number): Uint8Array | undefined;

  /**
   * Writes the first `length` bytes, all by default; how many were taken.
   *
   * @see https://www.php.net/fwrite
   */
  fwrite(stream: Stream, data: Data, length?: number | null): number | undefined;

  /**
   * Reads a line with its end, or its first `length - 1` bytes; blocks until
   * it is there.
   *
   * @see https://www.php.net/fgets
   */
  fgets(stream: Stream, length?: number | null): Uint8Array | undefined;

  /**
   * Whether the stream has ended and everything is read.
   *
   * @see https://www.php.net/feof
   */
  feof(stream: Stream): boolean;

  /**
   * Closes a stream, and the socket under it.
   *
   * @see https://www.php.net/fclose
   */
  fclose(stream: Stream): boolean;
}

const socketName: Type = { record: [['address', 'string'], ['port', { option: 's32' }]] };

const received: Type = { record: [['length', 'u32'], ['data', { option: 'bytes' }]] };

const receivedFrom: Type = { record: [['length', 'u32'], ['data', 'bytes'], ['name', 'string'], ['port', { option: 's32' }]] };

const selection: Type = { record: [['count', 'u32'], ['read', { list: 'u32' }], ['write', { list: 'u32' }], ['except', { list: 'u32' }]] };

const linger: Type = { record: [['lOnoff', 's32'], ['lLinger', 's32']] };

const timeval: Type = { record: [['sec', 's32'], ['usec', 's32']] };

const networkInterface: Type = { variant: [['index', 's32'], ['name', 'string']] };

const groupRequest: Type = { record: [['group', 'string'], ['interface', networkInterface]] };

const sourceRequest: Type = { record: [['group', 'string'], ['interface', networkInterface], ['source', 'string']] };

const credentials: Type = { record: [['pid', 's32'], ['uid', 'u32'], ['gid', 'u32']] };

const memInfo: Type = { record: [['rmemAlloc', 's32'], ['rcvbuf', 's32'], ['wmemAlloc', 's32'], ['sndbuf', 's32'], ['fwdAlloc', 's32'], ['wmemQueued', 's32'], ['optmem', 's32'], ['backlog', 's32'], ['drops', 's32']] };

const optionValue: Type = { variant: [['int', 's32'], ['text', 'string'], ['linger', linger], ['timeval', timeval], ['group', groupRequest], ['source', sourceRequest]] };

const currentValue: Type = { variant: [['int', 's32'], ['text', 'string'], ['linger', linger], ['timeval', timeval], ['credentials', credentials], ['meminfo', memInfo]] };

const messageName: Type = { record: [['family', { option: 's32' }], ['addr', { option: 'string' }], ['port', { option: 's32' }], ['flowinfo', { option: 'u32' }], ['scopeId', { option: 'u32' }], ['path', { option: 'string' }]] };

const messageSender: Type = { record: [['family', 's32'], ['addr', { option: 'string' }], ['port', { option: 's32' }], ['flowinfo', { option: 'u32' }], ['scopeId', { option: 'u32' }], ['path', { option: 'string' }]] };

const packetSource: Type = { record: [['addr', { option: 'string' }], ['ifindex', { option: 'u32' }], ['specDst', { option: 'string' }], ['ifname', { option: 'string' }]] };

const packetInfo: Type = { record: [['addr', { option: 'string' }], ['ifindex', 'u32'], ['specDst', { option: 'string' }]] };

const errorReport: Type = { record: [['errno', 's32'], ['origin', 's32'], ['type', 's32'], ['code', 's32'], ['info', 'u32'], ['data', 'u32'], ['offender', { option: messageSender }]] };

const outgoingData: Type = { variant: [['int', 's32'], ['sockets', { list: { borrow: 'Socket' } }], ['credentials', credentials], ['pktinfo', packetSource]] };

const incomingData: Type = { variant: [['int', 's32'], ['sockets', { list: { own: 'Socket' } }], ['credentials', credentials], ['pktinfo', packetInfo], ['error', errorReport], ['bytes', 'bytes']] };

const outgoingControl: Type = { record: [['level', 's32'], ['type', 's32'], ['data', outgoingData]] };

const incomingControl: Type = { record: [['level', 's32'], ['type', 's32'], ['data', incomingData]] };

const outgoingMessage: Type = { record: [['name', { option: messageName }], ['iov', { list: 'bytes' }], ['control', { option: { list: outgoingControl } }]] };

const messageRoom: Type = { record: [['name', { option: messageName }], ['bufferSize', { option: 's32' }], ['controllen', { option: 's32' }]] };

const incomingMessage: Type = { record: [['length', 'u32'], ['name', { option: messageSender }], ['iov', { list: 'bytes' }], ['control', { list: incomingControl }], ['flags', 's32']] };

const openedStream: Type = { record: [['stream', { option: { own: 'Stream' } }], ['errorCode', 's32'], ['errorMessage', 'string']] };

const acceptedStream: Type = { record: [['stream', { own: 'Stream' }], ['peerName', 'string']] };

const streamDatagram: Type = { record: [['data', 'bytes'], ['address', 'string']] };

const streamMetaData: Type = { record: [['timedOut', 'bool'], ['blocked', 'bool'], ['eof', 'bool'], ['streamType', 'string'], ['mode', 'string'], ['unreadBytes', 'u32'], ['seekable', 'bool']] };

const addressInfoHints: Type = { record: [['aiFlags', { option: 's32' }], ['aiFamily', { option: 's32' }], ['aiSocktype', { option: 's32' }], ['aiProtocol', { option: 's32' }]] };

const addressInfoAddress: Type = { record: [['sinPort', { option: 's32' }], ['sinAddr', { option: 'string' }], ['sin6Port', { option: 's32' }], ['sin6Addr', { option: 'string' }]] };

const addressInfoExplained: Type = { record: [['aiFlags', 's32'], ['aiFamily', 's32'], ['aiSocktype', 's32'], ['aiProtocol', 's32'], ['aiCanonname', { option: 'string' }], ['aiAddr', addressInfoAddress]] };

/** How each function is called: its name in wit/php.wit, its parameters, its result. */
export const SIGNATURES: Readonly<Record<keyof PhpFunctions, Signature>> = {
  socketCreate: { name: 'socket-create', params: [['domain', 's32'], ['type', 's32'], ['protocol', 's32']], result: { option: { own: 'Socket' } } },
  socketCreatePair: { name: 'socket-create-pair', params: [['domain', 's32'], ['type', 's32'], ['protocol', 's32']], result: { option: { tuple: [{ own: 'Socket' }, { own: 'Socket' }] } } },
  socketCreateListen: { name: 'socket-create-listen', params: [['port', 's32'], ['backlog', { option: 's32' }]], result: { option: { own: 'Socket' } } },
  socketClose: { name: 'socket-close', params: [['socket', { borrow: 'Socket' }]], result: null },
  socketBind: { name: 'socket-bind', params: [['socket', { borrow: 'Socket' }], ['address', 'string'], ['port', { option: 's32' }]], result: 'bool' },
  socketListen: { name: 'socket-listen', params: [['socket', { borrow: 'Socket' }], ['backlog', { option: 's32' }]], result: 'bool' },
  socketAccept: { name: 'socket-accept', params: [['socket', { borrow: 'Socket' }]], result: { option: { own: 'Socket' } } },
  socketConnect: { name: 'socket-connect', params: [['socket', { borrow: 'Socket' }], ['address', 'string'], ['port', { option: 's32' }]], result: 'bool' },
  socketShutdown: { name: 'socket-shutdown', params: [['socket', { borrow: 'Socket' }], ['mode', { option: 's32' }]], result: 'bool' },
  socketSetBlock: { name: 'socket-set-block', params: [['socket', { borrow: 'Socket' }]], result: 'bool' },
  socketSetNonblock: { name: 'socket-set-nonblock', params: [['socket', { borrow: 'Socket' }]], result: 'bool' },
  socketGetsockname: { name: 'socket-getsockname', params: [['socket', { borrow: 'Socket' }]], result: { option: socketName } },
  socketGetpeername: { name: 'socket-getpeername', params: [['socket', { borrow: 'Socket' }]], result: { option: socketName } },
  socketRead: { name: 'socket-read', params: [['socket', { borrow: 'Socket' }], ['length', 's32'], ['mode', { option: 's32' }]], result: { option: 'bytes' } },
  socketWrite: { name: 'socket-write', params: [['socket', { borrow: 'Socket' }], ['data', 'bytes'], ['length', { option: 's32' }]], result: { option: 'u32' } },
  socketRecv: { name: 'socket-recv', params: [['socket', { borrow: 'Socket' }], ['length', 's32'], ['flags', 's32']], result: { option: received } },
  socketSend: { name: 'socket-send', params: [['socket', { borrow: 'Socket' }], ['data', 'bytes'], ['length', 's32'], ['flags', 's32']], result: { option: 'u32' } },
  socketRecvfrom: { name: 'socket-recvfrom', params: [['socket', { borrow: 'Socket' }], ['length', 's32'], ['flags', 's32']], result: { option: receivedFrom } },
  socketSendto: { name: 'socket-sendto', params: [['socket', { borrow: 'Socket' }], ['data', 'bytes'], ['length', 's32'], ['flags', 's32'], ['address', 'string'], ['port', { option: 's32' }]], result: { option: 'u32' } },
  socketSendmsg: { name: 'socket-sendmsg', params: [['socket', { borrow: 'Socket' }], ['message', outgoingMessage], ['flags', { option: 's32' }]], result: { option: 'u32' } },
  socketRecvmsg: { name: 'socket-recvmsg', params: [['socket', { borrow: 'Socket' }], ['message', messageRoom], ['flags', { option: 's32' }]], result: { option: incomingMessage } },
  socketCmsgSpace: { name: 'socket-cmsg-space', params: [['level', 's32'], ['type', 's32'], ['num', { option: 's32' }]], result: { option: 'u32' } },
  socketAtmark: { name: 'socket-atmark', params: [['socket', { borrow: 'Socket' }]], result: 'bool' },
  socketSelect: { name: 'socket-select', params: [['read', { option: { list: { borrow: 'Socket' } } }], ['write', { option: { list: { borrow: 'Socket' } } }], ['except', { option: { list: { borrow: 'Socket' } } }], ['seconds', { option: 's32' }], ['microseconds', { option: 's32' }]], result: { option: selection } },
  socketSetOption: { name: 'socket-set-option', params: [['socket', { borrow: 'Socket' }], ['level', 's32'], ['option', 's32'], ['value', optionValue]], result: 'bool' },
  socketGetOption: { name: 'socket-get-option', params: [['socket', { borrow: 'Socket' }], ['level', 's32'], ['option', 's32']], result: { option: currentValue } },
  socketSetopt: { name: 'socket-setopt', params: [['socket', { borrow: 'Socket' }], ['level', 's32'], ['option', 's32'], ['value', optionValue]], result: 'bool' },
  socketGetopt: { name: 'socket-getopt', params: [['socket', { borrow: 'Socket' }], ['level', 's32'], ['option', 's32']], result: { option: currentValue } },
  socketLastError: { name: 'socket-last-error', params: [['socket', { option: { borrow: 'Socket' } }]], result: 's32' },
  socketClearError: { name: 'socket-clear-error', params: [['socket', { option: { borrow: 'Socket' } }]], result: null },
  socketStrerror: { name: 'socket-strerror', params: [['errorCode', 's32']], result: 'string' },
  errorReporting: { name: 'error-reporting', params: [['errorLevel', 's32']], result: 's32' },
  socketAddrinfoLookup: { name: 'socket-addrinfo-lookup', params: [['host', 'string'], ['service', { option: 'string' }], ['hints', { option: addressInfoHints }]], result: { option: { list: { own: 'AddressInfo' } } } },
  socketAddrinfoBind: { name: 'socket-addrinfo-bind', params: [['address', { borrow: 'AddressInfo' }]], result: { option: { own: 'Socket' } } },
  socketAddrinfoConnect: { name: 'socket-addrinfo-connect', params: [['address', { borrow: 'AddressInfo' }]], result: { option: { own: 'Socket' } } },
  socketAddrinfoExplain: { name: 'socket-addrinfo-explain', params: [['address', { borrow: 'AddressInfo' }]], result: addressInfoExplained },
  gethostbyname: { name: 'gethostbyname', params: [['hostname', 'string']], result: 'string' },
  gethostbynamel: { name: 'gethostbynamel', params: [['hostname', 'string']], result: { option: { list: 'string' } } },
  getservbyname: { name: 'getservbyname', params: [['service', 'string'], ['protocol', 'string']], result: { option: 's32' } },
  getservbyport: { name: 'getservbyport', params: [['port', 's32'], ['protocol', 'string']], result: { option: 'string' } },
  getprotobyname: { name: 'getprotobyname', params: [['protocol', 'string']], result: { option: 's32' } },
  getprotobynumber: { name: 'getprotobynumber', params: [['protocol', 's32']], result: { option: 'string' } },
  socketWsaprotocolInfoExport: { name: 'socket-wsaprotocol-info-export', params: [['socket', { borrow: 'Socket' }], ['processId', 's32']], result: { option: 'string' } },
  socketWsaprotocolInfoImport: { name: 'socket-wsaprotocol-info-import', params: [['infoId', 'string']], result: { option: { own: 'Socket' } } },
  socketWsaprotocolInfoRelease: { name: 'socket-wsaprotocol-info-release', params: [['infoId', 'string']], result: 'bool' },
  getmypid: { name: 'getmypid', params: [], result: 's32' },
  socketExportStream: { name: 'socket-export-stream', params: [['socket', { borrow: 'Socket' }]], result: { option: { own: 'Stream' } } },
  socketImportStream: { name: 'socket-import-stream', params: [['stream', { borrow: 'Stream' }]], result: { option: { own: 'Socket' } } },
  streamSocketServer: { name: 'stream-socket-server', params: [['address', 'string'], ['flags', { option: 's32' }]], result: openedStream },
  streamSocketClient: { name: 'stream-socket-client', params: [['address', 'string'], ['timeout', { option: 'f64' }], ['flags', { option: 's32' }]], result: openedStream },
  streamSocketAccept: { name: 'stream-socket-accept', params: [['stream', { borrow: 'Stream' }], ['timeout', { option: 'f64' }]], result: { option: acceptedStream } },
  streamSocketPair: { name: 'stream-socket-pair', params: [['domain', 's32'], ['type', 's32'], ['protocol', 's32']], result: { option: { tuple: [{ own: 'Stream' }, { own: 'Stream' }] } } },
  streamSelect: { name: 'stream-select', params: [['read', { option: { list: { borrow: 'Stream' } } }], ['write', { option: { list: { borrow: 'Stream' } } }], ['except', { option: { list: { borrow: 'Stream' } } }], ['seconds', { option: 's32' }], ['microseconds', { option: 's32' }]], result: { option: selection } },
  streamSetBlocking: { name: 'stream-set-blocking', params: [['stream', { borrow: 'Stream' }], ['enable', 'bool']], result: 'bool' },
  socketSetBlocking: { name: 'socket-set-blocking', params: [['stream', { borrow: 'Stream' }], ['enable', 'bool']], result: 'bool' },
  streamSetTimeout: { name: 'stream-set-timeout', params: [['stream', { borrow: 'Stream' }], ['seconds', 's32'], ['microseconds', { option: 's32' }]], result: 'bool' },
  streamGetMetaData: { name: 'stream-get-meta-data', params: [['stream', { borrow: 'Stream' }]], result: { option: streamMetaData } },
  streamSocketGetName: { name: 'stream-socket-get-name', params: [['stream', { borrow: 'Stream' }], ['remote', 'bool']], result: { option: 'string' } },
  streamSocketShutdown: { name: 'stream-socket-shutdown', params: [['stream', { borrow: 'Stream' }], ['mode', 's32']], result: 'bool' },
  streamSocketSendto: { name: 'stream-socket-sendto', params: [['stream', { borrow: 'Stream' }], ['data', 'bytes'], ['flags', { option: 's32' }], ['address', { option: 'string' }]], result: { option: 'u32' } },
  streamSocketRecvfrom: { name: 'stream-socket-recvfrom', params: [['stream', { borrow: 'Stream' }], ['length', 's32'], ['flags', { option: 's32' }]], result: { option: streamDatagram } },
  fread: { name: 'fread', params: [['stream', { borrow: 'Stream' }], ['length', 's32']], result: { option: 'bytes' } },
  fwrite: { name: 'fwrite', params: [['stream', { borrow: 'Stream' }], ['data', 'bytes'], ['length', { option: 's32' }]], result: { option: 'u32' } },
  fgets: { name: 'fgets', params: [['stream', { borrow: 'Stream' }], ['length', { option: 's32' }]], result: { option: 'bytes' } },
  feof: { name: 'feof', params: [['stream', { borrow: 'Stream' }]], result: 'bool' },
  fclose: { name: 'fclose', params: [['stream', { borrow: 'Stream' }]], result: 'bool' },
};
