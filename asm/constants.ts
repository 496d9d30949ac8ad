// PHP's constants, with Linux's numbers. Those that follow from the WIT are generated: flags, options, control
// messages, errors. Those that PHP 8.2 lacks are of 8.3 to 8.5 or of the system's headers; a test compares the others
// with PHP's own (test/php/constants.json).
export * from "./generated/constants";

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

// A flag of the system's that PHP knows by name only
export const MSG_WAITFORONE: i32 = 65536;

// Directions of socket_shutdown()
export const SHUT_RD: i32 = 0;
export const SHUT_WR: i32 = 1;
export const SHUT_RDWR: i32 = 2;

// Levels, and protocols of raw sockets
export const SOL_TCP: i32 = 6;
export const SOL_UDP: i32 = 17;
export const SOL_UDPLITE: i32 = 136;
export const IPPROTO_ICMP: i32 = 1;
export const IPPROTO_ICMPV6: i32 = 58;
export const IPPROTO_RAW: i32 = 255;

// Another name of SO_DETACH_FILTER
export const SO_DETACH_BPF: i32 = 27;

// Options that join and leave groups, of IPPROTO_IP and IPPROTO_IPV6
export const MCAST_JOIN_GROUP: i32 = 42;
export const MCAST_LEAVE_GROUP: i32 = 45;
export const MCAST_BLOCK_SOURCE: i32 = 43;
export const MCAST_UNBLOCK_SOURCE: i32 = 44;
export const MCAST_JOIN_SOURCE_GROUP: i32 = 46;
export const MCAST_LEAVE_SOURCE_GROUP: i32 = 47;

// Values of IP_MTU_DISCOVER
export const IP_PMTUDISC_DONT: i32 = 0;
export const IP_PMTUDISC_WANT: i32 = 1;
export const IP_PMTUDISC_DO: i32 = 2;
export const IP_PMTUDISC_PROBE: i32 = 3;
export const IP_PMTUDISC_INTERFACE: i32 = 4;
export const IP_PMTUDISC_OMIT: i32 = 5;

// Protocols of AF_PACKET
export const ETH_P_IP: i32 = 0x0800;
export const ETH_P_IPV6: i32 = 0x86dd;
export const ETH_P_LOOP: i32 = 0x0060;
export const ETH_P_ALL: i32 = 0x0003;

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
