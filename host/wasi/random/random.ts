// wasi:random/random
import { immediate, providedInterface, type ProvidedInterface } from '../../component/provided.ts';
import { WASI_VERSION } from '../version.ts';
import { randomBytes, randomU64 } from './bytes.ts';

export const random: ProvidedInterface = providedInterface('wasi:random/random', WASI_VERSION, [], {
  'get-random-bytes': immediate(randomBytes),
  'get-random-u64': immediate(randomU64),
});
