// TCP sockets' own options over wasi:sockets/tcp. What WASI lacks is refused with ENOPROTOOPT, not pretended.
import {
  tcpHopLimit, tcpKeepAliveCount, tcpKeepAliveEnabled, tcpKeepAliveIdleTime, tcpKeepAliveInterval,
  tcpReceiveBufferSize, tcpSendBufferSize, tcpSetHopLimit, tcpSetKeepAliveCount, tcpSetKeepAliveEnabled,
  tcpSetKeepAliveIdleTime, tcpSetKeepAliveInterval, tcpSetReceiveBufferSize, tcpSetSendBufferSize,
} from "../../../bindings/wasi-sockets";
import { AF_INET, AF_INET6, SOCKET_EINVAL, SOCKET_ENOPROTOOPT } from "../../../constants";
import { OptionData, OptionKind, OptionName } from "../../../data/option";
import { DEFAULT_HOP_LIMIT } from "../ip-address";
import { bufferResult, byteResult, failure, longResult, PAYLOAD_1, PAYLOAD_4, RESULT } from "../result-area";

const SECOND: i64 = 1_000_000_000;

/** The most of Linux: probes, and seconds. */
const MOST_KEEPCNT: i32 = 127;
const MOST_KEEPALIVE: i32 = 32767;

/** Reads an option of a tcp-socket into `value`; 0, or minus an errno. */
export function getTcpOption(handle: i32, family: i32, name: OptionName, value: OptionData): i32 {
  switch (name) {
    case OptionName.SoReuseaddr:
      // A runtime has to set it whenever it binds (wasi:sockets/tcp, start-bind).
      value.first = 1;
      return 0;
    case OptionName.Ipv6V6only:
      // WASI's sockets have one family each.
      if (family != AF_INET6) return -SOCKET_ENOPROTOOPT;
      value.first = 1;
      return 0;
    case OptionName.SoKeepalive:
      tcpKeepAliveEnabled(handle, RESULT);
      return byteResult(value);
    case OptionName.IpTtl:
      if (family != AF_INET) return -SOCKET_ENOPROTOOPT;
      tcpHopLimit(handle, RESULT);
      return byteResult(value);
    case OptionName.Ipv6UnicastHops:
      if (family != AF_INET6) return -SOCKET_ENOPROTOOPT;
      tcpHopLimit(handle, RESULT);
      return byteResult(value);
    case OptionName.TcpKeepcnt:
      tcpKeepAliveCount(handle, RESULT);
      value.first = load<i32>(RESULT, PAYLOAD_4);
      return failure(PAYLOAD_4);
    case OptionName.TcpKeepidle:
      tcpKeepAliveIdleTime(handle, RESULT);
      return longResult(value, SECOND);
    case OptionName.TcpKeepintvl:
      tcpKeepAliveInterval(handle, RESULT);
      return longResult(value, SECOND);
    case OptionName.SoRcvbuf:
      tcpReceiveBufferSize(handle, RESULT);
      return bufferResult(value);
    case OptionName.SoSndbuf:
      tcpSendBufferSize(handle, RESULT);
      return bufferResult(value);
    default:
      return -SOCKET_ENOPROTOOPT;
  }
}

/** Sets an option of a tcp-socket to `value`; 0, or minus an errno. */
export function setTcpOption(handle: i32, family: i32, name: OptionName, value: OptionData): i32 {
  // No other option of WASI's is anything but a number.
  if (value.kind != OptionKind.Integer) return -SOCKET_ENOPROTOOPT;
  let number = value.first;
  switch (name) {
    case OptionName.SoReuseaddr:
      return number != 0 ? 0 : -SOCKET_ENOPROTOOPT;
    case OptionName.Ipv6V6only:
      return family == AF_INET6 && number != 0 ? 0 : -SOCKET_ENOPROTOOPT;
    case OptionName.SoKeepalive:
      tcpSetKeepAliveEnabled(handle, number != 0 ? 1 : 0, RESULT);
      break;
    case OptionName.IpTtl:
    case OptionName.Ipv6UnicastHops:
      if (family != (name == OptionName.IpTtl ? AF_INET : AF_INET6)) return -SOCKET_ENOPROTOOPT;
      if (number == -1) number = DEFAULT_HOP_LIMIT;
      if (number < 1 || number > 255) return -SOCKET_EINVAL;
      tcpSetHopLimit(handle, number, RESULT);
      break;
    case OptionName.TcpKeepcnt:
      if (number < 1 || number > MOST_KEEPCNT) return -SOCKET_EINVAL;
      tcpSetKeepAliveCount(handle, number, RESULT);
      break;
    case OptionName.TcpKeepidle:
      if (number < 1 || number > MOST_KEEPALIVE) return -SOCKET_EINVAL;
      tcpSetKeepAliveIdleTime(handle, <u64>number * SECOND, RESULT);
      break;
    case OptionName.TcpKeepintvl:
      if (number < 1 || number > MOST_KEEPALIVE) return -SOCKET_EINVAL;
      tcpSetKeepAliveInterval(handle, <u64>number * SECOND, RESULT);
      break;
    case OptionName.SoRcvbuf:
      tcpSetReceiveBufferSize(handle, <u64>max(number, 1), RESULT);
      break;
    case OptionName.SoSndbuf:
      tcpSetSendBufferSize(handle, <u64>max(number, 1), RESULT);
      break;
    default:
      return -SOCKET_ENOPROTOOPT;
  }
  return failure(PAYLOAD_1);
}
