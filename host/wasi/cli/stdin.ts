// wasi:cli/stdin
import { immediate, providedInterface, type ProvidedInterface } from '../../component/provided.ts';
import type { WasiEnvironment } from '../environment.ts';
import { WASI_VERSION } from '../version.ts';
import { standardStreams } from './standard-streams.ts';

export function stdin(environment: WasiEnvironment): ProvidedInterface {
  return providedInterface('wasi:cli/stdin', WASI_VERSION, [], {
    'get-stdin': immediate(() => standardStreams(environment).input(environment.stdin)),
  });
}
