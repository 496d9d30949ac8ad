// Words and marks of WIT. Comments that are documentation belong to the token after them.
//
// References: https://component-model.bytecodealliance.org/design/wit.html, the component model's WIT.md.

/** @import { Position } from './types.ts' */

/** What is wrong with a text, and where: `path:line:column: message`. */
export class WitError extends SyntaxError {
  /** @override */
  name = 'WitError';
  /** @readonly @type {Position} */
  position;

  /** @param {Position} position @param {string} message */
  constructor(position, message) {
    super(`${position.path}:${position.line}:${position.column}: ${message}`);
    this.position = position;
  }
}

/**
 * - `word`: a keyword or a name; `name`: a name with `%` before it, which `text` lacks
 * - `mark`: punctuation; `end`: nothing follows
 *
 * @typedef {object} Token
 * @property {'word' | 'name' | 'mark' | 'end'} kind
 * @property {string} text
 * @property {string[]} docs lines of the documentation before it
 * @property {Position} position
 */

const SPACE = /\s+/y;
const LINE_COMMENT = /\/\/(?<line>[^\n]*)/y;
const WORD = /%?[A-Za-z][A-Za-z0-9-]*/y;
const MARK = /->|[{}()<>:;,=.@/*_]/y;
const VERSION = /\d+\.\d+\.\d+(?:-[\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*)?(?:\+[\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*)?/y;

/** Names are words of letters and digits with hyphens between; each word is in lower or in upper case. */
const KEBAB = /^(?:[a-z][a-z0-9]*|[A-Z][A-Z0-9]*)(?:-(?:[a-z0-9]+|[A-Z0-9]+))*$/;

/** The tokens of a text, one after another. */
export class Lexer {
  #path;
  #text;
  /** Where each line begins. */
  #lines;
  /** After the last token that was taken. */
  #at = 0;
  /** @type {{ token: Token, end: number } | null} */
  #next = null;

  /** @param {string} path for messages @param {string} text */
  constructor(path, text) {
    this.#path = path;
    this.#text = text;
    this.#lines = [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
  }

  /** The next token, which stays. @returns {Token} */
  peek() {
    this.#next ??= this.#read();
    return this.#next.token;
  }

  /** Takes the next token. @returns {Token} */
  take() {
    this.#next ??= this.#read();
    const { token, end } = this.#next;
    this.#at = end;
    this.#next = null;
    return token;
  }

  /** Takes the mark or word if it is the next token. @param {string} text */
  takeIf(text) {
    const { kind, text: found } = this.peek();
    if (found !== text || kind === 'name' || kind === 'end') return false;
    this.take();
    return true;
  }

  /** @param {string} text a mark or a word @throws {WitError} if something else comes */
  expect(text) {
    const token = this.peek();
    if (!this.takeIf(text)) throw new WitError(token.position, `expected '${text}', found ${shown(token)}`);
    return token;
  }

  /** Takes a version of semver, which is no token. @returns {string} */
  version() {
    const { at } = this.#skip();
    const found = matchAt(VERSION, this.#text, at);
    if (found === null) throw new WitError(this.#position(at), 'expected a version');
    this.#at = at + found[0].length;
    this.#next = null;
    return found[0];
  }

  /** Space and comments. */
  #skip() {
    const docs = [];
    let at = this.#at;
    for (;;) {
      const space = matchAt(SPACE, this.#text, at);
      const line = space ?? matchAt(LINE_COMMENT, this.#text, at);
      if (line !== null) {
        const content = line.groups?.['line'] ?? '';
        if (space === null && content.startsWith('/')) docs.push(content.replace(/^\/ ?/, '').trimEnd());
        at += line[0].length;
      } else if (this.#text.startsWith('/*', at)) {
        const end = this.#blockEnd(at);
        if (this.#text.startsWith('/**', at) && end - at > 4)
          docs.push(...blockLines(this.#text.slice(at + 3, end - 2)));
        at = end;
      } else {
        return { docs, at };
      }
    }
  }

  /** The end of a block comment; they nest. @param {number} start */
  #blockEnd(start) {
    let depth = 0;
    for (let at = start; at < this.#text.length; at++) {
      if (this.#text.startsWith('/*', at)) depth++;
      else if (this.#text.startsWith('*/', at)) depth--;
      else continue;
      at++;
      if (depth === 0) return at + 1;
    }
    throw new WitError(this.#position(start), 'the comment has no end');
  }

  /** @returns {{ token: Token, end: number }} */
  #read() {
    const { docs, at } = this.#skip();
    const position = this.#position(at);
    if (at === this.#text.length) return { token: { kind: 'end', text: '', docs, position }, end: at };
    const found = matchAt(WORD, this.#text, at) ?? matchAt(MARK, this.#text, at);
    if (found === null) {
      throw new WitError(position, `unexpected character '${String.fromCodePoint(this.#text.codePointAt(at) ?? 0)}'`);
    }
    const end = at + found[0].length;
    const isWord = /^[%A-Za-z]/.test(found[0]);
    const text = found[0].replace('%', '');
    if (isWord && !KEBAB.test(text)) throw new WitError(position, `'${text}' is no name in kebab-case`);
    const kind = found[0].startsWith('%') ? 'name' : isWord ? 'word' : 'mark';
    return { token: { kind, text, docs, position }, end };
  }

  /** @param {number} at @returns {Position} */
  #position(at) {
    const line = this.#lines.findLastIndex((start) => start <= at);
    return { path: this.#path, line: line + 1, column: at - (this.#lines[line] ?? 0) + 1 };
  }
}

/** A token as messages have it. @param {Token} token */
export function shown({ kind, text }) {
  return kind === 'end' ? 'the end of the text' : `'${text}'`;
}

/** @param {RegExp} pattern sticky @param {string} text @param {number} at */
function matchAt(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** The lines of a block of documentation, without the stars before them. @param {string} content */
function blockLines(content) {
  const lines = content.split('\n').map((line) => line.replace(/^\s*\*? ?/, '').trimEnd());
  while (lines.length > 0 && lines[0] === '') lines.shift();
  while (lines.length > 0 && lines.at(-1) === '') lines.pop();
  return lines;
}
