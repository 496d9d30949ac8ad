// A local socket as its name, and what it has sent, know it.
import { AF_UNIX } from "../../../constants";
import { SocketAddress } from "../../../data/socket-address";
import { GuestSocket } from "../guest-socket";

const NAMELESS = new ArrayBuffer(0);

/** A local socket, which may have a name. */
export abstract class NamedSocket extends GuestSocket {
  /** Where the socket is bound; null: nowhere. */
  name: ArrayBuffer | null = null;
  /** What this socket has sent and nobody has received, bytes and overhead. */
  charged: i32 = 0;

  constructor(type: i32) {
    super(AF_UNIX, type, 0);
  }

  localAddress(into: SocketAddress): i32 {
    const name = this.name;
    into.family = AF_UNIX;
    into.name = name === null ? NAMELESS : name;
    return 0;
  }
}
