// wasi:cli/terminal-stdout
import { immediate, providedInterface, type ProvidedInterface } from '../../component/provided.ts';
import { streamKind } from '../../os/stream-kind.ts';
import type { WasiEnvironment } from '../environment.ts';
import { WASI_VERSION } from '../version.ts';
import type { TerminalOutput } from './terminal-output.ts';

export function terminalStdout({ stdout }: WasiEnvironment): ProvidedInterface {
  return providedInterface('wasi:cli/terminal-stdout', WASI_VERSION, [], {
    'get-terminal-stdout': immediate((): TerminalOutput | undefined =>
      streamKind(stdout) === 'terminal' ? { fd: stdout } : undefined,
    ),
  });
}
