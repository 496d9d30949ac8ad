// The insides of interfaces: definitions and functions, and what stands before each.
import { WitError } from './lexer.mjs';
import { parseType, takeName } from './type-parser.mjs';

/** @import { Lexer, Token } from './lexer.mjs' */
/** @import * as syntax from './syntax.ts' */
/** @import { Gate, Position } from './types.ts' */

/**
 * What stands before an item, and its first token.
 *
 * @typedef {{ docs: string[], gate: Gate, position: Position, word: Token }} Head
 */

/** @type {Gate} */
const NO_GATE = { since: null, unstable: null, deprecated: null };

/** @param {Lexer} lexer @returns {Head} */
export function parseHead(lexer) {
  const { docs, position } = lexer.peek();
  const gate = parseGate(lexer);
  return { docs, gate, position, word: lexer.take() };
}

/** @param {Lexer} lexer @returns {Gate} */
function parseGate(lexer) {
  /** @type {{ -readonly [Key in keyof Gate]: Gate[Key] }} */
  const gate = { ...NO_GATE };
  while (lexer.takeIf('@')) {
    const { text, position } = lexer.take();
    if (text !== 'since' && text !== 'unstable' && text !== 'deprecated') {
      throw new WitError(position, `there is no '@${text}'`);
    }
    lexer.expect('(');
    lexer.expect(text === 'unstable' ? 'feature' : 'version');
    lexer.expect('=');
    gate[text] = text === 'unstable' ? takeName(lexer).name : lexer.version();
    lexer.expect(')');
  }
  return gate;
}

/**
 * `name`, `namespace:package/name` or `namespace:package/name@1.2.3`.
 *
 * @param {Lexer} lexer
 * @returns {syntax.Path}
 */
export function parsePath(lexer) {
  const first = takeName(lexer);
  return lexer.takeIf(':') ? parsePathAfter(lexer, first) : { package: null, version: null, ...first };
}

/**
 * The path of which the namespace and its colon have been taken.
 *
 * @param {Lexer} lexer
 * @param {syntax.Name} first the namespace
 * @returns {syntax.Path}
 */
export function parsePathAfter(lexer, { name: namespace, position }) {
  const second = takeName(lexer).name;
  lexer.expect('/');
  const { name } = takeName(lexer);
  const version = lexer.takeIf('@') ? lexer.version() : null;
  return { package: `${namespace}:${second}`, version, name, position };
}

/**
 * The interface whose name has been taken.
 *
 * @param {Lexer} lexer
 * @param {{ docs: string[], gate: Gate, position: Position }} head
 * @param {string} name
 * @returns {syntax.InterfaceSyntax}
 */
export function parseInterface(lexer, { docs, gate, position }, name) {
  const body = { uses: [], definitions: [], functions: [] };
  lexer.expect('{');
  while (!lexer.takeIf('}')) interfaceItem(lexer, body, parseHead(lexer));
  return { kind: 'interface', name, docs, gate, position, ...body };
}

/** @param {Lexer} lexer @param {syntax.BodySyntax} into @param {Head} head */
function interfaceItem(lexer, into, head) {
  if (head.word.kind === 'word' && head.word.text === 'use') {
    into.uses.push(parseUse(lexer, head));
    return;
  }
  const definition = parseDefinition(lexer, head);
  if (definition === null) {
    into.functions.push(parseFunction(lexer, head, null));
    return;
  }
  into.definitions.push(definition);
  if (definition.kind === 'resource') into.functions.push(...definition.functions);
}

/** @param {Lexer} lexer @param {{ gate: Gate }} head @returns {syntax.UseSyntax} */
export function parseUse(lexer, { gate }) {
  const path = parsePath(lexer);
  lexer.expect('.');
  const names = between(lexer, '{', '}', () => {
    const { name, position } = takeName(lexer);
    return { name, position, as: lexer.takeIf('as') ? takeName(lexer).name : name };
  });
  lexer.expect(';');
  return { path, gate, names };
}

/** @param {Lexer} lexer @param {Head} head @returns {syntax.DefinitionSyntax | null} null: it is no definition */
export function parseDefinition(lexer, { docs, gate, position, word }) {
  if (word.kind !== 'word') return null;
  const item = () => ({ name: takeName(lexer).name, docs, gate, position });
  switch (word.text) {
    case 'type': {
      const own = item();
      lexer.expect('=');
      const type = parseType(lexer);
      lexer.expect(';');
      return { kind: 'alias', ...own, type };
    }
    case 'record':
    case 'variant':
    case 'enum':
    case 'flags':
      return { kind: word.text, ...item(), members: parseMembers(lexer, word.text) };
    case 'resource': {
      const own = item();
      return { kind: 'resource', ...own, functions: resourceFunctions(lexer, own.name) };
    }
    default:
      return null;
  }
}

/** @param {Lexer} lexer @param {syntax.MembersSyntax['kind']} kind */
function parseMembers(lexer, kind) {
  const members = between(lexer, '{', '}', () => {
    const { docs, position } = lexer.peek();
    const { name } = takeName(lexer);
    return { name, docs, gate: NO_GATE, position, type: memberType(lexer, kind) };
  });
  const twice = members.find(({ name }, at) => members.findIndex((other) => other.name === name) !== at);
  if (twice !== undefined) throw new WitError(twice.position, `there are two named '${twice.name}'`);
  return members;
}

/** @param {Lexer} lexer @param {syntax.MembersSyntax['kind']} kind */
function memberType(lexer, kind) {
  if (kind === 'record') {
    lexer.expect(':');
    return parseType(lexer);
  }
  if (kind !== 'variant' || !lexer.takeIf('(')) return null;
  const type = parseType(lexer);
  lexer.expect(')');
  return type;
}

/** @param {Lexer} lexer @param {string} resource */
function resourceFunctions(lexer, resource) {
  /** @type {syntax.FuncSyntax[]} */
  const functions = [];
  if (lexer.takeIf(';')) return functions;
  lexer.expect('{');
  while (!lexer.takeIf('}')) functions.push(parseFunction(lexer, parseHead(lexer), resource));
  return functions;
}

/** @param {Lexer} lexer @param {Head} head @param {string | null} resource @returns {syntax.FuncSyntax} */
function parseFunction(lexer, { docs, gate, position, word }, resource) {
  if (resource !== null && word.kind === 'word' && word.text === 'constructor') {
    const rest = parseSignature(lexer);
    return { kind: 'constructor', resource, name: 'constructor', docs, gate, position, ...rest };
  }
  const { name } = takeName({ take: () => word });
  lexer.expect(':');
  const kind = resource === null ? 'free' : lexer.takeIf('static') ? 'static' : 'method';
  lexer.expect('func');
  return { kind, resource, name, docs, gate, position, ...parseSignature(lexer) };
}

/** Parameters, a result, and the end of the item. @param {Lexer} lexer */
export function parseSignature(lexer) {
  const params = between(lexer, '(', ')', () => {
    const { name, position } = takeName(lexer);
    lexer.expect(':');
    return { name, position, type: parseType(lexer) };
  });
  const result = lexer.takeIf('->') ? parseType(lexer) : null;
  lexer.expect(';');
  return { params, result };
}

/**
 * What stands between two marks, with commas between and maybe one at the end.
 *
 * @template T
 * @param {Lexer} lexer
 * @param {string} open
 * @param {string} close
 * @param {() => T} item
 * @returns {T[]}
 */
export function between(lexer, open, close, item) {
  lexer.expect(open);
  const items = [];
  while (!lexer.takeIf(close)) {
    items.push(item());
    if (lexer.takeIf(',')) continue;
    lexer.expect(close);
    break;
  }
  return items;
}
