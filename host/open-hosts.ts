// Hosts whose guests have no end of their own: they serve calls of the embedder's until it closes them.
import { isMainThread } from 'node:worker_threads';
import { Host, type HostOptions } from './host.ts';
import { BlockingWaiter } from './wait/blocking.ts';

/** How long a worker waits in one go, so that it can be terminated, in milliseconds. */
const TURN_MS = 100;

/** Those that have not been closed. */
const hosts = new Set<Host>();

/** Closes what nobody refers to any more. */
const finalizers = new FinalizationRegistry<Host>(closeHost);

// What a process leaves behind the system closes, but not what one of its threads leaves.
if (!isMainThread) process.on('exit', () => [...hosts].forEach(closeHost));

/**
 * A host that is open until `closeHost`, or the end of its thread.
 *
 * @throws PolicyError if a rule of the policy cannot be understood; RangeError if 65,536 guests live
 */
export function openHost(options: HostOptions = {}): Host {
  const host = new Host(options, isMainThread ? {} : { waiter: new BlockingWaiter(undefined, TURN_MS) });
  hosts.add(host);
  return host;
}

/** Closes the host when `user` is collected, too. The host must not refer to it. */
export function closeAfter(user: object, host: Host): void {
  finalizers.register(user, host, host);
}

/** Closes a host; a second time does nothing. */
export function closeHost(host: Host): void {
  if (!hosts.delete(host)) return;
  finalizers.unregister(host);
  host.close();
}
