// wasi:sockets/tcp-create-socket
import { immediate, providedInterface, type ProvidedInterface } from '../../component/provided.ts';
import type { WasiEnvironment } from '../environment.ts';
import { ok } from '../result.ts';
import { WASI_VERSION } from '../version.ts';
import { createSocket } from './create-socket.ts';
import type { SocketResult } from './error-code.ts';
import type { IpAddressFamily } from './ip-address.ts';
import { TcpSocket } from './tcp-socket.ts';

export function tcpCreateSocket({ context }: WasiEnvironment): ProvidedInterface {
  return providedInterface('wasi:sockets/tcp-create-socket', WASI_VERSION, [], {
    'create-tcp-socket': immediate((family: IpAddressFamily): SocketResult<TcpSocket> => {
      const made = createSocket(context, family, 'stream');
      return made.tag === 'ok' ? ok(new TcpSocket(made.val)) : made;
    }),
  });
}
