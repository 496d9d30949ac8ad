// wasi:sockets/instance-network
import { immediate, providedInterface, type ProvidedInterface } from '../../component/provided.ts';
import { WASI_VERSION } from '../version.ts';
import type { Network } from './network.ts';

export const instanceNetwork: ProvidedInterface = providedInterface('wasi:sockets/instance-network', WASI_VERSION, [], {
  'instance-network': immediate((): Network => ({})),
});
