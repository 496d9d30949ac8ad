// The options of a local socket. Linux takes every option of SOL_SOCKET for them; here are those that do something, and
// the common ones that do nothing there either. What a socket is tells local-socket.ts.
import { SOCKET_EINVAL, SOCKET_ENOPROTOOPT } from "../../../constants";
import { OptionData, OptionKind, OptionName } from "../../../data/option";

/** Linux's `wmem_default`, bytes: what a socket may have on its way. */
const DEFAULT_BUFFER: i32 = 212992;

/** Linux's `wmem_max` and `rmem_max`, and the least that a buffer may be, in bytes. */
const MOST_BUFFER: i32 = 212992;
const LEAST_SEND_BUFFER: i32 = 4608;
const LEAST_RECEIVE_BUFFER: i32 = 2304;

/** Options that are kept, 0 or 1, and never looked at, as on Linux. */
const IDLE: StaticArray<i32> = [
  OptionName.SoReuseaddr, OptionName.SoBroadcast, OptionName.SoKeepalive, OptionName.SoDontroute,
];

/** The options of one socket. */
@final
export class LocalOptions {
  /** `SO_SNDBUF`, bytes. */
  sendBuffer: i32 = DEFAULT_BUFFER;
  /** `SO_PASSCRED`. */
  wantsCredentials: bool = false;
  /** `SO_RCVBUF`, bytes, which limits nothing, as on Linux. */
  private receiveBuffer: i32 = DEFAULT_BUFFER;
  /** A bit for each of IDLE. */
  private idle: i32 = 0;
  /** `SO_LINGER`, kept as Linux keeps it: what a local socket has sent, its peer has. */
  private lingers: bool = false;
  private lingerSeconds: i32 = 0;

  /** Reads an option into `value`, whose kind is a number's; 0, or minus an errno. */
  get(name: OptionName, value: OptionData): i32 {
    switch (name) {
      case OptionName.SoSndbuf:
        value.first = this.sendBuffer;
        return 0;
      case OptionName.SoRcvbuf:
        value.first = this.receiveBuffer;
        return 0;
      case OptionName.SoPasscred:
        value.first = i32(this.wantsCredentials);
        return 0;
      case OptionName.SoLinger:
        value.kind = OptionKind.Linger;
        value.first = i32(this.lingers);
        value.second = this.lingerSeconds;
        return 0;
      default: {
        const at = IDLE.indexOf(name);
        if (at < 0) return -SOCKET_ENOPROTOOPT;
        value.first = (this.idle >> at) & 1;
        return 0;
      }
    }
  }

  /** Sets an option to `value`; 0, or minus an errno. */
  set(name: OptionName, value: OptionData): i32 {
    if (name == OptionName.SoLinger) return this.setLinger(value);
    if (value.kind != OptionKind.Integer) return -SOCKET_ENOPROTOOPT;
    const number = value.first;
    switch (name) {
      // As Linux has it: twice what was asked for, since what a message costs besides its bytes counts, too.
      case OptionName.SoSndbuf:
        this.sendBuffer = max(min<u32>(number, MOST_BUFFER) * 2, LEAST_SEND_BUFFER);
        return 0;
      case OptionName.SoRcvbuf:
        this.receiveBuffer = max(min<u32>(number, MOST_BUFFER) * 2, LEAST_RECEIVE_BUFFER);
        return 0;
      case OptionName.SoPasscred:
        this.wantsCredentials = number != 0;
        return 0;
      default: {
        const at = IDLE.indexOf(name);
        if (at < 0) return -SOCKET_ENOPROTOOPT;
        this.idle = (this.idle & ~(1 << at)) | (i32(number != 0) << at);
        return 0;
      }
    }
  }

  private setLinger(value: OptionData): i32 {
    if (value.kind != OptionKind.Linger) return -SOCKET_EINVAL;
    this.lingers = value.first != 0;
    if (this.lingers) this.lingerSeconds = value.second;
    return 0;
  }
}
