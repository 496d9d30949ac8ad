// The tokens of a scenario's lines, and what strings and numbers among them mean.

/** A line that is not of the subset. */
export class ScenarioError extends Error {
  readonly code = 'ERR_SCENARIO';
}

const TOKEN =
  /\s*(?:(?<comment>#.*)|(?<number>0x[\da-fA-F]+|\d[\d_]*(?:\.\d+)?)|(?<variable>\$\w+)|(?<name>[A-Za-z_]\w*)|(?<single>'(?:[^'\\]|\\.)*')|(?<double>"(?:[^"\\]|\\.)*")|(?<mark>===|=>|[=|+\-.,()[\]]))/y;

export interface Token {
  readonly kind: 'number' | 'variable' | 'name' | 'single' | 'double' | 'mark';
  readonly text: string;
  readonly end: number;
}

/** The tokens of a line, and the comment behind them. */
export function tokenize(source: string): { tokens: Token[]; comment: string } {
  const tokens: Token[] = [];
  const end = source.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const at = TOKEN.lastIndex;
    const groups = TOKEN.exec(source)?.groups;
    if (groups === undefined) throw new ScenarioError(`'${source.slice(at).trim()}' is not understood`);
    const found = Object.entries(groups).find(([, text]) => text !== undefined);
    if (found === undefined) continue;
    const [kind, text] = found;
    if (kind === 'comment') return { tokens, comment: text.trimEnd() };
    tokens.push({ kind: kind as Token['kind'], text, end: TOKEN.lastIndex });
  }
  return { tokens, comment: '' };
}

/** The bytes of a text in UTF-8, a character each. */
export function bytesOf(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

const ESCAPES: Record<string, string> = {
  n: '\n',
  r: '\r',
  t: '\t',
  e: '\x1b',
  '0': '\0',
  '\\': '\\',
  '"': '"',
  $: '$',
};

/** What a string in double quotes means, without its variables. */
export function unescaped(text: string): string {
  return bytesOf(text).replace(/\\(?:x([\da-fA-F]{2})|(.))/g, (all, hexadecimal?: string, letter?: string) =>
    hexadecimal === undefined ? (ESCAPES[letter ?? ''] ?? all) : String.fromCharCode(parseInt(hexadecimal, 16)),
  );
}
