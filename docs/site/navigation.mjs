// What is on the site, where it comes from, and in which order it is read.
import { existsSync, readdirSync } from 'node:fs';
import { ROOT } from '../coverage/source.mjs';

/** Groups of the navigation: a title, and pages by their path on the site with the words that lead to them. */
const GROUPS = [
  ['Getting started', { index: 'What wasock is', examples: 'Examples' }],
  [
    'Guides',
    {
      'guides/permissions': 'Permissions',
      'guides/select-server': 'A server for many clients',
      'guides/datagrams': 'Datagrams and multicast',
      'guides/unix-sockets': 'Unix sockets',
      'guides/streams': 'Streams',
      plugins: 'Plugins in Node',
      embedding: 'Embedding',
      'guides/many-guests': 'Many guests on one thread',
      'c-guests': 'C programs',
      'guides/other-languages': 'Rust, Python, Go, JavaScript',
      'php-library': 'PHP’s functions elsewhere',
      'guides/wasmtime': 'wasmtime',
      files: 'Files',
      fork: 'Processes: fork',
    },
  ],
  [
    'Reference',
    {
      'reference/guest': 'Functions of a guest',
      assemblyscript: 'Types of a guest',
      coverage: 'PHP’s manual, page by page',
      'javascript-api': 'The JavaScript API',
      'reference/wasock': 'wasock',
      'reference/host': 'wasock/host',
      'reference/php': 'wasock/php',
      'reference/build': 'wasock/build',
      'php-api': 'PHP’s names by language',
      'command-line': 'The command line',
      policy: 'The policy',
      'sockets-and-permissions': 'What each call asks',
      limits: 'Limits',
      errors: 'Errors',
      runtimes: 'What works where',
      limitations: 'What wasock does not do',
    },
  ],
  [
    'How it works',
    {
      architecture: 'How it is built',
      components: 'Components',
      isolation: 'Where a guest runs',
      security: 'Security',
      testing: 'What is tested',
      performance: 'The benchmark',
      results: 'Results',
      compare: 'wasock beside others',
      contributing: 'Contributing',
      changelog: 'Changes',
    },
  ],
];

const OTHERS = {
  'README.md': 'index',
  'SECURITY.md': 'security',
  'CONTRIBUTING.md': 'contributing',
  'CHANGELOG.md': 'changelog',
  'examples/README.md': 'examples',
  'bench/README.md': 'performance',
  'bench/results.md': 'results',
};

/** More texts that pages lead to. */
const DEEPER =
  /^(?:bench\/notes|c\/README|test\/(?:[\w-]+\/)*README|test\/php\/differences|test\/wasip2\/scenarios)\.md$/;

const markdown = (directory) =>
  readdirSync(ROOT + directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md') && !name.includes('node_modules'))
    .map((name) => `${directory}/${name}`);

/** The pages of the site by their source: paths from the root of the repository, and on the site without extension. */
export const SITE_PAGES = new Map(
  [
    ...Object.entries(OTHERS).filter(([source]) => existsSync(ROOT + source)),
    ...markdown('docs').map((source) => [source, source.slice('docs/'.length, -'.md'.length)]),
    ...['bench', 'c', 'test'].flatMap((directory) =>
      markdown(directory)
        .filter((source) => DEEPER.test(source))
        .map((source) => [source, `repository/${source.slice(0, -'.md'.length)}`]),
    ),
  ].filter(([source, path], at, all) => all.findIndex(([other]) => other === source) === at && path !== undefined),
);

/** VitePress' sidebar of the pages that there are. A page of docs/ that no group has comes last in its group. */
export function sidebar() {
  const there = new Set(SITE_PAGES.values());
  const isThere = (path) => there.has(path) || path.startsWith('reference/');
  const named = new Set(GROUPS.flatMap(([, pages]) => Object.keys(pages)));
  const groups = GROUPS.map(([text, pages]) => ({
    text,
    collapsed: false,
    items: Object.entries(pages)
      .filter(([path]) => isThere(path))
      .map(([path, title]) => ({ text: title, link: path === 'index' ? '/' : `/${path}` })),
  }));
  for (const path of there) {
    if (named.has(path) || path.startsWith('repository/')) continue;
    const title = path.replace(/^.*\//, '').replaceAll('-', ' ');
    groups[path.startsWith('guides/') ? 1 : 3].items.push({ text: title, link: `/${path}` });
  }
  return groups;
}
