// wasi:cli/terminal-output
import { providedInterface, type ProvidedInterface, type ProvidedResource } from '../../component/provided.ts';
import { WASI_VERSION } from '../version.ts';

/** `terminal-output`: says that a stream is a terminal. It has no functions. */
export interface TerminalOutput {
  /** The descriptor. */
  readonly fd: number;
}

const TERMINAL_OUTPUT: ProvidedResource<TerminalOutput> = { name: 'terminal-output', drop() {} };

export const terminalOutput: ProvidedInterface = providedInterface(
  'wasi:cli/terminal-output',
  WASI_VERSION,
  [TERMINAL_OUTPUT],
  {},
);
