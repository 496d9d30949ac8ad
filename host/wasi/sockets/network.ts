// wasi:sockets/network
import {
  immediate,
  providedInterface,
  type ProvidedInterface,
  type ProvidedResource,
} from '../../component/provided.ts';
import type { IoError } from '../io/error.ts';
import { WASI_VERSION } from '../version.ts';
import { codeOf } from './error-code.ts';

/** `network`: what instance-network gives. What the guest may reach, its policy says. */
export type Network = object;

export const NETWORK: ProvidedResource<Network> = { name: 'network', drop() {} };

export const network: ProvidedInterface = providedInterface('wasi:sockets/network', WASI_VERSION, [NETWORK], {
  'network-error-code': immediate((error: IoError) => codeOf(error.errno)),
});
