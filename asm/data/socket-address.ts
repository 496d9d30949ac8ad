// Plain data: the address of a socket, as the system layer takes and fills it.

/**
 * An address of any family. `family` says which of the other fields count; the system layer fills and reads them in
 * place, so one instance may serve many calls.
 */
@final
export class SocketAddress {
  /** `AF_UNIX`, `AF_INET`, `AF_INET6`, `AF_PACKET`, or 0: no address. */
  family: i32 = 0;
  /** Internet: 0 to 65535. */
  port: i32 = 0;
  /** Internet: 4 or 16 bytes, in network order. */
  readonly bytes: StaticArray<u8> = new StaticArray<u8>(16);
  /** IPv6: `sin6_flowinfo`. */
  flowInfo: u32 = 0;
  /** IPv6: `sin6_scope_id`. Packet: the interface's index. */
  scopeId: u32 = 0;
  /** Unix: the path, or a 0 byte and the abstract name; empty if unnamed. Packet: the hardware address. */
  name: ArrayBuffer = new ArrayBuffer(0);
  /** Packet: the EtherType. */
  protocol: u32 = 0;
  /** Packet: `ARPHRD_*`. */
  hardwareType: u32 = 0;
  /** Packet: `PACKET_*`. */
  packetType: u32 = 0;
}
