// UDP sockets' own options over wasi:sockets/udp. What WASI lacks is refused with ENOPROTOOPT, not pretended.
import {
  udpHopLimit,
  udpReceiveBufferSize,
  udpSendBufferSize,
  udpSetHopLimit,
  udpSetReceiveBufferSize,
  udpSetSendBufferSize,
} from "../../bindings/wasi-udp";
import { AF_INET, AF_INET6, SOCKET_EINVAL, SOCKET_ENOPROTOOPT } from "../../constants";
import { OptionData, OptionKind, OptionName } from "../../data/option";
import { DEFAULT_HOP_LIMIT } from "./ip-address";
import { bufferResult, byteResult, failure, PAYLOAD_1, RESULT } from "./result-area";
import { UdpSocket } from "./udp-socket";

/** Reads an option into `value`; 0, or minus an errno. */
export function getUdpOption(socket: UdpSocket, name: OptionName, value: OptionData): i32 {
  switch (name) {
    case OptionName.SoAcceptconn:
      value.first = 0;
      return 0;
    case OptionName.Ipv6V6only:
      // WASI's sockets have one family each.
      if (socket.family != AF_INET6) return -SOCKET_ENOPROTOOPT;
      value.first = 1;
      return 0;
    case OptionName.IpTtl:
    case OptionName.Ipv6UnicastHops:
      if (socket.family != (name == OptionName.IpTtl ? AF_INET : AF_INET6)) return -SOCKET_ENOPROTOOPT;
      udpHopLimit(socket.resource, RESULT);
      return byteResult(value);
    case OptionName.SoRcvbuf:
      udpReceiveBufferSize(socket.resource, RESULT);
      return bufferResult(value);
    case OptionName.SoSndbuf:
      udpSendBufferSize(socket.resource, RESULT);
      return bufferResult(value);
    default:
      return -SOCKET_ENOPROTOOPT;
  }
}

/** Sets an option to `value`; 0, or minus an errno. */
export function setUdpOption(socket: UdpSocket, name: OptionName, value: OptionData): i32 {
  // No other option of WASI's is anything but a number.
  if (value.kind != OptionKind.Integer) return -SOCKET_ENOPROTOOPT;
  let number = value.first;
  switch (name) {
    case OptionName.Ipv6V6only:
      return socket.family == AF_INET6 && number != 0 ? 0 : -SOCKET_ENOPROTOOPT;
    case OptionName.IpTtl:
    case OptionName.Ipv6UnicastHops:
      if (socket.family != (name == OptionName.IpTtl ? AF_INET : AF_INET6)) return -SOCKET_ENOPROTOOPT;
      if (number == -1) number = DEFAULT_HOP_LIMIT;
      if (number < 1 || number > 255) return -SOCKET_EINVAL;
      udpSetHopLimit(socket.resource, number, RESULT);
      break;
    case OptionName.SoRcvbuf:
      udpSetReceiveBufferSize(socket.resource, <u64>max(number, 1), RESULT);
      break;
    case OptionName.SoSndbuf:
      udpSetSendBufferSize(socket.resource, <u64>max(number, 1), RESULT);
      break;
    default:
      return -SOCKET_ENOPROTOOPT;
  }
  return failure(PAYLOAD_1);
}
