// Generated from wit/ and asm/constants.ts by `npm run wit`; not to be edited.
// PHP's constants, with Linux's numbers.

// Domains
export const AF_UNSPEC = 0;
export const AF_UNIX = 1;
export const AF_INET = 2;
export const AF_INET6 = 10;
export const AF_PACKET = 17;

// Types
export const SOCK_STREAM = 1;
export const SOCK_DGRAM = 2;
export const SOCK_RAW = 3;
export const SOCK_SEQPACKET = 5;
export const SOCK_RDM = 4;
export const SOCK_DCCP = 6;
export const SOCK_CLOEXEC = 0x80000;
export const SOCK_NONBLOCK = 0x800;

// A flag of the system's that PHP knows by name only
export const MSG_WAITFORONE = 65536;

// Directions of socket_shutdown()
export const SHUT_RD = 0;
export const SHUT_WR = 1;
export const SHUT_RDWR = 2;

// Levels, and protocols of raw sockets
export const SOL_TCP = 6;
export const SOL_UDP = 17;
export const SOL_UDPLITE = 136;
export const IPPROTO_ICMP = 1;
export const IPPROTO_ICMPV6 = 58;
export const IPPROTO_RAW = 255;

// Another name of SO_DETACH_FILTER
export const SO_DETACH_BPF = 27;

// Options that join and leave groups, of IPPROTO_IP and IPPROTO_IPV6
export const MCAST_JOIN_GROUP = 42;
export const MCAST_LEAVE_GROUP = 45;
export const MCAST_BLOCK_SOURCE = 43;
export const MCAST_UNBLOCK_SOURCE = 44;
export const MCAST_JOIN_SOURCE_GROUP = 46;
export const MCAST_LEAVE_SOURCE_GROUP = 47;

// Values of IP_MTU_DISCOVER
export const IP_PMTUDISC_DONT = 0;
export const IP_PMTUDISC_WANT = 1;
export const IP_PMTUDISC_DO = 2;
export const IP_PMTUDISC_PROBE = 3;
export const IP_PMTUDISC_INTERFACE = 4;
export const IP_PMTUDISC_OMIT = 5;

// Protocols of AF_PACKET
export const ETH_P_IP = 0x0800;
export const ETH_P_IPV6 = 0x86dd;
export const ETH_P_LOOP = 0x0060;
export const ETH_P_ALL = 0x0003;

export const PHP_NORMAL_READ = 1;
export const PHP_BINARY_READ = 2;

// Hints of socket_addrinfo_lookup()
export const AI_PASSIVE = 1;
export const AI_CANONNAME = 2;
export const AI_NUMERICHOST = 4;
export const AI_V4MAPPED = 8;
export const AI_ALL = 16;
export const AI_ADDRCONFIG = 32;
export const AI_IDN = 64;
export const AI_CANONIDN = 128;
export const AI_NUMERICSERV = 1024;

// Failures of socket_addrinfo_lookup()
export const EAI_BADFLAGS = -1;
export const EAI_NONAME = -2;
export const EAI_AGAIN = -3;
export const EAI_FAIL = -4;
export const EAI_NODATA = -5;
export const EAI_FAMILY = -6;
export const EAI_SOCKTYPE = -7;
export const EAI_SERVICE = -8;
export const EAI_ADDRFAMILY = -9;
export const EAI_SYSTEM = -11;
export const EAI_OVERFLOW = -12;
export const EAI_INPROGRESS = -100;
export const EAI_CANCELED = -101;
export const EAI_NOTCANCELED = -102;
export const EAI_ALLDONE = -103;
export const EAI_INTR = -104;
export const EAI_IDN_ENCODE = -105;

// The longest queue of socket_listen()
export const SOMAXCONN = 4096;

// Classic BPF, for SO_ATTACH_REUSEPORT_CBPF
export const SKF_AD_OFF = -4096;
export const SKF_AD_PROTOCOL = 0;
export const SKF_AD_PKTTYPE = 4;
export const SKF_AD_IFINDEX = 8;
export const SKF_AD_NLATTR = 12;
export const SKF_AD_NLATTR_NEST = 16;
export const SKF_AD_MARK = 20;
export const SKF_AD_QUEUE = 24;
export const SKF_AD_HATYPE = 28;
export const SKF_AD_RXHASH = 32;
export const SKF_AD_CPU = 36;
export const SKF_AD_ALU_XOR_X = 40;
export const SKF_AD_VLAN_TAG = 44;
export const SKF_AD_VLAN_TAG_PRESENT = 48;
export const SKF_AD_PAY_OFFSET = 52;
export const SKF_AD_RANDOM = 56;
export const SKF_AD_VLAN_TPID = 60;
export const SKF_AD_MAX = 64;

// Levels of error_reporting()
export const E_WARNING = 2;
export const E_NOTICE = 8;
export const E_STRICT = 2048;
export const E_ALL = 32767;

// Flags of stream_socket_client() and stream_socket_server()
export const STREAM_CLIENT_PERSISTENT = 1;
export const STREAM_CLIENT_ASYNC_CONNECT = 2;
export const STREAM_CLIENT_CONNECT = 4;
export const STREAM_SERVER_BIND = 4;
export const STREAM_SERVER_LISTEN = 8;

// Directions of stream_socket_shutdown()
export const STREAM_SHUT_RD = 0;
export const STREAM_SHUT_WR = 1;
export const STREAM_SHUT_RDWR = 2;

// Flags of stream_socket_sendto() and stream_socket_recvfrom()
export const STREAM_OOB = 1;
export const STREAM_PEEK = 2;

// Domains, types and protocols of stream_socket_pair()
export const STREAM_PF_UNIX = 1;
export const STREAM_PF_INET = 2;
export const STREAM_PF_INET6 = 10;
export const STREAM_SOCK_STREAM = 1;
export const STREAM_SOCK_DGRAM = 2;
export const STREAM_SOCK_RAW = 3;
export const STREAM_SOCK_RDM = 4;
export const STREAM_SOCK_SEQPACKET = 5;
export const STREAM_IPPROTO_IP = 0;
export const STREAM_IPPROTO_ICMP = 1;
export const STREAM_IPPROTO_TCP = 6;
export const STREAM_IPPROTO_UDP = 17;
export const STREAM_IPPROTO_RAW = 255;
// Generated from wit/ and host/os/linux.ts by `npm run wit`; not to be edited.

// Flags of send and receive
export const MSG_OOB = 1;
export const MSG_DONTROUTE = 4;
export const MSG_DONTWAIT = 64;
export const MSG_EOR = 128;
export const MSG_EOF = 512;
export const MSG_CONFIRM = 2048;
export const MSG_MORE = 32768;
export const MSG_ZEROCOPY = 67108864;
export const MSG_NOSIGNAL = 16384;
export const MSG_PEEK = 2;
export const MSG_WAITALL = 256;
export const MSG_TRUNC = 32;
export const MSG_ERRQUEUE = 8192;
export const MSG_CMSG_CLOEXEC = 1073741824;
export const MSG_CTRUNC = 8;

// Levels of options
export const IPPROTO_IP = 0;
export const IPPROTO_IPV6 = 41;
export const IPPROTO_TCP = 6;
export const IPPROTO_UDP = 17;
export const SOL_SOCKET = 1;

// Options of IPPROTO_IP
export const IP_TOS = 1;
export const IP_TTL = 2;
export const IP_HDRINCL = 3;
export const IP_PKTINFO = 8;
export const IP_RECVTTL = 12;
export const IP_RECVTOS = 13;
export const IP_RECVERR = 11;
export const IP_MTU_DISCOVER = 10;
export const IP_BIND_ADDRESS_NO_PORT = 24;
export const IP_TRANSPARENT = 19;
export const IP_MULTICAST_IF = 32;
export const IP_MULTICAST_TTL = 33;
export const IP_MULTICAST_LOOP = 34;
export const IP_MTU = 14;

// Options of IPPROTO_IPV6
export const IPV6_V6ONLY = 26;
export const IPV6_UNICAST_HOPS = 16;
export const IPV6_MULTICAST_IF = 17;
export const IPV6_MULTICAST_HOPS = 18;
export const IPV6_MULTICAST_LOOP = 19;
export const IPV6_TCLASS = 67;
export const IPV6_RECVPKTINFO = 49;
export const IPV6_RECVHOPLIMIT = 51;
export const IPV6_RECVTCLASS = 66;
export const IPV6_RECVERR = 25;
export const IPV6_MTU_DISCOVER = 23;
export const IPV6_MTU = 24;

// Options of IPPROTO_TCP
export const TCP_NODELAY = 1;
export const TCP_MAXSEG = 2;
export const TCP_CORK = 3;
export const TCP_KEEPIDLE = 4;
export const TCP_KEEPINTVL = 5;
export const TCP_KEEPCNT = 6;
export const TCP_SYNCNT = 7;
export const TCP_DEFER_ACCEPT = 9;
export const TCP_QUICKACK = 12;
export const TCP_CONGESTION = 13;
export const TCP_USER_TIMEOUT = 18;
export const TCP_NOTSENT_LOWAT = 25;
export const TCP_REPAIR = 19;

// Options of IPPROTO_UDP
export const UDP_SEGMENT = 103;

// Options of SOL_SOCKET
export const SO_DEBUG = 1;
export const SO_REUSEADDR = 2;
export const SO_TYPE = 3;
export const SO_ERROR = 4;
export const SO_DONTROUTE = 5;
export const SO_BROADCAST = 6;
export const SO_SNDBUF = 7;
export const SO_RCVBUF = 8;
export const SO_KEEPALIVE = 9;
export const SO_OOBINLINE = 10;
export const SO_LINGER = 13;
export const SO_REUSEPORT = 15;
export const SO_PASSCRED = 16;
export const SO_PEERCRED = 17;
export const SO_RCVLOWAT = 18;
export const SO_SNDLOWAT = 19;
export const SO_RCVTIMEO = 20;
export const SO_SNDTIMEO = 21;
export const SO_BINDTODEVICE = 25;
export const SO_ACCEPTCONN = 30;
export const SO_PROTOCOL = 38;
export const SO_DOMAIN = 39;
export const SO_MARK = 36;
export const SO_INCOMING_CPU = 49;
export const SO_MEMINFO = 55;
export const SO_BPF_EXTENSIONS = 48;
export const SO_ZEROCOPY = 60;
export const SO_BUSY_POLL = 46;
export const SO_PRIORITY = 12;
export const SO_ATTACH_REUSEPORT_CBPF = 51;
export const SO_BINDTOIFINDEX = 62;
export const SO_DETACH_FILTER = 27;
export const SO_TIMESTAMP = 29;
export const SO_TIMESTAMPNS = 35;

// Control messages
export const SCM_RIGHTS = 1;
export const SCM_CREDENTIALS = 2;
export const IPV6_PKTINFO = 50;
export const IPV6_HOPLIMIT = 52;

// Error numbers
export const SOCKET_EPERM = 1;
export const SOCKET_ENOENT = 2;
export const SOCKET_EINTR = 4;
export const SOCKET_EIO = 5;
export const SOCKET_ENXIO = 6;
export const SOCKET_E2BIG = 7;
export const SOCKET_EBADF = 9;
export const SOCKET_EAGAIN = 11;
export const SOCKET_EWOULDBLOCK = 11;
export const SOCKET_ENOMEM = 12;
export const SOCKET_EACCES = 13;
export const SOCKET_EFAULT = 14;
export const SOCKET_ENOTBLK = 15;
export const SOCKET_EBUSY = 16;
export const SOCKET_EEXIST = 17;
export const SOCKET_EXDEV = 18;
export const SOCKET_ENODEV = 19;
export const SOCKET_ENOTDIR = 20;
export const SOCKET_EISDIR = 21;
export const SOCKET_EINVAL = 22;
export const SOCKET_ENFILE = 23;
export const SOCKET_EMFILE = 24;
export const SOCKET_ENOTTY = 25;
export const SOCKET_ENOSPC = 28;
export const SOCKET_ESPIPE = 29;
export const SOCKET_EROFS = 30;
export const SOCKET_EMLINK = 31;
export const SOCKET_EPIPE = 32;
export const SOCKET_ENAMETOOLONG = 36;
export const SOCKET_ENOLCK = 37;
export const SOCKET_ENOSYS = 38;
export const SOCKET_ENOTEMPTY = 39;
export const SOCKET_ELOOP = 40;
export const SOCKET_ENOMSG = 42;
export const SOCKET_EIDRM = 43;
export const SOCKET_ECHRNG = 44;
export const SOCKET_EL2NSYNC = 45;
export const SOCKET_EL3HLT = 46;
export const SOCKET_EL3RST = 47;
export const SOCKET_ELNRNG = 48;
export const SOCKET_EUNATCH = 49;
export const SOCKET_ENOCSI = 50;
export const SOCKET_EL2HLT = 51;
export const SOCKET_EBADE = 52;
export const SOCKET_EBADR = 53;
export const SOCKET_EXFULL = 54;
export const SOCKET_ENOANO = 55;
export const SOCKET_EBADRQC = 56;
export const SOCKET_EBADSLT = 57;
export const SOCKET_ENOSTR = 60;
export const SOCKET_ENODATA = 61;
export const SOCKET_ETIME = 62;
export const SOCKET_ENOSR = 63;
export const SOCKET_ENONET = 64;
export const SOCKET_EREMOTE = 66;
export const SOCKET_ENOLINK = 67;
export const SOCKET_EADV = 68;
export const SOCKET_ESRMNT = 69;
export const SOCKET_ECOMM = 70;
export const SOCKET_EPROTO = 71;
export const SOCKET_EMULTIHOP = 72;
export const SOCKET_EBADMSG = 74;
export const SOCKET_ENOTUNIQ = 76;
export const SOCKET_EBADFD = 77;
export const SOCKET_EREMCHG = 78;
export const SOCKET_ERESTART = 85;
export const SOCKET_ESTRPIPE = 86;
export const SOCKET_EUSERS = 87;
export const SOCKET_ENOTSOCK = 88;
export const SOCKET_EDESTADDRREQ = 89;
export const SOCKET_EMSGSIZE = 90;
export const SOCKET_EPROTOTYPE = 91;
export const SOCKET_ENOPROTOOPT = 92;
export const SOCKET_EPROTONOSUPPORT = 93;
export const SOCKET_ESOCKTNOSUPPORT = 94;
export const SOCKET_EOPNOTSUPP = 95;
export const SOCKET_EPFNOSUPPORT = 96;
export const SOCKET_EAFNOSUPPORT = 97;
export const SOCKET_EADDRINUSE = 98;
export const SOCKET_EADDRNOTAVAIL = 99;
export const SOCKET_ENETDOWN = 100;
export const SOCKET_ENETUNREACH = 101;
export const SOCKET_ENETRESET = 102;
export const SOCKET_ECONNABORTED = 103;
export const SOCKET_ECONNRESET = 104;
export const SOCKET_ENOBUFS = 105;
export const SOCKET_EISCONN = 106;
export const SOCKET_ENOTCONN = 107;
export const SOCKET_ESHUTDOWN = 108;
export const SOCKET_ETOOMANYREFS = 109;
export const SOCKET_ETIMEDOUT = 110;
export const SOCKET_ECONNREFUSED = 111;
export const SOCKET_EHOSTDOWN = 112;
export const SOCKET_EHOSTUNREACH = 113;
export const SOCKET_EALREADY = 114;
export const SOCKET_EINPROGRESS = 115;
export const SOCKET_EISNAM = 120;
export const SOCKET_EREMOTEIO = 121;
export const SOCKET_EDQUOT = 122;
export const SOCKET_ENOMEDIUM = 123;
export const SOCKET_EMEDIUMTYPE = 124;
