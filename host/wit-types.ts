// Generated from wit/types.wit by `npm run wit`; not to be edited.
/** @module Interface wasock:sockets/types@0.1.0 **/
/**
 * Why an operation failed: one case for every `errno` value of Linux, so
 * that nothing is lost between the system and the guest. Cases are in the
 * order of Linux's numbers; two pairs share a number there and have one
 * case here (`EWOULDBLOCK` is `eagain`, `ENOTSUP` is `eopnotsupp`).
 * A host whose system reports an error without a counterpart uses `eio`.
 * 
 * References: POSIX.1-2024 <errno.h>, errno(3).
 * # Variants
 * 
 * ## `"eperm"`
 * 
 * Operation not permitted.
 * ## `"enoent"`
 * 
 * No such file or directory.
 * ## `"esrch"`
 * 
 * No such process.
 * ## `"eintr"`
 * 
 * Interrupted system call.
 * ## `"eio"`
 * 
 * Input/output error.
 * ## `"enxio"`
 * 
 * No such device or address.
 * ## `"e2big"`
 * 
 * Argument list too long.
 * ## `"enoexec"`
 * 
 * Exec format error.
 * ## `"ebadf"`
 * 
 * Bad file descriptor.
 * ## `"echild"`
 * 
 * No child processes.
 * ## `"eagain"`
 * 
 * Resource temporarily unavailable.
 * ## `"enomem"`
 * 
 * Cannot allocate memory.
 * ## `"eacces"`
 * 
 * Permission denied.
 * ## `"efault"`
 * 
 * Bad address.
 * ## `"enotblk"`
 * 
 * Block device required.
 * ## `"ebusy"`
 * 
 * Device or resource busy.
 * ## `"eexist"`
 * 
 * File exists.
 * ## `"exdev"`
 * 
 * Invalid cross-device link.
 * ## `"enodev"`
 * 
 * No such device.
 * ## `"enotdir"`
 * 
 * Not a directory.
 * ## `"eisdir"`
 * 
 * Is a directory.
 * ## `"einval"`
 * 
 * Invalid argument.
 * ## `"enfile"`
 * 
 * Too many open files in system.
 * ## `"emfile"`
 * 
 * Too many open files.
 * ## `"enotty"`
 * 
 * Inappropriate ioctl for device.
 * ## `"etxtbsy"`
 * 
 * Text file busy.
 * ## `"efbig"`
 * 
 * File too large.
 * ## `"enospc"`
 * 
 * No space left on device.
 * ## `"espipe"`
 * 
 * Illegal seek.
 * ## `"erofs"`
 * 
 * Read-only file system.
 * ## `"emlink"`
 * 
 * Too many links.
 * ## `"epipe"`
 * 
 * Broken pipe.
 * ## `"edom"`
 * 
 * Numerical argument out of domain.
 * ## `"erange"`
 * 
 * Numerical result out of range.
 * ## `"edeadlk"`
 * 
 * Resource deadlock avoided.
 * ## `"enametoolong"`
 * 
 * File name too long.
 * ## `"enolck"`
 * 
 * No locks available.
 * ## `"enosys"`
 * 
 * Function not implemented.
 * ## `"enotempty"`
 * 
 * Directory not empty.
 * ## `"eloop"`
 * 
 * Too many levels of symbolic links.
 * ## `"enomsg"`
 * 
 * No message of desired type.
 * ## `"eidrm"`
 * 
 * Identifier removed.
 * ## `"echrng"`
 * 
 * Channel number out of range.
 * ## `"el2nsync"`
 * 
 * Level 2 not synchronized.
 * ## `"el3hlt"`
 * 
 * Level 3 halted.
 * ## `"el3rst"`
 * 
 * Level 3 reset.
 * ## `"elnrng"`
 * 
 * Link number out of range.
 * ## `"eunatch"`
 * 
 * Protocol driver not attached.
 * ## `"enocsi"`
 * 
 * No CSI structure available.
 * ## `"el2hlt"`
 * 
 * Level 2 halted.
 * ## `"ebade"`
 * 
 * Invalid exchange.
 * ## `"ebadr"`
 * 
 * Invalid request descriptor.
 * ## `"exfull"`
 * 
 * Exchange full.
 * ## `"enoano"`
 * 
 * No anode.
 * ## `"ebadrqc"`
 * 
 * Invalid request code.
 * ## `"ebadslt"`
 * 
 * Invalid slot.
 * ## `"ebfont"`
 * 
 * Bad font file format.
 * ## `"enostr"`
 * 
 * Device not a stream.
 * ## `"enodata"`
 * 
 * No data available.
 * ## `"etime"`
 * 
 * Timer expired.
 * ## `"enosr"`
 * 
 * Out of streams resources.
 * ## `"enonet"`
 * 
 * Machine is not on the network.
 * ## `"enopkg"`
 * 
 * Package not installed.
 * ## `"eremote"`
 * 
 * Object is remote.
 * ## `"enolink"`
 * 
 * Link has been severed.
 * ## `"eadv"`
 * 
 * Advertise error.
 * ## `"esrmnt"`
 * 
 * Srmount error.
 * ## `"ecomm"`
 * 
 * Communication error on send.
 * ## `"eproto"`
 * 
 * Protocol error.
 * ## `"emultihop"`
 * 
 * Multihop attempted.
 * ## `"edotdot"`
 * 
 * RFS specific error.
 * ## `"ebadmsg"`
 * 
 * Bad message.
 * ## `"eoverflow"`
 * 
 * Value too large for defined data type.
 * ## `"enotuniq"`
 * 
 * Name not unique on network.
 * ## `"ebadfd"`
 * 
 * File descriptor in bad state.
 * ## `"eremchg"`
 * 
 * Remote address changed.
 * ## `"elibacc"`
 * 
 * Can not access a needed shared library.
 * ## `"elibbad"`
 * 
 * Accessing a corrupted shared library.
 * ## `"elibscn"`
 * 
 * .lib section in a.out corrupted.
 * ## `"elibmax"`
 * 
 * Attempting to link in too many shared libraries.
 * ## `"elibexec"`
 * 
 * Cannot exec a shared library directly.
 * ## `"eilseq"`
 * 
 * Invalid or incomplete multibyte or wide character.
 * ## `"erestart"`
 * 
 * Interrupted system call should be restarted.
 * ## `"estrpipe"`
 * 
 * Streams pipe error.
 * ## `"eusers"`
 * 
 * Too many users.
 * ## `"enotsock"`
 * 
 * Socket operation on non-socket.
 * ## `"edestaddrreq"`
 * 
 * Destination address required.
 * ## `"emsgsize"`
 * 
 * Message too long.
 * ## `"eprototype"`
 * 
 * Protocol wrong type for socket.
 * ## `"enoprotoopt"`
 * 
 * Protocol not available.
 * ## `"eprotonosupport"`
 * 
 * Protocol not supported.
 * ## `"esocktnosupport"`
 * 
 * Socket type not supported.
 * ## `"eopnotsupp"`
 * 
 * Operation not supported.
 * ## `"epfnosupport"`
 * 
 * Protocol family not supported.
 * ## `"eafnosupport"`
 * 
 * Address family not supported by protocol.
 * ## `"eaddrinuse"`
 * 
 * Address already in use.
 * ## `"eaddrnotavail"`
 * 
 * Cannot assign requested address.
 * ## `"enetdown"`
 * 
 * Network is down.
 * ## `"enetunreach"`
 * 
 * Network is unreachable.
 * ## `"enetreset"`
 * 
 * Network dropped connection on reset.
 * ## `"econnaborted"`
 * 
 * Software caused connection abort.
 * ## `"econnreset"`
 * 
 * Connection reset by peer.
 * ## `"enobufs"`
 * 
 * No buffer space available.
 * ## `"eisconn"`
 * 
 * Transport endpoint is already connected.
 * ## `"enotconn"`
 * 
 * Transport endpoint is not connected.
 * ## `"eshutdown"`
 * 
 * Cannot send after transport endpoint shutdown.
 * ## `"etoomanyrefs"`
 * 
 * Too many references: cannot splice.
 * ## `"etimedout"`
 * 
 * Connection timed out.
 * ## `"econnrefused"`
 * 
 * Connection refused.
 * ## `"ehostdown"`
 * 
 * Host is down.
 * ## `"ehostunreach"`
 * 
 * No route to host.
 * ## `"ealready"`
 * 
 * Operation already in progress.
 * ## `"einprogress"`
 * 
 * Operation now in progress.
 * ## `"estale"`
 * 
 * Stale file handle.
 * ## `"euclean"`
 * 
 * Structure needs cleaning.
 * ## `"enotnam"`
 * 
 * Not a XENIX named type file.
 * ## `"enavail"`
 * 
 * No XENIX semaphores available.
 * ## `"eisnam"`
 * 
 * Is a named type file.
 * ## `"eremoteio"`
 * 
 * Remote I/O error.
 * ## `"edquot"`
 * 
 * Disk quota exceeded.
 * ## `"enomedium"`
 * 
 * No medium found.
 * ## `"emediumtype"`
 * 
 * Wrong medium type.
 * ## `"ecanceled"`
 * 
 * Operation canceled.
 * ## `"enokey"`
 * 
 * Required key not available.
 * ## `"ekeyexpired"`
 * 
 * Key has expired.
 * ## `"ekeyrevoked"`
 * 
 * Key has been revoked.
 * ## `"ekeyrejected"`
 * 
 * Key was rejected by service.
 * ## `"eownerdead"`
 * 
 * Owner died.
 * ## `"enotrecoverable"`
 * 
 * State not recoverable.
 * ## `"erfkill"`
 * 
 * Operation not possible due to RF-kill.
 * ## `"ehwpoison"`
 * 
 * Memory page has hardware error.
 */
export type Errno = 'eperm' | 'enoent' | 'esrch' | 'eintr' | 'eio' | 'enxio' | 'e2big' | 'enoexec' | 'ebadf' | 'echild' | 'eagain' | 'enomem' | 'eacces' | 'efault' | 'enotblk' | 'ebusy' | 'eexist' | 'exdev' | 'enodev' | 'enotdir' | 'eisdir' | 'einval' | 'enfile' | 'emfile' | 'enotty' | 'etxtbsy' | 'efbig' | 'enospc' | 'espipe' | 'erofs' | 'emlink' | 'epipe' | 'edom' | 'erange' | 'edeadlk' | 'enametoolong' | 'enolck' | 'enosys' | 'enotempty' | 'eloop' | 'enomsg' | 'eidrm' | 'echrng' | 'el2nsync' | 'el3hlt' | 'el3rst' | 'elnrng' | 'eunatch' | 'enocsi' | 'el2hlt' | 'ebade' | 'ebadr' | 'exfull' | 'enoano' | 'ebadrqc' | 'ebadslt' | 'ebfont' | 'enostr' | 'enodata' | 'etime' | 'enosr' | 'enonet' | 'enopkg' | 'eremote' | 'enolink' | 'eadv' | 'esrmnt' | 'ecomm' | 'eproto' | 'emultihop' | 'edotdot' | 'ebadmsg' | 'eoverflow' | 'enotuniq' | 'ebadfd' | 'eremchg' | 'elibacc' | 'elibbad' | 'elibscn' | 'elibmax' | 'elibexec' | 'eilseq' | 'erestart' | 'estrpipe' | 'eusers' | 'enotsock' | 'edestaddrreq' | 'emsgsize' | 'eprototype' | 'enoprotoopt' | 'eprotonosupport' | 'esocktnosupport' | 'eopnotsupp' | 'epfnosupport' | 'eafnosupport' | 'eaddrinuse' | 'eaddrnotavail' | 'enetdown' | 'enetunreach' | 'enetreset' | 'econnaborted' | 'econnreset' | 'enobufs' | 'eisconn' | 'enotconn' | 'eshutdown' | 'etoomanyrefs' | 'etimedout' | 'econnrefused' | 'ehostdown' | 'ehostunreach' | 'ealready' | 'einprogress' | 'estale' | 'euclean' | 'enotnam' | 'enavail' | 'eisnam' | 'eremoteio' | 'edquot' | 'enomedium' | 'emediumtype' | 'ecanceled' | 'enokey' | 'ekeyexpired' | 'ekeyrevoked' | 'ekeyrejected' | 'eownerdead' | 'enotrecoverable' | 'erfkill' | 'ehwpoison';
/**
 * The address family (`AF_*`) a socket was made for.
 * 
 * References: socket(2), ip(7), ipv6(7), unix(7), packet(7).
 * # Variants
 * 
 * ## `"unix"`
 * 
 * Local communication on one machine (`AF_UNIX`).
 * ## `"inet"`
 * 
 * IPv4 (`AF_INET`).
 * ## `"inet6"`
 * 
 * IPv6 (`AF_INET6`).
 * ## `"packet"`
 * 
 * Frames of a network interface (`AF_PACKET`; Linux only).
 */
export type AddressFamily = 'unix' | 'inet' | 'inet6' | 'packet';
/**
 * The communication style (`SOCK_*`) of a socket.
 * 
 * References: socket(2).
 * # Variants
 * 
 * ## `"stream"`
 * 
 * A reliable, ordered byte stream in both directions.
 * ## `"dgram"`
 * 
 * Messages of bounded size, unordered and unreliable.
 * ## `"raw"`
 * 
 * Raw network protocol access.
 * ## `"rdm"`
 * 
 * Reliable, unordered messages. Hardly any system has it.
 * ## `"seqpacket"`
 * 
 * Reliable, ordered messages over a connection.
 */
export type SocketType = 'stream' | 'dgram' | 'raw' | 'rdm' | 'seqpacket';
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
/**
 * An address without a port.
 */
export type IpAddress = IpAddressInet | IpAddressInet6;
export interface IpAddressInet {
  tag: 'inet',
  val: Ipv4Address,
}
export interface IpAddressInet6 {
  tag: 'inet6',
  val: Ipv6Address,
}
/**
 * Where an IPv4 socket is bound or connected. See ip(7).
 */
export interface InetAddress {
  /**
   * Port, 0 to 65535, as a number (no byte order). For raw sockets: 0.
   */
  port: number,
  address: Ipv4Address,
}
/**
 * Where an IPv6 socket is bound or connected. See ipv6(7).
 */
export interface Inet6Address {
  /**
   * Port, 0 to 65535, as a number (no byte order). For raw sockets: 0.
   */
  port: number,
  /**
   * Traffic class and flow label, as a number; 0 if unused.
   */
  flowInfo: number,
  address: Ipv6Address,
  /**
   * Interface index for link-local addresses; 0 elsewhere.
   */
  scopeId: number,
}
/**
 * Where an `AF_PACKET` socket is bound. See packet(7).
 */
export interface PacketAddress {
  /**
   * EtherType, as a number: IPv4 is 0x0800.
   */
  protocol: number,
  /**
   * Interface index; 0 for any interface.
   */
  interfaceIndex: number,
  /**
   * ARP hardware type; set by the system in received addresses.
   */
  hardwareType: number,
  /**
   * Packet type (host, broadcast, ...); set by the system in received
   * addresses.
   */
  packetType: number,
  /**
   * The hardware address, at most 8 bytes.
   */
  address: Uint8Array,
}
/**
 * Where a socket is bound or connected, in the form of its family.
 */
export type SocketAddress = SocketAddressUnix | SocketAddressInet | SocketAddressInet6 | SocketAddressPacket;
/**
 * A file-system path in the system's bytes without a closing NUL;
 * an abstract name where the first byte is NUL (Linux); or an unnamed
 * socket where there are no bytes. At most 108 bytes on Linux. A path
 * of 108 bytes or more, or one with a NUL inside, is refused (EINVAL).
 */
export interface SocketAddressUnix {
  tag: 'unix',
  val: Uint8Array,
}
export interface SocketAddressInet {
  tag: 'inet',
  val: InetAddress,
}
export interface SocketAddressInet6 {
  tag: 'inet6',
  val: Inet6Address,
}
export interface SocketAddressPacket {
  tag: 'packet',
  val: PacketAddress,
}
/**
 * Which direction `shutdown` ends.
 * # Variants
 * 
 * ## `"read"`
 * 
 * Receiving: later receives give end of file.
 * ## `"write"`
 * 
 * Sending: the peer receives end of file.
 * ## `"both"`
 */
export type ShutdownHow = 'read' | 'write' | 'both';
/**
 * How to send (`MSG_*`). See send(2).
 */
export interface SendFlags {
  /**
   * Send out-of-band data (`MSG_OOB`): one byte in TCP.
   */
  oob?: boolean,
  /**
   * Bypass routing, use the directly attached network (`MSG_DONTROUTE`).
   */
  dontroute?: boolean,
  /**
   * Do not block, whatever the socket's mode (`MSG_DONTWAIT`).
   */
  dontwait?: boolean,
  /**
   * The data completes a record (`MSG_EOR`).
   */
  eor?: boolean,
  /**
   * End the sending side after this data (`MSG_EOF`, `MSG_FIN`).
   */
  eof?: boolean,
  /**
   * The link layer has had an answer from the peer (`MSG_CONFIRM`).
   */
  confirm?: boolean,
  /**
   * More data is to follow (`MSG_MORE`).
   */
  more?: boolean,
  /**
   * Send without copying (`MSG_ZEROCOPY`).
   */
  zerocopy?: boolean,
  /**
   * Accepted for completeness (`MSG_NOSIGNAL`): a host never lets
   * SIGPIPE reach the process, with or without it.
   */
  nosignal?: boolean,
}
/**
 * How to receive (`MSG_*`). See recv(2).
 */
export interface ReceiveFlags {
  /**
   * Receive out-of-band data (`MSG_OOB`).
   */
  oob?: boolean,
  /**
   * Leave the data in the queue (`MSG_PEEK`).
   */
  peek?: boolean,
  /**
   * Block until the whole length is there, the stream ends, an error or
   * the receive timeout occurs (`MSG_WAITALL`). Streams only.
   */
  waitall?: boolean,
  /**
   * Do not block, whatever the socket's mode (`MSG_DONTWAIT`).
   */
  dontwait?: boolean,
  /**
   * Report a datagram's real length even where it was cut
   * (`MSG_TRUNC`): see `received.length`.
   */
  trunc?: boolean,
  /**
   * Receive a queued error (`MSG_ERRQUEUE`).
   */
  errqueue?: boolean,
  /**
   * Received descriptors are closed on exec (`MSG_CMSG_CLOEXEC`). A
   * host does so with or without it.
   */
  cmsgCloexec?: boolean,
}
/**
 * What the system says of a received message (`msg_flags`). See recvmsg(2).
 */
export interface MessageFlags {
  oob?: boolean,
  /**
   * A record ended (`MSG_EOR`).
   */
  eor?: boolean,
  /**
   * The message was longer than the buffer; the rest is lost
   * (`MSG_TRUNC`).
   */
  trunc?: boolean,
  /**
   * Control data was longer than its buffer; the rest is lost, and
   * descriptors in it are closed (`MSG_CTRUNC`).
   */
  ctrunc?: boolean,
  /**
   * This is a queued error, not data (`MSG_ERRQUEUE`).
   */
  errqueue?: boolean,
}
/**
 * A socket option. The comment of each names its level, the case of
 * `option-value` it takes, and the unit. An option that the system lacks
 * gives `enoprotoopt`; one that cannot be set, likewise.
 * 
 * References: socket(7), ip(7), ipv6(7), tcp(7), udp(7).
 * # Variants
 * 
 * ## `"so-debug"`
 * 
 * `SOL_SOCKET`, integer (0 or 1).
 * ## `"so-reuseaddr"`
 * 
 * `SOL_SOCKET`, integer (0 or 1).
 * ## `"so-type"`
 * 
 * `SOL_SOCKET`, integer (`SOCK_*` as Linux numbers it): get only.
 * ## `"so-error"`
 * 
 * `SOL_SOCKET`, error: get only, and reading clears it.
 * ## `"so-dontroute"`
 * 
 * `SOL_SOCKET`, integer (0 or 1).
 * ## `"so-broadcast"`
 * 
 * `SOL_SOCKET`, integer (0 or 1).
 * ## `"so-sndbuf"`
 * 
 * `SOL_SOCKET`, integer (bytes; Linux doubles what is set).
 * ## `"so-rcvbuf"`
 * 
 * `SOL_SOCKET`, integer (bytes; Linux doubles what is set).
 * ## `"so-keepalive"`
 * 
 * `SOL_SOCKET`, integer (0 or 1).
 * ## `"so-oobinline"`
 * 
 * `SOL_SOCKET`, integer (0 or 1).
 * ## `"so-linger"`
 * 
 * `SOL_SOCKET`, linger.
 * ## `"so-reuseport"`
 * 
 * `SOL_SOCKET`, integer (0 or 1).
 * ## `"so-passcred"`
 * 
 * `SOL_SOCKET`, integer (0 or 1).
 * ## `"so-peercred"`
 * 
 * `SOL_SOCKET`, credentials: get only.
 * ## `"so-rcvlowat"`
 * 
 * `SOL_SOCKET`, integer (bytes).
 * ## `"so-sndlowat"`
 * 
 * `SOL_SOCKET`, integer (bytes); Linux: get only.
 * ## `"so-rcvtimeo"`
 * 
 * `SOL_SOCKET`, timeval; zero means no limit. How long an operation
 * that receives, or accepts, may block before it fails with `eagain`.
 * ## `"so-sndtimeo"`
 * 
 * `SOL_SOCKET`, timeval; zero means no limit. How long an operation
 * that sends may block before it fails with `eagain` (`connect`:
 * `einprogress`).
 * ## `"so-bindtodevice"`
 * 
 * `SOL_SOCKET`, bytes: the name of an interface; none to unbind.
 * ## `"so-acceptconn"`
 * 
 * `SOL_SOCKET`, integer (0 or 1): get only.
 * ## `"so-protocol"`
 * 
 * `SOL_SOCKET`, integer (IANA protocol number): get only.
 * ## `"so-domain"`
 * 
 * `SOL_SOCKET`, integer (`AF_*` as Linux numbers it): get only.
 * ## `"so-mark"`
 * 
 * `SOL_SOCKET`, integer (routing mark).
 * ## `"so-incoming-cpu"`
 * 
 * `SOL_SOCKET`, integer (processor number).
 * ## `"so-meminfo"`
 * 
 * `SOL_SOCKET`, integers (nine counters, bytes): get only.
 * ## `"so-bpf-extensions"`
 * 
 * `SOL_SOCKET`, integer (bit set of supported extensions): get only.
 * ## `"so-zerocopy"`
 * 
 * `SOL_SOCKET`, integer (0 or 1).
 * ## `"so-busy-poll"`
 * 
 * `SOL_SOCKET`, integer (microseconds).
 * ## `"so-priority"`
 * 
 * `SOL_SOCKET`, integer (0 to 6; more with privilege).
 * ## `"so-attach-reuseport-cbpf"`
 * 
 * `SOL_SOCKET`, integer: which processor's socket of a reuseport
 * group is chosen.
 * ## `"tcp-nodelay"`
 * 
 * `IPPROTO_TCP`, integer (0 or 1).
 * ## `"tcp-maxseg"`
 * 
 * `IPPROTO_TCP`, integer (bytes).
 * ## `"tcp-cork"`
 * 
 * `IPPROTO_TCP`, integer (0 or 1).
 * ## `"tcp-keepidle"`
 * 
 * `IPPROTO_TCP`, integer (seconds).
 * ## `"tcp-keepintvl"`
 * 
 * `IPPROTO_TCP`, integer (seconds).
 * ## `"tcp-keepcnt"`
 * 
 * `IPPROTO_TCP`, integer (probes).
 * ## `"tcp-syncnt"`
 * 
 * `IPPROTO_TCP`, integer (retransmissions).
 * ## `"tcp-defer-accept"`
 * 
 * `IPPROTO_TCP`, integer (seconds).
 * ## `"tcp-quickack"`
 * 
 * `IPPROTO_TCP`, integer (0 or 1).
 * ## `"tcp-congestion"`
 * 
 * `IPPROTO_TCP`, bytes: the algorithm's name.
 * ## `"tcp-user-timeout"`
 * 
 * `IPPROTO_TCP`, integer (milliseconds).
 * ## `"tcp-notsent-lowat"`
 * 
 * `IPPROTO_TCP`, integer (bytes).
 * ## `"udp-segment"`
 * 
 * `IPPROTO_UDP`, integer (bytes a segment).
 * ## `"ip-tos"`
 * 
 * `IPPROTO_IP`, integer (0 to 255).
 * ## `"ip-ttl"`
 * 
 * `IPPROTO_IP`, integer (1 to 255 hops; -1 the default).
 * ## `"ip-hdrincl"`
 * 
 * `IPPROTO_IP`, integer (0 or 1).
 * ## `"ip-pktinfo"`
 * 
 * `IPPROTO_IP`, integer (0 or 1): receive `inet-packet-info`.
 * ## `"ip-recvttl"`
 * 
 * `IPPROTO_IP`, integer (0 or 1): receive `ttl`.
 * ## `"ip-recvtos"`
 * 
 * `IPPROTO_IP`, integer (0 or 1): receive `tos`.
 * ## `"ip-recverr"`
 * 
 * `IPPROTO_IP`, integer (0 or 1): receive `error-report`.
 * ## `"ip-mtu-discover"`
 * 
 * `IPPROTO_IP`, integer (`IP_PMTUDISC_*` as Linux numbers it).
 * ## `"ip-bind-address-no-port"`
 * 
 * `IPPROTO_IP`, integer (0 or 1).
 * ## `"ip-transparent"`
 * 
 * `IPPROTO_IP`, integer (0 or 1).
 * ## `"ip-multicast-if"`
 * 
 * `IPPROTO_IP`, integer (interface index; 0: by the routing table).
 * `eaddrnotavail`: there is none, or it has no IPv4 address.
 * ## `"ip-multicast-ttl"`
 * 
 * `IPPROTO_IP`, integer (0 to 255 hops).
 * ## `"ip-multicast-loop"`
 * 
 * `IPPROTO_IP`, integer (0 or 1).
 * ## `"ipv6-v6only"`
 * 
 * `IPPROTO_IPV6`, integer (0 or 1).
 * ## `"ipv6-unicast-hops"`
 * 
 * `IPPROTO_IPV6`, integer (0 to 255 hops; -1 the default).
 * ## `"ipv6-multicast-if"`
 * 
 * `IPPROTO_IPV6`, integer (interface index; 0: by the routing table).
 * ## `"ipv6-multicast-hops"`
 * 
 * `IPPROTO_IPV6`, integer (0 to 255 hops; -1 the default).
 * ## `"ipv6-multicast-loop"`
 * 
 * `IPPROTO_IPV6`, integer (0 or 1).
 * ## `"ipv6-tclass"`
 * 
 * `IPPROTO_IPV6`, integer (0 to 255; -1 the default).
 * ## `"ipv6-recvpktinfo"`
 * 
 * `IPPROTO_IPV6`, integer (0 or 1): receive `inet6-packet-info`.
 * ## `"ipv6-recvhoplimit"`
 * 
 * `IPPROTO_IPV6`, integer (0 or 1): receive `hop-limit`.
 * ## `"ipv6-recvtclass"`
 * 
 * `IPPROTO_IPV6`, integer (0 or 1): receive `traffic-class`.
 * ## `"ipv6-recverr"`
 * 
 * `IPPROTO_IPV6`, integer (0 or 1): receive `error-report`.
 * ## `"so-bindtoifindex"`
 * 
 * `SOL_SOCKET`, integer (interface index; 0 to unbind).
 * ## `"so-detach-filter"`
 * 
 * `SOL_SOCKET`, integer (ignored): takes the socket's filter away;
 * set only. `enoent`: it has none.
 * ## `"so-detach-reuseport-bpf"`
 * 
 * `SOL_SOCKET`, integer (ignored): takes the filter of the reuseport
 * group away; set only. `enoent`: it has none.
 * ## `"tcp-repair"`
 * 
 * `IPPROTO_TCP`, integer (0 or 1; with privilege).
 */
export type OptionName = 'so-debug' | 'so-reuseaddr' | 'so-type' | 'so-error' | 'so-dontroute' | 'so-broadcast' | 'so-sndbuf' | 'so-rcvbuf' | 'so-keepalive' | 'so-oobinline' | 'so-linger' | 'so-reuseport' | 'so-passcred' | 'so-peercred' | 'so-rcvlowat' | 'so-sndlowat' | 'so-rcvtimeo' | 'so-sndtimeo' | 'so-bindtodevice' | 'so-acceptconn' | 'so-protocol' | 'so-domain' | 'so-mark' | 'so-incoming-cpu' | 'so-meminfo' | 'so-bpf-extensions' | 'so-zerocopy' | 'so-busy-poll' | 'so-priority' | 'so-attach-reuseport-cbpf' | 'tcp-nodelay' | 'tcp-maxseg' | 'tcp-cork' | 'tcp-keepidle' | 'tcp-keepintvl' | 'tcp-keepcnt' | 'tcp-syncnt' | 'tcp-defer-accept' | 'tcp-quickack' | 'tcp-congestion' | 'tcp-user-timeout' | 'tcp-notsent-lowat' | 'udp-segment' | 'ip-tos' | 'ip-ttl' | 'ip-hdrincl' | 'ip-pktinfo' | 'ip-recvttl' | 'ip-recvtos' | 'ip-recverr' | 'ip-mtu-discover' | 'ip-bind-address-no-port' | 'ip-transparent' | 'ip-multicast-if' | 'ip-multicast-ttl' | 'ip-multicast-loop' | 'ipv6-v6only' | 'ipv6-unicast-hops' | 'ipv6-multicast-if' | 'ipv6-multicast-hops' | 'ipv6-multicast-loop' | 'ipv6-tclass' | 'ipv6-recvpktinfo' | 'ipv6-recvhoplimit' | 'ipv6-recvtclass' | 'ipv6-recverr' | 'so-bindtoifindex' | 'so-detach-filter' | 'so-detach-reuseport-bpf' | 'tcp-repair';
/**
 * `SO_LINGER`. See socket(7).
 */
export interface Linger {
  enabled: boolean,
  /**
   * Seconds that closing may wait for unsent data.
   */
  seconds: number,
}
/**
 * A length of time. See setsockopt(2), `SO_RCVTIMEO`.
 */
export interface Timeval {
  seconds: number,
  /**
   * 0 to 999999; the system refuses others with `edom`.
   */
  microseconds: number,
}
/**
 * Who is at the other end of a local socket. See unix(7).
 */
export interface Credentials {
  /**
   * Process identifier.
   */
  pid: number,
  /**
   * User identifier.
   */
  uid: number,
  /**
   * Group identifier.
   */
  gid: number,
}
/**
 * The value of an option; which case, `option-name` says. Another case
 * than the option takes gives `einval`.
 */
export type OptionValue = OptionValueInteger | OptionValueLinger | OptionValueTimeval | OptionValueBytes | OptionValueIntegers | OptionValueCredentials | OptionValueError;
export interface OptionValueInteger {
  tag: 'integer',
  val: number,
}
export interface OptionValueLinger {
  tag: 'linger',
  val: Linger,
}
export interface OptionValueTimeval {
  tag: 'timeval',
  val: Timeval,
}
export interface OptionValueBytes {
  tag: 'bytes',
  val: Uint8Array,
}
export interface OptionValueIntegers {
  tag: 'integers',
  val: Uint32Array,
}
export interface OptionValueCredentials {
  tag: 'credentials',
  val: Credentials,
}
/**
 * `none`: no error is pending.
 */
export interface OptionValueError {
  tag: 'error',
  val: Errno | undefined,
}
/**
 * What `update-membership` does. See ip(7), ipv6(7), RFC 3678.
 * # Variants
 * 
 * ## `"join"`
 * 
 * `MCAST_JOIN_GROUP`: receive what is sent to the group.
 * ## `"leave"`
 * 
 * `MCAST_LEAVE_GROUP`.
 * ## `"join-source"`
 * 
 * `MCAST_JOIN_SOURCE_GROUP`: from one source only.
 * ## `"leave-source"`
 * 
 * `MCAST_LEAVE_SOURCE_GROUP`.
 * ## `"block-source"`
 * 
 * `MCAST_BLOCK_SOURCE`: no longer from this source, in a joined group.
 * ## `"unblock-source"`
 * 
 * `MCAST_UNBLOCK_SOURCE`.
 */
export type MembershipAction = 'join' | 'leave' | 'join-source' | 'leave-source' | 'block-source' | 'unblock-source';
/**
 * `IP_PKTINFO`. See ip(7).
 */
export interface InetPacketInfo {
  interfaceIndex: number,
  /**
   * The local address the packet came in on, or is to leave from.
   */
  local: Ipv4Address,
  /**
   * The destination in the packet's header; ignored when sending.
   */
  destination: Ipv4Address,
}
/**
 * `IPV6_PKTINFO`. See ipv6(7), RFC 3542.
 */
export interface Inet6PacketInfo {
  /**
   * The destination received, or the source to send from.
   */
  address: Ipv6Address,
  interfaceIndex: number,
}
/**
 * A queued error of `MSG_ERRQUEUE`. See ip(7), `IP_RECVERR`.
 */
export interface ErrorReport {
  error: Errno,
  /**
   * `SO_EE_ORIGIN_*` as Linux numbers it: 1 local, 2 ICMP, 3 ICMPv6,
   * 5 zero-copy completion.
   */
  origin: number,
  /**
   * ICMP type.
   */
  kind: number,
  /**
   * ICMP code.
   */
  code: number,
  /**
   * Path MTU in bytes, or the first completed zero-copy send.
   */
  info: number,
  /**
   * The last completed zero-copy send.
   */
  data: number,
  /**
   * The node that reported the error.
   */
  offender?: SocketAddress,
}
/**
 * Control data of a kind that has no typed case, as the system gives it.
 */
export interface OtherControl {
  level: number,
  kind: number,
  data: Uint8Array,
}
/**
 * A service of services(5).
 */
export interface Service {
  name: string,
  /**
   * Port, 0 to 65535, as a number.
   */
  port: number,
  /**
   * The protocol's name: `tcp`, `udp`.
   */
  protocol: string,
}
/**
 * A protocol of protocols(5).
 */
export interface Protocol {
  name: string,
  /**
   * IANA's number, 0 to 255.
   */
  number: number,
}
/**
 * Why a name could not be looked up. See getaddrinfo(3), RFC 3493.
 */
export type LookupError = LookupErrorNameUnknown | LookupErrorNoData | LookupErrorTryAgain | LookupErrorFailed | LookupErrorBadFlags | LookupErrorBadFamily | LookupErrorBadSocketType | LookupErrorBadService | LookupErrorSystem;
/**
 * The name does not exist (`EAI_NONAME`, `HOST_NOT_FOUND`).
 */
export interface LookupErrorNameUnknown {
  tag: 'name-unknown',
}
/**
 * The name exists and has no such address (`EAI_NODATA`, `NO_DATA`).
 */
export interface LookupErrorNoData {
  tag: 'no-data',
}
/**
 * A name server failed for now (`EAI_AGAIN`, `TRY_AGAIN`).
 */
export interface LookupErrorTryAgain {
  tag: 'try-again',
}
/**
 * A name server failed for good (`EAI_FAIL`, `NO_RECOVERY`).
 */
export interface LookupErrorFailed {
  tag: 'failed',
}
/**
 * The hints contradict each other (`EAI_BADFLAGS`).
 */
export interface LookupErrorBadFlags {
  tag: 'bad-flags',
}
/**
 * The family is not supported (`EAI_FAMILY`, `EAI_ADDRFAMILY`).
 */
export interface LookupErrorBadFamily {
  tag: 'bad-family',
}
/**
 * The socket type is not supported (`EAI_SOCKTYPE`).
 */
export interface LookupErrorBadSocketType {
  tag: 'bad-socket-type',
}
/**
 * The service is unknown for the type (`EAI_SERVICE`).
 */
export interface LookupErrorBadService {
  tag: 'bad-service',
}
/**
 * A system error (`EAI_SYSTEM`, `EAI_MEMORY`, `EAI_OVERFLOW`), or
 * `eacces` where the host's policy forbids the lookup.
 */
export interface LookupErrorSystem {
  tag: 'system',
  val: Errno,
}
/**
 * `AI_*` of getaddrinfo(3).
 */
export interface LookupFlags {
  passive?: boolean,
  canonicalName?: boolean,
  numericHost?: boolean,
  numericService?: boolean,
  v4Mapped?: boolean,
  all?: boolean,
  addressConfigured?: boolean,
  /**
   * Encodes the name for the DNS where it is not ASCII (`AI_IDN`).
   */
  internationalName?: boolean,
  /**
   * Decodes the canonical name likewise (`AI_CANONIDN`).
   */
  internationalCanonicalName?: boolean,
}
/**
 * The hints of getaddrinfo(3).
 */
export interface LookupHints {
  flags: LookupFlags,
  /**
   * `none`: any family.
   */
  family?: AddressFamily,
  /**
   * `none`: any type.
   */
  socketType?: SocketType,
  /**
   * IANA protocol number; 0: any.
   */
  protocol: number,
}
/**
 * One way to reach a name: `struct addrinfo` of getaddrinfo(3).
 */
export interface AddressInfo {
  flags: LookupFlags,
  family: AddressFamily,
  socketType: SocketType,
  /**
   * IANA protocol number.
   */
  protocol: number,
  address: SocketAddress,
  canonicalName?: string,
}
