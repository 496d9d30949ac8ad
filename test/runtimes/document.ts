// The table of docs/runtimes.md, as text and as cells.
import type { Cells } from './columns.ts';
import type { Feature } from './feature.ts';
import { FEATURES, GROUPS } from './features.ts';

/** The cell of a column whose programs have no call for a feature. */
export const NONE = '–';

const TABLE = /(?<=<!-- npm run docs -->\n)[^]*?(?=<!-- the end -->)/;

/** The document with the table of these cells, by the column's title and the feature. */
export function withTable(document: string, columns: ReadonlyMap<string, Cells>): string {
  if (!TABLE.test(document)) throw new Error('the document has no place for the table');
  const titles = Array.from(columns.keys());
  const cellsOf = ({ key, notes }: Feature) =>
    titles.map((column) => (columns.get(column)?.[key] ?? NONE) + mark(notes?.[column]));
  const lines = [line('', titles), line('---', Array<string>(titles.length).fill('---'))];
  for (const [title, features] of GROUPS) {
    lines.push(line(`**${title}**`, Array<string>(titles.length).fill('')));
    for (const feature of features) lines.push(line(feature.title + mark(feature.note), cellsOf(feature)));
  }
  return document.replace(TABLE, () => `\n${lines.join('\n')}\n\n`);
}

/** The cells of one column in a document. */
export function cellsIn(document: string, column: string): Cells {
  const lines = (TABLE.exec(document)?.[0] ?? '').trim().split('\n');
  const [heads = [], , ...rows] = lines.map((text) => text.split('|').map((cell) => cell.trim()));
  const position = heads.indexOf(column);
  const outcomes = new Map(rows.map((cells) => [bare(cells[1]), bare(cells[position])]));
  return Object.fromEntries(FEATURES.map(({ key, title }) => [key, outcomes.get(title) ?? '']));
}

function line(head: string, cells: readonly string[]): string {
  return `| ${head} | ${cells.join(' | ')} |`;
}

/** A reference to a footnote. */
function mark(note: string | undefined): string {
  return note === undefined ? '' : `[^${note}]`;
}

function bare(cell = ''): string {
  return cell.replace(/\[\^.*$/, '');
}
