// wasi:cli/terminal-input
import { providedInterface, type ProvidedInterface, type ProvidedResource } from '../../component/provided.ts';
import { WASI_VERSION } from '../version.ts';

/** `terminal-input`: says that a stream is a terminal. It has no functions. */
export interface TerminalInput {
  /** The descriptor. */
  readonly fd: number;
}

const TERMINAL_INPUT: ProvidedResource<TerminalInput> = { name: 'terminal-input', drop() {} };

export const terminalInput: ProvidedInterface = providedInterface(
  'wasi:cli/terminal-input',
  WASI_VERSION,
  [TERMINAL_INPUT],
  {},
);
