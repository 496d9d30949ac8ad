// Where the headers of guests in C are not glibc's, and why. headers.test.ts compares them by machine, and finds what is here
// and no more.

/** The headers of programs that use the network. */
export const HEADERS = [
  'arpa/inet.h',
  'dlfcn.h',
  'errno.h',
  'fcntl.h',
  'grp.h',
  'ifaddrs.h',
  'net/if.h',
  'netdb.h',
  'netinet/icmp6.h',
  'netinet/in.h',
  'netinet/ip.h',
  'netinet/ip6.h',
  'netinet/ip_icmp.h',
  'netinet/tcp.h',
  'netinet/udp.h',
  'poll.h',
  'pwd.h',
  'signal.h',
  'sys/epoll.h',
  'sys/ioctl.h',
  'sys/poll.h',
  'sys/resource.h',
  'sys/select.h',
  'sys/socket.h',
  'sys/stat.h',
  'sys/time.h',
  'sys/types.h',
  'sys/uio.h',
  'sys/un.h',
  'sys/wait.h',
  'syslog.h',
  'termios.h',
  'time.h',
  'unistd.h',
] as const;

/** Structures that lie in memory in another way than on Linux: the members that lie elsewhere. */
export const LAYOUTS: Readonly<Record<string, { members: readonly string[]; why: string }>> = {
  icmphdr: { members: ['reserved'], why: 'wasi-libc has a name for what glibc calls reserved' },
  sigaction: {
    members: ['sa_flags', 'sa_handler', 'sa_mask', 'sa_restorer', 'sa_sigaction', 'sizeof'],
    why: 'a set of signals has 64, not 1024; the handlers are members of an unnamed union in glibc',
  },
  tm: { members: ['sizeof'], why: 'wasi-libc has one more member, of its own' },
};
