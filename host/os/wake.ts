import { errnoName } from './errno.ts';
import { eventfd, Scratch, write } from './libc.ts';

const EFD_CLOEXEC = 0o2000000;
const EFD_NONBLOCK = 0o4000;

const one = new Scratch(8);
one.view.setBigUint64(0, 1n, true);

/**
 * A descriptor that becomes readable once it is signalled, and stays so. See eventfd(2).
 *
 * @throws Error if the process has no descriptor left
 */
export function createCancelDescriptor(): number {
  const fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (fd < 0) throw new Error(`eventfd: ${errnoName(-fd)}`);
  return fd;
}

/** Makes the descriptor readable. Any thread may call it. */
export function signalCancelDescriptor(fd: number): void {
  write(fd, one.address, 8);
}
