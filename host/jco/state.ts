import type { Host } from '../host.ts';
import { closeHost } from '../open-hosts.ts';

/** Thrown where a host is used that is closed, configured that is in use, or closed in the middle of a call. */
export class HostStateError extends Error {
  override readonly name = 'HostStateError';
  readonly code = 'ERR_WASOCK_HOST_STATE';
}

/** @throws HostStateError in the middle of a call, which would go on with what is closed */
export function closeBetweenCalls(host: Host): void {
  if (host.isAsking) throw new HostStateError('a host cannot be closed in the middle of a call');
  closeHost(host);
}
