// Generated from wit/ by `npm run wit`; not to be edited.
/** The functions of each interface that a component can import, by its name without a version. */
export const INTERFACES: ReadonlyMap<string, ReadonlySet<string>> = new Map<string, ReadonlySet<string>>([
  [
    'wasock:sockets/host',
    new Set([
      '[static]socket.create',
      '[static]socket.pair',
      '[static]socket.take',
      '[method]socket.bind',
      '[method]socket.listen',
      '[method]socket.accept',
      '[method]socket.connect',
      '[method]socket.shutdown',
      '[method]socket.send',
      '[method]socket.send-to',
      '[method]socket.receive',
      '[method]socket.receive-from',
      '[method]socket.send-message',
      '[method]socket.receive-message',
      '[method]socket.local-address',
      '[method]socket.remote-address',
      '[method]socket.is-blocking',
      '[method]socket.set-blocking',
      '[method]socket.get-option',
      '[method]socket.set-option',
      '[method]socket.update-membership',
      '[method]socket.at-mark',
      '[method]socket.offer',
      'select',
      'control-space',
      'revoke',
      'guest-id',
      'lookup-address',
      'lookup-service',
      'lookup-port',
      'lookup-protocol',
      'lookup-protocol-number',
      'interface-index',
      'interface-name',
    ]),
  ],
  [
    'wasock:sockets/diagnostics',
    new Set([
      'report',
    ]),
  ],
  [
    'wasock:sockets/types',
    new Set([
    ]),
  ],
  [
    'wasi:cli/environment',
    new Set([
      'get-environment',
      'get-arguments',
      'initial-cwd',
    ]),
  ],
  [
    'wasi:cli/exit',
    new Set([
      'exit',
      'exit-with-code',
    ]),
  ],
  [
    'wasi:cli/run',
    new Set([
      'run',
    ]),
  ],
  [
    'wasi:cli/stdin',
    new Set([
      'get-stdin',
    ]),
  ],
  [
    'wasi:cli/stdout',
    new Set([
      'get-stdout',
    ]),
  ],
  [
    'wasi:cli/stderr',
    new Set([
      'get-stderr',
    ]),
  ],
  [
    'wasi:cli/terminal-input',
    new Set([
    ]),
  ],
  [
    'wasi:cli/terminal-output',
    new Set([
    ]),
  ],
  [
    'wasi:cli/terminal-stdin',
    new Set([
      'get-terminal-stdin',
    ]),
  ],
  [
    'wasi:cli/terminal-stdout',
    new Set([
      'get-terminal-stdout',
    ]),
  ],
  [
    'wasi:cli/terminal-stderr',
    new Set([
      'get-terminal-stderr',
    ]),
  ],
  [
    'wasi:clocks/monotonic-clock',
    new Set([
      'now',
      'resolution',
      'subscribe-instant',
      'subscribe-duration',
    ]),
  ],
  [
    'wasi:clocks/wall-clock',
    new Set([
      'now',
      'resolution',
    ]),
  ],
  [
    'wasi:filesystem/preopens',
    new Set([
      'get-directories',
    ]),
  ],
  [
    'wasi:filesystem/types',
    new Set([
      '[method]descriptor.read-via-stream',
      '[method]descriptor.write-via-stream',
      '[method]descriptor.append-via-stream',
      '[method]descriptor.advise',
      '[method]descriptor.sync-data',
      '[method]descriptor.get-flags',
      '[method]descriptor.get-type',
      '[method]descriptor.set-size',
      '[method]descriptor.set-times',
      '[method]descriptor.read',
      '[method]descriptor.write',
      '[method]descriptor.read-directory',
      '[method]descriptor.sync',
      '[method]descriptor.create-directory-at',
      '[method]descriptor.stat',
      '[method]descriptor.stat-at',
      '[method]descriptor.set-times-at',
      '[method]descriptor.link-at',
      '[method]descriptor.open-at',
      '[method]descriptor.readlink-at',
      '[method]descriptor.remove-directory-at',
      '[method]descriptor.rename-at',
      '[method]descriptor.symlink-at',
      '[method]descriptor.unlink-file-at',
      '[method]descriptor.is-same-object',
      '[method]descriptor.metadata-hash',
      '[method]descriptor.metadata-hash-at',
      '[method]directory-entry-stream.read-directory-entry',
      'filesystem-error-code',
    ]),
  ],
  [
    'wasi:io/error',
    new Set([
      '[method]error.to-debug-string',
    ]),
  ],
  [
    'wasi:io/poll',
    new Set([
      '[method]pollable.ready',
      '[method]pollable.block',
      'poll',
    ]),
  ],
  [
    'wasi:io/streams',
    new Set([
      '[method]input-stream.read',
      '[method]input-stream.blocking-read',
      '[method]input-stream.skip',
      '[method]input-stream.blocking-skip',
      '[method]input-stream.subscribe',
      '[method]output-stream.check-write',
      '[method]output-stream.write',
      '[method]output-stream.blocking-write-and-flush',
      '[method]output-stream.flush',
      '[method]output-stream.blocking-flush',
      '[method]output-stream.subscribe',
      '[method]output-stream.write-zeroes',
      '[method]output-stream.blocking-write-zeroes-and-flush',
      '[method]output-stream.splice',
      '[method]output-stream.blocking-splice',
    ]),
  ],
  [
    'wasi:random/insecure-seed',
    new Set([
      'insecure-seed',
    ]),
  ],
  [
    'wasi:random/insecure',
    new Set([
      'get-insecure-random-bytes',
      'get-insecure-random-u64',
    ]),
  ],
  [
    'wasi:random/random',
    new Set([
      'get-random-bytes',
      'get-random-u64',
    ]),
  ],
  [
    'wasi:sockets/instance-network',
    new Set([
      'instance-network',
    ]),
  ],
  [
    'wasi:sockets/ip-name-lookup',
    new Set([
      'resolve-addresses',
      '[method]resolve-address-stream.resolve-next-address',
      '[method]resolve-address-stream.subscribe',
    ]),
  ],
  [
    'wasi:sockets/network',
    new Set([
    ]),
  ],
  [
    'wasi:sockets/tcp-create-socket',
    new Set([
      'create-tcp-socket',
    ]),
  ],
  [
    'wasi:sockets/tcp',
    new Set([
      '[method]tcp-socket.start-bind',
      '[method]tcp-socket.finish-bind',
      '[method]tcp-socket.start-connect',
      '[method]tcp-socket.finish-connect',
      '[method]tcp-socket.start-listen',
      '[method]tcp-socket.finish-listen',
      '[method]tcp-socket.accept',
      '[method]tcp-socket.local-address',
      '[method]tcp-socket.remote-address',
      '[method]tcp-socket.is-listening',
      '[method]tcp-socket.address-family',
      '[method]tcp-socket.set-listen-backlog-size',
      '[method]tcp-socket.keep-alive-enabled',
      '[method]tcp-socket.set-keep-alive-enabled',
      '[method]tcp-socket.keep-alive-idle-time',
      '[method]tcp-socket.set-keep-alive-idle-time',
      '[method]tcp-socket.keep-alive-interval',
      '[method]tcp-socket.set-keep-alive-interval',
      '[method]tcp-socket.keep-alive-count',
      '[method]tcp-socket.set-keep-alive-count',
      '[method]tcp-socket.hop-limit',
      '[method]tcp-socket.set-hop-limit',
      '[method]tcp-socket.receive-buffer-size',
      '[method]tcp-socket.set-receive-buffer-size',
      '[method]tcp-socket.send-buffer-size',
      '[method]tcp-socket.set-send-buffer-size',
      '[method]tcp-socket.subscribe',
      '[method]tcp-socket.shutdown',
    ]),
  ],
  [
    'wasi:sockets/udp-create-socket',
    new Set([
      'create-udp-socket',
    ]),
  ],
  [
    'wasi:sockets/udp',
    new Set([
      '[method]udp-socket.start-bind',
      '[method]udp-socket.finish-bind',
      '[method]udp-socket.stream',
      '[method]udp-socket.local-address',
      '[method]udp-socket.remote-address',
      '[method]udp-socket.address-family',
      '[method]udp-socket.unicast-hop-limit',
      '[method]udp-socket.set-unicast-hop-limit',
      '[method]udp-socket.receive-buffer-size',
      '[method]udp-socket.set-receive-buffer-size',
      '[method]udp-socket.send-buffer-size',
      '[method]udp-socket.set-send-buffer-size',
      '[method]udp-socket.subscribe',
      '[method]incoming-datagram-stream.receive',
      '[method]incoming-datagram-stream.subscribe',
      '[method]outgoing-datagram-stream.check-send',
      '[method]outgoing-datagram-stream.send',
      '[method]outgoing-datagram-stream.subscribe',
    ]),
  ],
]);
