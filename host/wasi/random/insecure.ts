// wasi:random/insecure, which is as good as wasi:random/random here
import { immediate, providedInterface, type ProvidedInterface } from '../../component/provided.ts';
import { WASI_VERSION } from '../version.ts';
import { randomBytes, randomU64 } from './bytes.ts';

export const insecure: ProvidedInterface = providedInterface('wasi:random/insecure', WASI_VERSION, [], {
  'get-insecure-random-bytes': immediate(randomBytes),
  'get-insecure-random-u64': immediate(randomU64),
});
