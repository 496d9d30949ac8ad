/** A flag that a guest can need, and what it imports because of which it does. */
export interface NeededFlag {
  readonly flag: string;
  /** `wasi:sockets/tcp [method]tcp-socket.start-connect`. */
  readonly because: readonly string[];
}

/** By interface, without its version, and function. docs/sockets-and-permissions.md says more of each. */
const NEEDS: Readonly<Record<string, RegExp>> = {
  '--allow-connect':
    /^wasi:sockets\/tcp .*\.start-connect$|^wasi:sockets\/udp .*\.stream$|^wasock:sockets\/host .*\.(?:connect|send-to|send-message)$|^wasock:sockets\/php (?:socket-(?:connect|sendto|sendmsg|addrinfo-connect)|stream-socket-(?:client|sendto)|fsockopen)$/,
  '--allow-bind':
    /^wasi:sockets\/(?:tcp|udp) .*\.start-(?:bind|listen)$|^wasock:sockets\/host .*\.(?:bind|listen)$|^wasock:sockets\/php (?:socket-(?:bind|listen|create-listen|addrinfo-bind)|stream-socket-server)$/,
  '--allow-lookup':
    /^wasi:sockets\/ip-name-lookup resolve-addresses$|^wasock:sockets\/host lookup-address$|^wasock:sockets\/php (?:gethostbynamel?|socket-addrinfo-lookup)$/,
  '--allow-raw': /^wasock:sockets\/host .*\.(?:create|set-option)$|^wasock:sockets\/php socket-(?:create|set-option)$/,
  '--allow-multicast': /^wasock:sockets\/host .*\.update-membership$|^wasock:sockets\/php socket-set-option$/,
  '--allow-fork': /^wasock:sockets\/host fork$/,
  '--dir': /^wasi:filesystem\/preopens get-directories$|^wasi_snapshot_preview1 fd_prestat_get$/,
  '--env': /^wasi:cli\/environment get-environment$|^wasi_snapshot_preview1 environ_get$/,
};

/** The flags that functions can need: those of the command, which an embedder's options are named after. */
export function neededFlags(functions: readonly string[]): NeededFlag[] {
  return Object.entries(NEEDS)
    .map(([flag, pattern]) => ({ flag, because: functions.filter((name) => pattern.test(name)) }))
    .filter(({ because }) => because.length > 0);
}
