/**
 * The table as a picture: a group of bars for each row, the speed beside native PHP's on a logarithmic scale.
 *
 * @import { RowResult } from './measure.mjs'
 * @import { Column } from './report.mjs'
 */
import { times } from './report.mjs';

const WIDTH = 860;
const LEFT = 290;
const RIGHT = 70;
const BAR = 11;
const GAP = 14;
const TOP = 58;

/** Told apart by those who see no colours, too: dark to light. */
const COLOURS = ['#1b4f72', '#2e86c1', '#7fb3d5', '#b9770e', '#7d3c98', '#1e8449', '#a93226', '#5f6a6a'];

const escaped = (/** @type {string} */ text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/**
 * @param {readonly RowResult[]} results
 * @param {readonly Column[]} columns   without native PHP, whose speed is the line at 1
 * @param {string} caption
 */
export function renderPicture(results, columns, caption) {
  const rows = results
    .map((result) => ({
      label: `${result.row.label}`,
      bars: columns.flatMap(({ id }, at) => {
        const ratio = result.ratio(id);
        return ratio === undefined ? [] : [{ ratio, colour: COLOURS[at % COLOURS.length] }];
      }),
    }))
    .filter(({ bars }) => bars.length > 0);
  const all = rows.flatMap(({ bars }) => bars.map(({ ratio }) => ratio));
  const least = Math.min(0.5, ...all);
  const most = Math.max(2, ...all);
  const scale = (WIDTH - LEFT - RIGHT) / Math.log(most / least);
  const x = (/** @type {number} */ ratio) => LEFT + Math.log(ratio / least) * scale;
  /** @type {string[]} */
  const parts = [];
  let y = TOP;
  for (const { label, bars } of rows) {
    const middle = y + (bars.length * BAR) / 2 + 4;
    parts.push(`<text x="${LEFT - 10}" y="${middle}" text-anchor="end">${escaped(label)}</text>`);
    for (const { ratio, colour } of bars) {
      const [from, to] = [Math.min(x(ratio), x(1)), Math.max(x(ratio), x(1))];
      parts.push(
        `<rect x="${from.toFixed(1)}" y="${y}" width="${(to - from).toFixed(1)}" height="${BAR - 2}" fill="${colour}"/>`,
        `<text class="value" x="${(to + 4).toFixed(1)}" y="${y + BAR - 3}">${times(ratio)}</text>`,
      );
      y += BAR;
    }
    y += GAP;
  }
  const legend = columns.map(({ title }, at) => {
    const left = 14 + at * 104;
    return (
      `<rect x="${left}" y="30" width="10" height="10" fill="${COLOURS[at % COLOURS.length]}"/>` +
      `<text x="${left + 15}" y="39">${escaped(title)}</text>`
    );
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y + 10}" font-family="sans-serif" font-size="12" role="img">`,
    `<title>${escaped(caption)}</title>`,
    '<style>text { fill: #222 } .value { font-size: 9px; fill: #555 } .one { stroke: #222 }',
    '@media (prefers-color-scheme: dark) { text { fill: #ddd } .value { fill: #aaa } .one { stroke: #ddd } }</style>',
    `<text x="14" y="18" font-weight="bold">${escaped(caption)}</text>`,
    ...legend,
    `<line class="one" x1="${x(1).toFixed(1)}" y1="${TOP - 6}" x2="${x(1).toFixed(1)}" y2="${y - GAP + 4}"/>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}
