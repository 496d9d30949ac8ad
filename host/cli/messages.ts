// What the command prints, all of it on stderr: stdout is the guest's.
import type { Denial } from '../index.ts';
import { visible } from '../policy/local.ts';

/** Prints a line of the command's own, or several. A guest may have chosen names in it, so nothing in it moves the terminal's cursor. */
export function complain(message: string): void {
  process.stderr.write(`wasock: ${message.split('\n').map(visible).join('\n')}\n`);
}

/** Options for the compiler: its messages go to stderr as they are. */
export function compilerMessages() {
  return { color: process.stderr.isTTY, onDiagnostics: (text: string): void => void process.stderr.write(text) };
}

/** Reports each denial once, with the flag that allows it, or the one that denies it. */
export function denialReporter(): (denial: Denial) => void {
  const told = new Set<string>();
  return (denial) => {
    const message = `${phrase(denial)} denied${reason(denial)}`;
    if (told.has(message)) return;
    told.add(message);
    complain(message);
  };
}

function reason(denial: Denial): string {
  const { flag, rule, isOutdated } = denial;
  if (rule !== undefined) return ` by ${flag}`;
  return isOutdated
    ? ': the lookup of its name is too old; look it up again, or raise --lookup-ttl'
    : `; allow it with ${flag}${andConnect(denial)}`;
}

/** A name is mostly looked up to connect to it. The lookup says nothing of the port. @param pattern `*` if no rule can have the name */
function andConnect({ permission, pattern, flag }: Denial): string {
  if (permission !== 'lookup' || pattern === '*') return '';
  return `, or with ${flag.replace('lookup', 'connect')}:<port>, which allows to connect, too`;
}

function phrase({ permission, subject }: Denial): string {
  switch (permission) {
    case 'connect':
      return `connect to ${subject}`;
    case 'bind':
      return `bind to ${subject}`;
    case 'lookup':
      return `lookup of ${subject}`;
    case 'multicast':
      return `joining group ${subject}`;
    case 'raw':
    case 'fork':
      return subject;
  }
}
