/**
 * What is measured. A round does `iterations` of a row and takes some nanoseconds; a row knows how to tell that to people.
 *
 * @typedef {object} Bar     a speed that is to be reached
 * @property {string} of     a contestant
 * @property {string} to     another: its speed is 1
 * @property {number} least
 *
 * @typedef {object} Row
 * @property {string} id          what contestants are asked for
 * @property {string} label
 * @property {string} unit        of `value`
 * @property {(nanoseconds: number) => number} value   from nanoseconds per iteration
 * @property {readonly Bar[]} bars
 */

/** @param {number} ns */
const nanoseconds = (ns) => ns;
/** @param {number} ns */
const microseconds = (ns) => ns / 1e3;
/** @param {number} ns */
const perSecond = (ns) => 1e9 / ns;
/** @param {number} size  in bytes @returns {(ns: number) => number} */
const megabytes = (size) => (ns) => (size * 1e3) / ns;

const BLOCK_BYTES = 64 << 10;
const LARGE_BYTES = 1 << 20;

/**
 * wasock's least speed beside native PHP's and C's. The same guest has two more ways, which are held to it in every row.
 *
 * @param {number} php @param {number} [c]
 * @returns {readonly Bar[]}
 */
const bars = (php, c) => [
  { of: 'wasock', to: 'php', least: php },
  ...(c === undefined ? [] : [{ of: 'wasock', to: 'c', least: c }]),
  { of: 'component', to: 'wasock', least: 0.95 },
  { of: 'wasock-php', to: 'wasock', least: 0.9 },
];

/** @type {readonly Row[]} */
export const ROWS = [
  { id: 'pair', label: '64-byte write + read, socketpair', unit: 'ns', value: nanoseconds, bars: bars(0.95) },
  { id: 'udp', label: '512-byte datagram, sent + received', unit: 'ns', value: nanoseconds, bars: bars(0.95) },
  { id: 'echo', label: '64-byte round trip, TCP', unit: 'µs', value: microseconds, bars: bars(1, 0.9) },
  { id: 'connect', label: 'connect + close, TCP', unit: 'µs', value: microseconds, bars: bars(1, 0.9) },
  { id: 'accept', label: 'accept + close, TCP', unit: 'µs', value: microseconds, bars: bars(1, 0.9) },
  { id: 'send', label: '64 KiB writes, TCP', unit: 'MB/s', value: megabytes(BLOCK_BYTES), bars: bars(1, 0.9) },
  { id: 'receive', label: '64 KiB reads, TCP', unit: 'MB/s', value: megabytes(BLOCK_BYTES), bars: bars(1, 0.9) },
  { id: 'send-large', label: '1 MiB writes, TCP', unit: 'MB/s', value: megabytes(LARGE_BYTES), bars: bars(1, 0.9) },
  { id: 'receive-large', label: '1 MiB reads, TCP', unit: 'MB/s', value: megabytes(LARGE_BYTES), bars: bars(1, 0.9) },
  { id: 'select-2', label: 'select over 2, one ready', unit: 'µs', value: microseconds, bars: bars(1) },
  { id: 'select-100', label: 'select over 100, one ready', unit: 'µs', value: microseconds, bars: bars(4) },
  { id: 'select-1000', label: 'select over 1,000, one ready', unit: 'µs', value: microseconds, bars: bars(10) },
  { id: 'select-10000', label: 'select over 10,000, one ready', unit: 'µs', value: microseconds, bars: bars(10, 10) },
  { id: 'lines', label: '80-byte lines, PHP_NORMAL_READ', unit: 'lines/s', value: perSecond, bars: bars(25) },
];
