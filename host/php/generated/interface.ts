// Generated from wit/php.wit by `npm run wit`; not to be edited.
import type { Socket, AddressInfo, Stream } from '../resources.ts';
import type { FunctionType, ValueType } from '../../abi/types.ts';

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
   * The port, 0 to 65535, if the family has ports. For a packet socket,
   * the interface's index.
   */
  port: number | undefined;
}

/** What `socketRecv` received. */
export interface Received {
  /** Bytes; with `MSG_TRUNC` those of the whole datagram. */
  length: number;
  /** `undefined` if nothing came, as at the end of a stream. */
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
  /** How many: PHP's result. One that is twice in a list counts once. */
  count: number;
  /** The positions in the list that are ready, ascending, from 0. */
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
  | { tag: 'name'; val: string }
  | number
  | boolean
  | string;

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
  /** The address of a sender to the group. */
  source: string;
}

/**
 * Who is at the other end of a local socket (`SO_PEERCRED`), or sent a
 * message (`SCM_CREDENTIALS`).
 */
export interface Credentials {
  /** Process; 0 if nobody is connected. */
  pid: number;
  /** User. */
  uid: number;
  /** Group. */
  gid: number;
}

/** The array of `SO_MEMINFO`: bytes, except the last, which is packets. */
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

/** A value to set an option to. The option decides the case. */
export type OptionValue =
  | { tag: 'int'; val: number }
  /** Numbers as text, and names. */
  | { tag: 'text'; val: string }
  | { tag: 'linger'; val: Linger }
  | { tag: 'timeval'; val: Timeval }
  | { tag: 'group'; val: GroupRequest }
  | { tag: 'source'; val: SourceRequest }
  | number
  | boolean
  | string
  | Linger
  | Timeval
  | GroupRequest
  | SourceRequest;

/** The value of an option. The option decides the case. */
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
 * Where a message goes: PHP's key `name`. The family decides which of the
 * other fields count.
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

/**
 * Where a message came from. The family decides which of the other fields
 * are there.
 */
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
  /** The last zero-copy send that is completed. */
  data: number;
  /** The node that reported it, if there is one. */
  offender: MessageSender | undefined;
}

/** The data of a control message to send. Its type decides the case. */
export type OutgoingData =
  | { tag: 'int'; val: number }
  /** `SCM_RIGHTS`. */
  | { tag: 'sockets'; val: readonly Socket[] }
  /** `SCM_CREDENTIALS`. */
  | { tag: 'credentials'; val: Credentials }
  | { tag: 'pktinfo'; val: PacketSource }
  | number
  | boolean
  | readonly Socket[]
  | Credentials
  | PacketSource;

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
  /** Data without a form of its own, as the system gives it. */
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
  /** Where to; by default to the socket's peer. */
  name?: MessageName | null | undefined;
  /** The data, gathered in this order. */
  iov: readonly Data[];
  control?: readonly OutgoingControl[] | null | undefined;
}

/** What `socketRecvmsg` makes room for: its array before the call. */
export interface MessageRoom {
  /** Given if the sender is to be named. */
  name?: MessageName | null | undefined;
  /** Room for data in bytes; 8192 by default. */
  bufferSize?: number | null | undefined;
  /**
   * Room for control data in bytes, at least 1: PHP requires it. See
   * `socketCmsgSpace`.
   */
  controllen?: number | null | undefined;
}

/** What `socketRecvmsg` received: its result, and its array after the call. */
export interface IncomingMessage {
  /** How long the message was, in bytes. */
  length: number;
  /** The sender, if the caller asked for it and there is one. */
  name: MessageSender | undefined;
  /** The data in one part, or no part if no bytes came. */
  iov: Uint8Array[];
  control: IncomingControl[];
  /** What the system says about it: `MSG_*`. */
  flags: number;
}

/** The result of opening a stream. */
export interface OpenedStream {
  /** `undefined` is PHP's `false`. */
  stream: Stream | undefined;
  /** PHP's `$error_code`. */
  errorCode: number;
  /** PHP's `$error_message`. */
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
  /** Whether the last operation that had to wait ran out of time. */
  timedOut: boolean;
  /** Whether operations wait. */
  blocked: boolean;
  /** Whether reading has come to the end of what the other side sent. */
  eof: boolean;
  /**
   * `tcp_socket`, `udp_socket`, `unix_socket`, `udg_socket`, or
   * `generic_socket`.
   */
  streamType: string;
  /** Always `r+`. */
  mode: string;
  /** How many bytes have been read ahead. */
  unreadBytes: number;
  /** Always `false`. */
  seekable: boolean;
}

/** What to look for; `undefined` means any. */
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

/** The array `ai_addr`, with the fields of the family. */
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
  /** The `AI_*` of the lookup. */
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
   * Makes a socket. An unknown domain or type warns, and makes a socket of
   * `AF_INET` or `SOCK_STREAM`.
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
   * machine. With port 0 the system chooses one. `backlog` is 128 by default.
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
   * Gives a socket its address. For a Unix socket that is a path. For a packet
   * socket it is the name of an interface (`""`: all). For others it is an IP
   * address or a host's name, and a port, 0 (any) by default.
   *
   * @see https://www.php.net/socket_bind
   */
  socketBind(socket: Socket, address: string, port?: number | null): boolean;

  /**
   * Lets a bound socket take connections. `backlog` of them may wait, 0 by
   * default.
   *
   * @see https://www.php.net/socket_listen
   */
  socketListen(socket: Socket, backlog?: number | null): boolean;

  /**
   * Takes a connection; blocks until there is one. On a socket that does not
   * block, the result is `undefined` with `EAGAIN` and without a warning.
   *
   * @see https://www.php.net/socket_accept
   */
  socketAccept(socket: Socket): Socket | undefined;

  /**
   * Connects to the path of a Unix socket, or to an IP address or a host's
   * name, and a port; blocks until it is connected. On a socket that does not
   * block, the result is `false` with `EINPROGRESS` and without a warning, and
   * the connection is in progress.
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
   * The address that a socket is bound to.
   *
   * @see https://www.php.net/socket_getsockname
   */
  socketGetsockname(socket: Socket): SocketName | undefined;

  /**
   * The address that a socket is connected to.
   *
   * @see https://www.php.net/socket_getpeername
   */
  socketGetpeername(socket: Socket): SocketName | undefined;

  /**
   * Reads at most `length` bytes, or with `PHP_NORMAL_READ` (1) at most a
   * line with its end; blocks until something arrives. No bytes mean the end
   * of the stream. `mode` is `PHP_BINARY_READ` (2) by default.
   *
   * @see https://www.php.net/socket_read
   */
  socketRead(socket: Socket, length: number, mode?: number | null): Uint8Array | undefined;

  /**
   * Writes the first `length` bytes, all by default. The result is how many
   * the system took. Blocks until it takes some.
   *
   * @see https://www.php.net/socket_write
   */
  socketWrite(socket: Socket, data: Data, length?: number | null): number | undefined;

  /**
   * Receives at most `length` bytes with flags `MSG_*`; blocks until something
   * arrives.
   *
   * @see https://www.php.net/socket_recv
   */
  socketRecv(socket: Socket, length: number, flags: number): Received | undefined;

  /**
   * Sends the first `length` bytes with flags `MSG_*`. The result is how many
   * the system took. Blocks until it takes some.
   *
   * @see https://www.php.net/socket_send
   */
  socketSend(socket: Socket, data: Data, length: number, flags: number): number | undefined;

  /**
   * Receives at most `length` bytes with flags `MSG_*`, and the sender's
   * address; blocks until something arrives.
   *
   * @see https://www.php.net/socket_recvfrom
   */
  socketRecvfrom(socket: Socket, length: number, flags: number): ReceivedFrom | undefined;

  /**
   * Sends the first `length` bytes with flags `MSG_*` to the path of a Unix
   * socket, or to an IP address or a host's name and a port. The result is how
   * many bytes the system took. Only a Unix socket needs no port. For a packet
   * socket the port is the index of an interface, and the address does not
   * matter. Blocks until there is room.
   *
   * @see https://www.php.net/socket_sendto
   */
  socketSendto(socket: Socket, data: Data, length: number, flags: number, address: string, port?: number | null): number | undefined;

  /**
   * Sends a message with flags `MSG_*`. The result is how many bytes the
   * system took. Blocks until it takes some.
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
   * How many bytes of `controllen` a control message takes. For `SCM_RIGHTS`,
   * `num` is how many sockets it has.
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
   * Waits until sockets are ready to read or to write, or have out-of-band
   * data, at most for `seconds` and `microseconds`. Without `seconds` there is
   * no limit. `undefined` for a list is PHP's `null`.
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
   * The number of the last error, of a socket or of any function: 0 if there
   * is none, -1 if the socket is closed.
   *
   * @see https://www.php.net/socket_last_error
   */
  socketLastError(socket?: Socket | null): number;

  /**
   * Clears the last error, of a socket or of all functions.
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
   * Sets which warnings are raised, in bits of `E_*`. The result is the value
   * before. Setting 0 and then back again is PHP's `@`.
   *
   * @see https://www.php.net/error_reporting
   */
  errorReporting(errorLevel: number): number;

  /**
   * Looks up the ways to reach a host, at a service or port if one is given;
   * blocks until there is an answer.
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
   * import the socket once. The result is the id for the import.
   *
   * @see https://www.php.net/socket_wsaprotocol_info_export
   */
  socketWsaprotocolInfoExport(socket: Socket, processId: number): string | undefined;

  /**
   * Imports a socket that another guest exported to this one.
   *
   * @see https://www.php.net/socket_wsaprotocol_info_import
   */
  socketWsaprotocolInfoImport(infoId: string): Socket | undefined;

  /**
   * Ends an export of this guest, whether or not it was imported.
   *
   * @see https://www.php.net/socket_wsaprotocol_info_release
   */
  socketWsaprotocolInfoRelease(infoId: string): boolean;

  /**
   * Imports a socket that the host's embedder gave to this guest by name.
   * None of PHP's functions.
   *
   * @see https://www.php.net/socket_import_named
   */
  socketImportNamed(name: string): Socket | undefined;

  /**
   * Gives the host's embedder a socket by name. It also stays with this
   * guest. None of PHP's functions.
   *
   * @see https://www.php.net/socket_export_named
   */
  socketExportNamed(socket: Socket, name: string): boolean;

  /**
   * This guest's id.
   *
   * @see https://www.php.net/getmypid
   */
  getmypid(): number;

  /**
   * The stream over a socket's descriptor, always the same one. Closing either
   * closes both.
   *
   * @see https://www.php.net/socket_export_stream
   */
  socketExportStream(socket: Socket): Stream | undefined;

  /**
   * The socket under a stream, always the same one. Closing either closes
   * both.
   *
   * @see https://www.php.net/socket_import_stream
   */
  socketImportStream(stream: Stream): Socket | undefined;

  /**
   * Makes the stream of a server, at `tcp://127.0.0.1:80`, `udp://…`,
   * `unix:///run/x.sock` or `udg://…`. `flags` is `STREAM_SERVER_BIND` and
   * `STREAM_SERVER_LISTEN` by default; streams of datagrams need the first
   * alone.
   *
   * @see https://www.php.net/stream_socket_server
   */
  streamSocketServer(address: string, flags?: number | null): OpenedStream;

  /**
   * Makes a stream that is connected to an address as for
   * `streamSocketServer`. Blocks until it is connected, at most `timeout`
   * seconds for each address of a host, 60 by default. A negative number means
   * no limit. `flags` is `STREAM_CLIENT_CONNECT` by default.
   *
   * @see https://www.php.net/stream_socket_client
   */
  streamSocketClient(address: string, timeout?: number | null, flags?: number | null): OpenedStream;

  /**
   * Takes a connection; blocks until there is one, at most for `timeout`
   * seconds, 60 by default. A negative number means no limit.
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
   * Waits until streams are ready to read or to write, or have out-of-band
   * data, at most for `seconds` and `microseconds`. Without `seconds` there is
   * no limit. A stream that has read ahead is ready.
   *
   * @see https://www.php.net/stream_select
   */
  streamSelect(read?: readonly Stream[] | null, write?: readonly Stream[] | null, except?: readonly Stream[] | null, seconds?: number | null, microseconds?: number | null): Selection | undefined;

  /**
   * Sets whether operations wait for what they need.
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
   * Sets how long operations wait at most. A negative time means no limit.
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
   * The address of this side of a stream, or of the other side.
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
   * Sends to the peer, or to an `address` such as `127.0.0.1:80`. The result
   * is how many bytes the system took. `flags` may be `STREAM_OOB`.
   *
   * @see https://www.php.net/stream_socket_sendto
   */
  streamSocketSendto(stream: Stream, data: Data, flags?: number | null, address?: string | null): number | undefined;

  /**
   * Receives at most `length` bytes after what was read ahead, and the sender's
   * address. `flags` may be `STREAM_OOB` and `STREAM_PEEK`.
   *
   * @see https://www.php.net/stream_socket_recvfrom
   */
  streamSocketRecvfrom(stream: Stream, length: number, flags?: number | null): StreamDatagram | undefined;

  /**
   * Reads at most `length` bytes; blocks until something arrives. No bytes mean
   * the end of the stream, or that nothing arrived.
   *
   * @see https://www.php.net/fread
   */
  fread(stream: Stream, length: number): Uint8Array | undefined;

  /**
   * Writes the first `length` bytes, all by default. The result is how many
   * the system took.
   *
   * @see https://www.php.net/fwrite
   */
  fwrite(stream: Stream, data: Data, length?: number | null): number | undefined;

  /**
   * Reads a line with its end, or its first `length - 1` bytes; blocks until
   * they have arrived.
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

const socketName: ValueType = { kind: 'record', fields: [{ name: 'address', type: 'string' }, { name: 'port', type: { kind: 'option', some: 's32' } }] };

const received: ValueType = { kind: 'record', fields: [{ name: 'length', type: 'u32' }, { name: 'data', type: { kind: 'option', some: { kind: 'list', element: 'u8' } } }] };

const receivedFrom: ValueType = { kind: 'record', fields: [{ name: 'length', type: 'u32' }, { name: 'data', type: { kind: 'list', element: 'u8' } }, { name: 'name', type: 'string' }, { name: 'port', type: { kind: 'option', some: 's32' } }] };

const selection: ValueType = { kind: 'record', fields: [{ name: 'count', type: 'u32' }, { name: 'read', type: { kind: 'list', element: 'u32' } }, { name: 'write', type: { kind: 'list', element: 'u32' } }, { name: 'except', type: { kind: 'list', element: 'u32' } }] };

const linger: ValueType = { kind: 'record', fields: [{ name: 'l-onoff', type: 's32' }, { name: 'l-linger', type: 's32' }] };

const timeval: ValueType = { kind: 'record', fields: [{ name: 'sec', type: 's32' }, { name: 'usec', type: 's32' }] };

const networkInterface: ValueType = { kind: 'variant', cases: [{ name: 'index', type: 's32' }, { name: 'name', type: 'string' }] };

const groupRequest: ValueType = { kind: 'record', fields: [{ name: 'group', type: 'string' }, { name: 'interface', type: networkInterface }] };

const sourceRequest: ValueType = { kind: 'record', fields: [{ name: 'group', type: 'string' }, { name: 'interface', type: networkInterface }, { name: 'source', type: 'string' }] };

const credentials: ValueType = { kind: 'record', fields: [{ name: 'pid', type: 's32' }, { name: 'uid', type: 'u32' }, { name: 'gid', type: 'u32' }] };

const memInfo: ValueType = { kind: 'record', fields: [{ name: 'rmem-alloc', type: 's32' }, { name: 'rcvbuf', type: 's32' }, { name: 'wmem-alloc', type: 's32' }, { name: 'sndbuf', type: 's32' }, { name: 'fwd-alloc', type: 's32' }, { name: 'wmem-queued', type: 's32' }, { name: 'optmem', type: 's32' }, { name: 'backlog', type: 's32' }, { name: 'drops', type: 's32' }] };

const optionValue: ValueType = { kind: 'variant', cases: [{ name: 'int', type: 's32' }, { name: 'text', type: 'string' }, { name: 'linger', type: linger }, { name: 'timeval', type: timeval }, { name: 'group', type: groupRequest }, { name: 'source', type: sourceRequest }] };

const currentValue: ValueType = { kind: 'variant', cases: [{ name: 'int', type: 's32' }, { name: 'text', type: 'string' }, { name: 'linger', type: linger }, { name: 'timeval', type: timeval }, { name: 'credentials', type: credentials }, { name: 'meminfo', type: memInfo }] };

const messageName: ValueType = { kind: 'record', fields: [{ name: 'family', type: { kind: 'option', some: 's32' } }, { name: 'addr', type: { kind: 'option', some: 'string' } }, { name: 'port', type: { kind: 'option', some: 's32' } }, { name: 'flowinfo', type: { kind: 'option', some: 'u32' } }, { name: 'scope-id', type: { kind: 'option', some: 'u32' } }, { name: 'path', type: { kind: 'option', some: 'string' } }] };

const messageSender: ValueType = { kind: 'record', fields: [{ name: 'family', type: 's32' }, { name: 'addr', type: { kind: 'option', some: 'string' } }, { name: 'port', type: { kind: 'option', some: 's32' } }, { name: 'flowinfo', type: { kind: 'option', some: 'u32' } }, { name: 'scope-id', type: { kind: 'option', some: 'u32' } }, { name: 'path', type: { kind: 'option', some: 'string' } }] };

const packetSource: ValueType = { kind: 'record', fields: [{ name: 'addr', type: { kind: 'option', some: 'string' } }, { name: 'ifindex', type: { kind: 'option', some: 'u32' } }, { name: 'spec-dst', type: { kind: 'option', some: 'string' } }, { name: 'ifname', type: { kind: 'option', some: 'string' } }] };

const packetInfo: ValueType = { kind: 'record', fields: [{ name: 'addr', type: { kind: 'option', some: 'string' } }, { name: 'ifindex', type: 'u32' }, { name: 'spec-dst', type: { kind: 'option', some: 'string' } }] };

const errorReport: ValueType = { kind: 'record', fields: [{ name: 'errno', type: 's32' }, { name: 'origin', type: 's32' }, { name: 'type', type: 's32' }, { name: 'code', type: 's32' }, { name: 'info', type: 'u32' }, { name: 'data', type: 'u32' }, { name: 'offender', type: { kind: 'option', some: messageSender } }] };

const outgoingData: ValueType = { kind: 'variant', cases: [{ name: 'int', type: 's32' }, { name: 'sockets', type: { kind: 'list', element: { kind: 'borrow', resource: { name: 'socket' } } } }, { name: 'credentials', type: credentials }, { name: 'pktinfo', type: packetSource }] };

const incomingData: ValueType = { kind: 'variant', cases: [{ name: 'int', type: 's32' }, { name: 'sockets', type: { kind: 'list', element: { kind: 'own', resource: { name: 'socket' } } } }, { name: 'credentials', type: credentials }, { name: 'pktinfo', type: packetInfo }, { name: 'error', type: errorReport }, { name: 'bytes', type: { kind: 'list', element: 'u8' } }] };

const outgoingControl: ValueType = { kind: 'record', fields: [{ name: 'level', type: 's32' }, { name: 'type', type: 's32' }, { name: 'data', type: outgoingData }] };

const incomingControl: ValueType = { kind: 'record', fields: [{ name: 'level', type: 's32' }, { name: 'type', type: 's32' }, { name: 'data', type: incomingData }] };

const outgoingMessage: ValueType = { kind: 'record', fields: [{ name: 'name', type: { kind: 'option', some: messageName } }, { name: 'iov', type: { kind: 'list', element: { kind: 'list', element: 'u8' } } }, { name: 'control', type: { kind: 'option', some: { kind: 'list', element: outgoingControl } } }] };

const messageRoom: ValueType = { kind: 'record', fields: [{ name: 'name', type: { kind: 'option', some: messageName } }, { name: 'buffer-size', type: { kind: 'option', some: 's32' } }, { name: 'controllen', type: { kind: 'option', some: 's32' } }] };

const incomingMessage: ValueType = { kind: 'record', fields: [{ name: 'length', type: 'u32' }, { name: 'name', type: { kind: 'option', some: messageSender } }, { name: 'iov', type: { kind: 'list', element: { kind: 'list', element: 'u8' } } }, { name: 'control', type: { kind: 'list', element: incomingControl } }, { name: 'flags', type: 's32' }] };

const openedStream: ValueType = { kind: 'record', fields: [{ name: 'stream', type: { kind: 'option', some: { kind: 'own', resource: { name: 'stream' } } } }, { name: 'error-code', type: 's32' }, { name: 'error-message', type: 'string' }] };

const acceptedStream: ValueType = { kind: 'record', fields: [{ name: 'stream', type: { kind: 'own', resource: { name: 'stream' } } }, { name: 'peer-name', type: 'string' }] };

const streamDatagram: ValueType = { kind: 'record', fields: [{ name: 'data', type: { kind: 'list', element: 'u8' } }, { name: 'address', type: 'string' }] };

const streamMetaData: ValueType = { kind: 'record', fields: [{ name: 'timed-out', type: 'bool' }, { name: 'blocked', type: 'bool' }, { name: 'eof', type: 'bool' }, { name: 'stream-type', type: 'string' }, { name: 'mode', type: 'string' }, { name: 'unread-bytes', type: 'u32' }, { name: 'seekable', type: 'bool' }] };

const addressInfoHints: ValueType = { kind: 'record', fields: [{ name: 'ai-flags', type: { kind: 'option', some: 's32' } }, { name: 'ai-family', type: { kind: 'option', some: 's32' } }, { name: 'ai-socktype', type: { kind: 'option', some: 's32' } }, { name: 'ai-protocol', type: { kind: 'option', some: 's32' } }] };

const addressInfoAddress: ValueType = { kind: 'record', fields: [{ name: 'sin-port', type: { kind: 'option', some: 's32' } }, { name: 'sin-addr', type: { kind: 'option', some: 'string' } }, { name: 'sin6-port', type: { kind: 'option', some: 's32' } }, { name: 'sin6-addr', type: { kind: 'option', some: 'string' } }] };

const addressInfoExplained: ValueType = { kind: 'record', fields: [{ name: 'ai-flags', type: 's32' }, { name: 'ai-family', type: 's32' }, { name: 'ai-socktype', type: 's32' }, { name: 'ai-protocol', type: 's32' }, { name: 'ai-canonname', type: { kind: 'option', some: 'string' } }, { name: 'ai-addr', type: addressInfoAddress }] };

/** A function: its name in wit/php.wit, and its type. */
export interface Signature extends FunctionType {
  readonly name: string;
}

/** How each function is called. */
export const SIGNATURES: Readonly<Record<keyof PhpFunctions, Signature>> = {
  socketCreate: { name: 'socket-create', params: [{ name: 'domain', type: 's32' }, { name: 'type', type: 's32' }, { name: 'protocol', type: 's32' }], result: { kind: 'option', some: { kind: 'own', resource: { name: 'socket' } } } },
  socketCreatePair: { name: 'socket-create-pair', params: [{ name: 'domain', type: 's32' }, { name: 'type', type: 's32' }, { name: 'protocol', type: 's32' }], result: { kind: 'option', some: { kind: 'tuple', items: [{ kind: 'own', resource: { name: 'socket' } }, { kind: 'own', resource: { name: 'socket' } }] } } },
  socketCreateListen: { name: 'socket-create-listen', params: [{ name: 'port', type: 's32' }, { name: 'backlog', type: { kind: 'option', some: 's32' } }], result: { kind: 'option', some: { kind: 'own', resource: { name: 'socket' } } } },
  socketClose: { name: 'socket-close', params: [{ name: 'socket', type: { kind: 'borrow', resource: { name: 'socket' } } }], result: null },
  socketBind: { name: 'socket-bind', params: [{ name: 'socket', type: { kind: 'borrow', resource: { name: 'socket' } } }, { name: 'address', type: 'string' }, { name: 'port', type: { kind: 'option', some: 's32' } }], result: 'bool' },
  socketListen: { name: 'socket-listen', params: [{ name: 'socket', type: { kind: 'borrow', resource: { name: 'socket' } } }, { name: 'backlog', type: { kind: 'option', some: 's32' } }], result: 'bool' },
  socketAccept: { name: 'socket-accept', params: [{ name: 'socket', type: { kind: 'borrow', resource: { name: 'socket' } } }], result: { kind: 'option', some: { kind: 'own', resource: { name: 'socket' } } } },
  socketConnect: { name: 'socket-connect', params: [{ name: 'socket', type: { kind: 'borrow', resource: { name: 'socket' } } }, { name: 'address', type: 'string' }, { name: 'port', type: { kind: 'option', some: 's32' } }], result: 'bool' },
  socketShutdown: { name: 'socket-shutdown', params: [{ name: 'socket', type: { kind: 'borrow', resource: { name: 'socket' } } }, { name: 'mode', type: { kind: 'option', some: 's32' } }], result: 'bool' },
  socketSetBlock: { name: 'socket-set-block', params: [{ name: 'socket', type: { kind: 'borrow', resource: { name: 'socket' } } }], result: 'bool' },
  socketSetNonblock: { name: 'socket-set-nonblock', params: [{ name: 'socket', type: { kind: 'borrow', resource: { name: 'socket' } } }], result: 'bool' },
  socketGetsockname: { name: 'socket-getsockname', params: [{ name: 'socket', type: { kind: 'borrow', resource: { name: 'socket' } } }], result: { kind: 'option', some: socketName } },
  socketGetpeername: { name: 'socket-getpeername', params: [{ name: 'socket', type: { kind: 'borrow', resource: { name: 'socket' } } }], result: { kind: 'option', some: socketName } },
  socketRead: { name: 'socket-read', params: [{ name: 'socket', type: { kind: 'borrow', resource: { name: 'socket' } } }, { name: 'length', type: 's32' }, { name: 'mode', type: { kind: 'option', some: 's32' } }], result: { kind: 'option', some: { kind: 'list', element: 'u8' } } },
  socketWrite: { name: 'socket-write', params: [{ name: 'socket', type: { kind: 'borrow', resource: { name: 'socket' } } }, { name: 'data', type: { kind: 'list', element: 'u8' } }, { name: 'length', type: { kind: 'option', some: 's32' } }], result: { kind: 'option', some: 'u32' } },
  socketRecv: { name: 'socket-recv', params: [{ name: 'socket', type: { kind: 'borrow', resource: { name: 'socket' } } }, { name: 'length', type: 's32' }, { name: 'flags', type: 's32' }], result: { kind: 'option', some: received } },
  socketSend: { name: 'socket-send', params: [{ name: 'socket', type: { kind: 'borrow', resource: { name: 'socket' } } }, { name: 'data', type: { kind: 'list', element: 'u8' } }, { name: 'length', type: 's32' }, { name: 'flags', type: 's32' }], result: { kind: 'option', some: 'u32' } },
  socketRecvfrom: { name: 'socket-recvfrom', params: [{ name: 'socket', type: { kind: 'borrow', resource: { name: 'socket' } } }, { name: 'length', type: 's32' }, { name: 'flags', type: 's32' }], result: { kind: 'option', some: receivedFrom } },
  socketSendto: { name: 'socket-sendto', params: [{ name: 'socket', type: { kind: 'borrow', resource: { name: 'socket' } } }, { name: 'data', type: { kind: 'list', element: 'u8' } }, { name: 'length', type: 's32' }, { name: 'flags', type: 's32' }, { name: 'address', type: 'string' }, { name: 'port', type: { kind: 'option', some: 's32' } }], result: { kind: 'option', some: 'u32' } },
  socketSendmsg: { name: 'socket-sendmsg', params: [{ name: 'socket', type: { kind: 'borrow', resource: { name: 'socket' } } }, { name: 'message', type: outgoingMessage }, { name: 'flags', type: { kind: 'option', some: 's32' } }], result: { kind: 'option', some: 'u32' } },
  socketRecvmsg: { name: 'socket-recvmsg', params: [{ name: 'socket', type: { kind: 'borrow', resource: { name: 'socket' } } }, { name: 'message', type: messageRoom }, { name: 'flags', type: { kind: 'option', some: 's32' } }], result: { kind: 'option', some: incomingMessage } },
  socketCmsgSpace: { name: 'socket-cmsg-space', params: [{ name: 'level', type: 's32' }, { name: 'type', type: 's32' }, { name: 'num', type: { kind: 'option', some: 's32' } }], result: { kind: 'option', some: 'u32' } },
  socketAtmark: { name: 'socket-atmark', params: [{ name: 'socket', type: { kind: 'borrow', resource: { name: 'socket' } } }], result: 'bool' },
  socketSelect: { name: 'socket-select', params: [{ name: 'read', type: { kind: 'option', some: { kind: 'list', element: { kind: 'borrow', resource: { name: 'socket' } } } } }, { name: 'write', type: { kind: 'option', some: { kind: 'list', element: { kind: 'borrow', resource: { name: 'socket' } } } } }, { name: 'except', type: { kind: 'option', some: { kind: 'list', element: { kind: 'borrow', resource: { name: 'socket' } } } } }, { name: 'seconds', type: { kind: 'option', some: 's32' } }, { name: 'microseconds', type: { kind: 'option', some: 's32' } }], result: { kind: 'option', some: selection } },
  socketSetOption: { name: 'socket-set-option', params: [{ name: 'socket', type: { kind: 'borrow', resource: { name: 'socket' } } }, { name: 'level', type: 's32' }, { name: 'option', type: 's32' }, { name: 'value', type: optionValue }], result: 'bool' },
  socketGetOption: { name: 'socket-get-option', params: [{ name: 'socket', type: { kind: 'borrow', resource: { name: 'socket' } } }, { name: 'level', type: 's32' }, { name: 'option', type: 's32' }], result: { kind: 'option', some: currentValue } },
  socketSetopt: { name: 'socket-setopt', params: [{ name: 'socket', type: { kind: 'borrow', resource: { name: 'socket' } } }, { name: 'level', type: 's32' }, { name: 'option', type: 's32' }, { name: 'value', type: optionValue }], result: 'bool' },
  socketGetopt: { name: 'socket-getopt', params: [{ name: 'socket', type: { kind: 'borrow', resource: { name: 'socket' } } }, { name: 'level', type: 's32' }, { name: 'option', type: 's32' }], result: { kind: 'option', some: currentValue } },
  socketLastError: { name: 'socket-last-error', params: [{ name: 'socket', type: { kind: 'option', some: { kind: 'borrow', resource: { name: 'socket' } } } }], result: 's32' },
  socketClearError: { name: 'socket-clear-error', params: [{ name: 'socket', type: { kind: 'option', some: { kind: 'borrow', resource: { name: 'socket' } } } }], result: null },
  socketStrerror: { name: 'socket-strerror', params: [{ name: 'error-code', type: 's32' }], result: 'string' },
  errorReporting: { name: 'error-reporting', params: [{ name: 'error-level', type: 's32' }], result: 's32' },
  socketAddrinfoLookup: { name: 'socket-addrinfo-lookup', params: [{ name: 'host', type: 'string' }, { name: 'service', type: { kind: 'option', some: 'string' } }, { name: 'hints', type: { kind: 'option', some: addressInfoHints } }], result: { kind: 'option', some: { kind: 'list', element: { kind: 'own', resource: { name: 'address-info' } } } } },
  socketAddrinfoBind: { name: 'socket-addrinfo-bind', params: [{ name: 'address', type: { kind: 'borrow', resource: { name: 'address-info' } } }], result: { kind: 'option', some: { kind: 'own', resource: { name: 'socket' } } } },
  socketAddrinfoConnect: { name: 'socket-addrinfo-connect', params: [{ name: 'address', type: { kind: 'borrow', resource: { name: 'address-info' } } }], result: { kind: 'option', some: { kind: 'own', resource: { name: 'socket' } } } },
  socketAddrinfoExplain: { name: 'socket-addrinfo-explain', params: [{ name: 'address', type: { kind: 'borrow', resource: { name: 'address-info' } } }], result: addressInfoExplained },
  gethostbyname: { name: 'gethostbyname', params: [{ name: 'hostname', type: 'string' }], result: 'string' },
  gethostbynamel: { name: 'gethostbynamel', params: [{ name: 'hostname', type: 'string' }], result: { kind: 'option', some: { kind: 'list', element: 'string' } } },
  getservbyname: { name: 'getservbyname', params: [{ name: 'service', type: 'string' }, { name: 'protocol', type: 'string' }], result: { kind: 'option', some: 's32' } },
  getservbyport: { name: 'getservbyport', params: [{ name: 'port', type: 's32' }, { name: 'protocol', type: 'string' }], result: { kind: 'option', some: 'string' } },
  getprotobyname: { name: 'getprotobyname', params: [{ name: 'protocol', type: 'string' }], result: { kind: 'option', some: 's32' } },
  getprotobynumber: { name: 'getprotobynumber', params: [{ name: 'protocol', type: 's32' }], result: { kind: 'option', some: 'string' } },
  socketWsaprotocolInfoExport: { name: 'socket-wsaprotocol-info-export', params: [{ name: 'socket', type: { kind: 'borrow', resource: { name: 'socket' } } }, { name: 'process-id', type: 's32' }], result: { kind: 'option', some: 'string' } },
  socketWsaprotocolInfoImport: { name: 'socket-wsaprotocol-info-import', params: [{ name: 'info-id', type: 'string' }], result: { kind: 'option', some: { kind: 'own', resource: { name: 'socket' } } } },
  socketWsaprotocolInfoRelease: { name: 'socket-wsaprotocol-info-release', params: [{ name: 'info-id', type: 'string' }], result: 'bool' },
  socketImportNamed: { name: 'socket-import-named', params: [{ name: 'name', type: 'string' }], result: { kind: 'option', some: { kind: 'own', resource: { name: 'socket' } } } },
  socketExportNamed: { name: 'socket-export-named', params: [{ name: 'socket', type: { kind: 'borrow', resource: { name: 'socket' } } }, { name: 'name', type: 'string' }], result: 'bool' },
  getmypid: { name: 'getmypid', params: [], result: 's32' },
  socketExportStream: { name: 'socket-export-stream', params: [{ name: 'socket', type: { kind: 'borrow', resource: { name: 'socket' } } }], result: { kind: 'option', some: { kind: 'own', resource: { name: 'stream' } } } },
  socketImportStream: { name: 'socket-import-stream', params: [{ name: 'stream', type: { kind: 'borrow', resource: { name: 'stream' } } }], result: { kind: 'option', some: { kind: 'own', resource: { name: 'socket' } } } },
  streamSocketServer: { name: 'stream-socket-server', params: [{ name: 'address', type: 'string' }, { name: 'flags', type: { kind: 'option', some: 's32' } }], result: openedStream },
  streamSocketClient: { name: 'stream-socket-client', params: [{ name: 'address', type: 'string' }, { name: 'timeout', type: { kind: 'option', some: 'f64' } }, { name: 'flags', type: { kind: 'option', some: 's32' } }], result: openedStream },
  streamSocketAccept: { name: 'stream-socket-accept', params: [{ name: 'stream', type: { kind: 'borrow', resource: { name: 'stream' } } }, { name: 'timeout', type: { kind: 'option', some: 'f64' } }], result: { kind: 'option', some: acceptedStream } },
  streamSocketPair: { name: 'stream-socket-pair', params: [{ name: 'domain', type: 's32' }, { name: 'type', type: 's32' }, { name: 'protocol', type: 's32' }], result: { kind: 'option', some: { kind: 'tuple', items: [{ kind: 'own', resource: { name: 'stream' } }, { kind: 'own', resource: { name: 'stream' } }] } } },
  streamSelect: { name: 'stream-select', params: [{ name: 'read', type: { kind: 'option', some: { kind: 'list', element: { kind: 'borrow', resource: { name: 'stream' } } } } }, { name: 'write', type: { kind: 'option', some: { kind: 'list', element: { kind: 'borrow', resource: { name: 'stream' } } } } }, { name: 'except', type: { kind: 'option', some: { kind: 'list', element: { kind: 'borrow', resource: { name: 'stream' } } } } }, { name: 'seconds', type: { kind: 'option', some: 's32' } }, { name: 'microseconds', type: { kind: 'option', some: 's32' } }], result: { kind: 'option', some: selection } },
  streamSetBlocking: { name: 'stream-set-blocking', params: [{ name: 'stream', type: { kind: 'borrow', resource: { name: 'stream' } } }, { name: 'enable', type: 'bool' }], result: 'bool' },
  socketSetBlocking: { name: 'socket-set-blocking', params: [{ name: 'stream', type: { kind: 'borrow', resource: { name: 'stream' } } }, { name: 'enable', type: 'bool' }], result: 'bool' },
  streamSetTimeout: { name: 'stream-set-timeout', params: [{ name: 'stream', type: { kind: 'borrow', resource: { name: 'stream' } } }, { name: 'seconds', type: 's32' }, { name: 'microseconds', type: { kind: 'option', some: 's32' } }], result: 'bool' },
  streamGetMetaData: { name: 'stream-get-meta-data', params: [{ name: 'stream', type: { kind: 'borrow', resource: { name: 'stream' } } }], result: { kind: 'option', some: streamMetaData } },
  streamSocketGetName: { name: 'stream-socket-get-name', params: [{ name: 'stream', type: { kind: 'borrow', resource: { name: 'stream' } } }, { name: 'remote', type: 'bool' }], result: { kind: 'option', some: 'string' } },
  streamSocketShutdown: { name: 'stream-socket-shutdown', params: [{ name: 'stream', type: { kind: 'borrow', resource: { name: 'stream' } } }, { name: 'mode', type: 's32' }], result: 'bool' },
  streamSocketSendto: { name: 'stream-socket-sendto', params: [{ name: 'stream', type: { kind: 'borrow', resource: { name: 'stream' } } }, { name: 'data', type: { kind: 'list', element: 'u8' } }, { name: 'flags', type: { kind: 'option', some: 's32' } }, { name: 'address', type: { kind: 'option', some: 'string' } }], result: { kind: 'option', some: 'u32' } },
  streamSocketRecvfrom: { name: 'stream-socket-recvfrom', params: [{ name: 'stream', type: { kind: 'borrow', resource: { name: 'stream' } } }, { name: 'length', type: 's32' }, { name: 'flags', type: { kind: 'option', some: 's32' } }], result: { kind: 'option', some: streamDatagram } },
  fread: { name: 'fread', params: [{ name: 'stream', type: { kind: 'borrow', resource: { name: 'stream' } } }, { name: 'length', type: 's32' }], result: { kind: 'option', some: { kind: 'list', element: 'u8' } } },
  fwrite: { name: 'fwrite', params: [{ name: 'stream', type: { kind: 'borrow', resource: { name: 'stream' } } }, { name: 'data', type: { kind: 'list', element: 'u8' } }, { name: 'length', type: { kind: 'option', some: 's32' } }], result: { kind: 'option', some: 'u32' } },
  fgets: { name: 'fgets', params: [{ name: 'stream', type: { kind: 'borrow', resource: { name: 'stream' } } }, { name: 'length', type: { kind: 'option', some: 's32' } }], result: { kind: 'option', some: { kind: 'list', element: 'u8' } } },
  feof: { name: 'feof', params: [{ name: 'stream', type: { kind: 'borrow', resource: { name: 'stream' } } }], result: 'bool' },
  fclose: { name: 'fclose', params: [{ name: 'stream', type: { kind: 'borrow', resource: { name: 'stream' } } }], result: 'bool' },
};
