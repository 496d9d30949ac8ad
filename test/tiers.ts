// The tiers of the tests. `npm run test:all` is everything; `npm test` is the quick tier: what takes less than a minute together,
// and needs nothing but what npm installs. vitest.config.ts makes it of these lists. Guests run in it by the direct linker alone (`LINKINGS`).

/** What is in the quick tier: files of test/, without `.test.ts`. */
export const QUICK: readonly string[] = [
  '*',
  'asm/*',
  'host/*',
  'host/{abi,component,exchange,guest,link,os,preview1,socket,wait,wasi}/**',
  'php-api/*',
  'properties/{datagram,errors,flags,kinds,select,stream-sockets,streams,transfer,udp}',
  'wit/*',
];

/** What is in these rooms and is not quick. */
export const NOT_QUICK: readonly string[] = [
  '{pack,pack-runtime,policy-docs,recipes}',
  'asm/php',
  'host/component/{hostile,values}',
  'host/guest/{crossing-weight,load,node-sockets,pool,process,sockets,workers}',
];

/** What is in these rooms and needs what build.sh installs: a C compiler, wasmtime, other Nodes. */
export const INSTALLED: readonly string[] = [
  'nodes',
  'asm/tables',
  'host/component/suspended',
  'host/guest/{export-types,guest-worker,inspect,listeners,suspend}',
  'host/os/{control,linux,sockaddr}',
  'host/preview1/wasmtime',
];

/** Whether this is a run of the quick tier: vitest.config.ts. */
export const IS_QUICK = process.env['WASOCK_TIER'] === 'quick';
