// VitePress' configuration. docs/site/build.mjs puts it beside the pages, with navigation.json.
import { readFileSync } from 'node:fs';

const { sidebar } = JSON.parse(readFileSync(new URL('navigation.json', import.meta.url), 'utf8'));

/** The anchor that GitHub gives a heading. */
const slugify = (heading) =>
  heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');

export default {
  title: 'wasock',
  description: "Real sockets for WebAssembly guests, with the semantics of PHP's sockets extension",
  lang: 'en',
  head: [['link', { rel: 'icon', type: 'image/svg+xml', href: '/favicon.svg' }]],
  markdown: { anchor: { slugify }, toc: { slugify }, headers: { slugify }, lineNumbers: false },
  vite: { logLevel: 'error', build: { chunkSizeWarningLimit: 10_000 } },
  themeConfig: {
    nav: [
      { text: 'Guides', link: '/guides/permissions' },
      { text: 'Reference', link: '/reference/guest' },
      { text: 'What works where', link: '/runtimes' },
      { text: 'Security', link: '/security' },
    ],
    sidebar,
    outline: { level: [2, 3] },
    // Made when the site is built, and searched in the browser.
    search: { provider: 'local', options: { miniSearch: { searchOptions: { boost: { title: 6, titles: 2 } } } } },
  },
};
