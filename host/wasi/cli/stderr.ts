// wasi:cli/stderr
import { immediate, providedInterface, type ProvidedInterface } from '../../component/provided.ts';
import type { WasiEnvironment } from '../environment.ts';
import { WASI_VERSION } from '../version.ts';
import { standardStreams } from './standard-streams.ts';

export function stderr(environment: WasiEnvironment): ProvidedInterface {
  return providedInterface('wasi:cli/stderr', WASI_VERSION, [], {
    'get-stderr': immediate(() => standardStreams(environment).output(environment.stderr, environment.onError)),
  });
}
