import { LinkError } from '../trap.ts';

/**
 * What names have in them: letters and digits, and what the component model, C++, Rust, Go and AssemblyScript add. No quote,
 * no backslash, no backtick, no brace, no `*` (which could end a comment), nothing that starts a new line.
 */
const PLAIN = /^[\w .,:;/@#$%<>()[\]|~!?^&=+-]*$/;

/** Longer ones are a waste of the host's memory. Characters. */
const MAX_NAME = 4096;

/** Whether a name has characters of names only. */
export function isPlainName(name: string): boolean {
  return name.length <= MAX_NAME && PLAIN.test(name) && name !== '__proto__';
}

/** @throws LinkError for a name with a character that no name has */
export function checkName(name: string): string {
  if (isPlainName(name)) return name;
  throw new LinkError(`${JSON.stringify(name.slice(0, 100))} is not a name that a component may have`);
}
