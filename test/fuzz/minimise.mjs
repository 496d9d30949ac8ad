// Makes a failing program as small as it fails: delta debugging over its operations, then zeroes for operands.

/** How many programs are tried at most. */
const TRIES = 2000;

/**
 * @param {import('./program.mjs').Program} program
 * @param {(candidate: import('./program.mjs').Program) => Promise<boolean>} fails
 * @returns a program that fails still
 */
export async function minimise(program, fails) {
  let tries = 0;
  const tried = async (candidate) => tries++ < TRIES && (await fails(candidate));
  let smallest = await fewer(program, tried);
  smallest = await plainer(smallest, tried);
  return fewer(smallest, tried);
}

/** Leaves operations out, half of them at once, then fewer: the algorithm of Zeller and Hildebrandt, ddmin. */
async function fewer(program, fails) {
  let places = program.blocks.flatMap((steps, block) => steps.map((_, step) => ({ block, step })));
  const only = (kept) => ({
    ...program,
    blocks: program.blocks.map((steps, block) =>
      steps.filter((_, step) => kept.some((place) => place.block === block && place.step === step)),
    ),
  });
  let parts = 2;
  while (places.length > 1) {
    const size = Math.ceil(places.length / parts);
    let found;
    for (let from = 0; from < places.length && found === undefined; from += size) {
      const rest = [...places.slice(0, from), ...places.slice(from + size)];
      if (await fails(only(rest))) found = rest;
    }
    if (found !== undefined) {
      places = found;
      parts = Math.max(2, parts - 1);
    } else if (size === 1) {
      break;
    } else {
      parts = Math.min(places.length, parts * 2);
    }
  }
  return only(places);
}

/** Makes operands 0, and takes from operations what they do besides, one by one. */
async function plainer(program, fails) {
  let smallest = program;
  for (const [block, steps] of program.blocks.entries()) {
    for (const [step, { with: operands }] of steps.entries()) {
      const without = { call: smallest.blocks[block][step].call, with: smallest.blocks[block][step].with };
      const simpler = replaced(smallest, block, step, without);
      if (await fails(simpler)) smallest = simpler;
      for (const [index, operand] of operands.entries()) {
        if (Number(operand) === 0) continue;
        const current = smallest.blocks[block][step];
        const zeroed = { ...current, with: current.with.with(index, typeof operand === 'string' ? '0' : 0) };
        const candidate = replaced(smallest, block, step, zeroed);
        if (await fails(candidate)) smallest = candidate;
      }
    }
  }
  return smallest;
}

function replaced(program, block, step, by) {
  return { ...program, blocks: program.blocks.with(block, program.blocks[block].with(step, by)) };
}
