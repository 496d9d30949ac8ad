import type { Host } from '../host.ts';
import { closeHost } from '../open-hosts.ts';

/** Thrown if a host is used after it was closed, is configured twice, or is closed in the middle of a call. */
export class HostStateError extends Error {
  override readonly name = 'HostStateError';
  readonly code = 'ERR_WASOCK_HOST_STATE';
}

/**
 * @param finish called before
 * @throws HostStateError in the middle of a call, which would go on with closed sockets
 */
export function closeBetweenCalls(host: Host, finish: () => void): void {
  if (host.isAsking) throw new HostStateError('a host cannot be closed in the middle of a call');
  if (!host.context.isClosed) finish();
  closeHost(host);
}
