// The values of socket_set_option() and socket_get_option() that are arrays or strings in PHP.
import { Credentials } from "../credentials";
import { OptionData, OptionKind } from "../data/option";
import { unsigned } from "../data/unsigned";
import { textOf } from "../foreign-text";

/** The array of SO_LINGER. */
@final
export class Linger {
  constructor(
    /** 0: closing does not wait. */
    public l_onoff: i32,
    /** Seconds that closing may wait for unsent data, 0 to 65535; 0 resets the connection. */
    public l_linger: i32,
  ) {}
}

/** The array of SO_RCVTIMEO and SO_SNDTIMEO; both 0 mean no limit. */
@final
export class TimeVal {
  constructor(
    /** Seconds. */
    public sec: i32,
    /** Microseconds, 0 to 999999. */
    public usec: i32,
  ) {}
}

/** The array of SO_MEMINFO: bytes, except the last, which is packets. */
@final
export class MemInfo {
  constructor(
    public rmem_alloc: i32,
    public rcvbuf: i32,
    public wmem_alloc: i32,
    public sndbuf: i32,
    public fwd_alloc: i32,
    public wmem_queued: i32,
    public optmem: i32,
    public backlog: i32,
    public drops: i32,
  ) {}
}

/** The value of an option, in the member for that option. */
@final
export class OptionValue {
  /** Which member that is, for the library's use. */
  readonly kind: OptionKind;
  private first: i32;
  private second: i32;
  private third: i32;
  private data: ArrayBuffer;

  /** For the library's use. */
  constructor(value: OptionData) {
    this.kind = value.kind;
    this.first = value.first;
    this.second = value.second;
    this.third = value.third;
    this.data = value.data;
  }

  /** The value of an option that is a number; for SO_PEERCRED the process, as in PHP. */
  get int(): i32 {
    return this.first;
  }

  /** The value of an option that is several numbers. */
  get ints(): i32[] {
    const data = Int32Array.wrap(this.data);
    const values = new Array<i32>(data.length);
    for (let i = 0; i < values.length; i++) values[i] = data[i];
    return values;
  }

  /** The value of TCP_CONGESTION (PHP's key `name`) and SO_BINDTODEVICE. */
  get text(): string {
    return textOf(this.data);
  }

  /** The value of SO_LINGER. */
  get linger(): Linger {
    return new Linger(this.first, this.second);
  }

  /** The value of SO_RCVTIMEO or SO_SNDTIMEO. */
  get timeval(): TimeVal {
    return new TimeVal(this.first, this.second);
  }

  /** The value of SO_PEERCRED; process 0 if nobody is connected. */
  get credentials(): Credentials {
    return new Credentials(this.first, unsigned(this.second), unsigned(this.third));
  }

  /** The value of SO_MEMINFO. */
  get meminfo(): MemInfo {
    const v = this.ints;
    return new MemInfo(v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8]);
  }
}
