// A plugin: a guest whose functions a Node program calls. It is written in AssemblyScript and compiled to WebAssembly.
//
//   npm start       runs main.js, which loads it
//   npm test        tests it
//   npm run types   writes plugin-exports.ts, its types for programs in TypeScript
//
// What main.js can call is what this file exports, with numbers, bool, string, ArrayBuffer and Uint8Array. The plugin may
// connect nowhere, unless the program's policy says so.

/** Its memory stays from call to call. */
let calls = 0;

export function greet(name: string): string {
  if (name == '') throw new Error('nobody to greet');
  return `Hello, ${name}! This is call ${++calls}.`;
}

/** The sum of the bytes, as an example of data. */
export function sum(data: Uint8Array): f64 {
  let total: f64 = 0;
  for (let i = 0; i < data.length; i++) total += data[i];
  return total;
}
