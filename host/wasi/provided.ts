import type { Provided, ProvidedInterface } from '../component/provided.ts';
import { environment } from './cli/environment.ts';
import { exit } from './cli/exit.ts';
import { stderr } from './cli/stderr.ts';
import { stdin } from './cli/stdin.ts';
import { stdout } from './cli/stdout.ts';
import { terminalInput } from './cli/terminal-input.ts';
import { terminalOutput } from './cli/terminal-output.ts';
import { terminalStderr } from './cli/terminal-stderr.ts';
import { terminalStdin } from './cli/terminal-stdin.ts';
import { terminalStdout } from './cli/terminal-stdout.ts';
import { monotonicClock } from './clocks/monotonic-clock.ts';
import { timezone } from './clocks/timezone.ts';
import { wallClock } from './clocks/wall-clock.ts';
import type { WasiEnvironment } from './environment.ts';
import { filesystemInterfaces } from './filesystem/index.ts';
import { error } from './io/error.ts';
import { poll } from './io/poll.ts';
import { streams } from './io/streams.ts';
import { insecure } from './random/insecure.ts';
import { insecureSeed } from './random/insecure-seed.ts';
import { random } from './random/random.ts';
import { instanceNetwork } from './sockets/instance-network.ts';
import { ipNameLookup } from './sockets/ip-name-lookup.ts';
import { network } from './sockets/network.ts';
import { tcp } from './sockets/tcp.ts';
import { tcpCreateSocket } from './sockets/tcp-create-socket.ts';
import { udp } from './sockets/udp.ts';
import { udpCreateSocket } from './sockets/udp-create-socket.ts';

/** Interfaces that are the same for every guest. */
const SAME: readonly ProvidedInterface[] = [
  error,
  exit,
  insecure,
  insecureSeed,
  instanceNetwork,
  monotonicClock,
  network,
  random,
  tcp,
  terminalInput,
  terminalOutput,
  timezone,
  udp,
  wallClock,
];

/** Interfaces that a guest has for itself. */
const OWN: readonly ((environment: WasiEnvironment) => ProvidedInterface)[] = [
  environment,
  ipNameLookup,
  poll,
  stderr,
  stdin,
  stdout,
  streams,
  tcpCreateSocket,
  terminalStderr,
  terminalStdin,
  terminalStdout,
  udpCreateSocket,
];

/** WASI 0.2 for a guest, without wasi:http. When the guest is over, `flushStandardStreams` is called. */
export function wasiInterfaces(guest: WasiEnvironment): Provided {
  const all = [...SAME, ...OWN.map((make) => make(guest)), ...filesystemInterfaces(guest, guest.dirs)];
  return new Map(all.map((each) => [each.name, each]));
}
