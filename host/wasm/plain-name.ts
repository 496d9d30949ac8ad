import { LinkError } from '../trap.ts';

/**
 * What names have in them: letters and digits, and what the component model, C++, Rust, Go and AssemblyScript add. No quote,
 * no backslash, no backtick, no brace, no `*` (which could end a comment), nothing that starts a new line.
 */
const PLAIN = /^[\w .,:;/@#$%<>()[\]|~!?^&=+-]*$/;

/** Longer ones are a waste of the host's memory. Characters. */
const MAX_NAME = 4096;

/** Whether a name has characters of names only. */
function isPlainName(name: string): boolean {
  return name.length <= MAX_NAME && PLAIN.test(name) && name !== '__proto__';
}

/** Words of letters and digits between hyphens, the first of which begins with a letter; none has letters of both cases. */
const LABEL = /^[a-zA-Z][a-zA-Z0-9]*(?:-[a-zA-Z0-9]+)*$/;
const MIXED = /[a-z][0-9]*[A-Z]|[A-Z][0-9]*[a-z]/;

/**
 * The name of a field, a case, a flag or a parameter. In the text of a type it must be seen where it ends: a record with a field
 * `a: u8, b` is not one with two.
 *
 * @throws LinkError if it is none
 */
export function checkLabel(name: string): string {
  if (name.length <= MAX_NAME && LABEL.test(name) && !MIXED.test(name)) return name;
  throw new LinkError(`${JSON.stringify(name.slice(0, 100))} is not the name of a field, a case or a parameter`);
}

/** @throws LinkError for a name with a character that no name has */
export function checkName(name: string): string {
  if (isPlainName(name)) return name;
  throw new LinkError(`${JSON.stringify(name.slice(0, 100))} is not a name that a component may have`);
}
