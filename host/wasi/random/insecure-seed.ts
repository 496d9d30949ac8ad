// wasi:random/insecure-seed
import { immediate, providedInterface, type ProvidedInterface } from '../../component/provided.ts';
import { WASI_VERSION } from '../version.ts';
import { randomU64 } from './bytes.ts';

export const insecureSeed: ProvidedInterface = providedInterface('wasi:random/insecure-seed', WASI_VERSION, [], {
  'insecure-seed': immediate(() => [randomU64(), randomU64()]),
});
