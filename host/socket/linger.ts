/**
 * SO_LINGER: what closing does with data that the peer has not acknowledged. The system would wait in close(2), where
 * nothing can end the wait. It would do so wherever the last descriptor is closed, including at the guest's end. So the
 * system's own option only ever says whether to reset. The waiting is done here, in `closeLingering`.
 */
import { errnoNumber } from '../os/errno.ts';
import * as libc from '../os/libc.ts';
import { writeOption } from '../os/options.ts';
import { optionRow } from '../os/option-row.ts';
import { platform } from '../os/platform.ts';
import { andThen, type Completion, repeat } from '../wait/completion.ts';
import type { Linger, OptionValue } from '../generated/wit-types.ts';
import type { HostSocket } from './host-socket.ts';

const EINVAL = errnoNumber('einval');
const ENOPROTOOPT = errnoNumber('enoprotoopt');

/** `struct linger`; or the first byte of `struct tcp_info`, the state, and after it the length. In bytes. */
const SIZE = 8;
const scratch = new libc.Scratch(SIZE + 8);

/** How long to wait before the state is read again, in milliseconds. It cannot be polled for. */
const PAUSE_MS = { first: 1, most: 32 };

/** The option as the guest has set it; undefined if it has not, and the system's value is right. */
export function getLinger({ linger }: HostSocket): OptionValue | undefined {
  return linger === undefined ? undefined : { tag: 'linger', val: linger };
}

/** Sets the option. @returns 0 or minus the system's errno */
export function setLinger(socket: HostSocket, value: OptionValue): number {
  const row = optionRow('so-linger');
  if (row === null) return -ENOPROTOOPT;
  if (value.tag !== 'linger') return -EINVAL;
  const { enabled, seconds } = value.val;
  const resets = enabled && seconds === 0;
  const length = writeOption(scratch.view, row, { tag: 'linger', val: { enabled: resets, seconds: 0 } });
  const outcome = libc.setsockopt(socket.fd, row.level, row.name, scratch.address, length);
  // Linux: turning the option off leaves the seconds as they were.
  if (outcome === 0) socket.linger = enabled ? value.val : { enabled, seconds: socket.linger?.seconds ?? 0 };
  return outcome;
}

/**
 * Closes a socket. If it blocks and lingers, it first ends the sending side and waits until the peer has acknowledged
 * that and everything before it, at most as long as SO_LINGER says.
 */
export function closeLingering(socket: HostSocket): Completion<void> {
  const { context, fd, linger } = socket;
  if (linger === undefined || !waits(socket, linger)) return socket.close();
  libc.shutdown(fd, platform.shutdown.write);
  const deadline = performance.now() + linger.seconds * 1000;
  let pause = PAUSE_MS.first;
  const ended = repeat<true>(() => {
    const left = deadline - performance.now();
    if (left <= 0 || !isEnding(fd)) return true;
    const slept = context.waiter.sleep(Math.min(pause, left));
    pause = Math.min(pause * 2, PAUSE_MS.most);
    return andThen(slept, () => undefined);
  });
  return andThen(ended, () => socket.close());
}

/**
 * Whether closing waits. It does not if the file description has other descriptors, since the connection goes on with
 * them. Nor if the guest leaves data unread: the system then resets the connection.
 */
function waits(socket: HostSocket, linger: Linger): boolean {
  if (!linger.enabled || linger.seconds === 0 || socket.fd < 0 || socket.mayHaveOthers || !socket.blocking)
    return false;
  const unread = libc.recv(socket.fd, scratch.address, 1, platform.MSG_PEEK | platform.MSG_DONTWAIT);
  return unread <= 0;
}

const ENDING: readonly number[] = Object.values(platform.endingStates);

/** Whether the peer has not yet acknowledged the end of a TCP connection. */
function isEnding(fd: number): boolean {
  const length = scratch.address + SIZE;
  scratch.view.setUint32(SIZE, 1, true);
  const outcome = libc.getsockopt(fd, platform.IPPROTO_TCP, platform.TCP_INFO, scratch.address, length);
  return outcome === 0 && ENDING.includes(scratch.view.getUint8(0));
}
