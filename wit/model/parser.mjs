// From a text to its packages, interfaces and worlds. Names are not resolved here: see resolve.mjs.
import {
  between,
  parseDefinition,
  parseHead,
  parseInterface,
  parsePath,
  parsePathAfter,
  parseSignature,
  parseUse,
} from './body-parser.mjs';
import { Lexer, shown, WitError } from './lexer.mjs';
import { takeName } from './type-parser.mjs';

/** @import { Head } from './body-parser.mjs' */
/** @import * as syntax from './syntax.ts' */
/** @import { Gate } from './types.ts' */

/**
 * The packages of a text: the one it is a part of, and those that are nested in it.
 *
 * @param {string} path for messages
 * @param {string} text
 * @returns {syntax.PackageSyntax[]}
 * @throws {WitError} if it is no WIT, or of a form that is not known here
 */
export function parseWit(path, text) {
  return parseFile(new Lexer(path, text));
}

/** @param {Lexer} lexer */
function parseFile(lexer) {
  /** @type {syntax.PackageSyntax[]} */
  const packages = [];
  /** @type {syntax.PackageSyntax | null} */
  let own = null;
  while (lexer.peek().kind !== 'end') {
    const head = parseHead(lexer);
    if (head.word.text === 'package') {
      const found = parsePackage(lexer, head);
      packages.push(found);
      if (!lexer.takeIf('{')) {
        if (own !== null || packages.length > 1) throw new WitError(found.position, 'the package has a name already');
        lexer.expect(';');
        own = found;
      } else {
        while (!lexer.takeIf('}')) topItem(lexer, found, parseHead(lexer));
      }
    } else {
      if (own === null) throw new WitError(head.word.position, "expected 'package' before anything else");
      topItem(lexer, own, head);
    }
  }
  return packages;
}

/** @param {Lexer} lexer @param {Head} head @returns {syntax.PackageSyntax} */
function parsePackage(lexer, { docs, word }) {
  const namespace = takeName(lexer).name;
  lexer.expect(':');
  const name = takeName(lexer).name;
  const version = lexer.takeIf('@') ? `@${lexer.version()}` : '';
  const id = `${namespace}:${name}${version}`;
  return { id, position: word.position, docs, interfaces: [], worlds: [], aliases: new Map() };
}

/** @param {Lexer} lexer @param {syntax.PackageSyntax} into @param {Head} head */
function topItem(lexer, into, head) {
  switch (head.word.text) {
    case 'interface':
      into.interfaces.push(parseInterface(lexer, head, takeName(lexer).name));
      return;
    case 'world':
      into.worlds.push(parseWorld(lexer, head));
      return;
    case 'use': {
      const path = parsePath(lexer);
      const name = lexer.takeIf('as') ? takeName(lexer).name : path.name;
      lexer.expect(';');
      /** @type {Map<string, syntax.Path>} */ (into.aliases).set(name, path);
      return;
    }
    default:
      throw new WitError(head.word.position, `expected an interface or a world, found ${shown(head.word)}`);
  }
}

/** @param {Lexer} lexer @param {Head} head @returns {syntax.WorldSyntax} */
function parseWorld(lexer, { docs, gate, position }) {
  /** @type {syntax.WorldSyntax} */
  const world = {
    kind: 'world',
    name: takeName(lexer).name,
    docs,
    gate,
    position,
    uses: [],
    definitions: [],
    externs: [],
    includes: [],
  };
  lexer.expect('{');
  while (!lexer.takeIf('}')) worldItem(lexer, world, parseHead(lexer));
  return world;
}

/** @param {Lexer} lexer @param {syntax.WorldSyntax} into @param {Head} head */
function worldItem(lexer, into, head) {
  switch (head.word.text) {
    case 'import':
    case 'export':
      into.externs.push({ direction: head.word.text, gate: head.gate, target: parseExtern(lexer, head) });
      return;
    case 'include':
      into.includes.push(parseInclude(lexer, head));
      return;
    case 'use':
      into.uses.push(parseUse(lexer, head));
      return;
    default: {
      const definition = parseDefinition(lexer, head);
      if (definition === null) throw new WitError(head.word.position, `unexpected ${shown(head.word)} in a world`);
      into.definitions.push(definition);
    }
  }
}

/** @param {Lexer} lexer @param {Head} head @returns {syntax.ExternSyntax['target']} */
function parseExtern(lexer, head) {
  const first = takeName(lexer);
  const hasColon = lexer.takeIf(':');
  if (hasColon && lexer.takeIf('interface')) return parseInterface(lexer, head, first.name);
  if (hasColon && lexer.takeIf('func')) {
    const { docs, gate, position } = head;
    return { kind: 'free', resource: null, name: first.name, docs, gate, position, ...parseSignature(lexer) };
  }
  const path = hasColon ? parsePathAfter(lexer, first) : { package: null, version: null, ...first };
  lexer.expect(';');
  return path;
}

/** @param {Lexer} lexer @param {{ gate: Gate }} head @returns {syntax.IncludeSyntax} */
function parseInclude(lexer, { gate }) {
  const path = parsePath(lexer);
  /** @type {[string, string][]} */
  let names = [];
  if (lexer.takeIf('with')) {
    names = between(lexer, '{', '}', () => {
      const { name } = takeName(lexer);
      lexer.expect('as');
      return [name, takeName(lexer).name];
    });
    lexer.takeIf(';');
  } else {
    lexer.expect(';');
  }
  return { path, gate, names: new Map(names) };
}
