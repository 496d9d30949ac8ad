// TCP sockets' own options over wasi:sockets/tcp. What WASI lacks is refused with ENOPROTOOPT, not pretended.
import {
  tcpHopLimit,
  tcpKeepAliveCount,
  tcpKeepAliveEnabled,
  tcpKeepAliveIdleTime,
  tcpKeepAliveInterval,
  tcpReceiveBufferSize,
  tcpSendBufferSize,
  tcpSetHopLimit,
  tcpSetKeepAliveCount,
  tcpSetKeepAliveEnabled,
  tcpSetKeepAliveIdleTime,
  tcpSetKeepAliveInterval,
  tcpSetReceiveBufferSize,
  tcpSetSendBufferSize,
} from "../../bindings/wasi-sockets";
import { AF_INET, AF_INET6, SOCKET_EINVAL, SOCKET_ENOPROTOOPT } from "../../constants";
import { OptionData, OptionKind, OptionName } from "../../data/option";
import { DEFAULT_HOP_LIMIT } from "./ip-address";
import { bufferResult, byteResult, failure, longResult, PAYLOAD_1, PAYLOAD_4, RESULT } from "./result-area";
import { TcpSocket, TcpState } from "./tcp-socket";

const SECOND: i64 = 1_000_000_000;

/** The most of Linux: probes, and seconds. */
const MOST_KEEPCNT: i32 = 127;
const MOST_KEEPALIVE: i32 = 32767;

/** Reads an option into `value`; 0, or minus an errno. */
export function getTcpOption(socket: TcpSocket, name: OptionName, value: OptionData): i32 {
  const error = socket.open();
  if (error != 0) return error;
  const resource = socket.resource;
  switch (name) {
    case OptionName.SoAcceptconn:
      value.first = socket.state == TcpState.Listening ? 1 : 0;
      return 0;
    case OptionName.SoReuseaddr:
      // A runtime has to set it whenever it binds (wasi:sockets/tcp, start-bind).
      value.first = 1;
      return 0;
    case OptionName.Ipv6V6only:
      // WASI's sockets have one family each.
      if (socket.family != AF_INET6) return -SOCKET_ENOPROTOOPT;
      value.first = 1;
      return 0;
    case OptionName.SoKeepalive:
      tcpKeepAliveEnabled(resource, RESULT);
      return byteResult(value);
    case OptionName.IpTtl:
      if (socket.family != AF_INET) return -SOCKET_ENOPROTOOPT;
      tcpHopLimit(resource, RESULT);
      return byteResult(value);
    case OptionName.Ipv6UnicastHops:
      if (socket.family != AF_INET6) return -SOCKET_ENOPROTOOPT;
      tcpHopLimit(resource, RESULT);
      return byteResult(value);
    case OptionName.TcpKeepcnt:
      tcpKeepAliveCount(resource, RESULT);
      value.first = load<i32>(RESULT, PAYLOAD_4);
      return failure(PAYLOAD_4);
    case OptionName.TcpKeepidle:
      tcpKeepAliveIdleTime(resource, RESULT);
      return longResult(value, SECOND);
    case OptionName.TcpKeepintvl:
      tcpKeepAliveInterval(resource, RESULT);
      return longResult(value, SECOND);
    case OptionName.SoRcvbuf:
      tcpReceiveBufferSize(resource, RESULT);
      return bufferResult(value);
    case OptionName.SoSndbuf:
      tcpSendBufferSize(resource, RESULT);
      return bufferResult(value);
    default:
      return -SOCKET_ENOPROTOOPT;
  }
}

/** Sets an option to `value`; 0, or minus an errno. */
export function setTcpOption(socket: TcpSocket, name: OptionName, value: OptionData): i32 {
  // No other option of WASI's is anything but a number.
  if (value.kind != OptionKind.Integer) return -SOCKET_ENOPROTOOPT;
  const error = socket.open();
  if (error != 0) return error;
  const resource = socket.resource;
  let number = value.first;
  switch (name) {
    case OptionName.SoReuseaddr:
      return number != 0 ? 0 : -SOCKET_ENOPROTOOPT;
    case OptionName.Ipv6V6only:
      return socket.family == AF_INET6 && number != 0 ? 0 : -SOCKET_ENOPROTOOPT;
    case OptionName.SoKeepalive:
      tcpSetKeepAliveEnabled(resource, number != 0 ? 1 : 0, RESULT);
      break;
    case OptionName.IpTtl:
    case OptionName.Ipv6UnicastHops:
      if (socket.family != (name == OptionName.IpTtl ? AF_INET : AF_INET6)) return -SOCKET_ENOPROTOOPT;
      if (number == -1) number = DEFAULT_HOP_LIMIT;
      if (number < 1 || number > 255) return -SOCKET_EINVAL;
      tcpSetHopLimit(resource, number, RESULT);
      break;
    case OptionName.TcpKeepcnt:
      if (number < 1 || number > MOST_KEEPCNT) return -SOCKET_EINVAL;
      tcpSetKeepAliveCount(resource, number, RESULT);
      break;
    case OptionName.TcpKeepidle:
      if (number < 1 || number > MOST_KEEPALIVE) return -SOCKET_EINVAL;
      tcpSetKeepAliveIdleTime(resource, <u64>number * SECOND, RESULT);
      break;
    case OptionName.TcpKeepintvl:
      if (number < 1 || number > MOST_KEEPALIVE) return -SOCKET_EINVAL;
      tcpSetKeepAliveInterval(resource, <u64>number * SECOND, RESULT);
      break;
    case OptionName.SoRcvbuf:
      tcpSetReceiveBufferSize(resource, <u64>max(number, 1), RESULT);
      break;
    case OptionName.SoSndbuf:
      tcpSetSendBufferSize(resource, <u64>max(number, 1), RESULT);
      break;
    default:
      return -SOCKET_ENOPROTOOPT;
  }
  return failure(PAYLOAD_1);
}
