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

/** The headers whose numbers are compared. */
export const NUMBERED = [
  'arpa/inet.h',
  'linux/errqueue.h',
  'net/ethernet.h',
  'net/if.h',
  'net/if_arp.h',
  'net/route.h',
  'netdb.h',
  'netinet/if_ether.h',
  'netinet/in.h',
  'netinet/tcp.h',
  'netinet/udp.h',
  'poll.h',
  'signal.h',
  'sys/epoll.h',
  'sys/ioctl.h',
  'sys/resource.h',
  'sys/select.h',
  'sys/sendfile.h',
  'sys/socket.h',
  'sys/time.h',
  'sys/un.h',
  'sys/wait.h',
  'syslog.h',
  'termios.h',
] as const;

/** Numbers that glibc has and these headers have not. */
export const LEFT_OUT: readonly { names: RegExp; why: string }[] = [
  { names: /^(ARPD|ARPHRD|ETH|ETHERTYPE)_/, why: 'kinds of hardware and of frames that no program for IP asks for' },
  { names: /^(RTF|RTCF|RTMSG|RT_CLASS)_/, why: 'of routing tables, which nobody here may change' },
  { names: /^(C[A-Z]+|EXT[AB]|TTYDEF_\w+|NCC)$/, why: 'defaults of terminals, of <sys/ttydefaults.h>' },
  { names: /^IOC(SIZE)?_/, why: 'how requests of drivers are numbered' },
  { names: /_WIDTH$/, why: 'of C23, in <stdint.h>' },
  { names: /^(REG_\w+|NGREG|FP_XSTATE_\w+)$/, why: 'of the processor' },
  { names: /^(SIGEV_\w+|CLOSE_RANGE_\w+)$/, why: 'of functions that there are not' },
  {
    names: /^(SEEK_\w+|STD\w+_FILENO|[FRWX]_OK|F_T?U?(LOCK|TEST)|L_(INCR|SET|XTND))$/,
    why: 'of <unistd.h>, which glibc includes here',
  },
  { names: /^TCP_(COOKIE|MD5SIG|S_DATA|MSS)_/, why: 'of options that nobody may set' },
  { names: /^SO_EE_(CODE|RFC4884)_/, why: 'of reports that are not asked for' },
  { names: /^SIG_(ERR|IGN)$/, why: 'pointers to functions, which are no constants here' },
  {
    names: /^(SIOCGSTAMP(NS)?_OLD|RLIM64_INFINITY|RUSAGE_LWP|W(AIT_ANY|AIT_MYPGRP|COREFLAG))$/,
    why: 'other names of what is there',
  },
];

/** Numbers that are others than on Linux, and why. */
export const OTHER_NUMBERS: Readonly<Record<string, string>> = {
  FIONBIO: 'wasi-libc’s own number',
  FIONREAD: 'wasi-libc’s own number',
  INT_FAST16_MAX: 'musl’s type has two bytes',
  INT_FAST16_MIN: 'musl’s type has two bytes',
  UINT_FAST16_MAX: 'musl’s type has two bytes',
};

/** Functions whose types are others than on Linux, and why. */
export const OTHER_TYPES: Readonly<Record<string, string>> = {
  ioctl: 'wasi-libc’s own type: the request is an int',
};

/** Functions that glibc has and these headers have not. */
export const NO_FUNCTIONS: readonly { names: RegExp; why: string }[] = [
  { names: /64(v2)?$/, why: 'names for files of more than 2 GiB, which all functions take here' },
  {
    names: /^(inet6_(opt|rth)|inet_n(sap|et)|get(ipv4)?source|set(ipv4)?source)/,
    why: 'of RFC 3542 and 3678, which few programs have',
  },
  {
    names: /^(inet_(lnaof|makeaddr|netof|network|neta)|[a-z]*net(grent|ent|byaddr|byname)(_r)?|innetgr)$/,
    why: 'networks by class, by name, and of NIS',
  },
  { names: /rpc(ent|by)|^(bind)?r?resvport|^(rcmd|rexec|i?ruserok)/, why: 'remote procedures, and remote shells' },
  { names: /^(get(addrinfo_a)|gai_)/, why: 'lookups in threads' },
  {
    names: /^(f?get|put|fget)(gr|pw)(ent)?(_r)?$|^get(host|serv|proto)ent_r$/,
    why: 'databases that are files, one entry after the other',
  },
  { names: /^(dl\w+)$/, why: 'libraries that are loaded' },
  {
    names:
      /^(readahead|sync_file_range|vmsplice|splice|tee|fallocate|copy_file_range|\w+_handle(_at)?|lockf|syncfs|p(read|write)v2|statx)$/,
    why: 'files of Linux',
  },
  {
    names:
      /^(lchmod|getumask|mknodat|mkfifoat|fchownat|[lf]utimes|fchdir|get_current_dir_name|getwd|e(uid)?access|revoke)$/,
    why: 'older names, and what WASI has no files for',
  },
  {
    names:
      /^(rawmemchr|strerror\w+_np|sig\w+_np|strfry|memfrob|basename|isfdtype|strptime_l|timelocal|dysize|getdate_r)$/,
    why: 'of glibc alone',
  },
  {
    names:
      /^(\w?signal|sysv_signal|psiginfo|sig(pause|block|[sg]etmask|isemptyset|andset|orset|queue|return|altstack|stack|hold|relse|ignore|set)|pthread_sigqueue|tgkill)$/,
    why: 'signals as other systems had them, and to others',
  },
  {
    names: /^(exec\w+|fexecve|waitid|brk|syscall|acct|profil|vhangup|group_member)$/,
    why: 'programs and what the kernel does for them',
  },
  {
    names: /^(tty\w+|tc\w+|getpass|\w+usershell|setlogin|[sg]et(host|domain)(name|id))$/,
    why: 'terminals, and the machine',
  },
  {
    names: /^(adjtime|clock_(adjtime|settime|getcpuclockid)|timer_\w+|timespec_getres)$/,
    why: 'clocks that are set, and timers that signal',
  },
];
