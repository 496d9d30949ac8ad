/**
 * What is measured. A round does `iterations` of a row and takes some
 * nanoseconds; a row knows how to tell that to people.
 *
 * @typedef {object} Row
 * @property {string} id          what contestants are asked for
 * @property {string} label
 * @property {string} unit        of `value`
 * @property {(nanoseconds: number) => number} value   from nanoseconds per iteration
 * @property {number} [bar]       least speed of wasock, native PHP being 1
 */

const BLOCK_BYTES = 65536;

/** @type {readonly Row[]} */
export const ROWS = [
  { id: 'pair', label: '64-byte write + read, socketpair', unit: 'ns', value: (ns) => ns, bar: 0.9 },
  { id: 'echo', label: '64-byte round trip, TCP', unit: 'µs', value: (ns) => ns / 1e3 },
  { id: 'send', label: '64 KiB writes, TCP', unit: 'MB/s', value: (ns) => (BLOCK_BYTES * 1e3) / ns, bar: 0.95 },
  { id: 'receive', label: '64 KiB reads, TCP', unit: 'MB/s', value: (ns) => (BLOCK_BYTES * 1e3) / ns },
  { id: 'select-2', label: 'select over 2, one ready', unit: 'µs', value: (ns) => ns / 1e3 },
  { id: 'select-100', label: 'select over 100, one ready', unit: 'µs', value: (ns) => ns / 1e3 },
  { id: 'select-1000', label: 'select over 1,000, one ready', unit: 'µs', value: (ns) => ns / 1e3, bar: 1.5 },
  { id: 'lines', label: '80-byte lines, PHP_NORMAL_READ', unit: 'lines/s', value: (ns) => 1e9 / ns, bar: 10 },
];
