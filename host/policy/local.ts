/** Rules for the names of local (`AF_UNIX`) sockets: exact bytes, or everything below a directory. */
import { PolicyError } from './error.ts';
import { unknownCase } from '../unknown-case.ts';
import { refuseOverflow } from '../stack-room.ts';

/** `exact`: these bytes; `below`: paths that go on after these; `abstract`, `any`: all names of that kind. */
export type LocalRule =
  | { readonly kind: 'exact'; readonly name: Uint8Array }
  | { readonly kind: 'below'; readonly directory: Uint8Array }
  | { readonly kind: 'abstract' }
  | { readonly kind: 'any' };

const EXPECTED =
  "a path ('unix:/run/x.sock'), a directory and what is below it ('unix:/run/app/*'), an abstract name " +
  "('unix:@name'), 'unix:@*' or 'unix:*'";

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads a rule; `text` is what follows `unix:` in `pattern`. */
export function parseLocalRule(text: string, pattern: string): LocalRule {
  if (text === '*') return { kind: 'any' };
  if (text === '@*') return { kind: 'abstract' };
  const refuse = (expected: string): PolicyError => new PolicyError(`'${pattern}'`, expected);
  if (text === '' || text === '@' || text.includes('\0')) throw refuse(EXPECTED);
  if (text.startsWith('@')) {
    if (text.includes('*')) throw refuse(EXPECTED);
    return { kind: 'exact', name: encoder.encode(`\0${text.slice(1)}`) };
  }
  if (text.startsWith('/') && text.endsWith('/*')) {
    const directory = text.slice(0, -1);
    if (directory.includes('*')) throw refuse(EXPECTED);
    if (directory !== '/' && !isPlain(directory.slice(0, -1))) {
      throw refuse("a directory without empty, '.' or '..' segments");
    }
    return { kind: 'below', directory: encoder.encode(directory) };
  }
  if (text.includes('*')) throw refuse(EXPECTED);
  return { kind: 'exact', name: encoder.encode(text) };
}

/**
 * Whether a rule covers a name. A path with an empty, `.` or `..` segment may leave its directory, so it counts as below
 * none. Such a path, and a relative one, match only a rule with exactly the same text. Symbolic links are not resolved.
 */
export function coversLocal(rule: LocalRule, name: Uint8Array): boolean {
  switch (rule.kind) {
    case 'any':
      return true;
    case 'abstract':
      // An empty name asks the system for an abstract one.
      return name.length === 0 || name[0] === 0;
    case 'exact':
      return sameBytes(rule.name, name);
    case 'below':
      return name.length > rule.directory.length && startsWith(name, rule.directory) && isPlain(latin1(name));
    default:
      throw unknownCase(rule);
  }
}

function isPlain(path: string): boolean {
  return path
    .split('/')
    .slice(1)
    .every((segment) => segment !== '' && segment !== '.' && segment !== '..');
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

function startsWith(bytes: Uint8Array, start: Uint8Array): boolean {
  return bytes.length >= start.length && sameBytes(bytes.subarray(0, start.length), start);
}

/** Whether two names are the same bytes. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** The pattern that allows exactly this name, or the narrowest one if the name cannot be written as a pattern. */
export function localPattern(name: Uint8Array): string {
  if (name.length === 0) return 'unix:@*';
  const isAbstract = name[0] === 0;
  const text = localText(isAbstract ? name.subarray(1) : name);
  // A comma separates patterns on the command line.
  const writable = text !== undefined && text !== '' && !/[\p{C}*,]/u.test(text);
  if (isAbstract) return writable ? `unix:@${text}` : 'unix:@*';
  return writable && !text.startsWith('@') ? `unix:${text}` : 'unix:*';
}

/** The name for people to read: nothing in it moves a terminal's cursor. */
export function formatLocal(name: Uint8Array): string {
  const isAbstract = name[0] === 0;
  const shown = isAbstract ? name.subarray(1) : name;
  const text = localText(shown) ?? latin1(shown);
  return `unix:${isAbstract ? '@' : ''}${visible(text)}`;
}

/** `text` with control and format characters written as escapes. */
export function visible(text: string): string {
  return text.replace(/\p{C}/gu, (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`);
}

/** The text of a name; undefined if it is not valid UTF-8. */
export function localText(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch (error) {
    refuseOverflow(error);
    return undefined;
  }
}
