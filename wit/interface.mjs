// Reads wit/php.wit into plain data, for what is generated from it (php.mjs). It knows the part of WIT's grammar that is
// used there; jco's parser has checked the file when the library was built.

/** @import { Interface } from './interface.mjs' */

const TOKEN = /\/\/\/ ?(?<doc>.*)|(?<word>%?[a-z][a-z0-9-]*)|(?<mark>->|[{}()<>:;,=])|\s+/gy;

/** @param {string} text of a file with one interface @returns {Interface} */
export function parseInterface(text) {
  const tokens = tokenize(text.slice(text.search(/^(\/\/\/.*\n)*interface /m)));
  /** @type {Interface} */
  const found = { docs: takeDocs(tokens), resources: [], types: [], functions: [] };
  expect(tokens, 'interface');
  tokens.shift();
  between(tokens, '{', '}', '', () => {
    const docs = takeDocs(tokens);
    const word = name(tokens);
    if (word === 'resource') {
      found.resources.push({ name: name(tokens), docs });
      expect(tokens, ';');
    } else if (word === 'record' || word === 'variant') {
      found.types.push({ kind: word, name: name(tokens), docs, members: members(tokens, word) });
    } else {
      found.functions.push({ name: word, docs, ...signature(tokens) });
      expect(tokens, ';');
    }
  });
  return found;
}

/** @returns the words and marks; comments are objects */
function tokenize(text) {
  const tokens = [];
  for (const { groups, index, 0: whole } of text.matchAll(TOKEN)) {
    if (tokens.length === 0 && index !== 0) break;
    if (groups.doc !== undefined) tokens.push({ doc: groups.doc });
    else if (whole.trim() !== '') tokens.push(whole);
  }
  return tokens;
}

function takeDocs(tokens) {
  const docs = [];
  while (typeof tokens[0] === 'object') docs.push(tokens.shift().doc);
  return docs;
}

function expect(tokens, wanted) {
  const token = tokens.shift();
  if (token !== wanted) throw new SyntaxError(`php.wit: '${wanted}' expected, not '${token}'`);
}

/** An identifier, without the % that tells it from a keyword. */
function name(tokens) {
  return tokens.shift().replace(/^%/, '');
}

/** What stands between two marks, with another mark between the items. */
function between(tokens, open, close, separator, item) {
  expect(tokens, open);
  const items = [];
  while (tokens[0] !== close) {
    items.push(item());
    if (tokens[0] === separator) tokens.shift();
  }
  tokens.shift();
  return items;
}

function members(tokens, kind) {
  return between(tokens, '{', '}', ',', () => {
    const docs = takeDocs(tokens);
    const own = name(tokens);
    if (kind === 'record') {
      expect(tokens, ':');
      return { name: own, docs, type: type(tokens) };
    }
    return { name: own, docs, type: tokens[0] === '(' ? between(tokens, '(', ')', ',', () => type(tokens))[0] : null };
  });
}

function signature(tokens) {
  expect(tokens, ':');
  expect(tokens, 'func');
  const params = between(tokens, '(', ')', ',', () => {
    const own = name(tokens);
    expect(tokens, ':');
    return { name: own, docs: [], type: type(tokens) };
  });
  if (tokens[0] !== '->') return { params, result: null };
  tokens.shift();
  return { params, result: type(tokens) };
}

const PRIMITIVES = new Set(['bool', 's32', 'u32', 'f64', 'string', 'u8']);

function type(tokens) {
  const word = name(tokens);
  if (PRIMITIVES.has(word)) return word;
  if (tokens[0] !== '<') return { name: word };
  const inner = between(tokens, '<', '>', ',', () => type(tokens));
  if (word === 'tuple') return { tuple: inner };
  if (word === 'borrow') return { borrow: inner[0].name };
  if (word === 'list' && inner[0] === 'u8') return 'bytes';
  return { [word]: inner[0] };
}
