// The table of languages in docs/runtimes.md: what guests there are, whose tests are the probes.
import {
  COMMANDS,
  MANY_CLIENTS,
  RESOLVERS,
  TCP_CLIENTS,
  TCP_SERVERS,
  UDP_CLIENTS,
  UDP_SERVERS,
} from './guest-tests.ts';

/** The columns, with the groups of guests that are in each: test/components/guests/. */
const LANGUAGES: Readonly<Record<string, readonly string[]>> = {
  Rust: ['rust', 'rust-crates'],
  Python: ['python'],
  JavaScript: ['javascript'],
  C: ['c'],
  Go: ['go'],
};

/** The rows, with the guests that show each. */
const ROWS: Readonly<Record<string, readonly string[]>> = {
  'connects by TCP': Object.keys(TCP_CLIENTS),
  'has several connections at once': Object.keys(MANY_CLIENTS),
  'serves by TCP': Object.keys(TCP_SERVERS),
  'sends datagrams and gets answers': Object.keys(UDP_CLIENTS),
  'answers datagrams': Object.keys(UDP_SERVERS),
  'looks names up': RESOLVERS,
  'gets pages by HTTP': ['rust-crates/http-get', 'python/urllib-client'],
  'serves HTTP': ['python/http-server'],
  'sets options of sockets': ['c/options'],
  'has arguments, environment, input and an exit code': COMMANDS,
};

/** The guests of the table. */
export const GUESTS: readonly string[] = Object.values(ROWS).flat();

const TABLE = /(?<=<!-- npm run docs: languages -->\n)[^]*?(?=<!-- the end of languages -->)/;

/** The document with the table. */
export function withLanguages(document: string): string {
  if (!TABLE.test(document)) throw new Error('the document has no place for the table of languages');
  const columns = Object.entries(LANGUAGES);
  const line = (head: string, cells: readonly string[]) => `| ${head} | ${cells.join(' | ')} |`;
  const cellOf = (guests: readonly string[], groups: readonly string[]) =>
    guests.some((name) => groups.includes(name.split('/')[0] ?? '')) ? 'yes' : '–';
  const lines = [
    line(
      '',
      columns.map(([language]) => language),
    ),
    line(
      '---',
      columns.map(() => '---'),
    ),
    ...Object.entries(ROWS).map(([what, guests]) =>
      line(
        what,
        columns.map(([, groups]) => cellOf(guests, groups)),
      ),
    ),
  ];
  return document.replace(TABLE, () => `\n${lines.join('\n')}\n\n`);
}
