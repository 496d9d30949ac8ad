// Hosts whose guests have no end of their own. They serve the embedder's calls until it closes them.
import { isMainThread } from 'node:worker_threads';
import { Host, type HostOptions, shareExchange } from './host.ts';
import { BlockingWaiter } from './wait/blocking.ts';

// Threads that an embedder starts share it.
shareExchange();

/** How long a worker waits in one system call, in milliseconds, so that it can be terminated. */
const TURN_MS = 100;

/** The hosts that are open. */
const hosts = new Set<Host>();

/** Closes hosts that nothing refers to any more. */
const finalizers = new FinalizationRegistry<Host>(closeHost);

// The system closes what a process leaves open, but not what one of its threads leaves open.
if (!isMainThread) process.on('exit', () => [...hosts].forEach(closeHost));

/**
 * Makes a host that is open until `closeHost`, or until its thread ends.
 *
 * @throws PolicyError if a rule of the policy cannot be understood; RangeError if 65,536 guests live
 */
export function openHost(options: HostOptions = {}): Host {
  const host = new Host(options, isMainThread ? {} : { waiter: new BlockingWaiter(undefined, TURN_MS) });
  hosts.add(host);
  return host;
}

/** Also closes the host when `user` is collected. The host must not refer to `user`. */
export function closeAfter(user: object, host: Host): void {
  finalizers.register(user, host, host);
}

/** Closes a host; a second time does nothing. */
export function closeHost(host: Host): void {
  if (!hosts.delete(host)) return;
  finalizers.unregister(host);
  host.close();
}
