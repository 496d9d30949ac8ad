// UDP sockets' own options over wasi:sockets/udp. What WASI lacks is refused with ENOPROTOOPT, not pretended.
import {
  udpHopLimit, udpReceiveBufferSize, udpSendBufferSize, udpSetHopLimit, udpSetReceiveBufferSize, udpSetSendBufferSize,
} from "../../../bindings/wasi-udp";
import { AF_INET, AF_INET6, SOCKET_EINVAL, SOCKET_ENOPROTOOPT } from "../../../constants";
import { OptionData, OptionKind, OptionName } from "../../../data/option";
import { DEFAULT_HOP_LIMIT } from "../ip-address";
import { bufferResult, byteResult, failure, PAYLOAD_1, RESULT } from "../result-area";

/** Reads an option of a udp-socket into `value`; 0, or minus an errno. */
export function getUdpOption(handle: i32, family: i32, name: OptionName, value: OptionData): i32 {
  switch (name) {
    case OptionName.SoAcceptconn:
      value.first = 0;
      return 0;
    case OptionName.Ipv6V6only:
      // WASI's sockets have one family each.
      if (family != AF_INET6) return -SOCKET_ENOPROTOOPT;
      value.first = 1;
      return 0;
    case OptionName.IpTtl:
    case OptionName.Ipv6UnicastHops:
      if (family != (name == OptionName.IpTtl ? AF_INET : AF_INET6)) return -SOCKET_ENOPROTOOPT;
      udpHopLimit(handle, RESULT);
      return byteResult(value);
    case OptionName.SoRcvbuf:
      udpReceiveBufferSize(handle, RESULT);
      return bufferResult(value);
    case OptionName.SoSndbuf:
      udpSendBufferSize(handle, RESULT);
      return bufferResult(value);
    default:
      return -SOCKET_ENOPROTOOPT;
  }
}

/** Sets an option of a udp-socket to `value`; 0, or minus an errno. */
export function setUdpOption(handle: i32, family: i32, name: OptionName, value: OptionData): i32 {
  // No other option of WASI's is anything but a number.
  if (value.kind != OptionKind.Integer) return -SOCKET_ENOPROTOOPT;
  let number = value.first;
  switch (name) {
    case OptionName.Ipv6V6only:
      return family == AF_INET6 && number != 0 ? 0 : -SOCKET_ENOPROTOOPT;
    case OptionName.IpTtl:
    case OptionName.Ipv6UnicastHops:
      if (family != (name == OptionName.IpTtl ? AF_INET : AF_INET6)) return -SOCKET_ENOPROTOOPT;
      if (number == -1) number = DEFAULT_HOP_LIMIT;
      if (number < 1 || number > 255) return -SOCKET_EINVAL;
      udpSetHopLimit(handle, number, RESULT);
      break;
    case OptionName.SoRcvbuf:
      udpSetReceiveBufferSize(handle, <u64>max(number, 1), RESULT);
      break;
    case OptionName.SoSndbuf:
      udpSetSendBufferSize(handle, <u64>max(number, 1), RESULT);
      break;
    default:
      return -SOCKET_ENOPROTOOPT;
  }
  return failure(PAYLOAD_1);
}
