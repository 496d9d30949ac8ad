// The pages of the documentation lead to what is there, and nothing in them is code that nobody has run.
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { blocksOf, isFile, PAGES, pageText } from '../support/pages.ts';

const DOCUMENTS = [...PAGES, 'SECURITY.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'examples/README.md'];

/** The links of a text, and the files of its pictures, outside of code. */
function linksOf(text: string): string[] {
  const prose = text.replace(/^```[^]*?^```$/gm, '').replace(/`[^`\n]*`/g, '');
  return Array.from(prose.matchAll(/\]\(([^)\s]*)\)/g), ([, target = '']) => target);
}

/** The anchors that GitHub gives the headings of a text, and so does the site. */
function anchors(text: string): string[] {
  return Array.from(text.matchAll(/^#+ (.*)$/gm), ([, heading = '']) => {
    const words = heading.toLowerCase().replace(/[^\w\- ]/g, '');
    return `#${words.replaceAll(' ', '-')}`;
  });
}

test.each(DOCUMENTS)('the links of %s lead to files and headings', (name) => {
  const home = new URL(`../../${name}`, import.meta.url);
  const broken = linksOf(readFileSync(home, 'utf8')).filter((link) => {
    if (/^[a-z]+:/.test(link)) return !/^https:\/\/[a-z\d.-]+\.[a-z]+(?:\/[^\s]*)?$/.test(link);
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? home : new URL(path, home);
    return (
      !existsSync(target) || (anchor !== undefined && !anchors(readFileSync(target, 'utf8')).includes(`#${anchor}`))
    );
  });
  expect(broken).toEqual([]);
});

/** Languages of what can be run; `text`, and a block without a language, is something to look at. */
const CODE = /^(?:ts|js|mjs|c|sh|console|json|rust|python|go|php|wit)$/;

test.each(PAGES)('each block of code of %s is run, or is marked as not meant to', (page) => {
  const unknown = blocksOf(page).filter(({ language, file, comment }) => {
    const [, run] = /^run by (test\/\S+\.ts)$/.exec(comment ?? '') ?? [];
    // The test that is named reads this page.
    if (run !== undefined) return !isFile(run) || !pageText(run).includes(page.replace('docs/', ''));
    if (/^not run: ./.test(comment ?? '')) return false;
    // What test/docs/transcripts.test.ts writes and runs.
    return CODE.test(language) && file === undefined && language !== 'console';
  });
  expect(unknown.map(({ text }) => text)).toEqual([]);
});

test('the anchors of headings are those of GitHub', () => {
  expect(anchors("# PHP's functions: `wasock/php`, in 3 ways\n")).toEqual(['#phps-functions-wasockphp-in-3-ways']);
});
