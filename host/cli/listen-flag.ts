// The sockets that `wasock run` gives the guest: those of the flag --listen, and those that systemd gave the command.
import type { GivenSocket, GivenSockets } from '../index.ts';
import { isSocketName } from '../socket-name.ts';
import { UsageError } from './usage-error.ts';

/** The name of a socket that has none. */
export const UNNAMED = 'listener';

/** The first descriptor that a program is given: SD_LISTEN_FDS_START. */
const FIRST = 3;

/** The listeners of the flags: `address` or `address=name`. @throws UsageError */
export function listenersOf(flags: readonly string[]): GivenSockets {
  return grouped(
    flags.map((flag) => {
      const at = flag.lastIndexOf('=');
      const [listen, name] = at < 0 ? [flag, UNNAMED] : [flag.slice(0, at), flag.slice(at + 1)];
      if (listen === '' || !isSocketName(name)) {
        throw new UsageError(`--listen takes <address>[=<name>], the name printable ASCII without ':', not '${flag}'`);
      }
      return [name, { listen }];
    }),
  );
}

/**
 * The sockets that the process was started with: see sd_listen_fds_with_names(3).
 *
 * @param environment of the process
 */
export function activatedSockets(environment: NodeJS.ProcessEnv, pid = process.pid): GivenSockets {
  const { LISTEN_PID, LISTEN_FDS = '', LISTEN_FDNAMES = '' } = environment;
  if (LISTEN_PID !== String(pid) || !/^[0-9]{1,4}$/.test(LISTEN_FDS)) return {};
  const names = LISTEN_FDNAMES.split(':');
  const fds = Array.from({ length: Number(LISTEN_FDS) }, (_, index) => FIRST + index);
  return grouped(fds.map((fd, index) => [isSocketName(names[index] ?? '') ? names[index]! : UNNAMED, fd]));
}

/**
 * What is wrong where systemd's sockets do not reach this process because npm or npx has started it, to which they were given.
 *
 * @param environment of the process
 */
export function lostSockets(environment: NodeJS.ProcessEnv, pid = process.pid): string | undefined {
  const { LISTEN_PID, LISTEN_FDS, npm_command: npm } = environment;
  if (LISTEN_PID === undefined || LISTEN_FDS === undefined || npm === undefined || LISTEN_PID === String(pid)) return;
  return `the sockets of systemd (LISTEN_FDS) stay with npm, process ${LISTEN_PID}: start node_modules/.bin/wasock without it`;
}

/** Both, those of systemd first, as it promises their numbers. */
export function givenSockets(activated: GivenSockets, listeners: GivenSockets): GivenSockets {
  return grouped([activated, listeners].flatMap(entriesOf));
}

function entriesOf(sockets: GivenSockets): [string, GivenSocket][] {
  return Object.entries(sockets).flatMap(([name, all]) =>
    [all].flat().map((one): [string, GivenSocket] => [name, one]),
  );
}

function grouped(entries: readonly (readonly [string, GivenSocket])[]): GivenSockets {
  const groups = new Map<string, GivenSocket[]>();
  for (const [name, one] of entries) groups.set(name, [...(groups.get(name) ?? []), one]);
  return Object.fromEntries(groups);
}
