// Runs a program by each way of linking. What comes of a guest is its exit code, or what it was ended by.
import { openSync } from 'node:fs';
import { Host, spawnGuest } from 'wasock';
import { compileModule } from '#host/guest/module';
import { startGuest } from '#host/guest/start';
import { componentImports } from '#host/jco/component-imports';
import { ComponentGuest } from '#host/jco/guest';
import { wasiImports } from '#host/jco/wasi-imports';
import { BlockingWaiter } from '#host/wait/blocking';
import { SuspendingWaiter } from '#host/wait/suspending';
import { compileOnce, Instances } from './instances.mjs';
import { componentInterpreter, interpreter, interpreterComponent } from './interpreter.mjs';
import { Killer } from './kill.mjs';
import { LIMITS, listenersOf, policyOf } from './policies.mjs';
import { encode } from './program.mjs';
import { runComponent, transpile } from '../support/transpiled.mjs';

/**
 * A way of linking. `run` takes a program to its end, whatever that is, and `look` is called before what it has open is
 * closed. `calls` is how many operations the guests have done, where that can be known.
 *
 * @typedef {{
 *   run(program: import('./program.mjs').Program, look: (host: Host) => void): Promise<unknown>,
 *   readonly calls: number, readonly kills: number, close(): Promise<void> }} Linker
 */

/** What takes no input and forgets what it is given. */
const NULL = openSync('/dev/null', 'r+');
const streams = { stdin: NULL, stdout: NULL, stderr: NULL };

/** How long a guest may take that is suspended, in milliseconds. */
const PATIENCE_MS = 15;

const optionsOf = ({ policy, limits = 'usual' }) => ({
  policy: policyOf(policy),
  limits: LIMITS[limits],
  onWarning() {},
  onDenied() {},
});
const argumentsOf = (program) => ({ ...streams, args: ['fuzz', encode(program)], env: { A: 'b' } });

/** The listeners that a core module is given. */
const givenTo = (program) =>
  program.isComponent === true ? [] : listenersOf(program).map((listen) => ({ name: 'listener', listen }));

/** The same with the listeners, as the thread of a guest has them. */
const ownArgumentsOf = (program) => ({ ...argumentsOf(program), sockets: givenTo(program) });

const outcomeOf = async (running) => {
  try {
    return await running();
  } catch (error) {
    return error;
  }
};

/** The interpreter, as it is compiled for the limits of a program. */
async function compiled({ isWhole = false, ...shape }) {
  const binary = await (isWhole ? componentInterpreter(shape) : interpreter(shape));
  const modules = new Map(Object.entries(LIMITS).map(([name, limits]) => [name, compileModule(binary, limits)]));
  return ({ limits = 'usual' }) => modules.get(limits);
}

/** On this thread, which blocks; killed from another. @returns {Promise<Linker>} */
async function blocking(shape) {
  const module = await compiled(shape);
  const killer = new Killer();
  const instances = new Instances();
  return {
    async run(program, look) {
      const host = new Host(optionsOf(program), { waiter: new BlockingWaiter(killer.handle) });
      killer.begin();
      const outcome = await outcomeOf(() => startGuest(module(program), host, ownArgumentsOf(program), false));
      killer.end();
      instances.settle();
      look(host);
      host.close();
      return outcome;
    },
    get calls() {
      return instances.calls;
    },
    get kills() {
      return killer.kills;
    },
    close: () => killer.close(),
  };
}

/** On this thread, whose event loop goes on; killed from there. @returns {Promise<Linker>} */
async function suspending(shape) {
  const module = await compiled(shape);
  const instances = new Instances();
  let kills = 0;
  return {
    async run(program, look) {
      const waiter = new SuspendingWaiter();
      const host = new Host(optionsOf(program), { waiter });
      const timer = setTimeout(() => {
        kills++;
        waiter.kill();
      }, PATIENCE_MS);
      const outcome = await outcomeOf(() => startGuest(module(program), host, ownArgumentsOf(program), true));
      clearTimeout(timer);
      instances.settle();
      look(host);
      host.close();
      // As runGuest does: whatever still waits does so in vain.
      waiter.kill();
      return outcome;
    },
    get calls() {
      return instances.calls;
    },
    get kills() {
      return kills;
    },
    close: async () => {},
  };
}

/** In a worker, by the public interface; killed by `kill()`, whatever it does. @returns {Promise<Linker>} */
async function spawned(shape) {
  const module = await compiled(shape);
  let kills = 0;
  return {
    async run(program) {
      return outcomeOf(async () => {
        const guest = spawnGuest(module(program), {
          ...optionsOf(program),
          ...argumentsOf(program),
          sockets: { listener: givenTo(program) },
        });
        const timer = setTimeout(() => {
          kills++;
          void guest.kill();
        }, program.killAfterMs);
        return guest.exited.finally(() => clearTimeout(timer));
      });
    },
    calls: 0,
    get kills() {
      return kills;
    },
    close: async () => {},
  };
}

/** As a component that jco has made JavaScript of. @returns {Promise<Linker>} */
async function component() {
  compileOnce();
  const transpiled = await transpile(await interpreterComponent());
  const killer = new Killer();
  return {
    async run(program, look) {
      const host = new Host(optionsOf(program), { waiter: new BlockingWaiter(killer.handle) });
      killer.begin();
      const guest = new ComponentGuest(host, argumentsOf(program));
      const imports = { ...componentImports(() => host), ...wasiImports(() => guest) };
      const outcome = await outcomeOf(() => runComponent(transpiled, imports));
      killer.end();
      look(host);
      host.close();
      return outcome;
    },
    calls: 0,
    get kills() {
      return killer.kills;
    },
    close: () => killer.close(),
  };
}

/** By name. @type {Record<string, () => Promise<Linker>>} */
export const LINKERS = {
  blocking: () => blocking({}),
  landing: () => blocking({ landing: true, encoding: 'utf16' }),
  suspending: () => suspending({ landing: true }),
  spawned: () => spawned({ landing: true }),
  linked: () => blocking({ isWhole: true }),
  'linked-suspending': () => suspending({ isWhole: true, landing: true }),
  'linked-spawned': () => spawned({ isWhole: true }),
  component,
};
