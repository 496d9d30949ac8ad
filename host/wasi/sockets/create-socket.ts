import type { SocketType } from '../../generated/wit-types.ts';
import { create } from '../../socket/create.ts';
import type { HostSocket, SocketContext } from '../../socket/host-socket.ts';
import { setOption } from '../../socket/options.ts';
import { ok } from '../result.ts';
import { failed, type SocketResult } from './error-code.ts';
import { FAMILIES, type IpAddressFamily } from './ip-address.ts';

/** A socket of one family, which never waits. One of IPv6 is never one of IPv4 too. */
export function createSocket(
  context: SocketContext,
  family: IpAddressFamily,
  type: SocketType,
): SocketResult<HostSocket> {
  const socket = create(context, FAMILIES[family], type, 0);
  if (typeof socket === 'number') return failed(socket);
  socket.blocking = false;
  const outcome = family === 'ipv6' ? setOption(socket, 'ipv6-v6only', { tag: 'integer', val: 1 }) : 0;
  if (outcome === 0) return ok(socket);
  socket.close();
  return failed(outcome);
}
