// wasi:cli/environment
import { immediate, providedInterface, type ProvidedInterface } from '../../component/provided.ts';
import type { WasiEnvironment } from '../environment.ts';
import { WASI_VERSION } from '../version.ts';

export function environment({ args, env }: WasiEnvironment): ProvidedInterface {
  return providedInterface('wasi:cli/environment', WASI_VERSION, [], {
    'get-environment': immediate(() => Object.entries(env)),
    'get-arguments': immediate(() => [...args]),
    // The host's working directory is none of the guest's.
    'initial-cwd': immediate(() => undefined),
  });
}
