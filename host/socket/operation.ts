import { GuestTrap } from '../trap.ts';
import { andThen, type Completion, repeat } from '../wait/completion.ts';
import type { SocketContext } from './host-socket.ts';

/**
 * Begins an operation of the guest, and counts it.
 *
 * @throws GuestKilled, LimitError if the guest has been ended, or its time is over; GuestTrap if its host is closed
 */
export function begin(context: SocketContext): void {
  const { meter, waiter } = context;
  if (context.isClosed) throw new GuestTrap('the guest calls a host that is closed');
  meter.operation();
  waiter.checkCancelled();
}

/**
 * Waits until the guest may begin another operation, if its operations per second are limited.
 *
 * @throws GuestKilled, LimitError as `begin`
 */
export function untilTurn({ meter, waiter }: SocketContext): Completion<boolean> {
  const { pace } = meter;
  if (pace === undefined) return true;
  return repeat(() => {
    const milliseconds = pace.take();
    return milliseconds === 0 ? true : andThen(waiter.sleep(milliseconds), () => undefined);
  });
}
