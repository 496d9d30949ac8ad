// wasi:cli/terminal-stderr
import { immediate, providedInterface, type ProvidedInterface } from '../../component/provided.ts';
import { streamKind } from '../../os/stream-kind.ts';
import type { WasiEnvironment } from '../environment.ts';
import { WASI_VERSION } from '../version.ts';
import type { TerminalOutput } from './terminal-output.ts';

export function terminalStderr({ stderr }: WasiEnvironment): ProvidedInterface {
  return providedInterface('wasi:cli/terminal-stderr', WASI_VERSION, [], {
    'get-terminal-stderr': immediate((): TerminalOutput | undefined =>
      streamKind(stderr) === 'terminal' ? { fd: stderr } : undefined,
    ),
  });
}
