import { Pending } from '../policy/function-policy.ts';
import type { Completion } from '../wait/completion.ts';
import type { SocketContext } from './host-socket.ts';

/**
 * Does an operation whose checks may wait for a policy function's answer. When the answer is there, the operation
 * begins again and finds it. All checks come before anything is done.
 *
 * @throws GuestKilled if the guest is killed meanwhile
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
