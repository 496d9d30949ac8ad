// Options of sockets as wasi:sockets has them. They are the system's: what was set is read back as the system has it.
import type { OptionName } from '../../generated/wit-types.ts';
import { DOUBLED } from '../../socket/buffers.ts';
import type { HostSocket } from '../../socket/host-socket.ts';
import { getOption, setOption } from '../../socket/options.ts';
import { ok } from '../result.ts';
import { done, failed, INVALID_ARGUMENT, type SocketResult } from './error-code.ts';

/** An option: how it is read, and how it is set. */
export interface SocketOption<T> {
  get(socket: HostSocket): SocketResult<T>;
  set(socket: HostSocket, value: T): SocketResult;
}

const SECOND = 1_000_000_000n;

/** An option that is a number for the system. */
function numeric<T>(
  name: (socket: HostSocket) => OptionName,
  read: (value: number) => T,
  /** @returns undefined for what must not be set */
  write: (value: T) => number | undefined,
): SocketOption<T> {
  return {
    get(socket) {
      const value = getOption(socket, name(socket));
      if (typeof value === 'number') return failed(value);
      return ok(read(value.tag === 'integer' ? value.val : 0));
    },
    set(socket, value) {
      const val = write(value);
      return val === undefined ? INVALID_ARGUMENT : done(setOption(socket, name(socket), { tag: 'integer', val }));
    },
  };
}

/** Linux's bounds, in seconds and probes: MAX_TCP_KEEPIDLE, MAX_TCP_KEEPINTVL, MAX_TCP_KEEPCNT. Others are clamped to them. */
const MOST_SECONDS = 32_767;
const MOST_PROBES = 127;

/** A `duration`, in nanoseconds; whole seconds for the system, at least one. */
function duration(name: OptionName): SocketOption<bigint> {
  return numeric(
    () => name,
    (seconds) => BigInt(seconds) * SECOND,
    (value) => {
      if (value === 0n) return undefined;
      const seconds = Number((value + SECOND / 2n) / SECOND);
      return Math.min(Math.max(seconds, 1), MOST_SECONDS);
    },
  );
}

/** The largest size that the system can double. */
const LARGEST = 0x3fff_ffff;

/** The size of a buffer as it is asked for. The system doubles it for its own needs: socket(7). */
function bufferSize(name: OptionName): SocketOption<bigint> {
  return numeric(
    () => name,
    (bytes) => BigInt(Math.floor(bytes / DOUBLED)),
    (value) => (value === 0n ? undefined : Math.min(Number(value), LARGEST)),
  );
}

export const receiveBufferSize = bufferSize('so-rcvbuf');
export const sendBufferSize = bufferSize('so-sndbuf');

export const hopLimit: SocketOption<number> = numeric(
  ({ family }) => (family === 'inet' ? 'ip-ttl' : 'ipv6-unicast-hops'),
  (hops) => hops,
  (hops) => (hops === 0 ? undefined : hops),
);

export const keepAliveEnabled: SocketOption<boolean> = numeric(
  () => 'so-keepalive',
  (on) => on !== 0,
  (on) => (on ? 1 : 0),
);

export const keepAliveIdleTime = duration('tcp-keepidle');
export const keepAliveInterval = duration('tcp-keepintvl');

export const keepAliveCount: SocketOption<number> = numeric(
  () => 'tcp-keepcnt',
  (probes) => probes,
  (probes) => (probes === 0 ? undefined : Math.min(probes, MOST_PROBES)),
);
