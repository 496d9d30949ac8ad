import { Pending } from '../policy/function-policy.ts';
import type { Completion } from '../wait/completion.ts';
import type { SocketContext } from './host-socket.ts';

/**
 * Does an operation whose checks may wait for the answer of a policy function: it begins again when the answer is there,
 * which it finds then. What is checked is checked before anything is done.
 *
 * @throws GuestKilled if the guest is ended meanwhile
 */
export function asked<T>(context: SocketContext, operation: () => Completion<T>): Completion<T> {
  try {
    return operation();
  } catch (error) {
    if (!(error instanceof Pending)) throw error;
    return askedAgain(context, operation, error);
  }
}

async function askedAgain<T>(
  { policy, waiter }: SocketContext,
  operation: () => Completion<T>,
  first: Pending,
): Promise<T> {
  let pending = first;
  try {
    for (;;) {
      await waiter.until?.(pending.answered);
      try {
        return await operation();
      } catch (error) {
        if (!(error instanceof Pending)) throw error;
        pending = error;
      }
    }
  } finally {
    policy.forgetAnswers();
  }
}
