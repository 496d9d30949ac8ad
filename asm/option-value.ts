// What socket_set_option() takes and socket_get_option() gives where PHP has arrays.
import { OptionData } from "./option-name";

/** The array of SO_LINGER. */
@final
export class Linger {
  constructor(
    /** 0: closing does not wait. */
    public l_onoff: i32,
    /** Seconds that closing may wait for unsent data; 0 resets the connection. */
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

/** The value of an option: the member that fits the option holds it. */
@final
export class OptionValue {
  private first: i32;
  private second: i32;

  /** For the library's use. */
  constructor(data: OptionData) {
    this.first = data.first;
    this.second = data.second;
  }

  /** The value of an option that is a number. */
  get int(): i32 {
    return this.first;
  }

  /** The value of SO_LINGER. */
  get linger(): Linger {
    return new Linger(this.first, this.second);
  }

  /** The value of SO_RCVTIMEO or SO_SNDTIMEO. */
  get timeval(): TimeVal {
    return new TimeVal(this.first, this.second);
  }
}
