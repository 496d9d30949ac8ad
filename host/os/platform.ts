/**
 * What the host must know of an operating system, keyed by the WIT's names. A
 * new platform is one more table of this type; nothing else asks which system
 * it runs on.
 */
import type {
  AddressFamily,
  Errno,
  LookupFlags,
  MembershipAction,
  MessageFlags,
  OptionName,
  ReceiveFlags,
  SendFlags,
  ShutdownHow,
  SocketType,
} from '../wit-types.ts';
import { linux } from './linux.ts';

/**
 * How an option's value lies in memory:
 * - `integer`: a C `int`; `byte`: an `unsigned char`
 * - `linger`, `timeval`, `credentials`: the structs of these names (`credentials` is `struct ucred`)
 * - `error`: an `int` that is an errno
 * - `name`: at most 15 bytes of text; `integers`: an array of `uint32_t`
 * - `inet-interface`: set as `struct ip_mreqn`, got as the interface's `struct in_addr`
 * - `reuseport-filter`: a BPF program that picks a socket of a reuseport group
 */
export type OptionKind =
  | 'integer'
  | 'byte'
  | 'linger'
  | 'timeval'
  | 'credentials'
  | 'error'
  | 'name'
  | 'integers'
  | 'inet-interface'
  | 'reuseport-filter';

/** A socket option as getsockopt(2) and setsockopt(2) take it. */
export interface OptionRow {
  readonly level: number;
  readonly name: number;
  readonly kind: OptionKind;
}

/** Flags by the WIT's name, in the WIT's order; `null` where the system has no such flag. */
export type FlagTable<Flags> = Readonly<Record<keyof Required<Flags>, number | null>>;

/** A kind of control message as cmsg(3) names it. */
export interface ControlRow {
  readonly level: number;
  readonly type: number;
}

/** The kinds of control messages that have a typed case in the WIT, and IPv6's second name for errors. */
export type ControlName =
  | 'rights'
  | 'credentials'
  | 'inetPacketInfo'
  | 'inet6PacketInfo'
  | 'ttl'
  | 'tos'
  | 'hopLimit'
  | 'trafficClass'
  | 'udpSegment'
  | 'inetError'
  | 'inet6Error';

/** Where a struct's member lies, in bytes. */
export interface Member {
  readonly offset: number;
  readonly size: number;
}

/** A struct's size and members, in bytes. */
export type Layout<Names extends string> = Readonly<Record<Names, Member>> & { readonly bytes: number };

/** Everything that differs from one operating system to another. `null`: the system lacks it. */
export interface Platform {
  /** Errors that Node's `os.constants.errno` does not list. */
  readonly errno: Readonly<Partial<Record<Errno, number>>>;

  /** `AF_*`. */
  readonly families: Readonly<Record<AddressFamily, number | null>>;
  /** `SOCK_*`. */
  readonly socketTypes: Readonly<Record<SocketType, number>>;
  /** Or-ed to a socket's type, so that it is made with these properties; `null`: by fcntl(2), afterwards. */
  readonly SOCK_CLOEXEC: number | null;
  readonly SOCK_NONBLOCK: number | null;
  /** `SHUT_*`. */
  readonly shutdown: Readonly<Record<ShutdownHow, number>>;

  /** `MSG_*`. */
  readonly sendFlags: FlagTable<SendFlags>;
  readonly receiveFlags: FlagTable<ReceiveFlags>;
  readonly messageFlags: FlagTable<MessageFlags>;
  readonly MSG_DONTWAIT: number;
  readonly MSG_PEEK: number;
  readonly MSG_TRUNC: number;
  /** No SIGPIPE; `null`: by an option of the socket. */
  readonly MSG_NOSIGNAL: number | null;
  readonly MSG_CMSG_CLOEXEC: number | null;

  readonly options: Readonly<Record<OptionName, OptionRow | null>>;
  readonly SOL_SOCKET: number;
  readonly SO_ERROR: number;
  readonly SO_TYPE: number;
  readonly SO_ACCEPTCONN: number;
  /** Sets a filter of what a socket receives, and gets it: classic BPF. */
  readonly SO_ATTACH_FILTER: number | null;
  /** The levels of the `MCAST_*` requests. */
  readonly IPPROTO_IP: number;
  readonly IPPROTO_IPV6: number;
  readonly IPPROTO_TCP: number;
  /** The option whose value begins with the state of the connection, in a byte. */
  readonly TCP_INFO: number;
  /** The states in which the peer has not acknowledged the end. */
  readonly endingStates: Readonly<Record<'finWait1' | 'lastAck' | 'closing', number>>;
  /** `MCAST_*`: the same numbers at both levels. */
  readonly membership: Readonly<Record<MembershipAction, number>>;
  readonly control: Readonly<Record<ControlName, ControlRow | null>>;

  /** For mmap(2): memory that is read and written, private, and of no file. */
  readonly PROT_READ: number;
  readonly PROT_WRITE: number;
  readonly MAP_PRIVATE: number;
  readonly MAP_ANONYMOUS: number;

  readonly F_GETFL: number;
  readonly F_SETFL: number;
  readonly F_GETFD: number;
  readonly F_SETFD: number;
  readonly F_DUPFD_CLOEXEC: number;
  readonly FD_CLOEXEC: number;
  readonly O_NONBLOCK: number;
  /** A flag of descriptions (F_SETFL) that does nothing to a socket, so that the host may keep something in it. */
  readonly blockingMark: number;

  /** `CLOCK_*`. */
  readonly clocks: Readonly<Record<ClockName, number>>;
  /** The flag of preadv2(2) and pwritev2(2) for a transfer that does not wait. */
  readonly RWF_NOWAIT: number | null;
  /** How many bytes a pipe that can be written takes at once, and in one piece. */
  readonly PIPE_BUF: number;

  readonly POLLIN: number;
  readonly POLLPRI: number;
  readonly POLLOUT: number;
  readonly POLLERR: number;
  readonly POLLHUP: number;
  readonly POLLNVAL: number;
  readonly POLLRDHUP: number | null;

  /** Requests of ioctl(2). */
  readonly FIONREAD: number;
  readonly SIOCATMARK: number;

  /** `AI_*` of getaddrinfo(3). */
  readonly lookupFlags: FlagTable<LookupFlags>;
  /** `EAI_*` of getaddrinfo(3) and of glibc's getaddrinfo_a(3). */
  readonly lookupErrors: Readonly<Record<LookupErrorName, number | null>>;

  /** Whether a `sockaddr` begins with its own length in a byte (BSD), then the family in another. */
  readonly sockaddrHasLength: boolean;
  /** `sizeof sun_path`, in bytes. */
  readonly unixPathSize: number;
  /** The alignment of control messages, in bytes. */
  readonly controlAlignment: number;
  readonly msghdr: Layout<'name' | 'nameLength' | 'iov' | 'iovLength' | 'control' | 'controlLength' | 'flags'>;
  readonly cmsghdr: Layout<'length' | 'level' | 'type'>;
  /** `struct group_source_req`; a `struct group_req` ends where `source` begins. */
  readonly groupSourceReq: Layout<'interface' | 'group' | 'source'>;
  readonly addrinfo: Layout<
    'flags' | 'family' | 'socketType' | 'protocol' | 'addressLength' | 'address' | 'canonicalName' | 'next'
  >;
}

/** Time since 1970, time since some moment, and the time that the calling thread has computed. */
export type ClockName = 'realtime' | 'monotonic' | 'threadCpuTime';

/** The errors of getaddrinfo(3), in camel case and without `EAI_`. */
export type LookupErrorName =
  | 'badFlags'
  | 'noName'
  | 'again'
  | 'fail'
  | 'noData'
  | 'family'
  | 'socketType'
  | 'service'
  | 'addressFamily'
  | 'memory'
  | 'system'
  | 'overflow'
  | 'inProgress'
  | 'canceled'
  | 'notCanceled'
  | 'allDone'
  | 'interrupted';

const PLATFORMS: Readonly<Partial<Record<NodeJS.Platform, Platform>>> = { linux };

/** The system that this process runs on. */
export const platform: Platform = choose(process.platform, process.arch);

function choose(name: NodeJS.Platform, architecture: string): Platform {
  const table = PLATFORMS[name];
  if (table === undefined) {
    throw new Error(`wasock does not know the operating system '${name}': it runs on ${Object.keys(PLATFORMS)}`);
  }
  // Struct layouts are those of 64-bit little-endian machines.
  if (architecture !== 'x64' && architecture !== 'arm64') {
    throw new Error(`wasock does not know the architecture '${architecture}': it runs on x64 and arm64`);
  }
  return table;
}
