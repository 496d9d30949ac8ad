// What the command prints, all of it on stderr: stdout is the guest's.
import type { Denial } from '../index.ts';

/** Prints a line of the command's own. */
export function complain(message: string): void {
  process.stderr.write(`wasock: ${message}\n`);
}

/** Options for the compiler: its messages go to stderr as they are. */
export const compilerMessages = {
  color: process.stderr.isTTY,
  onDiagnostics: (text: string): void => void process.stderr.write(text),
};

/** Tells of each thing denied once, with the flag that allows it. */
export function denialReporter(): (denial: Denial) => void {
  const told = new Set<string>();
  return ({ permission, subject, flag }) => {
    if (told.has(flag)) return;
    told.add(flag);
    const what = PHRASES[permission] ?? `${permission} ${subject}`;
    complain(`${what.replace('%', () => subject)} denied; allow it with ${flag}`);
  };
}

const PHRASES: Record<string, string> = {
  connect: 'connect to %',
  bind: 'bind to %',
  lookup: 'lookup of %',
};
