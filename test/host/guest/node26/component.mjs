// Runs on Node 26 (JSPI): a component that is suspended in functions of this program, and in what it exports.
import { readFileSync } from 'node:fs';
import { createComponent } from 'wasock';

const wasm = readFileSync(process.argv[2]);
const pause = (milliseconds) => new Promise((resolve) => void setTimeout(resolve, milliseconds));
const seen = [];
let ticks = 0;
const imports = {
  'a:b/c': {
    f32: async (value) => (await pause(1), value * 2),
    f64: async (value) => (await pause(1), value * 2),
    s64: async (value) => (await pause(1), value * 2n),
    now: (value) => value + 1,
    fails: async () => {
      await pause(1);
      throw Object.assign(new Error(), { payload: 'why' });
    },
  },
};
const { exports, close } = await createComponent(wasm, { wait: 'suspend', imports });
const timer = setInterval(() => ticks++, 0);
seen.push(await exports.f32(1.5), await exports.f64(2.5), String(await exports.s64(21n)), await exports.now(1));
seen.push(await exports.fails().catch(({ code, payload }) => [code, payload]));
const first = exports.f64(1);
try {
  await exports.f64(2);
} catch (error) {
  seen.push(error.message);
}
seen.push(await first);
const thing = await new exports.Thing(3);
seen.push(thing instanceof exports.Thing, await thing.get());
await thing[Symbol.asyncDispose]();
const last = exports.f64(3).catch(({ name }) => name);
await close();
seen.push(await last);
const never = { ...imports['a:b/c'], f64: () => new Promise(() => {}) };
const limited = await createComponent(wasm, {
  wait: 'suspend',
  imports: { 'a:b/c': never },
  limits: { wallTimeMs: 200 },
});
seen.push(await limited.exports.f64(1).catch(({ limit }) => limit));
clearInterval(timer);
console.log(JSON.stringify({ seen, ticked: ticks > 0 }));
