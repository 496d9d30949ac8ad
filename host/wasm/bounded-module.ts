// Changes the maxima of a core module's memories and tables. Growing them does not call the host, so the module itself must
// have the limits.
import { LinkError } from '../trap.ts';
import { HEADER_SIZE, Reader, unsignedLeb } from './reader.ts';
import { skipConstant } from './constant.ts';
import { readValueType } from './core-imports.ts';

/** Limits for the sum of a core module's memories, in bytes, and of its tables, in elements. */
export interface Ceilings {
  readonly memory: number;
  readonly tableElements: number;
}

/** The sizes of a module's memories and tables, at the start and at most. */
export interface Extent {
  readonly initial: Ceilings;
  readonly most: Ceilings;
  /** How many memories and tables it has, under the names of their limits. */
  readonly count: Ceilings;
}

/** Of one instance of each of these. */
export function extentOfAll(extents: readonly Extent[]): Extent {
  const sum = (of: keyof Extent): Ceilings => ({
    memory: extents.reduce((total, extent) => total + extent[of].memory, 0),
    tableElements: extents.reduce((total, extent) => total + extent[of].tableElements, 0),
  });
  return { initial: sum('initial'), most: sum('most'), count: sum('count') };
}

/**
 * The kinds that are bounded: a kind's section, its limit, and how many a guest may have whatever their size. In V8 each
 * memory, even an empty one, takes 8 GiB of the process' 128 TiB of addresses.
 */
const KINDS = {
  table: { section: 4, limit: 'tableElements', most: 10_000 },
  memory: { section: 5, limit: 'memory', most: 100 },
} as const;

/** @throws LinkError if a guest would have too many memories or tables */
export function checkCounts({ count }: Pick<Extent, 'count'>): void {
  for (const { limit, most } of Object.values(KINDS)) {
    if (count[limit] > most)
      throw new LinkError(`a guest has at most ${most} ${limit === 'memory' ? 'memories' : 'tables'}`);
  }
}

const MEMORY_SECTION = KINDS.memory.section;

/** Bits of the flags of limits, including those of the threads, memory64 and custom-page-sizes proposals. */
const HAS_MAXIMUM = 1;
const HAS_PAGE_SIZE = 8;
const KNOWN_FLAGS = 0x0f;

/** Bytes of a page, as a power of 2. */
const PAGE_LOG = 16;

/** A table or a memory as a module declares it. */
interface Declared {
  readonly limit: keyof Ceilings;
  /** Bytes or elements of a unit: of a page, or an element. */
  readonly unit: number;
  readonly flags: number;
  /** In units; Infinity for no maximum. */
  readonly minimum: number;
  readonly maximum: number;
  /** The position of the limits in the binary, from the flags to the maximum. */
  readonly at: number;
  readonly end: number;
}

/** A module's declarations, with their sections. */
interface Section {
  readonly start: number;
  readonly at: number;
  readonly end: number;
  readonly id: number;
  readonly declared: readonly Declared[];
}

/** The tables and memories of a core module, by section. @throws LinkError for a form that is not known */
function read(binary: Uint8Array): Section[] {
  const found: Section[] = [];
  for (const section of new Reader(binary, HEADER_SIZE).sections()) {
    const kind = Object.values(KINDS).find(({ section: id }) => id === section.id);
    if (kind === undefined) continue;
    const declared = new Reader(binary, section.at, section.end).vector((reader) =>
      section.id === MEMORY_SECTION ? readLimits(reader, kind.limit) : readTable(reader, kind.limit),
    );
    found.push({ ...section, declared });
  }
  return found;
}

/** A table's limits. Its type comes before them, and the initial value of its elements may come after them. */
function readTable(reader: Reader, limit: keyof Ceilings): Declared {
  // 0x40 0x00, the type, the limits, an expression.
  const hasInitial = reader.binary[reader.at] === 0x40;
  if (hasInitial) {
    reader.byte();
    if (reader.byte() !== 0) reader.fail('has a table of a form that is not known');
  }
  readValueType(reader);
  const declared = readLimits(reader, limit);
  if (hasInitial) skipConstant(reader);
  return declared;
}

function readLimits(reader: Reader, limit: keyof Ceilings): Declared {
  const at = reader.at;
  const flags = reader.byte();
  if (flags > KNOWN_FLAGS) reader.fail(`has limits of a form that is not known (${flags})`);
  const minimum = reader.u64();
  const maximum = (flags & HAS_MAXIMUM) === 0 ? Infinity : reader.u64();
  const end = reader.at;
  const log = (flags & HAS_PAGE_SIZE) === 0 ? PAGE_LOG : reader.u32();
  if (log > PAGE_LOG) reader.fail(`has pages of a size that is not known (2^${log})`);
  return { limit, unit: limit === 'memory' ? 2 ** log : 1, flags, minimum, maximum, at, end };
}

/**
 * Bounds the core modules of one guest. Each memory and table keeps its declared minimum. What is left of a limit is
 * divided among those that can grow, each at most up to its declared maximum.
 *
 * @param exceeded makes the error of a limit that the minima alone exceed; it is thrown
 * @returns the modules, unchanged if they need no change, and the sizes that each can reach
 * @throws LinkError if one has a form that is not known
 */
export function boundModules(
  binaries: readonly Uint8Array[],
  limits: Ceilings,
  exceeded: (limit: keyof Ceilings, initial: number) => Error,
): { binary: Uint8Array; extent: Extent }[] {
  const modules = binaries.map((binary) => ({ binary, sections: read(binary) }));
  const all = modules.flatMap(({ sections }) => sections.flatMap(({ declared }) => declared));
  const maxima = new Map<Declared, number>();
  const ofLimit = (limit: keyof Ceilings): Declared[] => all.filter((declared) => declared.limit === limit);
  checkCounts({ count: { memory: ofLimit('memory').length, tableElements: ofLimit('tableElements').length } });
  for (const { limit } of Object.values(KINDS)) {
    const own = ofLimit(limit);
    const initial = own.reduce((sum, { minimum, unit }) => sum + minimum * unit, 0);
    if (initial > limits[limit]) throw exceeded(limit, initial);
    share(own, limits[limit] - initial, maxima);
  }
  return modules.map(({ binary, sections }) => {
    const declared = sections.flatMap((section) => section.declared);
    const sum = (limit: keyof Ceilings, of: (one: Declared) => number): number =>
      declared.reduce((total, one) => (one.limit === limit ? total + of(one) : total), 0);
    const both = (of: (one: Declared) => number): Ceilings => ({
      memory: sum('memory', of),
      tableElements: sum('tableElements', of),
    });
    const most = (one: Declared): number => maxima.get(one) ?? one.maximum;
    return {
      binary: rewritten(binary, sections, most),
      extent: {
        initial: both((one) => one.minimum * one.unit),
        most: both((one) => most(one) * one.unit),
        count: both(() => 1),
      },
    };
  });
}

/**
 * Divides what is left, in bytes or elements. The smallest requests come first, so that what they leave goes to the
 * others.
 */
function share(declared: readonly Declared[], left: number, maxima: Map<Declared, number>): void {
  const wish = ({ minimum, maximum, unit }: Declared): number => Math.max(0, maximum - minimum) * unit;
  const waiting = declared.toSorted((one, other) => (wish(one) < wish(other) ? -1 : 1));
  let rest = left;
  for (const [index, one] of waiting.entries()) {
    const given = Math.floor(Math.min(wish(one), rest / (waiting.length - index)) / one.unit);
    // Without a limit the declared maximum stays, if there is one. An invalid one stays invalid.
    if (given === Infinity || one.maximum < one.minimum) continue;
    rest -= given * one.unit;
    maxima.set(one, one.minimum + given);
  }
}

/** The binary with these maxima, in units. */
function rewritten(binary: Uint8Array, sections: readonly Section[], most: (one: Declared) => number): Uint8Array {
  const parts: Uint8Array[] = [];
  let done = 0;
  for (const { id, start, at, end, declared } of sections) {
    if (declared.every((one) => most(one) === one.maximum)) continue;
    const content: Uint8Array[] = [];
    let from = at;
    for (const one of declared) {
      content.push(binary.subarray(from, one.at), limitsOf(one, most(one)));
      from = one.end;
    }
    content.push(binary.subarray(from, end));
    const size = content.reduce((sum, { length }) => sum + length, 0);
    parts.push(binary.subarray(done, start), Uint8Array.of(id), unsignedLeb(size), ...content);
    done = end;
  }
  if (parts.length === 0) return binary;
  parts.push(binary.subarray(done));
  return joined(parts);
}

/** Flags, minimum and maximum. */
function limitsOf({ flags, minimum }: Declared, maximum: number): Uint8Array {
  if (maximum === Infinity) return joined([Uint8Array.of(flags & ~HAS_MAXIMUM), unsignedLeb(minimum)]);
  return joined([Uint8Array.of(flags | HAS_MAXIMUM), unsignedLeb(minimum), unsignedLeb(maximum)]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
