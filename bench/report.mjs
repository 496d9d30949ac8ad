/**
 * The table.
 *
 * @import { Contestant } from './contestants.mjs'
 * @import { RowResult } from './measure.mjs'
 */

/** Three significant digits; thousands apart. @param {number} value */
function number(value) {
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** @param {number | undefined} ratio */
const times = (ratio) => (ratio === undefined ? '' : `${ratio >= 10 ? ratio.toFixed(1) : ratio.toFixed(2)}×`);

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

/**
 * A line for each row: every contestant's median and its speed, native PHP's being 1.
 *
 * @param {readonly RowResult[]} results
 * @param {readonly Contestant[]} contestants
 */
export function renderTable(results, contestants) {
  const head = ['', ...contestants.flatMap(({ title }) => [title, '']), 'unit', 'bar', ''];
  const body = results.map((result) => [
    result.row.label,
    ...contestants.flatMap(({ id }) => {
      const summary = result.summary(id);
      if (summary === undefined) return [result.errors.has(id) ? 'failed' : '–', ''];
      return [number(summary.median), id === 'php' ? '' : times(result.ratio(id))];
    }),
    result.row.unit,
    times(result.row.bar),
    result.reached === undefined ? '' : result.reached ? 'ok' : 'below',
  ]);
  return align([head, ...body]);
}

/**
 * Least and greatest round of each, in the row's unit.
 *
 * @param {readonly RowResult[]} results
 * @param {readonly Contestant[]} contestants
 */
export function renderDetails(results, contestants) {
  const head = ['least – greatest round', ...contestants.map(({ title }) => title), 'unit'];
  const body = results.map((result) => [
    result.row.label,
    ...contestants.map(({ id }) => {
      const summary = result.summary(id);
      return summary === undefined ? '–' : `${number(summary.min)} – ${number(summary.max)}`;
    }),
    result.row.unit,
  ]);
  return align([head, ...body]);
}
