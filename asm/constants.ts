// PHP's constants, with Linux's numbers. Those that PHP 8.2 lacks are of 8.3 to 8.5 or of the system's headers;
// a test compares the others with PHP's own (test/php/constants.json).

// Domains
export const AF_UNSPEC: i32 = 0;
export const AF_UNIX: i32 = 1;
export const AF_INET: i32 = 2;
export const AF_INET6: i32 = 10;
export const AF_PACKET: i32 = 17;

// Types
export const SOCK_STREAM: i32 = 1;
export const SOCK_DGRAM: i32 = 2;
export const SOCK_RAW: i32 = 3;
export const SOCK_SEQPACKET: i32 = 5;
export const SOCK_RDM: i32 = 4;
export const SOCK_DCCP: i32 = 6;
export const SOCK_CLOEXEC: i32 = 0x80000;
export const SOCK_NONBLOCK: i32 = 0x800;

// Flags of send and receive
export const MSG_OOB: i32 = 1;
export const MSG_WAITALL: i32 = 256;
export const MSG_CTRUNC: i32 = 8;
export const MSG_TRUNC: i32 = 32;
export const MSG_PEEK: i32 = 2;
export const MSG_DONTROUTE: i32 = 4;
export const MSG_EOR: i32 = 128;
export const MSG_EOF: i32 = 512;
export const MSG_CONFIRM: i32 = 2048;
export const MSG_ERRQUEUE: i32 = 8192;
export const MSG_NOSIGNAL: i32 = 16384;
export const MSG_DONTWAIT: i32 = 64;
export const MSG_MORE: i32 = 32768;
export const MSG_WAITFORONE: i32 = 65536;
export const MSG_CMSG_CLOEXEC: i32 = 0x40000000;
export const MSG_ZEROCOPY: i32 = 0x4000000;

// Directions of socket_shutdown()
export const SHUT_RD: i32 = 0;
export const SHUT_WR: i32 = 1;
export const SHUT_RDWR: i32 = 2;

// Levels
export const SOL_SOCKET: i32 = 1;
export const IPPROTO_IP: i32 = 0;
export const IPPROTO_IPV6: i32 = 41;
export const SOL_TCP: i32 = 6;
export const SOL_UDP: i32 = 17;
export const SOL_UDPLITE: i32 = 136;
export const IPPROTO_ICMP: i32 = 1;
export const IPPROTO_TCP: i32 = 6;
export const IPPROTO_UDP: i32 = 17;
export const IPPROTO_ICMPV6: i32 = 58;
export const IPPROTO_RAW: i32 = 255;

// Options of SOL_SOCKET
export const SO_DEBUG: i32 = 1;
export const SO_REUSEADDR: i32 = 2;
export const SO_REUSEPORT: i32 = 15;
export const SO_KEEPALIVE: i32 = 9;
export const SO_DONTROUTE: i32 = 5;
export const SO_LINGER: i32 = 13;
export const SO_BROADCAST: i32 = 6;
export const SO_OOBINLINE: i32 = 10;
export const SO_SNDBUF: i32 = 7;
export const SO_RCVBUF: i32 = 8;
export const SO_SNDLOWAT: i32 = 19;
export const SO_RCVLOWAT: i32 = 18;
export const SO_SNDTIMEO: i32 = 21;
export const SO_RCVTIMEO: i32 = 20;
export const SO_TYPE: i32 = 3;
export const SO_ERROR: i32 = 4;
export const SO_BINDTODEVICE: i32 = 25;
export const SO_MARK: i32 = 36;
export const SO_INCOMING_CPU: i32 = 49;
export const SO_MEMINFO: i32 = 55;
export const SO_BPF_EXTENSIONS: i32 = 48;
export const SO_ZEROCOPY: i32 = 60;
export const SO_PASSCRED: i32 = 16;
export const SO_PEERCRED: i32 = 17;
export const SO_ATTACH_REUSEPORT_CBPF: i32 = 51;
export const SO_DETACH_FILTER: i32 = 27;
export const SO_DETACH_BPF: i32 = 27;
export const SO_BINDTOIFINDEX: i32 = 62;
export const SO_BUSY_POLL: i32 = 46;
export const SO_PRIORITY: i32 = 12;
export const SO_ACCEPTCONN: i32 = 30;
export const SO_PROTOCOL: i32 = 38;
export const SO_DOMAIN: i32 = 39;

// Options of SOL_TCP
export const TCP_CONGESTION: i32 = 13;
export const TCP_NODELAY: i32 = 1;
export const TCP_NOTSENT_LOWAT: i32 = 25;
export const TCP_DEFER_ACCEPT: i32 = 9;
export const TCP_KEEPIDLE: i32 = 4;
export const TCP_KEEPINTVL: i32 = 5;
export const TCP_KEEPCNT: i32 = 6;
export const TCP_MAXSEG: i32 = 2;
export const TCP_CORK: i32 = 3;
export const TCP_SYNCNT: i32 = 7;
export const TCP_QUICKACK: i32 = 12;
export const TCP_USER_TIMEOUT: i32 = 18;
export const TCP_REPAIR: i32 = 19;

// Options of IPPROTO_IP
export const MCAST_JOIN_GROUP: i32 = 42;
export const MCAST_LEAVE_GROUP: i32 = 45;
export const MCAST_BLOCK_SOURCE: i32 = 43;
export const MCAST_UNBLOCK_SOURCE: i32 = 44;
export const MCAST_JOIN_SOURCE_GROUP: i32 = 46;
export const MCAST_LEAVE_SOURCE_GROUP: i32 = 47;
export const IP_MULTICAST_IF: i32 = 32;
export const IP_MULTICAST_TTL: i32 = 33;
export const IP_MULTICAST_LOOP: i32 = 34;
export const IP_TOS: i32 = 1;
export const IP_TTL: i32 = 2;
export const IP_HDRINCL: i32 = 3;
export const IP_PKTINFO: i32 = 8;
export const IP_MTU_DISCOVER: i32 = 10;
export const IP_PMTUDISC_DONT: i32 = 0;
export const IP_PMTUDISC_WANT: i32 = 1;
export const IP_PMTUDISC_DO: i32 = 2;
export const IP_PMTUDISC_PROBE: i32 = 3;
export const IP_PMTUDISC_INTERFACE: i32 = 4;
export const IP_PMTUDISC_OMIT: i32 = 5;
export const IP_RECVERR: i32 = 11;
export const IP_RECVTTL: i32 = 12;
export const IP_RECVTOS: i32 = 13;
export const IP_TRANSPARENT: i32 = 19;
export const IP_BIND_ADDRESS_NO_PORT: i32 = 24;

// Options and control messages of IPPROTO_IPV6
export const IPV6_MULTICAST_IF: i32 = 17;
export const IPV6_MULTICAST_HOPS: i32 = 18;
export const IPV6_MULTICAST_LOOP: i32 = 19;
export const IPV6_V6ONLY: i32 = 26;
export const IPV6_UNICAST_HOPS: i32 = 16;
export const IPV6_RECVPKTINFO: i32 = 49;
export const IPV6_PKTINFO: i32 = 50;
export const IPV6_RECVHOPLIMIT: i32 = 51;
export const IPV6_HOPLIMIT: i32 = 52;
export const IPV6_RECVTCLASS: i32 = 66;
export const IPV6_TCLASS: i32 = 67;
export const IPV6_RECVERR: i32 = 25;

// Options of SOL_UDP
export const UDP_SEGMENT: i32 = 103;

// Protocols of AF_PACKET
export const ETH_P_IP: i32 = 0x0800;
export const ETH_P_IPV6: i32 = 0x86dd;
export const ETH_P_LOOP: i32 = 0x0060;
export const ETH_P_ALL: i32 = 0x0003;

// Control messages
export const SCM_RIGHTS: i32 = 1;
export const SCM_CREDENTIALS: i32 = 2;

// socket_read()
export const PHP_NORMAL_READ: i32 = 1;
export const PHP_BINARY_READ: i32 = 2;

// Hints of socket_addrinfo_lookup()
export const AI_PASSIVE: i32 = 1;
export const AI_CANONNAME: i32 = 2;
export const AI_NUMERICHOST: i32 = 4;
export const AI_V4MAPPED: i32 = 8;
export const AI_ALL: i32 = 16;
export const AI_ADDRCONFIG: i32 = 32;
export const AI_IDN: i32 = 64;
export const AI_CANONIDN: i32 = 128;
export const AI_NUMERICSERV: i32 = 1024;

// Failures of socket_addrinfo_lookup()
export const EAI_BADFLAGS: i32 = -1;
export const EAI_NONAME: i32 = -2;
export const EAI_AGAIN: i32 = -3;
export const EAI_FAIL: i32 = -4;
export const EAI_NODATA: i32 = -5;
export const EAI_FAMILY: i32 = -6;
export const EAI_SOCKTYPE: i32 = -7;
export const EAI_SERVICE: i32 = -8;
export const EAI_ADDRFAMILY: i32 = -9;
export const EAI_SYSTEM: i32 = -11;
export const EAI_OVERFLOW: i32 = -12;
export const EAI_INPROGRESS: i32 = -100;
export const EAI_CANCELED: i32 = -101;
export const EAI_NOTCANCELED: i32 = -102;
export const EAI_ALLDONE: i32 = -103;
export const EAI_INTR: i32 = -104;
export const EAI_IDN_ENCODE: i32 = -105;

// The longest queue of socket_listen()
export const SOMAXCONN: i32 = 4096;

// Classic BPF, for SO_ATTACH_REUSEPORT_CBPF
export const SKF_AD_OFF: i32 = -4096;
export const SKF_AD_PROTOCOL: i32 = 0;
export const SKF_AD_PKTTYPE: i32 = 4;
export const SKF_AD_IFINDEX: i32 = 8;
export const SKF_AD_NLATTR: i32 = 12;
export const SKF_AD_NLATTR_NEST: i32 = 16;
export const SKF_AD_MARK: i32 = 20;
export const SKF_AD_QUEUE: i32 = 24;
export const SKF_AD_HATYPE: i32 = 28;
export const SKF_AD_RXHASH: i32 = 32;
export const SKF_AD_CPU: i32 = 36;
export const SKF_AD_ALU_XOR_X: i32 = 40;
export const SKF_AD_VLAN_TAG: i32 = 44;
export const SKF_AD_VLAN_TAG_PRESENT: i32 = 48;
export const SKF_AD_PAY_OFFSET: i32 = 52;
export const SKF_AD_RANDOM: i32 = 56;
export const SKF_AD_VLAN_TPID: i32 = 60;
export const SKF_AD_MAX: i32 = 64;

// Levels of error_reporting()
export const E_WARNING: i32 = 2;
export const E_NOTICE: i32 = 8;
export const E_STRICT: i32 = 2048;
export const E_ALL: i32 = 32767;

// Error numbers
export const SOCKET_EPERM: i32 = 1;
export const SOCKET_ENOENT: i32 = 2;
export const SOCKET_EINTR: i32 = 4;
export const SOCKET_EIO: i32 = 5;
export const SOCKET_ENXIO: i32 = 6;
export const SOCKET_E2BIG: i32 = 7;
export const SOCKET_EBADF: i32 = 9;
export const SOCKET_EAGAIN: i32 = 11;
export const SOCKET_ENOMEM: i32 = 12;
export const SOCKET_EACCES: i32 = 13;
export const SOCKET_EFAULT: i32 = 14;
export const SOCKET_ENOTBLK: i32 = 15;
export const SOCKET_EBUSY: i32 = 16;
export const SOCKET_EEXIST: i32 = 17;
export const SOCKET_EXDEV: i32 = 18;
export const SOCKET_ENODEV: i32 = 19;
export const SOCKET_ENOTDIR: i32 = 20;
export const SOCKET_EISDIR: i32 = 21;
export const SOCKET_EINVAL: i32 = 22;
export const SOCKET_ENFILE: i32 = 23;
export const SOCKET_EMFILE: i32 = 24;
export const SOCKET_ENOTTY: i32 = 25;
export const SOCKET_ENOSPC: i32 = 28;
export const SOCKET_ESPIPE: i32 = 29;
export const SOCKET_EROFS: i32 = 30;
export const SOCKET_EMLINK: i32 = 31;
export const SOCKET_EPIPE: i32 = 32;
export const SOCKET_ENAMETOOLONG: i32 = 36;
export const SOCKET_ENOLCK: i32 = 37;
export const SOCKET_ENOSYS: i32 = 38;
export const SOCKET_ENOTEMPTY: i32 = 39;
export const SOCKET_ELOOP: i32 = 40;
export const SOCKET_EWOULDBLOCK: i32 = 11;
export const SOCKET_ENOMSG: i32 = 42;
export const SOCKET_EIDRM: i32 = 43;
export const SOCKET_ECHRNG: i32 = 44;
export const SOCKET_EL2NSYNC: i32 = 45;
export const SOCKET_EL3HLT: i32 = 46;
export const SOCKET_EL3RST: i32 = 47;
export const SOCKET_ELNRNG: i32 = 48;
export const SOCKET_EUNATCH: i32 = 49;
export const SOCKET_ENOCSI: i32 = 50;
export const SOCKET_EL2HLT: i32 = 51;
export const SOCKET_EBADE: i32 = 52;
export const SOCKET_EBADR: i32 = 53;
export const SOCKET_EXFULL: i32 = 54;
export const SOCKET_ENOANO: i32 = 55;
export const SOCKET_EBADRQC: i32 = 56;
export const SOCKET_EBADSLT: i32 = 57;
export const SOCKET_ENOSTR: i32 = 60;
export const SOCKET_ENODATA: i32 = 61;
export const SOCKET_ETIME: i32 = 62;
export const SOCKET_ENOSR: i32 = 63;
export const SOCKET_ENONET: i32 = 64;
export const SOCKET_EREMOTE: i32 = 66;
export const SOCKET_ENOLINK: i32 = 67;
export const SOCKET_EADV: i32 = 68;
export const SOCKET_ESRMNT: i32 = 69;
export const SOCKET_ECOMM: i32 = 70;
export const SOCKET_EPROTO: i32 = 71;
export const SOCKET_EMULTIHOP: i32 = 72;
export const SOCKET_EBADMSG: i32 = 74;
export const SOCKET_ENOTUNIQ: i32 = 76;
export const SOCKET_EBADFD: i32 = 77;
export const SOCKET_EREMCHG: i32 = 78;
export const SOCKET_ERESTART: i32 = 85;
export const SOCKET_ESTRPIPE: i32 = 86;
export const SOCKET_EUSERS: i32 = 87;
export const SOCKET_ENOTSOCK: i32 = 88;
export const SOCKET_EDESTADDRREQ: i32 = 89;
export const SOCKET_EMSGSIZE: i32 = 90;
export const SOCKET_EPROTOTYPE: i32 = 91;
export const SOCKET_ENOPROTOOPT: i32 = 92;
export const SOCKET_EPROTONOSUPPORT: i32 = 93;
export const SOCKET_ESOCKTNOSUPPORT: i32 = 94;
export const SOCKET_EOPNOTSUPP: i32 = 95;
export const SOCKET_EPFNOSUPPORT: i32 = 96;
export const SOCKET_EAFNOSUPPORT: i32 = 97;
export const SOCKET_EADDRINUSE: i32 = 98;
export const SOCKET_EADDRNOTAVAIL: i32 = 99;
export const SOCKET_ENETDOWN: i32 = 100;
export const SOCKET_ENETUNREACH: i32 = 101;
export const SOCKET_ENETRESET: i32 = 102;
export const SOCKET_ECONNABORTED: i32 = 103;
export const SOCKET_ECONNRESET: i32 = 104;
export const SOCKET_ENOBUFS: i32 = 105;
export const SOCKET_EISCONN: i32 = 106;
export const SOCKET_ENOTCONN: i32 = 107;
export const SOCKET_ESHUTDOWN: i32 = 108;
export const SOCKET_ETOOMANYREFS: i32 = 109;
export const SOCKET_ETIMEDOUT: i32 = 110;
export const SOCKET_ECONNREFUSED: i32 = 111;
export const SOCKET_EHOSTDOWN: i32 = 112;
export const SOCKET_EHOSTUNREACH: i32 = 113;
export const SOCKET_EALREADY: i32 = 114;
export const SOCKET_EINPROGRESS: i32 = 115;
export const SOCKET_EISNAM: i32 = 120;
export const SOCKET_EREMOTEIO: i32 = 121;
export const SOCKET_EDQUOT: i32 = 122;
export const SOCKET_ENOMEDIUM: i32 = 123;
export const SOCKET_EMEDIUMTYPE: i32 = 124;

// Flags of stream_socket_client() and stream_socket_server()
export const STREAM_CLIENT_PERSISTENT: i32 = 1;
export const STREAM_CLIENT_ASYNC_CONNECT: i32 = 2;
export const STREAM_CLIENT_CONNECT: i32 = 4;
export const STREAM_SERVER_BIND: i32 = 4;
export const STREAM_SERVER_LISTEN: i32 = 8;

// Directions of stream_socket_shutdown()
export const STREAM_SHUT_RD: i32 = 0;
export const STREAM_SHUT_WR: i32 = 1;
export const STREAM_SHUT_RDWR: i32 = 2;

// Flags of stream_socket_sendto() and stream_socket_recvfrom()
export const STREAM_OOB: i32 = 1;
export const STREAM_PEEK: i32 = 2;

// Domains, types and protocols of stream_socket_pair()
export const STREAM_PF_UNIX: i32 = 1;
export const STREAM_PF_INET: i32 = 2;
export const STREAM_PF_INET6: i32 = 10;
export const STREAM_SOCK_STREAM: i32 = 1;
export const STREAM_SOCK_DGRAM: i32 = 2;
export const STREAM_SOCK_RAW: i32 = 3;
export const STREAM_SOCK_RDM: i32 = 4;
export const STREAM_SOCK_SEQPACKET: i32 = 5;
export const STREAM_IPPROTO_IP: i32 = 0;
export const STREAM_IPPROTO_ICMP: i32 = 1;
export const STREAM_IPPROTO_TCP: i32 = 6;
export const STREAM_IPPROTO_UDP: i32 = 17;
export const STREAM_IPPROTO_RAW: i32 = 255;
