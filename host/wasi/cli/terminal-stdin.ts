// wasi:cli/terminal-stdin
import { immediate, providedInterface, type ProvidedInterface } from '../../component/provided.ts';
import { streamKind } from '../../os/stream-kind.ts';
import type { WasiEnvironment } from '../environment.ts';
import { WASI_VERSION } from '../version.ts';
import type { TerminalInput } from './terminal-input.ts';

export function terminalStdin({ stdin }: WasiEnvironment): ProvidedInterface {
  return providedInterface('wasi:cli/terminal-stdin', WASI_VERSION, [], {
    'get-terminal-stdin': immediate((): TerminalInput | undefined =>
      streamKind(stdin) === 'terminal' ? { fd: stdin } : undefined,
    ),
  });
}
