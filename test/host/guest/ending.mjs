// A program that runs three guests at once and then has nothing to do. At its end it prints how they ended, how many workers it has
// made, and how many of them had ended by themselves.
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { spawnGuest } from 'wasock';

const wasm = await parse('(module (memory (export "memory") 1) (func (export "_start")))');
let [made, ended] = [0, 0];
process.on('worker', (worker) => {
  made++;
  worker.on('exit', () => ended++);
});
const codes = await Promise.all(Array.from({ length: 3 }, () => spawnGuest(wasm).exited));
process.on('exit', () => process.stdout.write(JSON.stringify({ codes, made, ended })));
