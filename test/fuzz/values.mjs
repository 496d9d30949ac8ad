// What hostile guests pass: numbers at the edges of types and of the memory, and texts that somebody might look up,
// open or evaluate.

/** Where a guest's own data lie: texts from `DATA`, one every `SLOT` bytes; from `ROOM` on, what it writes itself. */
export const DATA = 0x1000;
export const SLOT = 64;
export const ROOM = 0x3000;
/** Where results go: as many as fit, of `RESULT_SLOT` bytes each. */
export const RESULTS = 0x3800;
export const RESULT_SLOT = 64;
export const RESULT_COUNT = 16;

/** Names of hosts, services, protocols, interfaces, files, offers and properties, and what is none. */
export const TEXTS = [
  '',
  'localhost',
  '127.0.0.1',
  '::1',
  '0x7f.0.0.1',
  '::ffff:127.0.0.1',
  '127.0.0.1%lo',
  'http',
  'tcp',
  'udp',
  'lo',
  '80',
  '\0wasock-fuzz',
  '\0',
  '/tmp/wasock-fuzz-none/socket',
  'fuzz.sock',
  '../../etc/passwd',
  '/proc/self/fd/0',
  'constructor',
  '__proto__',
  'toString',
  '${process.exit(9)}',
  "');process.exit(9)//",
  'a'.repeat(63),
  '%s%n%p',
  'x\r\ny\u2028z',
  '\u{1f600}\ud800',
  '.'.repeat(50),
];

/** Numbers of 32 bits: edges of the types, of pages and of tables. */
const EDGES = [
  0, 1, 2, 3, 4, 7, 8, 12, 16, 31, 32, 60, 63, 64, 127, 128, 253, 255, 256, 1023, 1024, 1025, 4095, 4096, 0x7fff,
  0x8000, 0xffff, 0x10000, 0x10001, 0x3fffc, 0x3ffff, 0x40000, 0x40001, 0xfffff, 0x100000, 0x100001, 0x3fffffff,
  0x40000000, 0x5555556, 0x7ffffff0, 0x7fffffff, 0x80000000, 0x80000001, 0xfffffff0, 0xfffffffc, 0xffffffff,
];

/** A number that nobody expects. @param {import('./random.mjs').Random} random */
export function hostile(random) {
  if (random.percent(20)) return random.bits() | 0;
  const edge = random.of(EDGES) | 0;
  return random.percent(20) ? (edge + random.below(9) - 4) | 0 : edge;
}

/** A number of 64 bits that nobody expects, as a text. */
export function hostileLong(random) {
  const kinds = [0n, 1n, 0xffff_ffffn, 1n << 32n, (1n << 63n) - 1n, 1n << 63n, (1n << 64n) - 1n, 1_000_000_000n];
  return String(BigInt.asIntN(64, random.percent(20) ? BigInt(random.bits()) << 21n : random.of(kinds)));
}

/** A pointer to a text, or into one. */
export function textAt(random) {
  return DATA + SLOT * random.below(TEXTS.length);
}

/** A pointer at which a result is welcome. */
export function resultAt(random) {
  return RESULTS + RESULT_SLOT * random.below(RESULT_COUNT);
}

/** The memory's first content. @param {'utf8' | 'utf16'} encoding */
export function dataSegments(encoding) {
  return TEXTS.map((text, index) => ({
    at: DATA + SLOT * index,
    bytes: new Uint8Array(Buffer.from(text, encoding === 'utf8' ? 'utf8' : 'utf16le')).subarray(0, SLOT),
  })).filter(({ bytes }) => bytes.length > 0);
}
