/**
 * The table, and the bars.
 *
 * @import { RowResult } from './measure.mjs'
 *
 * @typedef {{ id: string, title: string }} Column
 */
import { REFERENCE } from './measure.mjs';

/** Three significant digits; thousands apart. @param {number} value */
export function number(value) {
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** @param {number | undefined} ratio */
export const times = (ratio) => (ratio === undefined ? '' : `${ratio >= 10 ? ratio.toFixed(1) : ratio.toFixed(2)}×`);

/**
 * The first column to the left, the others to the right.
 *
 * @param {readonly (readonly string[])[]} lines
 */
function align(lines) {
  const columns = lines[0]?.length ?? 0;
  const widths = Array.from({ length: columns }, (_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
  const cell = (/** @type {string} */ text, /** @type {number} */ at) =>
    at < 1 ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0);
  return lines.map((line) => `${line.map(cell).join('  ').trimEnd()}\n`).join('');
}

/** @param {RowResult} result @param {string} id @returns {[string, string]} the median, and its speed beside native PHP's */
function cells(result, id) {
  const summary = result.summary(id);
  if (summary === undefined) return [result.errors.has(id) ? 'failed' : '–', ''];
  return [number(summary.median), id === REFERENCE ? '' : times(result.ratio(id))];
}

/**
 * A line for each row: every contestant's median and its speed, native PHP's being 1.
 *
 * @param {readonly RowResult[]} results
 * @param {readonly Column[]} columns
 */
export function renderTable(results, columns) {
  const head = ['', ...columns.flatMap(({ title }) => [title, '']), 'unit'];
  const body = results.map((result) => [
    result.row.label,
    ...columns.flatMap(({ id }) => cells(result, id)),
    result.row.unit,
  ]);
  return align([head, ...body]);
}

/** The same for a page. @param {readonly RowResult[]} results @param {readonly Column[]} columns */
export function markdownTable(results, columns) {
  const lines = [
    ['', ...columns.map(({ title }) => title), 'unit'],
    ['---', ...columns.map(() => '--:'), '---'],
    ...results.map((result) => [
      result.row.label,
      ...columns.map(({ id }) => cells(result, id).filter(Boolean).join(' · ')),
      result.row.unit,
    ]),
  ];
  return lines.map((line) => `| ${line.join(' | ')} |\n`).join('');
}

/**
 * The bars that were measured, each in a line: those that are missed come first.
 *
 * @param {readonly RowResult[]} results
 * @param {readonly Column[]} columns
 */
export function barLines(results, columns) {
  const title = (/** @type {string} */ id) => columns.find((column) => column.id === id)?.title ?? id;
  return results
    .flatMap((result) => result.bars.map((bar) => ({ ...bar, label: result.row.label })))
    .toSorted((a, b) => Number(a.isReached) - Number(b.isReached))
    .map(
      ({ label, of, to, least, ratio, isReached }) =>
        `${isReached ? 'reached' : 'missed '}  ${label}: ${title(of)} ${times(ratio)} of ${title(to)}, at least ${times(least)}`,
    );
}

/**
 * Least and greatest round of each, in the row's unit.
 *
 * @param {readonly RowResult[]} results
 * @param {readonly Column[]} columns
 */
export function renderDetails(results, columns) {
  const head = ['least – greatest round', ...columns.map(({ title }) => title), 'unit'];
  const body = results.map((result) => [
    result.row.label,
    ...columns.map(({ id }) => {
      const summary = result.summary(id);
      return summary === undefined ? '–' : `${number(summary.min)} – ${number(summary.max)}`;
    }),
    result.row.unit,
  ]);
  return align([head, ...body]);
}
