// Plain data: one way to reach a name.
import { SocketAddress } from "./socket-address";

/** `struct addrinfo` of getaddrinfo(3). */
@final
export class AddressInfo {
  /** `AI_*`. */
  flags: i32 = 0;
  /** `AF_*`. */
  family: i32 = 0;
  /** `SOCK_*`. */
  socketType: i32 = 0;
  /** IANA protocol number. */
  protocol: i32 = 0;
  /** The address. */
  readonly address: SocketAddress = new SocketAddress();
  /** The name's canonical form, if it was asked for. */
  canonicalName: string | null = null;
}
