// The world outside of a guest: whoever listens there notices whether it gets through.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AF_INET,
  AF_INET6,
  AF_UNIX,
  createPhp,
  IPPROTO_IPV6,
  IPV6_V6ONLY,
  type Php,
  SOCK_DGRAM,
  SOCK_STREAM,
  type Socket,
} from 'wasock/php';

/** Who listens, and where. */
export interface World {
  /** Ports of TCP and UDP on all addresses of IPv4, and on `::1`. */
  readonly tcp: number;
  readonly udp: number;
  readonly tcp6: number;
  readonly udp6: number;
  /** A directory for rules: `allowed/` and `allowed-not/` in it, and `link`, which leads to the second. */
  readonly directory: string;
  /** Unix sockets in `allowed-not/`: of streams, of datagrams. */
  readonly stream: string;
  readonly datagrams: string;
  /** An abstract name, without its NUL. */
  readonly abstract: string;
  /** A guest that may do everything, and listens. */
  readonly php: Php;
  /** What has arrived at any of them: nothing is taken for an answer. */
  arrivals(): string[];
  close(): void;
}

let worlds = 0;

/** Opens all of it. Everything there can be asked without waiting. */
export function openWorld(): World {
  const php = createPhp({ policy: { all: true }, onWarning() {} });
  const listeners = new Map<string, Socket>();
  const receivers = new Map<string, Socket>();
  const directory = mkdtempSync(join(tmpdir(), 'wasock-'));
  for (const name of ['allowed', 'allowed-not']) mkdirSync(join(directory, name));
  symlinkSync(join(directory, 'allowed-not'), join(directory, 'link'));

  const open = (family: number, type: number, address: string): Socket => {
    const socket = must(php.socketCreate(family, type, 0));
    if (family === AF_INET6) php.socketSetOption(socket, IPPROTO_IPV6, IPV6_V6ONLY, { tag: 'int', val: 1 });
    must(php.socketBind(socket, address, 0) || undefined);
    if (type === SOCK_STREAM) php.socketListen(socket);
    php.socketSetNonblock(socket);
    (type === SOCK_STREAM ? listeners : receivers).set(`${family} ${address}`, socket);
    return socket;
  };
  const portOf = (socket: Socket): number => must(must(php.socketGetsockname(socket)).port);

  const stream = join(directory, 'allowed-not', 'stream');
  const datagrams = join(directory, 'allowed-not', 'datagrams');
  const abstract = `wasock-attempts-${process.pid}-${worlds++}`;
  const world = {
    tcp: portOf(open(AF_INET, SOCK_STREAM, '0.0.0.0')),
    udp: portOf(open(AF_INET, SOCK_DGRAM, '0.0.0.0')),
    tcp6: portOf(open(AF_INET6, SOCK_STREAM, '::1')),
    udp6: portOf(open(AF_INET6, SOCK_DGRAM, '::1')),
    directory,
    stream,
    datagrams,
    abstract,
    php,
  };
  open(AF_UNIX, SOCK_STREAM, stream);
  open(AF_UNIX, SOCK_DGRAM, datagrams);
  open(AF_UNIX, SOCK_STREAM, `\0${abstract}`);

  const arrivals = (): string[] => {
    const found: string[] = [];
    for (const [name, listener] of listeners) {
      const accepted = php.socketAccept(listener);
      if (accepted === undefined) continue;
      found.push(`a connection to ${name}`);
      php.socketClose(accepted);
    }
    for (const [name, receiver] of receivers) {
      if (php.socketRecv(receiver, 100, 0) !== undefined) found.push(`a datagram to ${name}`);
    }
    return found;
  };
  const close = (): void => {
    php.close();
    rmSync(directory, { recursive: true });
  };
  return { ...world, arrivals, close };
}

/** What a function that must not fail has given. */
export function must<T>(value: T | undefined): T {
  if (value === undefined) throw new TypeError('the world cannot be opened');
  return value;
}
