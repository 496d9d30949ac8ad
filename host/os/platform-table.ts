/**
 * What the host must know about an operating system, keyed by the WIT's names.
 * A new platform is one more table of this type. Nothing else asks which system
 * it runs on.
 */
import type {
  AddressFamily,
  Errno,
  LookupFlags,
  MembershipAction,
  MessageFlags,
  OptionName,
  OptionValue,
  PollEvents,
  ReceiveFlags,
  SendFlags,
  ShutdownHow,
  SocketType,
} from '../generated/wit-types.ts';
import type { ControlName } from '../generated/controls.ts';

/**
 * How an option's value lies in memory. Of the WIT's cases:
 * - `integer`: a C `int`; `error`: an `int` that is an errno
 * - `linger`, `timeval`, `credentials`: the structs of these names (`credentials` is `struct ucred`)
 * - `bytes`: at most 15 bytes of text; `integers`: an array of `uint32_t`
 *
 * An `integer` may lie in another way:
 * - `unsigned-char`: in one byte
 * - `inet-interface`: set as `struct ip_mreqn`, got as the interface's `struct in_addr`
 * - `reuseport-filter`: a BPF program that picks a socket of a reuseport group
 */
export type OptionKind = OptionValue['tag'] | 'unsigned-char' | 'inet-interface' | 'reuseport-filter';

/** Flags by the WIT's name, in the WIT's order; `null` where the system has no such flag. */
export type FlagTable<Flags> = Readonly<Record<keyof Required<Flags>, number | null>>;

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
  /** Or-ed to a socket's type to make it with these properties; `null` if they are set afterwards, by fcntl(2). */
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
  /** Suppresses SIGPIPE; `null` if an option of the socket does that. */
  readonly MSG_NOSIGNAL: number | null;
  readonly MSG_CMSG_CLOEXEC: number | null;

  /** What an option is called at its level: option-row.ts has the rest. */
  readonly options: Readonly<Record<OptionName, number | null>>;
  /** Options whose values do not lie in memory as their case of the WIT says. */
  readonly optionKinds: Readonly<Partial<Record<OptionName, OptionKind>>>;
  /** The levels of options and of control messages. */
  readonly SOL_SOCKET: number;
  readonly IPPROTO_IP: number;
  readonly IPPROTO_IPV6: number;
  readonly IPPROTO_TCP: number;
  readonly IPPROTO_UDP: number;
  /** Sets a filter of what a socket receives, and gets it: classic BPF. */
  readonly SO_ATTACH_FILTER: number | null;
  /** The option whose value begins with the state of the connection, in a byte. */
  readonly TCP_INFO: number;
  /** The states in which the peer has not acknowledged the end. */
  readonly endingStates: Readonly<Record<'finWait1' | 'lastAck' | 'closing', number>>;
  /** `MCAST_*`: the same numbers at both levels. */
  readonly membership: Readonly<Record<MembershipAction, number>>;
  /** The types of control messages, at their levels: control.ts has the rest. */
  readonly control: Readonly<Record<ControlName, number | null>>;

  /** For mmap(2): memory that is read and written, private, and of no file. */
  readonly PROT_READ: number;
  readonly PROT_WRITE: number;
  readonly MAP_PRIVATE: number;
  readonly MAP_ANONYMOUS: number;
  /** For madvise(2): the pages are zeros from now on, and take no memory. */
  readonly MADV_DONTNEED: number;

  readonly F_GETFL: number;
  readonly F_SETFL: number;
  readonly F_GETFD: number;
  readonly F_SETFD: number;
  readonly F_DUPFD_CLOEXEC: number;
  readonly FD_CLOEXEC: number;
  readonly O_NONBLOCK: number;
  /** A flag of file descriptions (F_SETFL) that does nothing to a socket, so the host can use it as a mark. */
  readonly blockingMark: number;

  /** System calls that C libraries have no function for, or only the newer ones: their numbers on each architecture. */
  readonly calls: Readonly<Record<CallName, Readonly<Record<'x64' | 'arm64', number>> | null>>;
  /** Flags of open(2) that Node does not list. */
  readonly O_PATH: number;
  readonly O_CLOEXEC: number;
  /** Flags of openat2(2). */
  readonly RESOLVE_BENEATH: number;
  readonly RESOLVE_NO_MAGICLINKS: number;
  readonly RESOLVE_NO_SYMLINKS: number;
  readonly AT_FDCWD: number;
  readonly AT_EMPTY_PATH: number;
  readonly AT_SYMLINK_NOFOLLOW: number;
  readonly AT_REMOVEDIR: number;
  readonly STATX_BASIC_STATS: number;
  readonly UTIME_NOW: number;
  readonly UTIME_OMIT: number;
  /** The flag of pwritev2(2) for a write at the end of the file. */
  readonly RWF_APPEND: number;
  /** `POSIX_FADV_*`. */
  readonly advice: Readonly<Record<AdviceName, number>>;
  /** The mask of a mode for the type, and the types. */
  readonly S_IFMT: number;
  readonly fileTypes: Readonly<Record<FileType, number>>;
  /** `DT_*`, of an entry of a directory. */
  readonly entryTypes: Readonly<Record<FileType, number>>;
  /** What fstatfs(2) says of the file system of processes. */
  readonly PROC_SUPER_MAGIC: number;

  /** `CLOCK_*`. */
  readonly clocks: Readonly<Record<ClockName, number>>;
  /** The flag of preadv2(2) and pwritev2(2) for a transfer that does not wait. */
  readonly RWF_NOWAIT: number | null;
  /** How many bytes a writable pipe takes at once, in one piece. */
  readonly PIPE_BUF: number;

  /** `POLL*`. */
  readonly pollEvents: FlagTable<PollEvents>;
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
  readonly openHow: Layout<'flags' | 'mode' | 'resolve'>;
  readonly statx: Layout<
    'links' | 'mode' | 'inode' | 'size' | 'accessed' | 'changed' | 'modified' | 'deviceMajor' | 'deviceMinor'
  >;
  /** `struct dirent64`, whose name has any length. */
  readonly dirent: Layout<'inode' | 'next' | 'length' | 'type' | 'name'>;
}

/** System calls by number. */
export type CallName = 'getdents64' | 'openat2' | 'pwritev2' | 'statx';

/** `advice` of wasi:filesystem. */
export type AdviceName = 'normal' | 'sequential' | 'random' | 'will-need' | 'dont-need' | 'no-reuse';

/** The types of files, as wasi:filesystem spells them. */
export type FileType =
  'block-device' | 'character-device' | 'directory' | 'fifo' | 'symbolic-link' | 'regular-file' | 'socket';

/** Time since 1970, time since some moment, and the CPU time of the calling thread. */
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
