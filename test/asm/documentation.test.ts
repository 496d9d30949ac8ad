// The documentation of what guests import: editors show it.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const ASM = new URL('../../asm/', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, ASM), 'utf8');

interface Documented {
  name: string;
  parameters: string[];
  result: string;
  /** The lines of its documentation. */
  lines: string[];
}

/** Every function that asm/index.ts exports. */
const FUNCTIONS = Array.from(read('index.ts').matchAll(/export \{([^}]*)\} from "\.\/([^"]+)"/g)).flatMap(
  ([, names = '', path = '']) =>
    names
      .split(',')
      .map((name) => name.trim())
      .filter((name) => /^[a-z]/.test(name))
      .map((name) => documented(name, read(`${path}.ts`))),
);

function documented(name: string, text: string): Documented {
  const declaration = new RegExp(String.raw`export function ${name}(?:<T>)?\(([^)]*)\): ([^{]+) \{`).exec(text);
  const [, parameters = '', result = ''] = declaration ?? [];
  const before = text.slice(0, declaration?.index);
  const comment = before.endsWith(' */\n') ? before.slice(before.lastIndexOf('/**')) : '';
  return {
    name,
    parameters: Array.from(parameters.matchAll(/(\w+): /g), ([, parameter = '']) => parameter),
    result,
    lines: comment.split('\n').map((line) => line.replace(/^ *\/?\** ?\/?/, '')),
  };
}

const tag = (lines: readonly string[], start: string) => lines.filter((line) => line.startsWith(start));

test('a function has a sentence, its parameters in their order, its result, and a link', () => {
  expect(FUNCTIONS.length).toBeGreaterThan(80);
  for (const { name, parameters, result, lines } of FUNCTIONS) {
    const [sentence = ''] = lines.filter((line) => line !== '');
    expect(sentence, name).toMatch(/^[A-Z]/);
    const described = tag(lines, '@param ').map((line) => /^@param (\w+) \S/.exec(line)?.[1]);
    expect(described, name).toEqual(parameters);
    expect(tag(lines, '@returns '), name).toHaveLength(result === 'void' ? 0 : 1);
    const page = `https://www.php.net/manual/en/function.${name.replaceAll('_', '-')}.php`;
    expect(tag(lines, '@see '), name).toEqual([`@see ${name.endsWith('_named') ? 'docs/plugins.md of wasock' : page}`]);
  }
});

test('a function that gives null says when', () => {
  for (const { name, result, lines } of FUNCTIONS) {
    if (result.endsWith('| null')) expect(lines.join(' '), name).toMatch(/@returns .*\bnull\b/);
  }
});
