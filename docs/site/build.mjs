// Makes the web site of the documentation: `npm run docs:site`, into build/site, or into the directory that is named.
// The pages are the Markdown files where they are; the reference comes from the code.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, posix, resolve } from 'node:path';
import { argv, chdir } from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'vitepress';
import { HELP } from '../../dist/cli/help.js';
import { read, ROOT } from '../coverage/source.mjs';
import { guestFunctions, guestReference } from './guest-reference.mjs';
import { moduleReferences } from './module-reference.mjs';
import { sidebar, SITE_PAGES } from './navigation.mjs';

const output = resolve(argv[2] ?? `${ROOT}build/site`);
const pages = `${output}-pages/`;

function write(path, text) {
  mkdirSync(dirname(pages + path), { recursive: true });
  writeFileSync(pages + path, text);
}

/** Applies a change to what is no block of code. */
const outsideOfCode = (text, change) =>
  text
    .split(/^(```[^]*?^```$)/m)
    .map((part, at) => (at % 2 === 0 ? change(part) : part))
    .join('');

/** Where a link of a page leads on the site; undefined where the site has nothing of it. */
function target(source, link) {
  if (/^[a-z]+:|^#/.test(link)) return link;
  const [path, anchor] = link.split('#');
  const found = posix.join(posix.dirname(source), path).replace(/\/$/, '');
  const page = SITE_PAGES.get(found) ?? SITE_PAGES.get(`${found}/README.md`);
  if (page !== undefined) return `/${page}.md${anchor === undefined ? '' : `#${anchor}`}`;
  if (!existsSync(ROOT + found) || statSync(ROOT + found).isDirectory()) return undefined;
  if (found.endsWith('.svg')) {
    cpSync(ROOT + found, `${pages}public/${found}`, { recursive: true });
    return `/${found}`;
  }
  // A file of the repository, as text.
  mkdirSync(dirname(`${pages}public/repository/${found}`), { recursive: true });
  cpSync(ROOT + found, `${pages}public/repository/${found}.txt`);
  return `/repository/${found}.txt`;
}

/** Footnotes as GitHub has them, which VitePress has not. */
function withFootnotes(text) {
  const names = Array.from(text.matchAll(/^\[\^([\w-]+)\]: /gm), ([, name]) => name);
  const number = (name) => names.indexOf(name) + 1;
  return text
    .replace(
      /^\[\^([\w-]+)\]: (.*)$/gm,
      (_, name, note) => `\n<a id="note-${name}"></a><sup>${number(name)}</sup> ${note}\n`,
    )
    .replace(/\[\^([\w-]+)\]/g, (_, name) => `<sup>[${number(name)}](#note-${name})</sup>`);
}

/** On the site a page is called by its title, where the repository has the name of its file. */
function labelOf(label, leads) {
  const isName = /^[\w/-]+\.md$/.test(label);
  const found = [...SITE_PAGES].find(([, path]) => isName && leads.split('#')[0] === `/${path}.md`);
  return found === undefined ? label : (/^# (.*)$/m.exec(read(found[0]))?.[1] ?? label);
}

function pageOf(source) {
  let text = read(source).replace(/<!--[^]*?-->\n*/g, '');
  text = outsideOfCode(withFootnotes(text), (prose) =>
    prose.replace(/\[((?:[^\][]|\[[^\]]*\])*)\]\(([^)\s]*)\)/g, (whole, label, link) => {
      const leads = target(source, link);
      return leads === undefined ? label : `[${labelOf(label, leads)}](${leads})`;
    }),
  );
  // The name of a file stands above it.
  return text.replace(/^```\w+ \[.*\]\n[^]*?^```$/gm, (block) => `::: code-group\n${block}\n:::`);
}

/** The table of PHP's manual leads to the functions here. */
function withFunctions(text) {
  const known = new Set(guestFunctions());
  return text.replace(/^\| `((\w+)[^`]*)` \|/gm, (cell, signature, name) =>
    known.has(name) ? `| [\`${signature}\`](/reference/guest.md#${name}) |` : cell,
  );
}

rmSync(pages, { recursive: true, force: true });
for (const [source, path] of SITE_PAGES) {
  let text = pageOf(source);
  if (path === 'coverage') text = withFunctions(text);
  if (path === 'command-line') text += `\n## wasock --help\n\n\`\`\`text\n${HELP.trimEnd()}\n\`\`\`\n`;
  write(`${path}.md`, text);
}
write('reference/guest.md', guestReference());
for (const [path, text] of moduleReferences()) write(`${path}.md`, text);
write('public/favicon.svg', read('docs/site/favicon.svg'));
write('.vitepress/navigation.json', JSON.stringify({ sidebar: sidebar() }));
for (const [name, path] of Object.entries({
  'config.mjs': 'config.mjs',
  'theme.mjs': 'theme/index.mjs',
  'theme.css': 'theme/theme.css',
})) {
  write(`.vitepress/${path}`, readFileSync(new URL(name, import.meta.url), 'utf8'));
}
chdir(fileURLToPath(new URL('../../', import.meta.url)));
rmSync(output, { recursive: true, force: true });
await build(pages, { outDir: output });
rmSync(pages, { recursive: true, force: true });
