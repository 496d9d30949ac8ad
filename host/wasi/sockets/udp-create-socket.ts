// wasi:sockets/udp-create-socket
import { immediate, providedInterface, type ProvidedInterface } from '../../component/provided.ts';
import type { WasiEnvironment } from '../environment.ts';
import { ok } from '../result.ts';
import { WASI_VERSION } from '../version.ts';
import { createSocket } from './create-socket.ts';
import type { SocketResult } from './error-code.ts';
import type { IpAddressFamily } from './ip-address.ts';
import { UdpSocket } from './udp-socket.ts';

export function udpCreateSocket({ context }: WasiEnvironment): ProvidedInterface {
  return providedInterface('wasi:sockets/udp-create-socket', WASI_VERSION, [], {
    'create-udp-socket': immediate((family: IpAddressFamily): SocketResult<UdpSocket> => {
      const made = createSocket(context, family, 'dgram');
      return made.tag === 'ok' ? ok(new UdpSocket(made.val)) : made;
    }),
  });
}
