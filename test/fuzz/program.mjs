// Programs for the interpreter: made from a seed, written as JSON, encoded as a guest's argument.
import { usual, wasiBeginning, weightOf } from './habits.mjs';
import { PROGRAM } from './interpreter.mjs';
import { Random } from './random.mjs';
import { CORE_SCENES, SCENES } from './scenes.mjs';
import { COMPONENT_OPERATIONS, COMPONENT_SURFACE, OPERATIONS, STEPS, SURFACE } from './surface.mjs';
import { WASI_SCENES } from './wasi-scenes.mjs';
import { hostile, hostileLong, RESULTS, ROOM } from './values.mjs';

/**
 * One operation: its name, its operands (64 bits as a text), which of them are addresses to load from (a mask), and the
 * blocks that `cabi_realloc` and `wasock_landing` run meanwhile (0: none).
 *
 * @typedef {{ call: string, with: (number | string)[], loads?: number, realloc?: number, landing?: number }} Step
 */

/**
 * A program: what the guest may do and take, and its blocks. The first is run; the others by operations.
 *
 * @typedef {{ policy: 'nothing' | 'loopback' | 'open', limits?: 'usual' | 'tight', blocks: Step[][],
 *   killAfterMs?: number, isComponent?: boolean }} Program
 */

const weighted = (surface) =>
  surface.flatMap((operation) => Array.from({ length: weightOf(operation) }, () => operation));
const CALLS = weighted(SURFACE);
const COMPONENT_CALLS = weighted(COMPONENT_SURFACE);

/** What a program without a thread of its own may do: the last two never end. */
const DARING = STEPS.filter(({ name }) => name !== 'spin' && name !== 'fill');

/** When a guest in a worker is killed, in milliseconds: while its thread starts, or once it does what it does. */
const KILL_AFTER_MS = [0, 2, 10, 20, 30, 60, 60, 60];

const LEAST = 6;
const MOST = 40;
const HOSTILE_PERCENT = 12;
const NESTED = 3;

/** What programs of a way of linking may do: guests in a worker may spin. */
export function habitsOf(linker) {
  return { endless: linker.endsWith('spawned'), isComponent: linker.startsWith('linked') };
}

/**
 * @param {number} seed
 * @param {{ endless?: boolean, isComponent?: boolean }} how whether it may spin, and whether it calls what components have
 * @returns {Program}
 */
export function makeProgram(seed, { endless = false, isComponent = false } = {}) {
  const random = new Random(seed);
  const policy = random.of(['nothing', 'nothing', 'loopback', 'open']);
  const calls = isComponent ? COMPONENT_CALLS : CALLS;
  const scenes = isComponent ? [...SCENES, ...WASI_SCENES] : CORE_SCENES;
  const rest = Array.from({ length: 1 + random.below(NESTED + 1) }, (_, index) =>
    makeBlock(random, calls, scenes, index === 0 ? LEAST + random.below(MOST - LEAST) : 1 + random.below(4)),
  );
  const blocks = random.percent(95) ? [[...beginning(random, isComponent), ...rest[0]], ...rest.slice(1)] : rest;
  if (endless && random.percent(40)) blocks[0].push({ call: random.of(['spin', 'fill']), with: [] });
  const limits = random.of(['usual', 'usual', 'tight']);
  return {
    policy,
    limits,
    blocks,
    ...(isComponent && { isComponent }),
    ...(endless && { killAfterMs: random.of(KILL_AFTER_MS) }),
  };
}

function makeBlock(random, calls, scenes, length) {
  const steps = [];
  while (steps.length < length) {
    if (random.percent(6)) steps.push(makeDaring(random));
    else if (random.percent(8)) steps.push(...spoilt(random, random.of(scenes)(random)));
    else steps.push(...makeCall(random, random.of(calls)));
  }
  return steps;
}

/** The same with a hostile operand here and there, and with something that is done meanwhile. */
function spoilt(random, steps) {
  if (random.percent(50)) return steps;
  const at = random.below(steps.length);
  const step = steps[at];
  const operand = random.below(step.with.length);
  const changed = { ...step, ...meanwhile(random, 50) };
  if (random.percent(50)) changed.with = step.with.map((value, index) => (index === operand ? hostile(random) : value));
  return steps.with(at, changed);
}

/** What `cabi_realloc` and `wasock_landing` do while a call is under way. */
function meanwhile(random, chance) {
  const found = {};
  if (random.percent(chance)) found.realloc = random.below(NESTED + 1);
  if (random.percent(chance)) found.landing = random.below(NESTED + 1);
  return found;
}

function makeDaring(random) {
  const { name, params } = random.of(DARING);
  if (name === 'refuel' && random.percent(80)) return { call: 'store', with: [ROOM, 1] };
  if (name === 'grow') return { call: name, with: [random.of([0, 1, 1, 2, 70, -1])] };
  if (name === 'guarded') return { call: name, with: [random.below(NESTED + 1)] };
  if (name === 'store') return { call: name, with: [ROOM + 4 * random.below(300), hostile(random)] };
  return { call: name, with: params.map(() => hostile(random)) };
}

function makeCall(random, operation) {
  const { operands, stores } = usual(random, operation);
  const changes = random.percent(HOSTILE_PERCENT) ? 1 + random.below(2) : 0;
  for (let count = 0; count < changes && operands.length > 0; count++) {
    const at = random.below(operands.length);
    operands[at] = operation.params[at] === 'i64' ? hostileLong(random) : hostile(random);
  }
  /** @type {Step} */
  const step = { call: operation.name, with: operands };
  if (random.percent(3)) step.loads = random.bits() & 0xffff;
  Object.assign(step, meanwhile(random, 12));
  const before = stores.map(([at, value]) => ({ call: 'store', with: [at, value] }));
  // Most guests would rather not wait; some do, and have to be killed.
  const made = MAKES.get(operation.name);
  const after = made !== undefined && random.percent(90) ? nonBlocking(Number(operands.at(-1)), made) : [];
  return [...before, step, ...after];
}

/** How many handles the results of these have. */
const MAKES = new Map([
  ['[static]socket.create', 1],
  ['[static]socket.pair', 2],
  ['[static]socket.take', 1],
  ['[method]socket.accept', 1],
]);

/** Sets the mode of the sockets in a result, if it is no error. */
function nonBlocking(result, count) {
  return Array.from({ length: count }, (_, index) => [
    { call: 'unless', with: [result] },
    { call: '[method]socket.set-blocking', with: [result + 4 + 4 * index, 0, ROOM - 64], loads: 1 },
  ]).flat();
}

/** Some sockets to begin with: a guest without any is not heard of again. */
function beginning(random, isComponent) {
  const pair = { call: '[static]socket.pair', with: [0, random.of([0, 1, 4]), 0, RESULTS] };
  const other = (at) => ({
    call: '[static]socket.create',
    with: [random.of([0, 1, 1, 2]), random.of([0, 1]), 0, RESULTS + at],
  });
  const sockets = [
    pair,
    ...nonBlocking(RESULTS, 2),
    other(64),
    ...nonBlocking(RESULTS + 64, 1),
    other(128),
    ...nonBlocking(RESULTS + 128, 1),
  ];
  if (isComponent) return [...sockets, ...wasiBeginning(random)];
  return random.percent(80) ? sockets : [pair];
}

/** A program as the argument that the interpreter decodes. @param {Program} program */
export function encode({ blocks, isComponent = false }) {
  const operations = isComponent ? COMPONENT_OPERATIONS : OPERATIONS;
  const sizes = blocks.map((steps) => steps.reduce((sum, { with: operands }) => sum + 20 + 8 * operands.length, 0));
  const header = 4 + 8 * blocks.length;
  const bytes = Buffer.alloc(header + sizes.reduce((sum, size) => sum + size, 0));
  bytes.writeUInt32LE(blocks.length, 0);
  let at = header;
  for (const [index, steps] of blocks.entries()) {
    bytes.writeUInt32LE(PROGRAM + at, 4 + 8 * index);
    for (const step of steps) at = writeStep(bytes, at, step, operations);
    bytes.writeUInt32LE(PROGRAM + at, 8 + 8 * index);
  }
  return Array.from(bytes, (byte) => String.fromCharCode(97 + (byte >> 4), 97 + (byte & 15))).join('');
}

function writeStep(bytes, at, { call, with: operands, loads = 0, realloc = 0, landing = 0 }, operations) {
  const operation = operations.get(call);
  if (operation === undefined) throw new TypeError(`no operation is called ${call}`);
  for (const [index, word] of [operation.number, loads, realloc, landing, operands.length].entries()) {
    bytes.writeUInt32LE(word >>> 0, at + 4 * index);
  }
  for (const [index, operand] of operands.entries()) {
    bytes.writeBigInt64LE(BigInt.asIntN(64, BigInt(operand)), at + 20 + 8 * index);
  }
  return at + 20 + 8 * operands.length;
}
