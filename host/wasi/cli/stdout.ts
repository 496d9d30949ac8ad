// wasi:cli/stdout
import { immediate, providedInterface, type ProvidedInterface } from '../../component/provided.ts';
import type { WasiEnvironment } from '../environment.ts';
import { WASI_VERSION } from '../version.ts';
import { standardStreams } from './standard-streams.ts';

export function stdout(environment: WasiEnvironment): ProvidedInterface {
  return providedInterface('wasi:cli/stdout', WASI_VERSION, [], {
    'get-stdout': immediate(() => standardStreams(environment).output(environment.stdout)),
  });
}
