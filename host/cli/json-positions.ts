// Positions in a JSON text, for messages.
import { messageOf } from '../thrown.ts';

/** A string, a bracket or other mark, or a word. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/** The positions of an object's keys, and of the elements of lists in it: `connect`, `connect[1]`. */
export class JsonPositions {
  readonly #offsets = new Map<string, number>();
  /** Repeated keys, at their second position. */
  readonly repeated: { readonly key: string; readonly offset: number }[] = [];

  /** @param text what JSON.parse has accepted */
  constructor(text: string) {
    let depth = 0;
    let key = '';
    let index = 0;
    let isKey = false;
    const isObject = text.trimStart().startsWith('{');
    for (const { 0: token, index: offset } of text.matchAll(TOKEN)) {
      if (token === '}' || token === ']') depth--;
      else if (depth === 1 && isKey && token.startsWith('"')) {
        key = String(JSON.parse(token));
        if (this.#offsets.has(key)) this.repeated.push({ key, offset });
        this.#offsets.set(key, offset);
        isKey = false;
      } else if (depth === 2 && token !== ',' && token !== ':') this.#offsets.set(`${key}[${index}]`, offset);
      if (token === '{' || token === '[') {
        depth++;
        index = 0;
      }
      if (depth === 1 && isObject && (token === '{' || token === ',')) isKey = true;
      if (depth === 2 && token === ',') index++;
    }
  }

  /** The position of a key or element, in characters from the start. */
  of(place: string | undefined): number | undefined {
    return place === undefined ? undefined : this.#offsets.get(place);
  }
}

/** The position from which a text is no longer JSON, in characters from the start. */
export function errorOffset(text: string): number {
  const message = parseError(text);
  const [, position] = /at position (\d+)/.exec(message) ?? [];
  if (position !== undefined) return Number(position);
  if (!message.startsWith(UNEXPECTED)) return text.length;
  // V8 does not say where an unexpected token is. It is right after the longest beginning that is merely incomplete.
  let [good, bad] = [0, text.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (parseError(text.slice(0, middle)).startsWith(UNEXPECTED)) bad = middle;
    else good = middle;
  }
  return good;
}

const UNEXPECTED = 'Unexpected token';

function parseError(text: string): string {
  try {
    JSON.parse(text);
    return '';
  } catch (error) {
    return messageOf(error);
  }
}
