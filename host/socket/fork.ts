import { errnoNumber } from '../os/errno.ts';
import { reportDenial, type SocketContext } from './host-socket.ts';
import { begin } from './operation.ts';

const EPERM = errnoNumber('eperm');

/**
 * Makes a second process of the guest: fork(2).
 *
 * @returns its id, and 0 in that process; minus the errno; undefined if the guest has to return to its host first
 */
export function fork(context: SocketContext): number | undefined {
  return context.processes.fork(() => {
    begin(context);
    const denial = context.policy.checkFork();
    reportDenial(context, denial);
    return denial === undefined ? 0 : -EPERM;
  });
}
