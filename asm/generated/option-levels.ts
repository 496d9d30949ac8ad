// Generated from wit/ by `npm run wit`; not to be edited.
import {
  IPPROTO_IP,
  IPPROTO_IPV6,
  IPPROTO_TCP,
  IPPROTO_UDP,
  SOL_SOCKET,
} from "./constants";

/** The level of each case of `option-name`. */
export const OPTION_NAME_LEVELS: StaticArray<i32> = [
  SOL_SOCKET, // so-debug
  SOL_SOCKET, // so-reuseaddr
  SOL_SOCKET, // so-type
  SOL_SOCKET, // so-error
  SOL_SOCKET, // so-dontroute
  SOL_SOCKET, // so-broadcast
  SOL_SOCKET, // so-sndbuf
  SOL_SOCKET, // so-rcvbuf
  SOL_SOCKET, // so-keepalive
  SOL_SOCKET, // so-oobinline
  SOL_SOCKET, // so-linger
  SOL_SOCKET, // so-reuseport
  SOL_SOCKET, // so-passcred
  SOL_SOCKET, // so-peercred
  SOL_SOCKET, // so-rcvlowat
  SOL_SOCKET, // so-sndlowat
  SOL_SOCKET, // so-rcvtimeo
  SOL_SOCKET, // so-sndtimeo
  SOL_SOCKET, // so-bindtodevice
  SOL_SOCKET, // so-acceptconn
  SOL_SOCKET, // so-protocol
  SOL_SOCKET, // so-domain
  SOL_SOCKET, // so-mark
  SOL_SOCKET, // so-incoming-cpu
  SOL_SOCKET, // so-meminfo
  SOL_SOCKET, // so-bpf-extensions
  SOL_SOCKET, // so-zerocopy
  SOL_SOCKET, // so-busy-poll
  SOL_SOCKET, // so-priority
  SOL_SOCKET, // so-attach-reuseport-cbpf
  IPPROTO_TCP, // tcp-nodelay
  IPPROTO_TCP, // tcp-maxseg
  IPPROTO_TCP, // tcp-cork
  IPPROTO_TCP, // tcp-keepidle
  IPPROTO_TCP, // tcp-keepintvl
  IPPROTO_TCP, // tcp-keepcnt
  IPPROTO_TCP, // tcp-syncnt
  IPPROTO_TCP, // tcp-defer-accept
  IPPROTO_TCP, // tcp-quickack
  IPPROTO_TCP, // tcp-congestion
  IPPROTO_TCP, // tcp-user-timeout
  IPPROTO_TCP, // tcp-notsent-lowat
  IPPROTO_UDP, // udp-segment
  IPPROTO_IP, // ip-tos
  IPPROTO_IP, // ip-ttl
  IPPROTO_IP, // ip-hdrincl
  IPPROTO_IP, // ip-pktinfo
  IPPROTO_IP, // ip-recvttl
  IPPROTO_IP, // ip-recvtos
  IPPROTO_IP, // ip-recverr
  IPPROTO_IP, // ip-mtu-discover
  IPPROTO_IP, // ip-bind-address-no-port
  IPPROTO_IP, // ip-transparent
  IPPROTO_IP, // ip-multicast-if
  IPPROTO_IP, // ip-multicast-ttl
  IPPROTO_IP, // ip-multicast-loop
  IPPROTO_IPV6, // ipv6-v6only
  IPPROTO_IPV6, // ipv6-unicast-hops
  IPPROTO_IPV6, // ipv6-multicast-if
  IPPROTO_IPV6, // ipv6-multicast-hops
  IPPROTO_IPV6, // ipv6-multicast-loop
  IPPROTO_IPV6, // ipv6-tclass
  IPPROTO_IPV6, // ipv6-recvpktinfo
  IPPROTO_IPV6, // ipv6-recvhoplimit
  IPPROTO_IPV6, // ipv6-recvtclass
  IPPROTO_IPV6, // ipv6-recverr
  SOL_SOCKET, // so-bindtoifindex
  SOL_SOCKET, // so-detach-filter
  SOL_SOCKET, // so-detach-reuseport-bpf
  IPPROTO_TCP, // tcp-repair
  SOL_SOCKET, // so-timestamp
  SOL_SOCKET, // so-timestampns
  IPPROTO_TCP, // tcp-info
  IPPROTO_IP, // ip-mtu
  IPPROTO_IPV6, // ipv6-mtu-discover
  IPPROTO_IPV6, // ipv6-mtu
];
