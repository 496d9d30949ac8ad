// Generated from wit/ by `npm run wit`; not to be edited.
import type { ValueType } from '../abi/types.ts';

/** `errno`. */
export const errno: ValueType = { kind: 'enum', cases: [{ name: 'eperm' }, { name: 'enoent' }, { name: 'esrch' }, { name: 'eintr' }, { name: 'eio' }, { name: 'enxio' }, { name: 'e2big' }, { name: 'enoexec' }, { name: 'ebadf' }, { name: 'echild' }, { name: 'eagain' }, { name: 'enomem' }, { name: 'eacces' }, { name: 'efault' }, { name: 'enotblk' }, { name: 'ebusy' }, { name: 'eexist' }, { name: 'exdev' }, { name: 'enodev' }, { name: 'enotdir' }, { name: 'eisdir' }, { name: 'einval' }, { name: 'enfile' }, { name: 'emfile' }, { name: 'enotty' }, { name: 'etxtbsy' }, { name: 'efbig' }, { name: 'enospc' }, { name: 'espipe' }, { name: 'erofs' }, { name: 'emlink' }, { name: 'epipe' }, { name: 'edom' }, { name: 'erange' }, { name: 'edeadlk' }, { name: 'enametoolong' }, { name: 'enolck' }, { name: 'enosys' }, { name: 'enotempty' }, { name: 'eloop' }, { name: 'enomsg' }, { name: 'eidrm' }, { name: 'echrng' }, { name: 'el2nsync' }, { name: 'el3hlt' }, { name: 'el3rst' }, { name: 'elnrng' }, { name: 'eunatch' }, { name: 'enocsi' }, { name: 'el2hlt' }, { name: 'ebade' }, { name: 'ebadr' }, { name: 'exfull' }, { name: 'enoano' }, { name: 'ebadrqc' }, { name: 'ebadslt' }, { name: 'ebfont' }, { name: 'enostr' }, { name: 'enodata' }, { name: 'etime' }, { name: 'enosr' }, { name: 'enonet' }, { name: 'enopkg' }, { name: 'eremote' }, { name: 'enolink' }, { name: 'eadv' }, { name: 'esrmnt' }, { name: 'ecomm' }, { name: 'eproto' }, { name: 'emultihop' }, { name: 'edotdot' }, { name: 'ebadmsg' }, { name: 'eoverflow' }, { name: 'enotuniq' }, { name: 'ebadfd' }, { name: 'eremchg' }, { name: 'elibacc' }, { name: 'elibbad' }, { name: 'elibscn' }, { name: 'elibmax' }, { name: 'elibexec' }, { name: 'eilseq' }, { name: 'erestart' }, { name: 'estrpipe' }, { name: 'eusers' }, { name: 'enotsock' }, { name: 'edestaddrreq' }, { name: 'emsgsize' }, { name: 'eprototype' }, { name: 'enoprotoopt' }, { name: 'eprotonosupport' }, { name: 'esocktnosupport' }, { name: 'eopnotsupp' }, { name: 'epfnosupport' }, { name: 'eafnosupport' }, { name: 'eaddrinuse' }, { name: 'eaddrnotavail' }, { name: 'enetdown' }, { name: 'enetunreach' }, { name: 'enetreset' }, { name: 'econnaborted' }, { name: 'econnreset' }, { name: 'enobufs' }, { name: 'eisconn' }, { name: 'enotconn' }, { name: 'eshutdown' }, { name: 'etoomanyrefs' }, { name: 'etimedout' }, { name: 'econnrefused' }, { name: 'ehostdown' }, { name: 'ehostunreach' }, { name: 'ealready' }, { name: 'einprogress' }, { name: 'estale' }, { name: 'euclean' }, { name: 'enotnam' }, { name: 'enavail' }, { name: 'eisnam' }, { name: 'eremoteio' }, { name: 'edquot' }, { name: 'enomedium' }, { name: 'emediumtype' }, { name: 'ecanceled' }, { name: 'enokey' }, { name: 'ekeyexpired' }, { name: 'ekeyrevoked' }, { name: 'ekeyrejected' }, { name: 'eownerdead' }, { name: 'enotrecoverable' }, { name: 'erfkill' }, { name: 'ehwpoison' }] };

/** `address-family`. */
export const addressFamily: ValueType = { kind: 'enum', cases: [{ name: 'unix' }, { name: 'inet' }, { name: 'inet6' }, { name: 'packet' }] };

/** `socket-type`. */
export const socketType: ValueType = { kind: 'enum', cases: [{ name: 'stream' }, { name: 'dgram' }, { name: 'raw' }, { name: 'rdm' }, { name: 'seqpacket' }] };

/** `ipv4-address`. */
export const ipv4Address: ValueType = { kind: 'tuple', items: ['u8', 'u8', 'u8', 'u8'] };

/** `ipv6-address`. */
export const ipv6Address: ValueType = { kind: 'tuple', items: ['u16', 'u16', 'u16', 'u16', 'u16', 'u16', 'u16', 'u16'] };

/** `ip-address`. */
export const ipAddress: ValueType = { kind: 'variant', cases: [{ name: 'inet', type: ipv4Address }, { name: 'inet6', type: ipv6Address }] };

/** `inet-address`. */
export const inetAddress: ValueType = { kind: 'record', fields: [{ name: 'port', type: 'u16' }, { name: 'address', type: ipv4Address }] };

/** `inet6-address`. */
export const inet6Address: ValueType = { kind: 'record', fields: [{ name: 'port', type: 'u16' }, { name: 'flow-info', type: 'u32' }, { name: 'address', type: ipv6Address }, { name: 'scope-id', type: 'u32' }] };

/** `packet-address`. */
export const packetAddress: ValueType = { kind: 'record', fields: [{ name: 'protocol', type: 'u16' }, { name: 'interface-index', type: 'u32' }, { name: 'hardware-type', type: 'u16' }, { name: 'packet-type', type: 'u8' }, { name: 'address', type: { kind: 'list', element: 'u8' } }] };

/** `socket-address`. */
export const socketAddress: ValueType = { kind: 'variant', cases: [{ name: 'unix', type: { kind: 'list', element: 'u8' } }, { name: 'inet', type: inetAddress }, { name: 'inet6', type: inet6Address }, { name: 'packet', type: packetAddress }] };

/** `shutdown-how`. */
export const shutdownHow: ValueType = { kind: 'enum', cases: [{ name: 'read' }, { name: 'write' }, { name: 'both' }] };

/** `send-flags`. */
export const sendFlags: ValueType = { kind: 'flags', flags: [{ name: 'oob' }, { name: 'dontroute' }, { name: 'dontwait' }, { name: 'eor' }, { name: 'eof' }, { name: 'confirm' }, { name: 'more' }, { name: 'zerocopy' }, { name: 'nosignal' }] };

/** `receive-flags`. */
export const receiveFlags: ValueType = { kind: 'flags', flags: [{ name: 'oob' }, { name: 'peek' }, { name: 'waitall' }, { name: 'dontwait' }, { name: 'trunc' }, { name: 'errqueue' }, { name: 'cmsg-cloexec' }] };

/** `message-flags`. */
export const messageFlags: ValueType = { kind: 'flags', flags: [{ name: 'oob' }, { name: 'eor' }, { name: 'trunc' }, { name: 'ctrunc' }, { name: 'errqueue' }] };

/** `poll-events`. */
export const pollEvents: ValueType = { kind: 'flags', flags: [{ name: 'in' }, { name: 'pri' }, { name: 'out' }, { name: 'err' }, { name: 'hup' }, { name: 'rdnorm' }, { name: 'rdband' }, { name: 'wrnorm' }, { name: 'wrband' }, { name: 'rdhup' }] };

/** `watch-mode`. */
export const watchMode: ValueType = { kind: 'flags', flags: [{ name: 'edge' }, { name: 'oneshot' }, { name: 'exclusive' }] };

/** `watch-action`. */
export const watchAction: ValueType = { kind: 'enum', cases: [{ name: 'add' }, { name: 'change' }, { name: 'remove' }] };

/** `option-name`. */
export const optionName: ValueType = { kind: 'enum', cases: [{ name: 'so-debug' }, { name: 'so-reuseaddr' }, { name: 'so-type' }, { name: 'so-error' }, { name: 'so-dontroute' }, { name: 'so-broadcast' }, { name: 'so-sndbuf' }, { name: 'so-rcvbuf' }, { name: 'so-keepalive' }, { name: 'so-oobinline' }, { name: 'so-linger' }, { name: 'so-reuseport' }, { name: 'so-passcred' }, { name: 'so-peercred' }, { name: 'so-rcvlowat' }, { name: 'so-sndlowat' }, { name: 'so-rcvtimeo' }, { name: 'so-sndtimeo' }, { name: 'so-bindtodevice' }, { name: 'so-acceptconn' }, { name: 'so-protocol' }, { name: 'so-domain' }, { name: 'so-mark' }, { name: 'so-incoming-cpu' }, { name: 'so-meminfo' }, { name: 'so-bpf-extensions' }, { name: 'so-zerocopy' }, { name: 'so-busy-poll' }, { name: 'so-priority' }, { name: 'so-attach-reuseport-cbpf' }, { name: 'tcp-nodelay' }, { name: 'tcp-maxseg' }, { name: 'tcp-cork' }, { name: 'tcp-keepidle' }, { name: 'tcp-keepintvl' }, { name: 'tcp-keepcnt' }, { name: 'tcp-syncnt' }, { name: 'tcp-defer-accept' }, { name: 'tcp-quickack' }, { name: 'tcp-congestion' }, { name: 'tcp-user-timeout' }, { name: 'tcp-notsent-lowat' }, { name: 'udp-segment' }, { name: 'ip-tos' }, { name: 'ip-ttl' }, { name: 'ip-hdrincl' }, { name: 'ip-pktinfo' }, { name: 'ip-recvttl' }, { name: 'ip-recvtos' }, { name: 'ip-recverr' }, { name: 'ip-mtu-discover' }, { name: 'ip-bind-address-no-port' }, { name: 'ip-transparent' }, { name: 'ip-multicast-if' }, { name: 'ip-multicast-ttl' }, { name: 'ip-multicast-loop' }, { name: 'ipv6-v6only' }, { name: 'ipv6-unicast-hops' }, { name: 'ipv6-multicast-if' }, { name: 'ipv6-multicast-hops' }, { name: 'ipv6-multicast-loop' }, { name: 'ipv6-tclass' }, { name: 'ipv6-recvpktinfo' }, { name: 'ipv6-recvhoplimit' }, { name: 'ipv6-recvtclass' }, { name: 'ipv6-recverr' }, { name: 'so-bindtoifindex' }, { name: 'so-detach-filter' }, { name: 'so-detach-reuseport-bpf' }, { name: 'tcp-repair' }, { name: 'so-timestamp' }, { name: 'so-timestampns' }, { name: 'tcp-info' }, { name: 'ip-mtu' }, { name: 'ipv6-mtu-discover' }, { name: 'ipv6-mtu' }] };

/** `linger`. */
export const linger: ValueType = { kind: 'record', fields: [{ name: 'enabled', type: 'bool' }, { name: 'seconds', type: 's32' }] };

/** `timeval`. */
export const timeval: ValueType = { kind: 'record', fields: [{ name: 'seconds', type: 's32' }, { name: 'microseconds', type: 's32' }] };

/** `credentials`. */
export const credentials: ValueType = { kind: 'record', fields: [{ name: 'pid', type: 's32' }, { name: 'uid', type: 'u32' }, { name: 'gid', type: 'u32' }] };

/** `option-value`. */
export const optionValue: ValueType = { kind: 'variant', cases: [{ name: 'integer', type: 's32' }, { name: 'linger', type: linger }, { name: 'timeval', type: timeval }, { name: 'bytes', type: { kind: 'list', element: 'u8' } }, { name: 'integers', type: { kind: 'list', element: 'u32' } }, { name: 'credentials', type: credentials }, { name: 'error', type: { kind: 'option', some: errno } }] };

/** `membership-action`. */
export const membershipAction: ValueType = { kind: 'enum', cases: [{ name: 'join' }, { name: 'leave' }, { name: 'join-source' }, { name: 'leave-source' }, { name: 'block-source' }, { name: 'unblock-source' }] };

/** `inet-packet-info`. */
export const inetPacketInfo: ValueType = { kind: 'record', fields: [{ name: 'interface-index', type: 'u32' }, { name: 'local', type: ipv4Address }, { name: 'destination', type: ipv4Address }] };

/** `inet6-packet-info`. */
export const inet6PacketInfo: ValueType = { kind: 'record', fields: [{ name: 'address', type: ipv6Address }, { name: 'interface-index', type: 'u32' }] };

/** `error-report`. */
export const errorReport: ValueType = { kind: 'record', fields: [{ name: 'error', type: errno }, { name: 'origin', type: 'u8' }, { name: 'kind', type: 'u8' }, { name: 'code', type: 'u8' }, { name: 'info', type: 'u32' }, { name: 'data', type: 'u32' }, { name: 'offender', type: { kind: 'option', some: socketAddress } }] };

/** `other-control`. */
export const otherControl: ValueType = { kind: 'record', fields: [{ name: 'level', type: 's32' }, { name: 'kind', type: 's32' }, { name: 'data', type: { kind: 'list', element: 'u8' } }] };

/** `service`. */
export const service: ValueType = { kind: 'record', fields: [{ name: 'name', type: 'string' }, { name: 'port', type: 'u16' }, { name: 'protocol', type: 'string' }] };

/** `protocol`. */
export const protocol: ValueType = { kind: 'record', fields: [{ name: 'name', type: 'string' }, { name: 'number', type: 'u8' }] };

/** `lookup-error`. */
export const lookupError: ValueType = { kind: 'variant', cases: [{ name: 'name-unknown', type: null }, { name: 'no-data', type: null }, { name: 'try-again', type: null }, { name: 'failed', type: null }, { name: 'bad-flags', type: null }, { name: 'bad-family', type: null }, { name: 'bad-socket-type', type: null }, { name: 'bad-service', type: null }, { name: 'system', type: errno }] };

/** `lookup-flags`. */
export const lookupFlags: ValueType = { kind: 'flags', flags: [{ name: 'passive' }, { name: 'canonical-name' }, { name: 'numeric-host' }, { name: 'numeric-service' }, { name: 'v4-mapped' }, { name: 'all' }, { name: 'address-configured' }, { name: 'international-name' }, { name: 'international-canonical-name' }] };

/** `lookup-hints`. */
export const lookupHints: ValueType = { kind: 'record', fields: [{ name: 'flags', type: lookupFlags }, { name: 'family', type: { kind: 'option', some: addressFamily } }, { name: 'socket-type', type: { kind: 'option', some: socketType } }, { name: 'protocol', type: 's32' }] };

/** `address-info`. */
export const addressInfo: ValueType = { kind: 'record', fields: [{ name: 'flags', type: lookupFlags }, { name: 'family', type: addressFamily }, { name: 'socket-type', type: socketType }, { name: 'protocol', type: 's32' }, { name: 'address', type: socketAddress }, { name: 'canonical-name', type: { kind: 'option', some: 'string' } }] };

/** `outgoing-control`. */
export const outgoingControl: ValueType = { kind: 'variant', cases: [{ name: 'rights', type: { kind: 'list', element: { kind: 'borrow', resource: { name: 'socket' } } } }, { name: 'credentials', type: credentials }, { name: 'inet-packet-info', type: inetPacketInfo }, { name: 'inet6-packet-info', type: inet6PacketInfo }, { name: 'ttl', type: 's32' }, { name: 'tos', type: 's32' }, { name: 'hop-limit', type: 's32' }, { name: 'traffic-class', type: 's32' }, { name: 'udp-segment', type: 'u16' }] };

/** `incoming-control`. */
export const incomingControl: ValueType = { kind: 'variant', cases: [{ name: 'rights', type: { kind: 'list', element: { kind: 'own', resource: { name: 'socket' } } } }, { name: 'credentials', type: credentials }, { name: 'inet-packet-info', type: inetPacketInfo }, { name: 'inet6-packet-info', type: inet6PacketInfo }, { name: 'ttl', type: 's32' }, { name: 'tos', type: 's32' }, { name: 'hop-limit', type: 's32' }, { name: 'traffic-class', type: 's32' }, { name: 'error-report', type: errorReport }, { name: 'other', type: otherControl }] };

/** `outgoing-message`. */
export const outgoingMessage: ValueType = { kind: 'record', fields: [{ name: 'parts', type: { kind: 'list', element: { kind: 'list', element: 'u8' } } }, { name: 'to', type: { kind: 'option', some: socketAddress } }, { name: 'control', type: { kind: 'list', element: outgoingControl } }] };

/** `received`. */
export const received: ValueType = { kind: 'record', fields: [{ name: 'data', type: { kind: 'list', element: 'u8' } }, { name: 'length', type: 'u32' }, { name: 'from', type: { kind: 'option', some: socketAddress } }] };

/** `incoming-message`. */
export const incomingMessage: ValueType = { kind: 'record', fields: [{ name: 'data', type: { kind: 'list', element: 'u8' } }, { name: 'length', type: 'u32' }, { name: 'from', type: { kind: 'option', some: socketAddress } }, { name: 'control', type: { kind: 'list', element: incomingControl } }, { name: 'flags', type: messageFlags }] };

/** `event`. */
export const event: ValueType = { kind: 'record', fields: [{ name: 'events', type: pollEvents }, { name: 'data', type: 'u64' }] };

/** `polled`. */
export const polled: ValueType = { kind: 'record', fields: [{ name: 'socket', type: { kind: 'borrow', resource: { name: 'socket' } } }, { name: 'events', type: pollEvents }] };

/** `poll-outcome`. */
export const pollOutcome: ValueType = { kind: 'record', fields: [{ name: 'sockets', type: { kind: 'list', element: pollEvents } }, { name: 'input', type: pollEvents }] };

/** `ready`. */
export const ready: ValueType = { kind: 'record', fields: [{ name: 'read', type: { kind: 'list', element: 'u32' } }, { name: 'write', type: { kind: 'list', element: 'u32' } }, { name: 'except', type: { kind: 'list', element: 'u32' } }] };

/** `ended-process`. */
export const endedProcess: ValueType = { kind: 'record', fields: [{ name: 'id', type: 'u32' }, { name: 'status', type: 's32' }] };

/** `severity`. */
export const severity: ValueType = { kind: 'enum', cases: [{ name: 'warning' }, { name: 'notice' }, { name: 'deprecated' }] };
