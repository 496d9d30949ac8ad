import type { SharedSocket } from './shared-socket.ts';
import type { IpSocketAddress } from './ip-address.ts';

/** What a pair of datagram streams shares. Only the latest pair of a socket works. */
export interface DatagramChannel {
  readonly shared: SharedSocket;
  /** The peer, if there is one. */
  readonly remote: IpSocketAddress | undefined;
  isCurrent: boolean;
}
