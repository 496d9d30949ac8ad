// Plain data: options as the system layer takes them. OptionName and OptionKind are the WIT's option-name and the
// cases of its option-value, in the same order (a test compares them).

/** The WIT's option-name. */
export enum OptionName {
  SoDebug,
  SoReuseaddr,
  SoType,
  SoError,
  SoDontroute,
  SoBroadcast,
  SoSndbuf,
  SoRcvbuf,
  SoKeepalive,
  SoOobinline,
  SoLinger,
  SoReuseport,
  SoPasscred,
  SoPeercred,
  SoRcvlowat,
  SoSndlowat,
  SoRcvtimeo,
  SoSndtimeo,
  SoBindtodevice,
  SoAcceptconn,
  SoProtocol,
  SoDomain,
  SoMark,
  SoIncomingCpu,
  SoMeminfo,
  SoBpfExtensions,
  SoZerocopy,
  SoBusyPoll,
  SoPriority,
  SoAttachReuseportCbpf,
  TcpNodelay,
  TcpMaxseg,
  TcpCork,
  TcpKeepidle,
  TcpKeepintvl,
  TcpKeepcnt,
  TcpSyncnt,
  TcpDeferAccept,
  TcpQuickack,
  TcpCongestion,
  TcpUserTimeout,
  TcpNotsentLowat,
  UdpSegment,
  IpTos,
  IpTtl,
  IpHdrincl,
  IpPktinfo,
  IpRecvttl,
  IpRecvtos,
  IpRecverr,
  IpMtuDiscover,
  IpBindAddressNoPort,
  IpTransparent,
  IpMulticastIf,
  IpMulticastTtl,
  IpMulticastLoop,
  Ipv6V6only,
  Ipv6UnicastHops,
  Ipv6MulticastIf,
  Ipv6MulticastHops,
  Ipv6MulticastLoop,
  Ipv6Tclass,
  Ipv6Recvpktinfo,
  Ipv6Recvhoplimit,
  Ipv6Recvtclass,
  Ipv6Recverr,
  SoBindtoifindex,
  SoDetachFilter,
  SoDetachReuseportBpf,
  TcpRepair,
}

/** The cases of the WIT's option-value. */
export enum OptionKind {
  Integer,
  Linger,
  Timeval,
  Bytes,
  Integers,
  Credentials,
  Error,
}

/** The value of an option on its way to or from the system layer, which reads and fills it in place. */
@final
export class OptionData {
  kind: OptionKind = OptionKind.Integer;
  /** The integer; `l_onoff`; seconds; process; or the number of the error, 0 for none. */
  first: i32 = 0;
  /** `l_linger`; microseconds; user. */
  second: i32 = 0;
  /** Group. */
  third: i32 = 0;
  /** Bytes, or 32-bit integers in memory order. */
  data: ArrayBuffer = new ArrayBuffer(0);
}
