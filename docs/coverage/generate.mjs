// Writes docs/coverage.md from the code: `npm run docs`. A test checks that the committed file is what this writes, and
// that no cell is empty.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  controlRows,
  filesOfOperation,
  functionInAsm,
  functionsInAsm,
  levelsInAsm,
  levels,
  numberOf,
  operationsOf,
  optionRows,
  optionsInAsm,
  parametersOf,
  rowsOf,
  usersInAsm,
} from './implementation.mjs';
import { ownInterface } from '../../wit/sources.mjs';
import { callsOf, exampleOf, getsOf, lookupsOf, setsOf, shutdownsOf, usesOf } from './tests.mjs';

const MANUAL = JSON.parse(readFileSync(new URL('manual.json', import.meta.url), 'utf8'));
const OUTPUT = fileURLToPath(new URL('../coverage.md', import.meta.url));

/** The path without what its column says already. */
const label = (path) => path.replace(/^(asm|host|test(\/php\/scenarios)?)\//, '').replace(/guests\/|\.ts$/g, '');
const link = (path) => `[${label(path)}](../${path})`;
const links = (paths, most = Infinity) => paths.slice(0, most).map(link).join(', ');
const code = (text) => `\`${text}\``;
const LINUX = link('host/os/linux.ts');
/** For what never leaves the guest. */
const GUEST_ALONE = 'none: only the guest';

/** The functions of processes. */
const OF_PROCESSES = /^(pcntl|posix)_|^exit$/;

/** The export of the component that is PHP's function. */
function componentExport(name) {
  if (OF_PROCESSES.test(name)) return 'none: a component is one process';
  const exported = name.replaceAll('_', '-');
  return ownInterface('php').functions.some((func) => func.name === exported) ? code(exported) : '';
}

/** `name(parameters)`, the manual's where it has them. @throws if the library's differ in more than names */
function signature({ name, parameters, alias }, found) {
  const own = parametersOf(found);
  const expected = parameters ?? MANUAL.functions.find((other) => other.name === alias)?.parameters ?? own;
  const fits = own.length === expected.length && own.every((it, at) => it.endsWith('?') || !expected[at].endsWith('?'));
  if (!fits) throw new Error(`${name}: the manual has (${expected.join(', ')}), asm/ has (${own.join(', ')})`);
  return `${name}(${expected.join(', ')})`;
}

function functionRow(entry) {
  const found = functionInAsm(entry.name);
  const shown = [componentExport(entry.name), links(callsOf(entry.name))];
  if (found === undefined) return [code(entry.name), '', '', ...shown];
  const files = new Set([...operationsOf(found)].flatMap(filesOfOperation));
  const host = files.size > 0 ? links([...files].sort()) : GUEST_ALONE;
  return [code(signature(entry, found)), link(found.path), host, ...shown];
}

/** A constant whose number is one of the platform's, and is looked for in these parts of its table. */
function constantRow(name, ...parts) {
  const number = numberOf(name);
  const rows = number === undefined ? [] : rowsOf(number, ...parts);
  const host = parts.length === 0 ? GUEST_ALONE : rows.map((row) => `${code(row)} in ${LINUX}`).join(', ');
  return [code(name), links(usersInAsm(name), 3), host, links(usesOf(name))];
}

function optionRow({ name, value, access }) {
  const number = numberOf(name);
  const inAsm = levelsInAsm(name);
  const isMembership = name.startsWith('MCAST_');
  const rows = isMembership
    ? rowsOf(number, 'membership')
    : inAsm.flatMap((level) => optionRows(numberOf(level), number));
  return [
    code(name),
    value,
    inAsm.map(code).join(', '),
    links(usersInAsm(name), 2),
    rows.map((row) => `${code(row)} in ${LINUX}`).join(', '),
    access === 'get' ? 'cannot be set' : links(setsOf(name)),
    access === 'set' ? 'cannot be read' : links(getsOf(name)),
  ];
}

function levelRow(name) {
  const isThere = levels.has(numberOf(name));
  return [code(name), links(usersInAsm(name), 2), isThere ? `a level of options in ${LINUX}` : '', links(usesOf(name))];
}

function controlRow(name) {
  const level = name.startsWith('SCM_') ? 'SOL_SOCKET' : name.startsWith('IPV6_') ? 'IPPROTO_IPV6' : 'IPPROTO_IP';
  const rows = controlRows(numberOf(level), numberOf(name));
  const host = rows.map((row) => `${code(row)} in ${LINUX}`).join(', ');
  return [code(name), links(usersInAsm(name), 2), host, links(usesOf(name))];
}

function protocolRow(name) {
  const [, asm, host] = functionRow({ name: 'getprotobyname' });
  return [code(name), asm, host, links(lookupsOf(name))];
}

const DIRECTIONS = ['SHUT_RD', 'SHUT_WR', 'SHUT_RDWR'];

function directionRow(name, value) {
  const [, , host] = constantRow(name, 'shutdown');
  const [, asm] = functionRow({ name: 'socket_shutdown' });
  return [`${value}, ${code(name)}`, asm, host, links(shutdownsOf(String(value), name))];
}

function exampleRow({ page, edition, number, guest, absent }) {
  const title = `${page}, ${edition === undefined ? '' : `${edition}, `}#${number}`;
  return [title, absent ?? links(exampleOf(guest)), absent ?? link('test/examples/manual.test.ts')];
}

/** What the manual's examples and its readers also need, and whatever else the library has. */
const otherFunctions = () => {
  const inManual = new Set(MANUAL.functions.map(({ name }) => name));
  return [...new Set([...MANUAL.functionsBeyond, ...functionsInAsm])].filter((name) => !inManual.has(name));
};

/** Whether an option of the library is not listed already. */
const isOther = ({ name }) => ![...MANUAL.options, ...MANUAL.optionsBeyond].some((listed) => listed.name === name);

/** The tables: title, heads, rows of cells. */
function tables() {
  const functions = ['function', 'library', 'host', 'component', 'shown by'];
  const constants = ['name', 'library', 'host', 'shown by'];
  const options = ['option', 'value', 'level', 'library', 'host', 'set in', 'read in'];
  const socketFlags = ['sendFlags', 'receiveFlags', 'messageFlags'];
  return [
    ['Functions of the manual', functions, MANUAL.functions.map(functionRow)],
    ['Functions beyond the manual', functions, otherFunctions().map((name) => functionRow({ name }))],
    ['Domains', constants, [...MANUAL.domains, ...MANUAL.domainsBeyond].map((name) => constantRow(name, 'families'))],
    ['Types', constants, MANUAL.types.map((name) => constantRow(name, 'socketTypes'))],
    ['Protocols', constants, MANUAL.protocols.map(protocolRow)],
    ['Levels', constants, [...MANUAL.levels, ...MANUAL.levelsBeyond].map(levelRow)],
    ['Options of the manual', options, MANUAL.options.map(optionRow)],
    ['Options beyond the manual', options, [...MANUAL.optionsBeyond, ...optionsInAsm.filter(isOther)].map(optionRow)],
    ['Flags', constants, [...MANUAL.flags, ...MANUAL.flagsBeyond].map((name) => constantRow(name, ...socketFlags))],
    ['Flags of lookups', constants, MANUAL.lookupFlagsBeyond.map((name) => constantRow(name, 'lookupFlags'))],
    ['Control messages', constants, MANUAL.controlMessagesBeyond.map(controlRow)],
    ['Directions of socket_shutdown', constants, DIRECTIONS.map(directionRow)],
    ['Other constants', constants, MANUAL.constants.map((name) => constantRow(name))],
    ['Examples', ['page and number', 'guest', 'run by'], MANUAL.examples.map(exampleRow)],
  ];
}

const INTRODUCTION = `# PHP's manual, page by page

Where each function, constant, option and example of PHP's manual is implemented and tested. Generated from the code by
\`npm run docs\`. A test checks that it is up to date and that no cell is empty.

- *library*: the file of \`asm/\` that has the function, or that uses the constant.
- *host*: for a function, the files of the host that it reaches through the WIT, found by following the calls; for a constant,
  the row of the platform's table that has its number.
- *component*: the export of \`wasock:sockets/php\`.
- *shown by*, *set in*, *read in*: at most two programs that use it and that the tests run. A \`.scenario\` of \`test/php/\`
  runs under PHP and as a guest, with the same results. The others are guests.
`;

/** The text of docs/coverage.md, and the names of its empty cells. */
export function coverage() {
  const empty = [];
  const sections = tables().map(([title, heads, rows]) => {
    for (const row of rows) {
      for (const [column, cell] of row.entries()) if (cell === '') empty.push(`${row[0]}: ${heads[column]}`);
    }
    const lines = [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
    return `## ${title}\n\n${lines.join('\n')}\n`;
  });
  return { text: [INTRODUCTION, ...sections].join('\n'), empty };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { text, empty } = coverage();
  writeFileSync(OUTPUT, text);
  for (const cell of empty) console.error(`empty cell: ${cell}`);
}
