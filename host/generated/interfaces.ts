// Generated from wit/ by `npm run wit`; not to be edited.
// What components can import. Types are texts as host/component/type-texts.ts makes them.

const wasockSocketsTypesAddressFamily = `enum {unix, inet, inet6, packet}`;
const wasockSocketsTypesSocketType = `enum {stream, dgram, raw, rdm, seqpacket}`;
const wasockSocketsTypesErrno = `enum {eperm, enoent, esrch, eintr, eio, enxio, e2big, enoexec, ebadf, echild, eagain, enomem, eacces, efault, enotblk, ebusy, eexist, exdev, enodev, enotdir, eisdir, einval, enfile, emfile, enotty, etxtbsy, efbig, enospc, espipe, erofs, emlink, epipe, edom, erange, edeadlk, enametoolong, enolck, enosys, enotempty, eloop, enomsg, eidrm, echrng, el2nsync, el3hlt, el3rst, elnrng, eunatch, enocsi, el2hlt, ebade, ebadr, exfull, enoano, ebadrqc, ebadslt, ebfont, enostr, enodata, etime, enosr, enonet, enopkg, eremote, enolink, eadv, esrmnt, ecomm, eproto, emultihop, edotdot, ebadmsg, eoverflow, enotuniq, ebadfd, eremchg, elibacc, elibbad, elibscn, elibmax, elibexec, eilseq, erestart, estrpipe, eusers, enotsock, edestaddrreq, emsgsize, eprototype, enoprotoopt, eprotonosupport, esocktnosupport, eopnotsupp, epfnosupport, eafnosupport, eaddrinuse, eaddrnotavail, enetdown, enetunreach, enetreset, econnaborted, econnreset, enobufs, eisconn, enotconn, eshutdown, etoomanyrefs, etimedout, econnrefused, ehostdown, ehostunreach, ealready, einprogress, estale, euclean, enotnam, enavail, eisnam, eremoteio, edquot, enomedium, emediumtype, ecanceled, enokey, ekeyexpired, ekeyrevoked, ekeyrejected, eownerdead, enotrecoverable, erfkill, ehwpoison}`;
const wasockSocketsTypesIpv4Address = `tuple<u8, u8, u8, u8>`;
const wasockSocketsTypesInetAddress = `record {port: u16, address: ${wasockSocketsTypesIpv4Address}}`;
const wasockSocketsTypesIpv6Address = `tuple<u16, u16, u16, u16, u16, u16, u16, u16>`;
const wasockSocketsTypesInet6Address = `record {port: u16, flow-info: u32, address: ${wasockSocketsTypesIpv6Address}, scope-id: u32}`;
const wasockSocketsTypesPacketAddress = `record {protocol: u16, interface-index: u32, hardware-type: u16, packet-type: u8, address: list<u8>}`;
const wasockSocketsTypesSocketAddress = `variant {unix(list<u8>), inet(${wasockSocketsTypesInetAddress}), inet6(${wasockSocketsTypesInet6Address}), packet(${wasockSocketsTypesPacketAddress})}`;
const wasockSocketsTypesShutdownHow = `enum {read, write, both}`;
const wasockSocketsTypesSendFlags = `flags {oob, dontroute, dontwait, eor, eof, confirm, more, zerocopy, nosignal}`;
const wasockSocketsTypesReceiveFlags = `flags {oob, peek, waitall, dontwait, trunc, errqueue, cmsg-cloexec}`;
const wasockSocketsHostReceived = `record {data: list<u8>, length: u32, from: option<${wasockSocketsTypesSocketAddress}>}`;
const wasockSocketsTypesCredentials = `record {pid: s32, uid: u32, gid: u32}`;
const wasockSocketsTypesInetPacketInfo = `record {interface-index: u32, local: ${wasockSocketsTypesIpv4Address}, destination: ${wasockSocketsTypesIpv4Address}}`;
const wasockSocketsTypesInet6PacketInfo = `record {address: ${wasockSocketsTypesIpv6Address}, interface-index: u32}`;
const wasockSocketsHostOutgoingControl = `variant {rights(list<borrow<wasock:sockets/host/socket>>), credentials(${wasockSocketsTypesCredentials}), inet-packet-info(${wasockSocketsTypesInetPacketInfo}), inet6-packet-info(${wasockSocketsTypesInet6PacketInfo}), ttl(s32), tos(s32), hop-limit(s32), traffic-class(s32), udp-segment(u16)}`;
const wasockSocketsHostOutgoingMessage = `record {parts: list<list<u8>>, to: option<${wasockSocketsTypesSocketAddress}>, control: list<${wasockSocketsHostOutgoingControl}>}`;
const wasockSocketsTypesErrorReport = `record {error: ${wasockSocketsTypesErrno}, origin: u8, kind: u8, code: u8, info: u32, data: u32, offender: option<${wasockSocketsTypesSocketAddress}>}`;
const wasockSocketsTypesOtherControl = `record {level: s32, kind: s32, data: list<u8>}`;
const wasockSocketsHostIncomingControl = `variant {rights(list<own<wasock:sockets/host/socket>>), credentials(${wasockSocketsTypesCredentials}), inet-packet-info(${wasockSocketsTypesInetPacketInfo}), inet6-packet-info(${wasockSocketsTypesInet6PacketInfo}), ttl(s32), tos(s32), hop-limit(s32), traffic-class(s32), error-report(${wasockSocketsTypesErrorReport}), other(${wasockSocketsTypesOtherControl})}`;
const wasockSocketsTypesMessageFlags = `flags {oob, eor, trunc, ctrunc, errqueue}`;
const wasockSocketsHostIncomingMessage = `record {data: list<u8>, length: u32, from: option<${wasockSocketsTypesSocketAddress}>, control: list<${wasockSocketsHostIncomingControl}>, flags: ${wasockSocketsTypesMessageFlags}}`;
const wasockSocketsTypesOptionName = `enum {so-debug, so-reuseaddr, so-type, so-error, so-dontroute, so-broadcast, so-sndbuf, so-rcvbuf, so-keepalive, so-oobinline, so-linger, so-reuseport, so-passcred, so-peercred, so-rcvlowat, so-sndlowat, so-rcvtimeo, so-sndtimeo, so-bindtodevice, so-acceptconn, so-protocol, so-domain, so-mark, so-incoming-cpu, so-meminfo, so-bpf-extensions, so-zerocopy, so-busy-poll, so-priority, so-attach-reuseport-cbpf, tcp-nodelay, tcp-maxseg, tcp-cork, tcp-keepidle, tcp-keepintvl, tcp-keepcnt, tcp-syncnt, tcp-defer-accept, tcp-quickack, tcp-congestion, tcp-user-timeout, tcp-notsent-lowat, udp-segment, ip-tos, ip-ttl, ip-hdrincl, ip-pktinfo, ip-recvttl, ip-recvtos, ip-recverr, ip-mtu-discover, ip-bind-address-no-port, ip-transparent, ip-multicast-if, ip-multicast-ttl, ip-multicast-loop, ipv6-v6only, ipv6-unicast-hops, ipv6-multicast-if, ipv6-multicast-hops, ipv6-multicast-loop, ipv6-tclass, ipv6-recvpktinfo, ipv6-recvhoplimit, ipv6-recvtclass, ipv6-recverr, so-bindtoifindex, so-detach-filter, so-detach-reuseport-bpf, tcp-repair, so-timestamp, so-timestampns, tcp-info, ip-mtu, ipv6-mtu-discover, ipv6-mtu}`;
const wasockSocketsTypesLinger = `record {enabled: bool, seconds: s32}`;
const wasockSocketsTypesTimeval = `record {seconds: s32, microseconds: s32}`;
const wasockSocketsTypesOptionValue = `variant {integer(s32), linger(${wasockSocketsTypesLinger}), timeval(${wasockSocketsTypesTimeval}), bytes(list<u8>), integers(list<u32>), credentials(${wasockSocketsTypesCredentials}), error(option<${wasockSocketsTypesErrno}>)}`;
const wasockSocketsTypesMembershipAction = `enum {join, leave, join-source, leave-source, block-source, unblock-source}`;
const wasockSocketsTypesIpAddress = `variant {inet(${wasockSocketsTypesIpv4Address}), inet6(${wasockSocketsTypesIpv6Address})}`;
const wasockSocketsTypesWatchAction = `enum {add, change, remove}`;
const wasockSocketsTypesPollEvents = `flags {in, pri, out, err, hup, rdnorm, rdband, wrnorm, wrband, rdhup}`;
const wasockSocketsTypesWatchMode = `flags {edge, oneshot, exclusive}`;
const wasockSocketsHostEvent = `record {events: ${wasockSocketsTypesPollEvents}, data: u64}`;
const wasockSocketsHostPolled = `record {socket: borrow<wasock:sockets/host/socket>, events: ${wasockSocketsTypesPollEvents}}`;
const wasockSocketsHostPollOutcome = `record {sockets: list<${wasockSocketsTypesPollEvents}>, input: ${wasockSocketsTypesPollEvents}}`;
const wasockSocketsHostReady = `record {read: list<u32>, write: list<u32>, except: list<u32>}`;
const wasockSocketsHostEndedProcess = `record {id: u32, status: s32}`;
const wasockSocketsTypesLookupFlags = `flags {passive, canonical-name, numeric-host, numeric-service, v4-mapped, all, address-configured, international-name, international-canonical-name}`;
const wasockSocketsTypesLookupHints = `record {flags: ${wasockSocketsTypesLookupFlags}, family: option<${wasockSocketsTypesAddressFamily}>, socket-type: option<${wasockSocketsTypesSocketType}>, protocol: s32}`;
const wasockSocketsTypesAddressInfo = `record {flags: ${wasockSocketsTypesLookupFlags}, family: ${wasockSocketsTypesAddressFamily}, socket-type: ${wasockSocketsTypesSocketType}, protocol: s32, address: ${wasockSocketsTypesSocketAddress}, canonical-name: option<string>}`;
const wasockSocketsTypesLookupError = `variant {name-unknown, no-data, try-again, failed, bad-flags, bad-family, bad-socket-type, bad-service, system(${wasockSocketsTypesErrno})}`;
const wasockSocketsTypesService = `record {name: string, port: u16, protocol: string}`;
const wasockSocketsTypesProtocol = `record {name: string, number: u8}`;
const wasockSocketsDiagnosticsSeverity = `enum {warning, notice, deprecated}`;
const wasiClocksMonotonicClockInstant = `u64`;
const wasiClocksMonotonicClockDuration = `u64`;
const wasiClocksWallClockDatetime = `record {seconds: u64, nanoseconds: u32}`;
const wasiFilesystemTypesFilesize = `u64`;
const wasiFilesystemTypesErrorCode = `enum {access, would-block, already, bad-descriptor, busy, deadlock, quota, exist, file-too-large, illegal-byte-sequence, in-progress, interrupted, invalid, io, is-directory, loop, too-many-links, message-size, name-too-long, no-device, no-entry, no-lock, insufficient-memory, insufficient-space, not-directory, not-empty, not-recoverable, unsupported, no-tty, no-such-device, overflow, not-permitted, pipe, read-only, invalid-seek, text-file-busy, cross-device}`;
const wasiFilesystemTypesAdvice = `enum {normal, sequential, random, will-need, dont-need, no-reuse}`;
const wasiFilesystemTypesDescriptorFlags = `flags {read, write, file-integrity-sync, data-integrity-sync, requested-write-sync, mutate-directory}`;
const wasiFilesystemTypesDescriptorType = `enum {unknown, block-device, character-device, directory, fifo, symbolic-link, regular-file, socket}`;
const wasiFilesystemTypesNewTimestamp = `variant {no-change, now, timestamp(${wasiClocksWallClockDatetime})}`;
const wasiFilesystemTypesLinkCount = `u64`;
const wasiFilesystemTypesDescriptorStat = `record {type: ${wasiFilesystemTypesDescriptorType}, link-count: ${wasiFilesystemTypesLinkCount}, size: ${wasiFilesystemTypesFilesize}, data-access-timestamp: option<${wasiClocksWallClockDatetime}>, data-modification-timestamp: option<${wasiClocksWallClockDatetime}>, status-change-timestamp: option<${wasiClocksWallClockDatetime}>}`;
const wasiFilesystemTypesPathFlags = `flags {symlink-follow}`;
const wasiFilesystemTypesOpenFlags = `flags {create, directory, exclusive, truncate}`;
const wasiFilesystemTypesMetadataHashValue = `record {lower: u64, upper: u64}`;
const wasiFilesystemTypesDirectoryEntry = `record {type: ${wasiFilesystemTypesDescriptorType}, name: string}`;
const wasiIoStreamsStreamError = `variant {last-operation-failed(own<wasi:io/error/error>), closed}`;
const wasiSocketsNetworkErrorCode = `enum {unknown, access-denied, not-supported, invalid-argument, out-of-memory, timeout, concurrency-conflict, not-in-progress, would-block, invalid-state, new-socket-limit, address-not-bindable, address-in-use, remote-unreachable, connection-refused, connection-reset, connection-aborted, datagram-too-large, name-unresolvable, temporary-resolver-failure, permanent-resolver-failure}`;
const wasiSocketsNetworkIpv4Address = `tuple<u8, u8, u8, u8>`;
const wasiSocketsNetworkIpv6Address = `tuple<u16, u16, u16, u16, u16, u16, u16, u16>`;
const wasiSocketsNetworkIpAddress = `variant {ipv4(${wasiSocketsNetworkIpv4Address}), ipv6(${wasiSocketsNetworkIpv6Address})}`;
const wasiSocketsNetworkIpAddressFamily = `enum {ipv4, ipv6}`;
const wasiSocketsNetworkIpv4SocketAddress = `record {port: u16, address: ${wasiSocketsNetworkIpv4Address}}`;
const wasiSocketsNetworkIpv6SocketAddress = `record {port: u16, flow-info: u32, address: ${wasiSocketsNetworkIpv6Address}, scope-id: u32}`;
const wasiSocketsNetworkIpSocketAddress = `variant {ipv4(${wasiSocketsNetworkIpv4SocketAddress}), ipv6(${wasiSocketsNetworkIpv6SocketAddress})}`;
const wasiSocketsTcpShutdownType = `enum {receive, send, both}`;
const wasiSocketsUdpIncomingDatagram = `record {data: list<u8>, remote-address: ${wasiSocketsNetworkIpSocketAddress}}`;
const wasiSocketsUdpOutgoingDatagram = `record {data: list<u8>, remote-address: option<${wasiSocketsNetworkIpSocketAddress}>}`;

/** The functions of each interface, by its name without a version, and their types. */
export const INTERFACES: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([
  [
    'wasock:sockets/host',
    new Map([
      ['[static]socket.create', `(${wasockSocketsTypesAddressFamily}, ${wasockSocketsTypesSocketType}, s32) -> result<own<wasock:sockets/host/socket>, ${wasockSocketsTypesErrno}>`],
      ['[static]socket.pair', `(${wasockSocketsTypesAddressFamily}, ${wasockSocketsTypesSocketType}, s32) -> result<tuple<own<wasock:sockets/host/socket>, own<wasock:sockets/host/socket>>, ${wasockSocketsTypesErrno}>`],
      ['[static]socket.take', `(string) -> result<own<wasock:sockets/host/socket>, ${wasockSocketsTypesErrno}>`],
      ['[static]socket.import-named', `(string) -> result<own<wasock:sockets/host/socket>, ${wasockSocketsTypesErrno}>`],
      ['[method]socket.bind', `(borrow<wasock:sockets/host/socket>, ${wasockSocketsTypesSocketAddress}) -> result<_, ${wasockSocketsTypesErrno}>`],
      ['[method]socket.listen', `(borrow<wasock:sockets/host/socket>, s32) -> result<_, ${wasockSocketsTypesErrno}>`],
      ['[method]socket.accept', `(borrow<wasock:sockets/host/socket>) -> result<own<wasock:sockets/host/socket>, ${wasockSocketsTypesErrno}>`],
      ['[method]socket.connect', `(borrow<wasock:sockets/host/socket>, ${wasockSocketsTypesSocketAddress}) -> result<_, ${wasockSocketsTypesErrno}>`],
      ['[method]socket.disconnect', `(borrow<wasock:sockets/host/socket>) -> result<_, ${wasockSocketsTypesErrno}>`],
      ['[method]socket.shutdown', `(borrow<wasock:sockets/host/socket>, ${wasockSocketsTypesShutdownHow}) -> result<_, ${wasockSocketsTypesErrno}>`],
      ['[method]socket.send', `(borrow<wasock:sockets/host/socket>, list<u8>, ${wasockSocketsTypesSendFlags}) -> result<u32, ${wasockSocketsTypesErrno}>`],
      ['[method]socket.send-to', `(borrow<wasock:sockets/host/socket>, list<u8>, ${wasockSocketsTypesSendFlags}, ${wasockSocketsTypesSocketAddress}) -> result<u32, ${wasockSocketsTypesErrno}>`],
      ['[method]socket.receive', `(borrow<wasock:sockets/host/socket>, u32, ${wasockSocketsTypesReceiveFlags}) -> result<list<u8>, ${wasockSocketsTypesErrno}>`],
      ['[method]socket.receive-from', `(borrow<wasock:sockets/host/socket>, u32, ${wasockSocketsTypesReceiveFlags}) -> result<${wasockSocketsHostReceived}, ${wasockSocketsTypesErrno}>`],
      ['[method]socket.send-message', `(borrow<wasock:sockets/host/socket>, ${wasockSocketsHostOutgoingMessage}, ${wasockSocketsTypesSendFlags}) -> result<u32, ${wasockSocketsTypesErrno}>`],
      ['[method]socket.receive-message', `(borrow<wasock:sockets/host/socket>, u32, u32, ${wasockSocketsTypesReceiveFlags}) -> result<${wasockSocketsHostIncomingMessage}, ${wasockSocketsTypesErrno}>`],
      ['[method]socket.local-address', `(borrow<wasock:sockets/host/socket>) -> result<${wasockSocketsTypesSocketAddress}, ${wasockSocketsTypesErrno}>`],
      ['[method]socket.remote-address', `(borrow<wasock:sockets/host/socket>) -> result<${wasockSocketsTypesSocketAddress}, ${wasockSocketsTypesErrno}>`],
      ['[method]socket.is-blocking', `(borrow<wasock:sockets/host/socket>) -> bool`],
      ['[method]socket.set-blocking', `(borrow<wasock:sockets/host/socket>, bool) -> result<_, ${wasockSocketsTypesErrno}>`],
      ['[method]socket.get-option', `(borrow<wasock:sockets/host/socket>, ${wasockSocketsTypesOptionName}) -> result<${wasockSocketsTypesOptionValue}, ${wasockSocketsTypesErrno}>`],
      ['[method]socket.set-option', `(borrow<wasock:sockets/host/socket>, ${wasockSocketsTypesOptionName}, ${wasockSocketsTypesOptionValue}) -> result<_, ${wasockSocketsTypesErrno}>`],
      ['[method]socket.update-membership', `(borrow<wasock:sockets/host/socket>, ${wasockSocketsTypesMembershipAction}, ${wasockSocketsTypesIpAddress}, u32, option<${wasockSocketsTypesIpAddress}>) -> result<_, ${wasockSocketsTypesErrno}>`],
      ['[method]socket.at-mark', `(borrow<wasock:sockets/host/socket>) -> result<bool, ${wasockSocketsTypesErrno}>`],
      ['[method]socket.readable', `(borrow<wasock:sockets/host/socket>) -> result<u32, ${wasockSocketsTypesErrno}>`],
      ['[method]socket.offer', `(borrow<wasock:sockets/host/socket>, u32) -> result<string, ${wasockSocketsTypesErrno}>`],
      ['[method]socket.export-named', `(borrow<wasock:sockets/host/socket>, string) -> result<_, ${wasockSocketsTypesErrno}>`],
      ['[static]socket.event-set', `() -> result<own<wasock:sockets/host/socket>, ${wasockSocketsTypesErrno}>`],
      ['[method]socket.watch', `(borrow<wasock:sockets/host/socket>, ${wasockSocketsTypesWatchAction}, borrow<wasock:sockets/host/socket>, u32, ${wasockSocketsTypesPollEvents}, ${wasockSocketsTypesWatchMode}, u64) -> result<_, ${wasockSocketsTypesErrno}>`],
      ['[method]socket.take-events', `(borrow<wasock:sockets/host/socket>, u32, option<u64>) -> result<list<${wasockSocketsHostEvent}>, ${wasockSocketsTypesErrno}>`],
      ['poll', `(list<${wasockSocketsHostPolled}>, bool, option<u64>) -> result<${wasockSocketsHostPollOutcome}, ${wasockSocketsTypesErrno}>`],
      ['select', `(list<borrow<wasock:sockets/host/socket>>, list<borrow<wasock:sockets/host/socket>>, list<borrow<wasock:sockets/host/socket>>, option<u64>) -> result<${wasockSocketsHostReady}, ${wasockSocketsTypesErrno}>`],
      ['control-space', `(u32) -> u32`],
      ['revoke', `(string) -> result<_, ${wasockSocketsTypesErrno}>`],
      ['guest-id', `() -> u32`],
      ['fork', `() -> result<u32, ${wasockSocketsTypesErrno}>`],
      ['wait', `(s32, bool) -> result<option<${wasockSocketsHostEndedProcess}>, ${wasockSocketsTypesErrno}>`],
      ['signal', `(s32, u32) -> result<_, ${wasockSocketsTypesErrno}>`],
      ['parent-id', `() -> u32`],
      ['ended-processes', `() -> u32`],
      ['lookup-address', `(option<string>, option<string>, ${wasockSocketsTypesLookupHints}) -> result<list<${wasockSocketsTypesAddressInfo}>, ${wasockSocketsTypesLookupError}>`],
      ['lookup-service', `(string, string) -> option<${wasockSocketsTypesService}>`],
      ['lookup-port', `(u16, string) -> option<${wasockSocketsTypesService}>`],
      ['lookup-protocol', `(string) -> option<${wasockSocketsTypesProtocol}>`],
      ['lookup-protocol-number', `(u8) -> option<${wasockSocketsTypesProtocol}>`],
      ['interface-index', `(string) -> result<u32, ${wasockSocketsTypesErrno}>`],
      ['interface-name', `(u32) -> result<string, ${wasockSocketsTypesErrno}>`],
    ]),
  ],
  [
    'wasock:sockets/diagnostics',
    new Map([
      ['report', `(${wasockSocketsDiagnosticsSeverity}, string)`],
    ]),
  ],
  [
    'wasock:sockets/types',
    new Map([
    ]),
  ],
  [
    'wasi:cli/environment',
    new Map([
      ['get-environment', `() -> list<tuple<string, string>>`],
      ['get-arguments', `() -> list<string>`],
      ['initial-cwd', `() -> option<string>`],
    ]),
  ],
  [
    'wasi:cli/exit',
    new Map([
      ['exit', `(result<_, _>)`],
      ['exit-with-code', `(u8)`],
    ]),
  ],
  [
    'wasi:cli/run',
    new Map([
      ['run', `() -> result<_, _>`],
    ]),
  ],
  [
    'wasi:cli/stdin',
    new Map([
      ['get-stdin', `() -> own<wasi:io/streams/input-stream>`],
    ]),
  ],
  [
    'wasi:cli/stdout',
    new Map([
      ['get-stdout', `() -> own<wasi:io/streams/output-stream>`],
    ]),
  ],
  [
    'wasi:cli/stderr',
    new Map([
      ['get-stderr', `() -> own<wasi:io/streams/output-stream>`],
    ]),
  ],
  [
    'wasi:cli/terminal-input',
    new Map([
    ]),
  ],
  [
    'wasi:cli/terminal-output',
    new Map([
    ]),
  ],
  [
    'wasi:cli/terminal-stdin',
    new Map([
      ['get-terminal-stdin', `() -> option<own<wasi:cli/terminal-input/terminal-input>>`],
    ]),
  ],
  [
    'wasi:cli/terminal-stdout',
    new Map([
      ['get-terminal-stdout', `() -> option<own<wasi:cli/terminal-output/terminal-output>>`],
    ]),
  ],
  [
    'wasi:cli/terminal-stderr',
    new Map([
      ['get-terminal-stderr', `() -> option<own<wasi:cli/terminal-output/terminal-output>>`],
    ]),
  ],
  [
    'wasi:clocks/monotonic-clock',
    new Map([
      ['now', `() -> ${wasiClocksMonotonicClockInstant}`],
      ['resolution', `() -> ${wasiClocksMonotonicClockDuration}`],
      ['subscribe-instant', `(${wasiClocksMonotonicClockInstant}) -> own<wasi:io/poll/pollable>`],
      ['subscribe-duration', `(${wasiClocksMonotonicClockDuration}) -> own<wasi:io/poll/pollable>`],
    ]),
  ],
  [
    'wasi:clocks/wall-clock',
    new Map([
      ['now', `() -> ${wasiClocksWallClockDatetime}`],
      ['resolution', `() -> ${wasiClocksWallClockDatetime}`],
    ]),
  ],
  [
    'wasi:filesystem/preopens',
    new Map([
      ['get-directories', `() -> list<tuple<own<wasi:filesystem/types/descriptor>, string>>`],
    ]),
  ],
  [
    'wasi:filesystem/types',
    new Map([
      ['[method]descriptor.read-via-stream', `(borrow<wasi:filesystem/types/descriptor>, ${wasiFilesystemTypesFilesize}) -> result<own<wasi:io/streams/input-stream>, ${wasiFilesystemTypesErrorCode}>`],
      ['[method]descriptor.write-via-stream', `(borrow<wasi:filesystem/types/descriptor>, ${wasiFilesystemTypesFilesize}) -> result<own<wasi:io/streams/output-stream>, ${wasiFilesystemTypesErrorCode}>`],
      ['[method]descriptor.append-via-stream', `(borrow<wasi:filesystem/types/descriptor>) -> result<own<wasi:io/streams/output-stream>, ${wasiFilesystemTypesErrorCode}>`],
      ['[method]descriptor.advise', `(borrow<wasi:filesystem/types/descriptor>, ${wasiFilesystemTypesFilesize}, ${wasiFilesystemTypesFilesize}, ${wasiFilesystemTypesAdvice}) -> result<_, ${wasiFilesystemTypesErrorCode}>`],
      ['[method]descriptor.sync-data', `(borrow<wasi:filesystem/types/descriptor>) -> result<_, ${wasiFilesystemTypesErrorCode}>`],
      ['[method]descriptor.get-flags', `(borrow<wasi:filesystem/types/descriptor>) -> result<${wasiFilesystemTypesDescriptorFlags}, ${wasiFilesystemTypesErrorCode}>`],
      ['[method]descriptor.get-type', `(borrow<wasi:filesystem/types/descriptor>) -> result<${wasiFilesystemTypesDescriptorType}, ${wasiFilesystemTypesErrorCode}>`],
      ['[method]descriptor.set-size', `(borrow<wasi:filesystem/types/descriptor>, ${wasiFilesystemTypesFilesize}) -> result<_, ${wasiFilesystemTypesErrorCode}>`],
      ['[method]descriptor.set-times', `(borrow<wasi:filesystem/types/descriptor>, ${wasiFilesystemTypesNewTimestamp}, ${wasiFilesystemTypesNewTimestamp}) -> result<_, ${wasiFilesystemTypesErrorCode}>`],
      ['[method]descriptor.read', `(borrow<wasi:filesystem/types/descriptor>, ${wasiFilesystemTypesFilesize}, ${wasiFilesystemTypesFilesize}) -> result<tuple<list<u8>, bool>, ${wasiFilesystemTypesErrorCode}>`],
      ['[method]descriptor.write', `(borrow<wasi:filesystem/types/descriptor>, list<u8>, ${wasiFilesystemTypesFilesize}) -> result<${wasiFilesystemTypesFilesize}, ${wasiFilesystemTypesErrorCode}>`],
      ['[method]descriptor.read-directory', `(borrow<wasi:filesystem/types/descriptor>) -> result<own<wasi:filesystem/types/directory-entry-stream>, ${wasiFilesystemTypesErrorCode}>`],
      ['[method]descriptor.sync', `(borrow<wasi:filesystem/types/descriptor>) -> result<_, ${wasiFilesystemTypesErrorCode}>`],
      ['[method]descriptor.create-directory-at', `(borrow<wasi:filesystem/types/descriptor>, string) -> result<_, ${wasiFilesystemTypesErrorCode}>`],
      ['[method]descriptor.stat', `(borrow<wasi:filesystem/types/descriptor>) -> result<${wasiFilesystemTypesDescriptorStat}, ${wasiFilesystemTypesErrorCode}>`],
      ['[method]descriptor.stat-at', `(borrow<wasi:filesystem/types/descriptor>, ${wasiFilesystemTypesPathFlags}, string) -> result<${wasiFilesystemTypesDescriptorStat}, ${wasiFilesystemTypesErrorCode}>`],
      ['[method]descriptor.set-times-at', `(borrow<wasi:filesystem/types/descriptor>, ${wasiFilesystemTypesPathFlags}, string, ${wasiFilesystemTypesNewTimestamp}, ${wasiFilesystemTypesNewTimestamp}) -> result<_, ${wasiFilesystemTypesErrorCode}>`],
      ['[method]descriptor.link-at', `(borrow<wasi:filesystem/types/descriptor>, ${wasiFilesystemTypesPathFlags}, string, borrow<wasi:filesystem/types/descriptor>, string) -> result<_, ${wasiFilesystemTypesErrorCode}>`],
      ['[method]descriptor.open-at', `(borrow<wasi:filesystem/types/descriptor>, ${wasiFilesystemTypesPathFlags}, string, ${wasiFilesystemTypesOpenFlags}, ${wasiFilesystemTypesDescriptorFlags}) -> result<own<wasi:filesystem/types/descriptor>, ${wasiFilesystemTypesErrorCode}>`],
      ['[method]descriptor.readlink-at', `(borrow<wasi:filesystem/types/descriptor>, string) -> result<string, ${wasiFilesystemTypesErrorCode}>`],
      ['[method]descriptor.remove-directory-at', `(borrow<wasi:filesystem/types/descriptor>, string) -> result<_, ${wasiFilesystemTypesErrorCode}>`],
      ['[method]descriptor.rename-at', `(borrow<wasi:filesystem/types/descriptor>, string, borrow<wasi:filesystem/types/descriptor>, string) -> result<_, ${wasiFilesystemTypesErrorCode}>`],
      ['[method]descriptor.symlink-at', `(borrow<wasi:filesystem/types/descriptor>, string, string) -> result<_, ${wasiFilesystemTypesErrorCode}>`],
      ['[method]descriptor.unlink-file-at', `(borrow<wasi:filesystem/types/descriptor>, string) -> result<_, ${wasiFilesystemTypesErrorCode}>`],
      ['[method]descriptor.is-same-object', `(borrow<wasi:filesystem/types/descriptor>, borrow<wasi:filesystem/types/descriptor>) -> bool`],
      ['[method]descriptor.metadata-hash', `(borrow<wasi:filesystem/types/descriptor>) -> result<${wasiFilesystemTypesMetadataHashValue}, ${wasiFilesystemTypesErrorCode}>`],
      ['[method]descriptor.metadata-hash-at', `(borrow<wasi:filesystem/types/descriptor>, ${wasiFilesystemTypesPathFlags}, string) -> result<${wasiFilesystemTypesMetadataHashValue}, ${wasiFilesystemTypesErrorCode}>`],
      ['[method]directory-entry-stream.read-directory-entry', `(borrow<wasi:filesystem/types/directory-entry-stream>) -> result<option<${wasiFilesystemTypesDirectoryEntry}>, ${wasiFilesystemTypesErrorCode}>`],
      ['filesystem-error-code', `(borrow<wasi:io/error/error>) -> option<${wasiFilesystemTypesErrorCode}>`],
    ]),
  ],
  [
    'wasi:io/error',
    new Map([
      ['[method]error.to-debug-string', `(borrow<wasi:io/error/error>) -> string`],
    ]),
  ],
  [
    'wasi:io/poll',
    new Map([
      ['[method]pollable.ready', `(borrow<wasi:io/poll/pollable>) -> bool`],
      ['[method]pollable.block', `(borrow<wasi:io/poll/pollable>)`],
      ['poll', `(list<borrow<wasi:io/poll/pollable>>) -> list<u32>`],
    ]),
  ],
  [
    'wasi:io/streams',
    new Map([
      ['[method]input-stream.read', `(borrow<wasi:io/streams/input-stream>, u64) -> result<list<u8>, ${wasiIoStreamsStreamError}>`],
      ['[method]input-stream.blocking-read', `(borrow<wasi:io/streams/input-stream>, u64) -> result<list<u8>, ${wasiIoStreamsStreamError}>`],
      ['[method]input-stream.skip', `(borrow<wasi:io/streams/input-stream>, u64) -> result<u64, ${wasiIoStreamsStreamError}>`],
      ['[method]input-stream.blocking-skip', `(borrow<wasi:io/streams/input-stream>, u64) -> result<u64, ${wasiIoStreamsStreamError}>`],
      ['[method]input-stream.subscribe', `(borrow<wasi:io/streams/input-stream>) -> own<wasi:io/poll/pollable>`],
      ['[method]output-stream.check-write', `(borrow<wasi:io/streams/output-stream>) -> result<u64, ${wasiIoStreamsStreamError}>`],
      ['[method]output-stream.write', `(borrow<wasi:io/streams/output-stream>, list<u8>) -> result<_, ${wasiIoStreamsStreamError}>`],
      ['[method]output-stream.blocking-write-and-flush', `(borrow<wasi:io/streams/output-stream>, list<u8>) -> result<_, ${wasiIoStreamsStreamError}>`],
      ['[method]output-stream.flush', `(borrow<wasi:io/streams/output-stream>) -> result<_, ${wasiIoStreamsStreamError}>`],
      ['[method]output-stream.blocking-flush', `(borrow<wasi:io/streams/output-stream>) -> result<_, ${wasiIoStreamsStreamError}>`],
      ['[method]output-stream.subscribe', `(borrow<wasi:io/streams/output-stream>) -> own<wasi:io/poll/pollable>`],
      ['[method]output-stream.write-zeroes', `(borrow<wasi:io/streams/output-stream>, u64) -> result<_, ${wasiIoStreamsStreamError}>`],
      ['[method]output-stream.blocking-write-zeroes-and-flush', `(borrow<wasi:io/streams/output-stream>, u64) -> result<_, ${wasiIoStreamsStreamError}>`],
      ['[method]output-stream.splice', `(borrow<wasi:io/streams/output-stream>, borrow<wasi:io/streams/input-stream>, u64) -> result<u64, ${wasiIoStreamsStreamError}>`],
      ['[method]output-stream.blocking-splice', `(borrow<wasi:io/streams/output-stream>, borrow<wasi:io/streams/input-stream>, u64) -> result<u64, ${wasiIoStreamsStreamError}>`],
    ]),
  ],
  [
    'wasi:random/insecure-seed',
    new Map([
      ['insecure-seed', `() -> tuple<u64, u64>`],
    ]),
  ],
  [
    'wasi:random/insecure',
    new Map([
      ['get-insecure-random-bytes', `(u64) -> list<u8>`],
      ['get-insecure-random-u64', `() -> u64`],
    ]),
  ],
  [
    'wasi:random/random',
    new Map([
      ['get-random-bytes', `(u64) -> list<u8>`],
      ['get-random-u64', `() -> u64`],
    ]),
  ],
  [
    'wasi:sockets/instance-network',
    new Map([
      ['instance-network', `() -> own<wasi:sockets/network/network>`],
    ]),
  ],
  [
    'wasi:sockets/ip-name-lookup',
    new Map([
      ['resolve-addresses', `(borrow<wasi:sockets/network/network>, string) -> result<own<wasi:sockets/ip-name-lookup/resolve-address-stream>, ${wasiSocketsNetworkErrorCode}>`],
      ['[method]resolve-address-stream.resolve-next-address', `(borrow<wasi:sockets/ip-name-lookup/resolve-address-stream>) -> result<option<${wasiSocketsNetworkIpAddress}>, ${wasiSocketsNetworkErrorCode}>`],
      ['[method]resolve-address-stream.subscribe', `(borrow<wasi:sockets/ip-name-lookup/resolve-address-stream>) -> own<wasi:io/poll/pollable>`],
    ]),
  ],
  [
    'wasi:sockets/network',
    new Map([
    ]),
  ],
  [
    'wasi:sockets/tcp-create-socket',
    new Map([
      ['create-tcp-socket', `(${wasiSocketsNetworkIpAddressFamily}) -> result<own<wasi:sockets/tcp/tcp-socket>, ${wasiSocketsNetworkErrorCode}>`],
    ]),
  ],
  [
    'wasi:sockets/tcp',
    new Map([
      ['[method]tcp-socket.start-bind', `(borrow<wasi:sockets/tcp/tcp-socket>, borrow<wasi:sockets/network/network>, ${wasiSocketsNetworkIpSocketAddress}) -> result<_, ${wasiSocketsNetworkErrorCode}>`],
      ['[method]tcp-socket.finish-bind', `(borrow<wasi:sockets/tcp/tcp-socket>) -> result<_, ${wasiSocketsNetworkErrorCode}>`],
      ['[method]tcp-socket.start-connect', `(borrow<wasi:sockets/tcp/tcp-socket>, borrow<wasi:sockets/network/network>, ${wasiSocketsNetworkIpSocketAddress}) -> result<_, ${wasiSocketsNetworkErrorCode}>`],
      ['[method]tcp-socket.finish-connect', `(borrow<wasi:sockets/tcp/tcp-socket>) -> result<tuple<own<wasi:io/streams/input-stream>, own<wasi:io/streams/output-stream>>, ${wasiSocketsNetworkErrorCode}>`],
      ['[method]tcp-socket.start-listen', `(borrow<wasi:sockets/tcp/tcp-socket>) -> result<_, ${wasiSocketsNetworkErrorCode}>`],
      ['[method]tcp-socket.finish-listen', `(borrow<wasi:sockets/tcp/tcp-socket>) -> result<_, ${wasiSocketsNetworkErrorCode}>`],
      ['[method]tcp-socket.accept', `(borrow<wasi:sockets/tcp/tcp-socket>) -> result<tuple<own<wasi:sockets/tcp/tcp-socket>, own<wasi:io/streams/input-stream>, own<wasi:io/streams/output-stream>>, ${wasiSocketsNetworkErrorCode}>`],
      ['[method]tcp-socket.local-address', `(borrow<wasi:sockets/tcp/tcp-socket>) -> result<${wasiSocketsNetworkIpSocketAddress}, ${wasiSocketsNetworkErrorCode}>`],
      ['[method]tcp-socket.remote-address', `(borrow<wasi:sockets/tcp/tcp-socket>) -> result<${wasiSocketsNetworkIpSocketAddress}, ${wasiSocketsNetworkErrorCode}>`],
      ['[method]tcp-socket.is-listening', `(borrow<wasi:sockets/tcp/tcp-socket>) -> bool`],
      ['[method]tcp-socket.address-family', `(borrow<wasi:sockets/tcp/tcp-socket>) -> ${wasiSocketsNetworkIpAddressFamily}`],
      ['[method]tcp-socket.set-listen-backlog-size', `(borrow<wasi:sockets/tcp/tcp-socket>, u64) -> result<_, ${wasiSocketsNetworkErrorCode}>`],
      ['[method]tcp-socket.keep-alive-enabled', `(borrow<wasi:sockets/tcp/tcp-socket>) -> result<bool, ${wasiSocketsNetworkErrorCode}>`],
      ['[method]tcp-socket.set-keep-alive-enabled', `(borrow<wasi:sockets/tcp/tcp-socket>, bool) -> result<_, ${wasiSocketsNetworkErrorCode}>`],
      ['[method]tcp-socket.keep-alive-idle-time', `(borrow<wasi:sockets/tcp/tcp-socket>) -> result<${wasiClocksMonotonicClockDuration}, ${wasiSocketsNetworkErrorCode}>`],
      ['[method]tcp-socket.set-keep-alive-idle-time', `(borrow<wasi:sockets/tcp/tcp-socket>, ${wasiClocksMonotonicClockDuration}) -> result<_, ${wasiSocketsNetworkErrorCode}>`],
      ['[method]tcp-socket.keep-alive-interval', `(borrow<wasi:sockets/tcp/tcp-socket>) -> result<${wasiClocksMonotonicClockDuration}, ${wasiSocketsNetworkErrorCode}>`],
      ['[method]tcp-socket.set-keep-alive-interval', `(borrow<wasi:sockets/tcp/tcp-socket>, ${wasiClocksMonotonicClockDuration}) -> result<_, ${wasiSocketsNetworkErrorCode}>`],
      ['[method]tcp-socket.keep-alive-count', `(borrow<wasi:sockets/tcp/tcp-socket>) -> result<u32, ${wasiSocketsNetworkErrorCode}>`],
      ['[method]tcp-socket.set-keep-alive-count', `(borrow<wasi:sockets/tcp/tcp-socket>, u32) -> result<_, ${wasiSocketsNetworkErrorCode}>`],
      ['[method]tcp-socket.hop-limit', `(borrow<wasi:sockets/tcp/tcp-socket>) -> result<u8, ${wasiSocketsNetworkErrorCode}>`],
      ['[method]tcp-socket.set-hop-limit', `(borrow<wasi:sockets/tcp/tcp-socket>, u8) -> result<_, ${wasiSocketsNetworkErrorCode}>`],
      ['[method]tcp-socket.receive-buffer-size', `(borrow<wasi:sockets/tcp/tcp-socket>) -> result<u64, ${wasiSocketsNetworkErrorCode}>`],
      ['[method]tcp-socket.set-receive-buffer-size', `(borrow<wasi:sockets/tcp/tcp-socket>, u64) -> result<_, ${wasiSocketsNetworkErrorCode}>`],
      ['[method]tcp-socket.send-buffer-size', `(borrow<wasi:sockets/tcp/tcp-socket>) -> result<u64, ${wasiSocketsNetworkErrorCode}>`],
      ['[method]tcp-socket.set-send-buffer-size', `(borrow<wasi:sockets/tcp/tcp-socket>, u64) -> result<_, ${wasiSocketsNetworkErrorCode}>`],
      ['[method]tcp-socket.subscribe', `(borrow<wasi:sockets/tcp/tcp-socket>) -> own<wasi:io/poll/pollable>`],
      ['[method]tcp-socket.shutdown', `(borrow<wasi:sockets/tcp/tcp-socket>, ${wasiSocketsTcpShutdownType}) -> result<_, ${wasiSocketsNetworkErrorCode}>`],
    ]),
  ],
  [
    'wasi:sockets/udp-create-socket',
    new Map([
      ['create-udp-socket', `(${wasiSocketsNetworkIpAddressFamily}) -> result<own<wasi:sockets/udp/udp-socket>, ${wasiSocketsNetworkErrorCode}>`],
    ]),
  ],
  [
    'wasi:sockets/udp',
    new Map([
      ['[method]udp-socket.start-bind', `(borrow<wasi:sockets/udp/udp-socket>, borrow<wasi:sockets/network/network>, ${wasiSocketsNetworkIpSocketAddress}) -> result<_, ${wasiSocketsNetworkErrorCode}>`],
      ['[method]udp-socket.finish-bind', `(borrow<wasi:sockets/udp/udp-socket>) -> result<_, ${wasiSocketsNetworkErrorCode}>`],
      ['[method]udp-socket.stream', `(borrow<wasi:sockets/udp/udp-socket>, option<${wasiSocketsNetworkIpSocketAddress}>) -> result<tuple<own<wasi:sockets/udp/incoming-datagram-stream>, own<wasi:sockets/udp/outgoing-datagram-stream>>, ${wasiSocketsNetworkErrorCode}>`],
      ['[method]udp-socket.local-address', `(borrow<wasi:sockets/udp/udp-socket>) -> result<${wasiSocketsNetworkIpSocketAddress}, ${wasiSocketsNetworkErrorCode}>`],
      ['[method]udp-socket.remote-address', `(borrow<wasi:sockets/udp/udp-socket>) -> result<${wasiSocketsNetworkIpSocketAddress}, ${wasiSocketsNetworkErrorCode}>`],
      ['[method]udp-socket.address-family', `(borrow<wasi:sockets/udp/udp-socket>) -> ${wasiSocketsNetworkIpAddressFamily}`],
      ['[method]udp-socket.unicast-hop-limit', `(borrow<wasi:sockets/udp/udp-socket>) -> result<u8, ${wasiSocketsNetworkErrorCode}>`],
      ['[method]udp-socket.set-unicast-hop-limit', `(borrow<wasi:sockets/udp/udp-socket>, u8) -> result<_, ${wasiSocketsNetworkErrorCode}>`],
      ['[method]udp-socket.receive-buffer-size', `(borrow<wasi:sockets/udp/udp-socket>) -> result<u64, ${wasiSocketsNetworkErrorCode}>`],
      ['[method]udp-socket.set-receive-buffer-size', `(borrow<wasi:sockets/udp/udp-socket>, u64) -> result<_, ${wasiSocketsNetworkErrorCode}>`],
      ['[method]udp-socket.send-buffer-size', `(borrow<wasi:sockets/udp/udp-socket>) -> result<u64, ${wasiSocketsNetworkErrorCode}>`],
      ['[method]udp-socket.set-send-buffer-size', `(borrow<wasi:sockets/udp/udp-socket>, u64) -> result<_, ${wasiSocketsNetworkErrorCode}>`],
      ['[method]udp-socket.subscribe', `(borrow<wasi:sockets/udp/udp-socket>) -> own<wasi:io/poll/pollable>`],
      ['[method]incoming-datagram-stream.receive', `(borrow<wasi:sockets/udp/incoming-datagram-stream>, u64) -> result<list<${wasiSocketsUdpIncomingDatagram}>, ${wasiSocketsNetworkErrorCode}>`],
      ['[method]incoming-datagram-stream.subscribe', `(borrow<wasi:sockets/udp/incoming-datagram-stream>) -> own<wasi:io/poll/pollable>`],
      ['[method]outgoing-datagram-stream.check-send', `(borrow<wasi:sockets/udp/outgoing-datagram-stream>) -> result<u64, ${wasiSocketsNetworkErrorCode}>`],
      ['[method]outgoing-datagram-stream.send', `(borrow<wasi:sockets/udp/outgoing-datagram-stream>, list<${wasiSocketsUdpOutgoingDatagram}>) -> result<u64, ${wasiSocketsNetworkErrorCode}>`],
      ['[method]outgoing-datagram-stream.subscribe', `(borrow<wasi:sockets/udp/outgoing-datagram-stream>) -> own<wasi:io/poll/pollable>`],
    ]),
  ],
]);
