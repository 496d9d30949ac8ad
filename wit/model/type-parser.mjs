// Types as they stand in a text, and names.
import { shown, WitError } from './lexer.mjs';

/** @import { Lexer, Token } from './lexer.mjs' */
/** @import { Name, TypeSyntax } from './syntax.ts' */
/** @import { Primitive } from './types.ts' */

/** @type {ReadonlySet<string>} */
const PRIMITIVES = new Set('bool s8 u8 s16 u16 s32 u32 s64 u64 f32 f64 char string'.split(' '));

/** What a name may only be with a % before it. */
const KEYWORDS = new Set([
  ...PRIMITIVES,
  ...'as async borrow constructor enum error-context export flags from func future import include interface'.split(' '),
  ...'list map option own package record resource result static stream tuple type use variant with world'.split(' '),
]);

/**
 * Takes a name.
 *
 * @param {{ take(): Token }} lexer
 * @returns {Name}
 * @throws {WitError} if something else comes
 */
export function takeName(lexer) {
  const token = lexer.take();
  if (token.kind !== 'name' && token.kind !== 'word') {
    throw new WitError(token.position, `expected a name, found ${shown(token)}`);
  }
  if (token.kind === 'word' && KEYWORDS.has(token.text)) {
    throw new WitError(token.position, `'${token.text}' is a keyword; as a name it is written '%${token.text}'`);
  }
  return { name: token.text, position: token.position };
}

/** @param {Lexer} lexer @returns {TypeSyntax} @throws {WitError} if what comes is no type that is known here */
export function parseType(lexer) {
  const token = lexer.peek();
  if (token.kind !== 'word') return { kind: 'name', ...takeName(lexer) };
  if (isPrimitive(token.text)) {
    lexer.take();
    return token.text;
  }
  switch (token.text) {
    case 'list':
      return { kind: 'list', element: inner(lexer) };
    case 'option':
      return { kind: 'option', some: inner(lexer) };
    case 'tuple':
      return { kind: 'tuple', items: items(lexer) };
    case 'result':
      return result(lexer);
    case 'own':
    case 'borrow': {
      const kind = token.text;
      lexer.take();
      lexer.expect('<');
      const resource = takeName(lexer);
      lexer.expect('>');
      return { kind, resource };
    }
    default:
      return { kind: 'name', ...takeName(lexer) };
  }
}

/** @param {string} word @returns {word is Primitive} */
function isPrimitive(word) {
  return PRIMITIVES.has(word);
}

/** The one type between angle brackets after a word. @param {Lexer} lexer */
function inner(lexer) {
  lexer.take();
  lexer.expect('<');
  const type = parseType(lexer);
  lexer.expect('>');
  return type;
}

/** The types between angle brackets after a word; there is at least one. @param {Lexer} lexer */
function items(lexer) {
  lexer.take();
  lexer.expect('<');
  const types = [parseType(lexer)];
  while (lexer.takeIf(',') && lexer.peek().text !== '>') types.push(parseType(lexer));
  lexer.expect('>');
  return types;
}

/** `result`, `result<ok>`, `result<ok, error>` or `result<_, error>`. @param {Lexer} lexer @returns {TypeSyntax} */
function result(lexer) {
  lexer.take();
  if (!lexer.takeIf('<')) return { kind: 'result', ok: null, error: null };
  const ok = lexer.takeIf('_') ? null : parseType(lexer);
  // Without either there are no brackets.
  if (ok !== null && lexer.takeIf('>')) return { kind: 'result', ok, error: null };
  lexer.expect(',');
  const error = parseType(lexer);
  lexer.expect('>');
  return { kind: 'result', ok, error };
}
