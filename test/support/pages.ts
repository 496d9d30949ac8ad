// The pages of the documentation, and the blocks of code in them.
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const ROOT = new URL('../../', import.meta.url);

/** Paths from the root of the repository: the README, and all that is below docs/. */
export const PAGES: readonly string[] = ['README.md', ...pagesBelow('docs')];

function pagesBelow(directory: string): string[] {
  const names = readdirSync(new URL(directory, ROOT), { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${directory}/${name}`)
    .sort();
}

export interface Block {
  language: string;
  /** Of a block that begins with ```` ```ts [server.ts] ````. */
  file: string | undefined;
  text: string;
  /** What the comment above it says: `not run: reason`, or `run by test/….test.ts`. */
  comment: string | undefined;
}

/** The text of a page. @param page its path from the root of the repository */
export function pageText(page: string): string {
  return readFileSync(new URL(page, ROOT), 'utf8');
}

/** Whether the repository has this file. */
export function isFile(path: string): boolean {
  return existsSync(new URL(path, ROOT));
}

/** The blocks of code of a page, in order. */
export function blocksOf(page: string): Block[] {
  const fences = pageText(page).matchAll(/(?:<!-- (.*) -->\n\n?)?^```(\w*)(?: \[(.*)\])?\n([^]*?)^```$/gm);
  return Array.from(fences, ([, comment, language = '', file, text = '']) => ({ language, file, text, comment }));
}

/** The text of a page's block in this language, the first by default. */
export function block(page: string, language: string, index = 0): string {
  const found = blocksOf(page).filter((candidate) => candidate.language === language)[index];
  if (found === undefined) throw new Error(`${page} has no such block of ${language}`);
  return found.text;
}
