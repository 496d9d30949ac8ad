// Generated from wit/types.wit by `npm run wit`; not to be edited.

/**
 * Why an operation failed: one case for every `errno` value of Linux, so
 * that nothing is lost between the system and the guest. Cases are in the
 * order of Linux's numbers. Two pairs of errors share a number, and so have
 * one case: `EWOULDBLOCK` is `eagain`, `ENOTSUP` is `eopnotsupp`.
 * For an error without a case, a host uses `eio`.
 *
 * References: POSIX.1-2024 <errno.h>, errno(3).
 */
export type Errno =
  /** Operation not permitted. */
  | 'eperm'
  /** No such file or directory. */
  | 'enoent'
  /** No such process. */
  | 'esrch'
  /** Interrupted system call. */
  | 'eintr'
  /** Input/output error. */
  | 'eio'
  /** No such device or address. */
  | 'enxio'
  /** Argument list too long. */
  | 'e2big'
  /** Exec format error. */
  | 'enoexec'
  /** Bad file descriptor. */
  | 'ebadf'
  /** No child processes. */
  | 'echild'
  /** Resource temporarily unavailable. */
  | 'eagain'
  /** Cannot allocate memory. */
  | 'enomem'
  /** Permission denied. */
  | 'eacces'
  /** Bad address. */
  | 'efault'
  /** Block device required. */
  | 'enotblk'
  /** Device or resource busy. */
  | 'ebusy'
  /** File exists. */
  | 'eexist'
  /** Invalid cross-device link. */
  | 'exdev'
  /** No such device. */
  | 'enodev'
  /** Not a directory. */
  | 'enotdir'
  /** Is a directory. */
  | 'eisdir'
  /** Invalid argument. */
  | 'einval'
  /** Too many open files in system. */
  | 'enfile'
  /** Too many open files. */
  | 'emfile'
  /** Inappropriate ioctl for device. */
  | 'enotty'
  /** Text file busy. */
  | 'etxtbsy'
  /** File too large. */
  | 'efbig'
  /** No space left on device. */
  | 'enospc'
  /** Illegal seek. */
  | 'espipe'
  /** Read-only file system. */
  | 'erofs'
  /** Too many links. */
  | 'emlink'
  /** Broken pipe. */
  | 'epipe'
  /** Numerical argument out of domain. */
  | 'edom'
  /** Numerical result out of range. */
  | 'erange'
  /** Resource deadlock avoided. */
  | 'edeadlk'
  /** File name too long. */
  | 'enametoolong'
  /** No locks available. */
  | 'enolck'
  /** Function not implemented. */
  | 'enosys'
  /** Directory not empty. */
  | 'enotempty'
  /** Too many levels of symbolic links. */
  | 'eloop'
  /** No message of desired type. */
  | 'enomsg'
  /** Identifier removed. */
  | 'eidrm'
  /** Channel number out of range. */
  | 'echrng'
  /** Level 2 not synchronized. */
  | 'el2nsync'
  /** Level 3 halted. */
  | 'el3hlt'
  /** Level 3 reset. */
  | 'el3rst'
  /** Link number out of range. */
  | 'elnrng'
  /** Protocol driver not attached. */
  | 'eunatch'
  /** No CSI structure available. */
  | 'enocsi'
  /** Level 2 halted. */
  | 'el2hlt'
  /** Invalid exchange. */
  | 'ebade'
  /** Invalid request descriptor. */
  | 'ebadr'
  /** Exchange full. */
  | 'exfull'
  /** No anode. */
  | 'enoano'
  /** Invalid request code. */
  | 'ebadrqc'
  /** Invalid slot. */
  | 'ebadslt'
  /** Bad font file format. */
  | 'ebfont'
  /** Device not a stream. */
  | 'enostr'
  /** No data available. */
  | 'enodata'
  /** Timer expired. */
  | 'etime'
  /** Out of streams resources. */
  | 'enosr'
  /** Machine is not on the network. */
  | 'enonet'
  /** Package not installed. */
  | 'enopkg'
  /** Object is remote. */
  | 'eremote'
  /** Link has been severed. */
  | 'enolink'
  /** Advertise error. */
  | 'eadv'
  /** Srmount error. */
  | 'esrmnt'
  /** Communication error on send. */
  | 'ecomm'
  /** Protocol error. */
  | 'eproto'
  /** Multihop attempted. */
  | 'emultihop'
  /** RFS specific error. */
  | 'edotdot'
  /** Bad message. */
  | 'ebadmsg'
  /** Value too large for defined data type. */
  | 'eoverflow'
  /** Name not unique on network. */
  | 'enotuniq'
  /** File descriptor in bad state. */
  | 'ebadfd'
  /** Remote address changed. */
  | 'eremchg'
  /** Can not access a needed shared library. */
  | 'elibacc'
  /** Accessing a corrupted shared library. */
  | 'elibbad'
  /** .lib section in a.out corrupted. */
  | 'elibscn'
  /** Attempting to link in too many shared libraries. */
  | 'elibmax'
  /** Cannot exec a shared library directly. */
  | 'elibexec'
  /** Invalid or incomplete multibyte or wide character. */
  | 'eilseq'
  /** Interrupted system call should be restarted. */
  | 'erestart'
  /** Streams pipe error. */
  | 'estrpipe'
  /** Too many users. */
  | 'eusers'
  /** Socket operation on non-socket. */
  | 'enotsock'
  /** Destination address required. */
  | 'edestaddrreq'
  /** Message too long. */
  | 'emsgsize'
  /** Protocol wrong type for socket. */
  | 'eprototype'
  /** Protocol not available. */
  | 'enoprotoopt'
  /** Protocol not supported. */
  | 'eprotonosupport'
  /** Socket type not supported. */
  | 'esocktnosupport'
  /** Operation not supported. */
  | 'eopnotsupp'
  /** Protocol family not supported. */
  | 'epfnosupport'
  /** Address family not supported by protocol. */
  | 'eafnosupport'
  /** Address already in use. */
  | 'eaddrinuse'
  /** Cannot assign requested address. */
  | 'eaddrnotavail'
  /** Network is down. */
  | 'enetdown'
  /** Network is unreachable. */
  | 'enetunreach'
  /** Network dropped connection on reset. */
  | 'enetreset'
  /** Software caused connection abort. */
  | 'econnaborted'
  /** Connection reset by peer. */
  | 'econnreset'
  /** No buffer space available. */
  | 'enobufs'
  /** Transport endpoint is already connected. */
  | 'eisconn'
  /** Transport endpoint is not connected. */
  | 'enotconn'
  /** Cannot send after transport endpoint shutdown. */
  | 'eshutdown'
  /** Too many references: cannot splice. */
  | 'etoomanyrefs'
  /** Connection timed out. */
  | 'etimedout'
  /** Connection refused. */
  | 'econnrefused'
  /** Host is down. */
  | 'ehostdown'
  /** No route to host. */
  | 'ehostunreach'
  /** Operation already in progress. */
  | 'ealready'
  /** Operation now in progress. */
  | 'einprogress'
  /** Stale file handle. */
  | 'estale'
  /** Structure needs cleaning. */
  | 'euclean'
  /** Not a XENIX named type file. */
  | 'enotnam'
  /** No XENIX semaphores available. */
  | 'enavail'
  /** Is a named type file. */
  | 'eisnam'
  /** Remote I/O error. */
  | 'eremoteio'
  /** Disk quota exceeded. */
  | 'edquot'
  /** No medium found. */
  | 'enomedium'
  /** Wrong medium type. */
  | 'emediumtype'
  /** Operation canceled. */
  | 'ecanceled'
  /** Required key not available. */
  | 'enokey'
  /** Key has expired. */
  | 'ekeyexpired'
  /** Key has been revoked. */
  | 'ekeyrevoked'
  /** Key was rejected by service. */
  | 'ekeyrejected'
  /** Owner died. */
  | 'eownerdead'
  /** State not recoverable. */
  | 'enotrecoverable'
  /** Operation not possible due to RF-kill. */
  | 'erfkill'
  /** Memory page has hardware error. */
  | 'ehwpoison';

/**
 * The address family (`AF_*`) of a socket.
 *
 * References: socket(2), ip(7), ipv6(7), unix(7), packet(7).
 */
export type AddressFamily =
  /** Local communication on one machine (`AF_UNIX`). */
  | 'unix'
  /** IPv4 (`AF_INET`). */
  | 'inet'
  /** IPv6 (`AF_INET6`). */
  | 'inet6'
  /** Frames of a network interface (`AF_PACKET`; Linux only). */
  | 'packet';

/**
 * The communication style (`SOCK_*`) of a socket.
 *
 * References: socket(2).
 */
export type SocketType =
  /** A reliable, ordered byte stream in both directions. */
  | 'stream'
  /** Messages of bounded size, unordered and unreliable. */
  | 'dgram'
  /** Raw network protocol access. */
  | 'raw'
  /** Reliable, unordered messages. Few systems have it. */
  | 'rdm'
  /** Reliable, ordered messages over a connection. */
  | 'seqpacket';

/**
 * An IPv4 address, the most significant octet first: 127.0.0.1 is
 * `(127, 0, 0, 1)`.
 */
export type Ipv4Address = [number, number, number, number];

/**
 * An IPv6 address as eight groups in the order they are written: ::1 is
 * `(0, 0, 0, 0, 0, 0, 0, 1)`.
 */
export type Ipv6Address = [number, number, number, number, number, number, number, number];

/** An address without a port. */
export type IpAddress =
  | { tag: 'inet'; val: Ipv4Address }
  | { tag: 'inet6'; val: Ipv6Address };

/** The address of an IPv4 socket. See ip(7). */
export interface InetAddress {
  /** Port, 0 to 65535, as a number (no byte order). For raw sockets: 0. */
  port: number;
  address: Ipv4Address;
}

/** The address of an IPv6 socket. See ipv6(7). */
export interface Inet6Address {
  /** Port, 0 to 65535, as a number (no byte order). For raw sockets: 0. */
  port: number;
  /** Traffic class and flow label, as a number; 0 if unused. */
  flowInfo: number;
  address: Ipv6Address;
  /** Interface index for link-local addresses; 0 elsewhere. */
  scopeId: number;
}

/** The address of an `AF_PACKET` socket. See packet(7). */
export interface PacketAddress {
  /** EtherType, as a number: IPv4 is 0x0800. */
  protocol: number;
  /** Interface index; 0 for any interface. */
  interfaceIndex: number;
  /** ARP hardware type; set by the system in received addresses. */
  hardwareType: number;
  /**
   * Packet type (host, broadcast, ...); set by the system in received
   * addresses.
   */
  packetType: number;
  /** The hardware address, at most 8 bytes. */
  address: Uint8Array;
}

/** What a socket is bound or connected to, in the form of its family. */
export type SocketAddress =
  /**
   * A file-system path in the system's bytes, without a closing NUL. If
   * the first byte is NUL, an abstract name (Linux). If there are no
   * bytes, an unnamed socket. At most 108 bytes on Linux. A path of 108
   * bytes or more, or with a NUL inside, is refused (EINVAL).
   */
  | { tag: 'unix'; val: Uint8Array }
  | { tag: 'inet'; val: InetAddress }
  | { tag: 'inet6'; val: Inet6Address }
  | { tag: 'packet'; val: PacketAddress };

/** Which direction `shutdown` ends. */
export type ShutdownHow =
  /** Receiving: later receives give end of file. */
  | 'read'
  /** Sending: the peer receives end of file. */
  | 'write'
  | 'both';

/** How to send (`MSG_*`). See send(2). */
export interface SendFlags {
  /** Send out-of-band data (`MSG_OOB`): one byte in TCP. */
  oob?: boolean;
  /** Use a directly attached network, without routing (`MSG_DONTROUTE`). */
  dontroute?: boolean;
  /** Do not block, whatever the socket's mode (`MSG_DONTWAIT`). */
  dontwait?: boolean;
  /** The data completes a record (`MSG_EOR`). */
  eor?: boolean;
  /** End the sending side after this data (`MSG_EOF`, `MSG_FIN`). */
  eof?: boolean;
  /** The link layer has had an answer from the peer (`MSG_CONFIRM`). */
  confirm?: boolean;
  /** More data is to follow (`MSG_MORE`). */
  more?: boolean;
  /** Send without copying (`MSG_ZEROCOPY`). */
  zerocopy?: boolean;
  /**
   * Changes nothing (`MSG_NOSIGNAL`): a host never lets SIGPIPE reach
   * the process.
   */
  nosignal?: boolean;
}

/** How to receive (`MSG_*`). See recv(2). */
export interface ReceiveFlags {
  /** Receive out-of-band data (`MSG_OOB`). */
  oob?: boolean;
  /** Leave the data in the queue (`MSG_PEEK`). */
  peek?: boolean;
  /**
   * Block until the whole length has arrived, the stream ends, an error
   * occurs, or the receive timeout is over (`MSG_WAITALL`). Streams only.
   */
  waitall?: boolean;
  /** Do not block, whatever the socket's mode (`MSG_DONTWAIT`). */
  dontwait?: boolean;
  /**
   * Report a datagram's real length even if it was cut
   * (`MSG_TRUNC`): see `received.length`.
   */
  trunc?: boolean;
  /** Receive a queued error (`MSG_ERRQUEUE`). */
  errqueue?: boolean;
  /**
   * Changes nothing (`MSG_CMSG_CLOEXEC`): a host always closes received
   * descriptors on exec.
   */
  cmsgCloexec?: boolean;
}

/** What the system says about a received message (`msg_flags`). See recvmsg(2). */
export interface MessageFlags {
  oob?: boolean;
  /** A record ended (`MSG_EOR`). */
  eor?: boolean;
  /**
   * The message was longer than the buffer; the rest is lost
   * (`MSG_TRUNC`).
   */
  trunc?: boolean;
  /**
   * Control data was longer than its buffer; the rest is lost, and
   * descriptors in it are closed (`MSG_CTRUNC`).
   */
  ctrunc?: boolean;
  /** This is a queued error, not data (`MSG_ERRQUEUE`). */
  errqueue?: boolean;
}

/** What a socket is waited for, and what is found. See poll(2). */
export interface PollEvents {
  /** `POLLIN`: something to receive or to accept, or the end. */
  in?: boolean;
  /** `POLLPRI`: out-of-band data. */
  pri?: boolean;
  /** `POLLOUT`: room to send, or connected. */
  out?: boolean;
  /** `POLLERR`. It is told in any case. */
  err?: boolean;
  /** `POLLHUP`: both directions are over. It is told in any case. */
  hup?: boolean;
  rdnorm?: boolean;
  rdband?: boolean;
  wrnorm?: boolean;
  wrband?: boolean;
  /** `POLLRDHUP`: the peer sends no more. */
  rdhup?: boolean;
}

/** How an event set tells of a member. See epoll_ctl(2). */
export interface WatchMode {
  /** `EPOLLET`: what happens, once, and not how the member is. */
  edge?: boolean;
  /** `EPOLLONESHOT`: once, until the member is changed. */
  oneshot?: boolean;
  /** `EPOLLEXCLUSIVE`: not to all sets that have the member. */
  exclusive?: boolean;
}

/** `EPOLL_CTL_ADD`, `EPOLL_CTL_MOD`, `EPOLL_CTL_DEL`. */
export type WatchAction =
  | 'add'
  | 'change'
  | 'remove';

/**
 * A socket option. The comment of each gives its level, its case of
 * `option-value`, and its unit. An option that the system lacks gives
 * `enoprotoopt`. So does setting one that cannot be set.
 *
 * References: socket(7), ip(7), ipv6(7), tcp(7), udp(7).
 */
export type OptionName =
  /** `SOL_SOCKET`, integer (0 or 1). */
  | 'so-debug'
  /** `SOL_SOCKET`, integer (0 or 1). */
  | 'so-reuseaddr'
  /** `SOL_SOCKET`, integer (`SOCK_*` as Linux numbers it): get only. */
  | 'so-type'
  /** `SOL_SOCKET`, error: get only, and reading clears it. */
  | 'so-error'
  /** `SOL_SOCKET`, integer (0 or 1). */
  | 'so-dontroute'
  /** `SOL_SOCKET`, integer (0 or 1). */
  | 'so-broadcast'
  /** `SOL_SOCKET`, integer (bytes; Linux doubles what is set). */
  | 'so-sndbuf'
  /** `SOL_SOCKET`, integer (bytes; Linux doubles what is set). */
  | 'so-rcvbuf'
  /** `SOL_SOCKET`, integer (0 or 1). */
  | 'so-keepalive'
  /** `SOL_SOCKET`, integer (0 or 1). */
  | 'so-oobinline'
  /** `SOL_SOCKET`, linger. */
  | 'so-linger'
  /** `SOL_SOCKET`, integer (0 or 1). */
  | 'so-reuseport'
  /** `SOL_SOCKET`, integer (0 or 1). */
  | 'so-passcred'
  /** `SOL_SOCKET`, credentials: get only. */
  | 'so-peercred'
  /** `SOL_SOCKET`, integer (bytes). */
  | 'so-rcvlowat'
  /** `SOL_SOCKET`, integer (bytes); Linux: get only. */
  | 'so-sndlowat'
  /**
   * `SOL_SOCKET`, timeval; zero means no limit. How long an operation
   * that receives, or accepts, may block before it fails with `eagain`.
   */
  | 'so-rcvtimeo'
  /**
   * `SOL_SOCKET`, timeval; zero means no limit. How long an operation
   * that sends may block before it fails with `eagain` (`connect`:
   * `einprogress`).
   */
  | 'so-sndtimeo'
  /** `SOL_SOCKET`, bytes: the name of an interface; empty to unbind. */
  | 'so-bindtodevice'
  /** `SOL_SOCKET`, integer (0 or 1): get only. */
  | 'so-acceptconn'
  /** `SOL_SOCKET`, integer (IANA protocol number): get only. */
  | 'so-protocol'
  /** `SOL_SOCKET`, integer (`AF_*` as Linux numbers it): get only. */
  | 'so-domain'
  /** `SOL_SOCKET`, integer (routing mark). */
  | 'so-mark'
  /** `SOL_SOCKET`, integer (processor number). */
  | 'so-incoming-cpu'
  /** `SOL_SOCKET`, integers (nine counters, bytes): get only. */
  | 'so-meminfo'
  /** `SOL_SOCKET`, integer (bit set of supported extensions): get only. */
  | 'so-bpf-extensions'
  /** `SOL_SOCKET`, integer (0 or 1). */
  | 'so-zerocopy'
  /** `SOL_SOCKET`, integer (microseconds). */
  | 'so-busy-poll'
  /** `SOL_SOCKET`, integer (0 to 6; more with privilege). */
  | 'so-priority'
  /**
   * `SOL_SOCKET`, integer: which socket of a reuseport group is chosen,
   * by processor.
   */
  | 'so-attach-reuseport-cbpf'
  /** `IPPROTO_TCP`, integer (0 or 1). */
  | 'tcp-nodelay'
  /** `IPPROTO_TCP`, integer (bytes). */
  | 'tcp-maxseg'
  /** `IPPROTO_TCP`, integer (0 or 1). */
  | 'tcp-cork'
  /** `IPPROTO_TCP`, integer (seconds). */
  | 'tcp-keepidle'
  /** `IPPROTO_TCP`, integer (seconds). */
  | 'tcp-keepintvl'
  /** `IPPROTO_TCP`, integer (probes). */
  | 'tcp-keepcnt'
  /** `IPPROTO_TCP`, integer (retransmissions). */
  | 'tcp-syncnt'
  /** `IPPROTO_TCP`, integer (seconds). */
  | 'tcp-defer-accept'
  /** `IPPROTO_TCP`, integer (0 or 1). */
  | 'tcp-quickack'
  /** `IPPROTO_TCP`, bytes: the algorithm's name. */
  | 'tcp-congestion'
  /** `IPPROTO_TCP`, integer (milliseconds). */
  | 'tcp-user-timeout'
  /** `IPPROTO_TCP`, integer (bytes). */
  | 'tcp-notsent-lowat'
  /** `IPPROTO_UDP`, integer (bytes a segment). */
  | 'udp-segment'
  /** `IPPROTO_IP`, integer (0 to 255). */
  | 'ip-tos'
  /** `IPPROTO_IP`, integer (1 to 255 hops; -1 the default). */
  | 'ip-ttl'
  /** `IPPROTO_IP`, integer (0 or 1). */
  | 'ip-hdrincl'
  /** `IPPROTO_IP`, integer (0 or 1): receive `inet-packet-info`. */
  | 'ip-pktinfo'
  /** `IPPROTO_IP`, integer (0 or 1): receive `ttl`. */
  | 'ip-recvttl'
  /** `IPPROTO_IP`, integer (0 or 1): receive `tos`. */
  | 'ip-recvtos'
  /** `IPPROTO_IP`, integer (0 or 1): receive `error-report`. */
  | 'ip-recverr'
  /** `IPPROTO_IP`, integer (`IP_PMTUDISC_*` as Linux numbers it). */
  | 'ip-mtu-discover'
  /** `IPPROTO_IP`, integer (0 or 1). */
  | 'ip-bind-address-no-port'
  /** `IPPROTO_IP`, integer (0 or 1). */
  | 'ip-transparent'
  /**
   * `IPPROTO_IP`, integer (interface index; 0: by the routing table).
   * `eaddrnotavail`: there is none, or it has no IPv4 address.
   */
  | 'ip-multicast-if'
  /** `IPPROTO_IP`, integer (0 to 255 hops). */
  | 'ip-multicast-ttl'
  /** `IPPROTO_IP`, integer (0 or 1). */
  | 'ip-multicast-loop'
  /** `IPPROTO_IPV6`, integer (0 or 1). */
  | 'ipv6-v6only'
  /** `IPPROTO_IPV6`, integer (0 to 255 hops; -1 the default). */
  | 'ipv6-unicast-hops'
  /** `IPPROTO_IPV6`, integer (interface index; 0: by the routing table). */
  | 'ipv6-multicast-if'
  /** `IPPROTO_IPV6`, integer (0 to 255 hops; -1 the default). */
  | 'ipv6-multicast-hops'
  /** `IPPROTO_IPV6`, integer (0 or 1). */
  | 'ipv6-multicast-loop'
  /** `IPPROTO_IPV6`, integer (0 to 255; -1 the default). */
  | 'ipv6-tclass'
  /** `IPPROTO_IPV6`, integer (0 or 1): receive `inet6-packet-info`. */
  | 'ipv6-recvpktinfo'
  /** `IPPROTO_IPV6`, integer (0 or 1): receive `hop-limit`. */
  | 'ipv6-recvhoplimit'
  /** `IPPROTO_IPV6`, integer (0 or 1): receive `traffic-class`. */
  | 'ipv6-recvtclass'
  /** `IPPROTO_IPV6`, integer (0 or 1): receive `error-report`. */
  | 'ipv6-recverr'
  /** `SOL_SOCKET`, integer (interface index; 0 to unbind). */
  | 'so-bindtoifindex'
  /**
   * `SOL_SOCKET`, integer (ignored): removes the socket's filter; set
   * only. `enoent`: it has none.
   */
  | 'so-detach-filter'
  /**
   * `SOL_SOCKET`, integer (ignored): removes the filter of the reuseport
   * group; set only. `enoent`: it has none.
   */
  | 'so-detach-reuseport-bpf'
  /** `IPPROTO_TCP`, integer (0 or 1; with privilege). */
  | 'tcp-repair'
  /**
   * `SOL_SOCKET`, integer (0 or 1): receive `other` with a
   * `struct timeval` of the system's.
   */
  | 'so-timestamp'
  /**
   * `SOL_SOCKET`, integer (0 or 1): receive `other` with a
   * `struct timespec` of the system's.
   */
  | 'so-timestampns'
  /** `IPPROTO_TCP`, integers (`struct tcp_info`, in words): get only. */
  | 'tcp-info'
  /** `IPPROTO_IP`, integer (bytes): get only. `enotconn`: it has no peer. */
  | 'ip-mtu'
  /** `IPPROTO_IPV6`, integer (`IPV6_PMTUDISC_*` as Linux numbers it). */
  | 'ipv6-mtu-discover'
  /** `IPPROTO_IPV6`, integer (bytes). */
  | 'ipv6-mtu';

/** `SO_LINGER`. See socket(7). */
export interface Linger {
  enabled: boolean;
  /** Seconds that closing may wait for unsent data. */
  seconds: number;
}

/** A length of time. See setsockopt(2), `SO_RCVTIMEO`. */
export interface Timeval {
  seconds: number;
  /** 0 to 999999; the system refuses others with `edom`. */
  microseconds: number;
}

/** Who is at the other end of a local socket. See unix(7). */
export interface Credentials {
  /** Process identifier. */
  pid: number;
  /** User identifier. */
  uid: number;
  /** Group identifier. */
  gid: number;
}

/**
 * The value of an option. `option-name` says which case an option takes;
 * another case gives `einval`.
 */
export type OptionValue =
  | { tag: 'integer'; val: number }
  | { tag: 'linger'; val: Linger }
  | { tag: 'timeval'; val: Timeval }
  | { tag: 'bytes'; val: Uint8Array }
  | { tag: 'integers'; val: Uint32Array }
  | { tag: 'credentials'; val: Credentials }
  /** `none`: no error is pending. */
  | { tag: 'error'; val: Errno | undefined };

/** What `update-membership` does. See ip(7), ipv6(7), RFC 3678. */
export type MembershipAction =
  /** `MCAST_JOIN_GROUP`: receive what is sent to the group. */
  | 'join'
  /** `MCAST_LEAVE_GROUP`. */
  | 'leave'
  /** `MCAST_JOIN_SOURCE_GROUP`: receive from one source only. */
  | 'join-source'
  /** `MCAST_LEAVE_SOURCE_GROUP`. */
  | 'leave-source'
  /**
   * `MCAST_BLOCK_SOURCE`: in a joined group, no longer receive from this
   * source.
   */
  | 'block-source'
  /** `MCAST_UNBLOCK_SOURCE`. */
  | 'unblock-source';

/** `IP_PKTINFO`. See ip(7). */
export interface InetPacketInfo {
  interfaceIndex: number;
  /** The local address that the packet came in on, or is to leave from. */
  local: Ipv4Address;
  /** The destination in the packet's header; ignored when sending. */
  destination: Ipv4Address;
}

/** `IPV6_PKTINFO`. See ipv6(7), RFC 3542. */
export interface Inet6PacketInfo {
  /** The destination received, or the source to send from. */
  address: Ipv6Address;
  interfaceIndex: number;
}

/** A queued error of `MSG_ERRQUEUE`. See ip(7), `IP_RECVERR`. */
export interface ErrorReport {
  error: Errno;
  /**
   * `SO_EE_ORIGIN_*` as Linux numbers it: 1 local, 2 ICMP, 3 ICMPv6,
   * 5 zero-copy completion.
   */
  origin: number;
  /** ICMP type. */
  kind: number;
  /** ICMP code. */
  code: number;
  /** Path MTU in bytes, or the first completed zero-copy send. */
  info: number;
  /** The last completed zero-copy send. */
  data: number;
  /** The node that reported the error. */
  offender?: SocketAddress;
}

/** Control data of a kind that has no typed case, as the system gives it. */
export interface OtherControl {
  level: number;
  kind: number;
  data: Uint8Array;
}

/** A service of services(5). */
export interface Service {
  name: string;
  /** Port, 0 to 65535, as a number. */
  port: number;
  /** The protocol's name: `tcp`, `udp`. */
  protocol: string;
}

/** A protocol of protocols(5). */
export interface Protocol {
  name: string;
  /** IANA's number, 0 to 255. */
  number: number;
}

/** Why a name could not be looked up. See getaddrinfo(3), RFC 3493. */
export type LookupError =
  /** The name does not exist (`EAI_NONAME`, `HOST_NOT_FOUND`). */
  | { tag: 'name-unknown' }
  /** The name exists but has no such address (`EAI_NODATA`, `NO_DATA`). */
  | { tag: 'no-data' }
  /** A name server failed temporarily (`EAI_AGAIN`, `TRY_AGAIN`). */
  | { tag: 'try-again' }
  /** A name server failed permanently (`EAI_FAIL`, `NO_RECOVERY`). */
  | { tag: 'failed' }
  /** The hints contradict each other (`EAI_BADFLAGS`). */
  | { tag: 'bad-flags' }
  /** The family is not supported (`EAI_FAMILY`, `EAI_ADDRFAMILY`). */
  | { tag: 'bad-family' }
  /** The socket type is not supported (`EAI_SOCKTYPE`). */
  | { tag: 'bad-socket-type' }
  /** The service is unknown for the type (`EAI_SERVICE`). */
  | { tag: 'bad-service' }
  /**
   * A system error (`EAI_SYSTEM`, `EAI_MEMORY`, `EAI_OVERFLOW`), or
   * `eacces` where the host's policy forbids the lookup.
   */
  | { tag: 'system'; val: Errno };

/** `AI_*` of getaddrinfo(3). */
export interface LookupFlags {
  passive?: boolean;
  canonicalName?: boolean;
  numericHost?: boolean;
  numericService?: boolean;
  v4Mapped?: boolean;
  all?: boolean;
  addressConfigured?: boolean;
  /** Encode a name that is not ASCII for the DNS (`AI_IDN`). */
  internationalName?: boolean;
  /** Decode the canonical name from it (`AI_CANONIDN`). */
  internationalCanonicalName?: boolean;
}

/** The hints of getaddrinfo(3). */
export interface LookupHints {
  flags: LookupFlags;
  /** `none`: any family. */
  family?: AddressFamily;
  /** `none`: any type. */
  socketType?: SocketType;
  /** IANA protocol number; 0: any. */
  protocol: number;
}

/** One way to reach a name: `struct addrinfo` of getaddrinfo(3). */
export interface AddressInfo {
  flags: LookupFlags;
  family: AddressFamily;
  socketType: SocketType;
  /** IANA protocol number. */
  protocol: number;
  address: SocketAddress;
  canonicalName?: string;
}
