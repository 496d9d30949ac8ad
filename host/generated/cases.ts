// Generated from wit/ by `npm run wit`; not to be edited.
// The cases of enums and variants, and flags, in the order of the WIT: the position of a case is what crosses the
// boundary, and the position of a flag is its bit.

/** `errno`. */
export const ERRNO_CASES = [
  'eperm',
  'enoent',
  'esrch',
  'eintr',
  'eio',
  'enxio',
  'e2big',
  'enoexec',
  'ebadf',
  'echild',
  'eagain',
  'enomem',
  'eacces',
  'efault',
  'enotblk',
  'ebusy',
  'eexist',
  'exdev',
  'enodev',
  'enotdir',
  'eisdir',
  'einval',
  'enfile',
  'emfile',
  'enotty',
  'etxtbsy',
  'efbig',
  'enospc',
  'espipe',
  'erofs',
  'emlink',
  'epipe',
  'edom',
  'erange',
  'edeadlk',
  'enametoolong',
  'enolck',
  'enosys',
  'enotempty',
  'eloop',
  'enomsg',
  'eidrm',
  'echrng',
  'el2nsync',
  'el3hlt',
  'el3rst',
  'elnrng',
  'eunatch',
  'enocsi',
  'el2hlt',
  'ebade',
  'ebadr',
  'exfull',
  'enoano',
  'ebadrqc',
  'ebadslt',
  'ebfont',
  'enostr',
  'enodata',
  'etime',
  'enosr',
  'enonet',
  'enopkg',
  'eremote',
  'enolink',
  'eadv',
  'esrmnt',
  'ecomm',
  'eproto',
  'emultihop',
  'edotdot',
  'ebadmsg',
  'eoverflow',
  'enotuniq',
  'ebadfd',
  'eremchg',
  'elibacc',
  'elibbad',
  'elibscn',
  'elibmax',
  'elibexec',
  'eilseq',
  'erestart',
  'estrpipe',
  'eusers',
  'enotsock',
  'edestaddrreq',
  'emsgsize',
  'eprototype',
  'enoprotoopt',
  'eprotonosupport',
  'esocktnosupport',
  'eopnotsupp',
  'epfnosupport',
  'eafnosupport',
  'eaddrinuse',
  'eaddrnotavail',
  'enetdown',
  'enetunreach',
  'enetreset',
  'econnaborted',
  'econnreset',
  'enobufs',
  'eisconn',
  'enotconn',
  'eshutdown',
  'etoomanyrefs',
  'etimedout',
  'econnrefused',
  'ehostdown',
  'ehostunreach',
  'ealready',
  'einprogress',
  'estale',
  'euclean',
  'enotnam',
  'enavail',
  'eisnam',
  'eremoteio',
  'edquot',
  'enomedium',
  'emediumtype',
  'ecanceled',
  'enokey',
  'ekeyexpired',
  'ekeyrevoked',
  'ekeyrejected',
  'eownerdead',
  'enotrecoverable',
  'erfkill',
  'ehwpoison',
] as const;

/** `address-family`. */
export const ADDRESS_FAMILY_CASES = [
  'unix',
  'inet',
  'inet6',
  'packet',
] as const;

/** `socket-type`. */
export const SOCKET_TYPE_CASES = [
  'stream',
  'dgram',
  'raw',
  'rdm',
  'seqpacket',
] as const;

/** `ip-address`. */
export const IP_ADDRESS_CASES = [
  'inet',
  'inet6',
] as const;

/** `socket-address`. */
export const SOCKET_ADDRESS_CASES = [
  'unix',
  'inet',
  'inet6',
  'packet',
] as const;

/** `shutdown-how`. */
export const SHUTDOWN_HOW_CASES = [
  'read',
  'write',
  'both',
] as const;

/** `send-flags`. */
export const SEND_FLAGS = [
  'oob',
  'dontroute',
  'dontwait',
  'eor',
  'eof',
  'confirm',
  'more',
  'zerocopy',
  'nosignal',
] as const;

/** `receive-flags`. */
export const RECEIVE_FLAGS = [
  'oob',
  'peek',
  'waitall',
  'dontwait',
  'trunc',
  'errqueue',
  'cmsgCloexec',
] as const;

/** `message-flags`. */
export const MESSAGE_FLAGS = [
  'oob',
  'eor',
  'trunc',
  'ctrunc',
  'errqueue',
] as const;

/** `poll-events`. */
export const POLL_EVENTS = [
  'in',
  'pri',
  'out',
  'err',
  'hup',
  'rdnorm',
  'rdband',
  'wrnorm',
  'wrband',
  'rdhup',
] as const;

/** `watch-mode`. */
export const WATCH_MODE = [
  'edge',
  'oneshot',
  'exclusive',
] as const;

/** `watch-action`. */
export const WATCH_ACTION_CASES = [
  'add',
  'change',
  'remove',
] as const;

/** `option-name`. */
export const OPTION_NAME_CASES = [
  'so-debug',
  'so-reuseaddr',
  'so-type',
  'so-error',
  'so-dontroute',
  'so-broadcast',
  'so-sndbuf',
  'so-rcvbuf',
  'so-keepalive',
  'so-oobinline',
  'so-linger',
  'so-reuseport',
  'so-passcred',
  'so-peercred',
  'so-rcvlowat',
  'so-sndlowat',
  'so-rcvtimeo',
  'so-sndtimeo',
  'so-bindtodevice',
  'so-acceptconn',
  'so-protocol',
  'so-domain',
  'so-mark',
  'so-incoming-cpu',
  'so-meminfo',
  'so-bpf-extensions',
  'so-zerocopy',
  'so-busy-poll',
  'so-priority',
  'so-attach-reuseport-cbpf',
  'tcp-nodelay',
  'tcp-maxseg',
  'tcp-cork',
  'tcp-keepidle',
  'tcp-keepintvl',
  'tcp-keepcnt',
  'tcp-syncnt',
  'tcp-defer-accept',
  'tcp-quickack',
  'tcp-congestion',
  'tcp-user-timeout',
  'tcp-notsent-lowat',
  'udp-segment',
  'ip-tos',
  'ip-ttl',
  'ip-hdrincl',
  'ip-pktinfo',
  'ip-recvttl',
  'ip-recvtos',
  'ip-recverr',
  'ip-mtu-discover',
  'ip-bind-address-no-port',
  'ip-transparent',
  'ip-multicast-if',
  'ip-multicast-ttl',
  'ip-multicast-loop',
  'ipv6-v6only',
  'ipv6-unicast-hops',
  'ipv6-multicast-if',
  'ipv6-multicast-hops',
  'ipv6-multicast-loop',
  'ipv6-tclass',
  'ipv6-recvpktinfo',
  'ipv6-recvhoplimit',
  'ipv6-recvtclass',
  'ipv6-recverr',
  'so-bindtoifindex',
  'so-detach-filter',
  'so-detach-reuseport-bpf',
  'tcp-repair',
  'so-timestamp',
  'so-timestampns',
  'tcp-info',
  'ip-mtu',
  'ipv6-mtu-discover',
  'ipv6-mtu',
] as const;

/** `option-value`. */
export const OPTION_VALUE_CASES = [
  'integer',
  'linger',
  'timeval',
  'bytes',
  'integers',
  'credentials',
  'error',
] as const;

/** `membership-action`. */
export const MEMBERSHIP_ACTION_CASES = [
  'join',
  'leave',
  'join-source',
  'leave-source',
  'block-source',
  'unblock-source',
] as const;

/** `lookup-error`. */
export const LOOKUP_ERROR_CASES = [
  'name-unknown',
  'no-data',
  'try-again',
  'failed',
  'bad-flags',
  'bad-family',
  'bad-socket-type',
  'bad-service',
  'system',
] as const;

/** `lookup-flags`. */
export const LOOKUP_FLAGS = [
  'passive',
  'canonicalName',
  'numericHost',
  'numericService',
  'v4Mapped',
  'all',
  'addressConfigured',
  'internationalName',
  'internationalCanonicalName',
] as const;

/** `outgoing-control`. */
export const OUTGOING_CONTROL_CASES = [
  'rights',
  'credentials',
  'inet-packet-info',
  'inet6-packet-info',
  'ttl',
  'tos',
  'hop-limit',
  'traffic-class',
  'udp-segment',
] as const;

/** `incoming-control`. */
export const INCOMING_CONTROL_CASES = [
  'rights',
  'credentials',
  'inet-packet-info',
  'inet6-packet-info',
  'ttl',
  'tos',
  'hop-limit',
  'traffic-class',
  'error-report',
  'other',
] as const;

/** `severity`. */
export const SEVERITY_CASES = [
  'warning',
  'notice',
  'deprecated',
] as const;
