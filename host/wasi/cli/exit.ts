// wasi:cli/exit
import { immediate, providedInterface, type ProvidedInterface } from '../../component/provided.ts';
import { GuestExit } from '../../guest-exit.ts';
import type { Result } from '../result.ts';
import { WASI_VERSION } from '../version.ts';

export const exit: ProvidedInterface = providedInterface('wasi:cli/exit', WASI_VERSION, [], {
  exit: immediate((status: Result<undefined, undefined>) => {
    throw new GuestExit(status.tag === 'ok' ? 0 : 1);
  }),
  'exit-with-code': immediate((code: number) => {
    throw new GuestExit(code);
  }),
});
