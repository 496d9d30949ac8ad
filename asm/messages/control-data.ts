// Control messages as socket_sendmsg() takes them and socket_recvmsg() gives them, with PHP's keys as field names.
import { Credentials } from "../credentials";
import { Socket } from "../socket";
import { MessageName } from "./name";

/** Where a packet came in, or is to leave from: IPV6_PKTINFO and IP_PKTINFO. */
@final
export class PacketInfo {
  constructor(
    /**
     * Received: the address that the packet was sent to. To send: its source for IPv6, unused for IPv4 (see spec_dst).
     */
    public addr: string | null,
    /** The interface's index; 0 for none. */
    public ifindex: i64 = 0,
    /** IPv4. Received: the local address. To send: the source. */
    public spec_dst: string | null = null,
    /** To send: the interface by name, which PHP takes in `ifindex`. */
    public ifname: string | null = null,
  ) {}
}

/** An error from the queue (MSG_ERRQUEUE): `struct sock_extended_err`, see ip(7). */
@final
export class ErrorReport {
  constructor(
    /** `SOCKET_E*`. */
    public errno: i32,
    /** 1 local, 2 ICMP, 3 ICMPv6, 5 a zero-copy completion. */
    public origin: i32,
    /** ICMP's type. */
    public type: i32,
    /** ICMP's code. */
    public code: i32,
    /** The path MTU, or the first zero-copy send that is completed. */
    public info: u32,
    /** The last zero-copy send that is completed. */
    public data: u32,
    /** The node that reported it, if there is one. */
    public offender: MessageName | null,
  ) {}
}

/** What the data of a control message is. */
export enum ControlShape {
  Integer,
  Sockets,
  Credentials,
  PacketInfo,
  ErrorReport,
  Bytes,
}

/** The data of a control message, in the member for its type. */
@final
export class ControlData {
  private integer: i64 = 0;
  private list: Socket[] | null = null;
  private identity: Credentials | null = null;
  private packet: PacketInfo | null = null;
  private report: ErrorReport | null = null;
  private content: ArrayBuffer | null = null;

  private constructor(
    /** Which member has it. */
    public readonly shape: ControlShape,
  ) {}

  /** A number, a list of sockets, Credentials, a PacketInfo, an ErrorReport or an ArrayBuffer. */
  static of<T>(value: T): ControlData {
    if (isInteger<T>() || isFloat<T>()) {
      const data = new ControlData(ControlShape.Integer);
      data.integer = <i64>value;
      return data;
    }
    if (value instanceof Array<Socket>) {
      const data = new ControlData(ControlShape.Sockets);
      data.list = value;
      return data;
    }
    if (value instanceof Credentials) {
      const data = new ControlData(ControlShape.Credentials);
      data.identity = value;
      return data;
    }
    if (value instanceof PacketInfo) {
      const data = new ControlData(ControlShape.PacketInfo);
      data.packet = value;
      return data;
    }
    if (value instanceof ErrorReport) {
      const data = new ControlData(ControlShape.ErrorReport);
      data.report = value;
      return data;
    }
    if (value instanceof ArrayBuffer) {
      const data = new ControlData(ControlShape.Bytes);
      data.content = value;
      return data;
    }
    ERROR("control data is a number, sockets, Credentials, a PacketInfo, an ErrorReport or an ArrayBuffer");
  }

  /** IPV6_HOPLIMIT, IPV6_TCLASS, IP_TTL, IP_TOS, UDP_SEGMENT; 0 if it is no number. */
  get int(): i32 {
    return <i32>this.integer;
  }

  /** The number as it was given. */
  get long(): i64 {
    return this.integer;
  }

  /** SCM_RIGHTS; empty for other types. */
  get sockets(): Socket[] {
    const list = this.list;
    return list !== null ? list : [];
  }

  /** SCM_CREDENTIALS; traps for other types. */
  get credentials(): Credentials {
    return this.identity!;
  }

  /** IPV6_PKTINFO, IP_PKTINFO; traps for other types. */
  get pktinfo(): PacketInfo {
    return this.packet!;
  }

  /** IP_RECVERR, IPV6_RECVERR; traps for other types. */
  get error(): ErrorReport {
    return this.report!;
  }

  /** Data without a form of its own, as the system gives it; empty for the other types. */
  get bytes(): ArrayBuffer {
    const content = this.content;
    return content !== null ? content : new ArrayBuffer(0);
  }
}

/** A control message: cmsg(3). */
@final
export class ControlMessage {
  constructor(
    /** `SOL_SOCKET`, `IPPROTO_IP`, `IPPROTO_IPV6`, `SOL_UDP`. */
    public level: i32,
    /** `SCM_*`, `IP_*`, `IPV6_*`, `UDP_SEGMENT`. */
    public type: i32,
    public data: ControlData,
  ) {}

  /** A control message with data of its type: see ControlData.of(). */
  static of<T>(level: i32, type: i32, data: T): ControlMessage {
    return new ControlMessage(level, type, ControlData.of<T>(data));
  }
}
