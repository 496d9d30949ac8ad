// `wasock/wasi`: WASI 0.2 for components that `jco transpile` has translated, by `--map 'wasi:sockets/*=wasock/wasi#*'`. What
// they may do, `configure` of `wasock/host` says.
import { wasi } from './mapped.ts';

export const environment = of('wasi:cli/environment');
export const error = of('wasi:io/error');
export const exit = of('wasi:cli/exit');
export const insecure = of('wasi:random/insecure');
export const insecureSeed = of('wasi:random/insecure-seed');
export const instanceNetwork = of('wasi:sockets/instance-network');
export const ipNameLookup = of('wasi:sockets/ip-name-lookup');
export const monotonicClock = of('wasi:clocks/monotonic-clock');
export const network = of('wasi:sockets/network');
export const poll = of('wasi:io/poll');
export const preopens = of('wasi:filesystem/preopens');
export const random = of('wasi:random/random');
export const stderr = of('wasi:cli/stderr');
export const stdin = of('wasi:cli/stdin');
export const stdout = of('wasi:cli/stdout');
export const streams = of('wasi:io/streams');
export const tcp = of('wasi:sockets/tcp');
export const tcpCreateSocket = of('wasi:sockets/tcp-create-socket');
export const terminalInput = of('wasi:cli/terminal-input');
export const terminalOutput = of('wasi:cli/terminal-output');
export const terminalStderr = of('wasi:cli/terminal-stderr');
export const terminalStdin = of('wasi:cli/terminal-stdin');
export const terminalStdout = of('wasi:cli/terminal-stdout');
export const types = of('wasi:filesystem/types');
export const udp = of('wasi:sockets/udp');
export const udpCreateSocket = of('wasi:sockets/udp-create-socket');
export const wallClock = of('wasi:clocks/wall-clock');

function of(name: `wasi:${string}`): object {
  const found = wasi[name];
  if (found === undefined) throw new TypeError(`the WIT has no ${name}`);
  return found;
}
