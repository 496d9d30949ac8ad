// Whether what a process of guests says has the form that it must have. A guest that has taken its process over may say anything.
import type { Usage } from '../limits/usage.ts';
import { LONGEST_NAMES, MOST_NAMES } from './callable.ts';
import type { Answer } from './protocol.ts';

type Fields = Readonly<Record<string, unknown>>;
type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isNumber: Check = (value) => typeof value === 'number';
const isAny: Check = () => true;

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Objects whose own properties pass. */
const object =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isObject(value) &&
    Object.entries(checks).every(([name, check]) => check(Object.hasOwn(value, name) ? value[name] : undefined));

const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

/** Objects of the form that their `tag` asks for. It is a text: what only reads as one would be taken for another later. */
function tagged(forms: Readonly<Record<string, Check>>): Check {
  const byTag = new Map<unknown, Check>(Object.entries(forms));
  return (value) => isObject(value) && (byTag.get(value['tag'])?.(value) ?? false);
}

const areNames: Check = (value) =>
  Array.isArray(value) &&
  value.length <= MOST_NAMES &&
  value.every(isText) &&
  value.reduce((sum, name: string) => sum + name.length, 0) <= LONGEST_NAMES;

const areTexts: Check = (value) => Array.isArray(value) && value.every(isText);

const isError = object({ name: isText, code: isText, message: isText, stack: optional(isText) });

/** As `thrownError` tells them apart. */
const isThrown: Check = (value) =>
  isObject(value) && ('payload' in value ? isText(value['functionName']) : isError(value));

/** Of a process: 32 bits, unsigned. */
const isExitCode: Check = (value) => typeof value === 'number' && value >>> 0 === value;

const isDenial = object({ permission: isText, subject: isText, flag: isText, rule: optional(isText) });

const SEVERITIES: ReadonlySet<unknown> = new Set(['warning', 'notice', 'deprecated']);

const isReport = tagged({
  warning: object({ message: isText, severity: (value) => SEVERITIES.has(value) }),
  denied: object({ denial: isDenial }),
  listening: object({ address: isText, name: isText }),
  exported: isAny,
  dropped: object({ count: isNumber }),
});

const isReply = tagged({
  loaded: object({ names: areNames }),
  returned: object({ number: isNumber }),
  threw: object({ number: isNumber, error: isThrown }),
});

const isFigure = object({ current: isNumber, peak: isNumber, limit: isNumber });

const FIGURES = [
  'memory',
  'tableElements',
  'gcHeap',
  'sockets',
  'files',
  'socketBuffers',
  'descriptorsInFlight',
  'bytesSent',
  'bytesReceived',
  'streamBytes',
  'lookups',
  'operations',
  'cpuTimeMs',
  'wallTimeMs',
  'denials',
] as const satisfies readonly (keyof Usage)[];

const isUsage = object(Object.fromEntries(FIGURES.map((name) => [name, isFigure])));

const isForm = tagged({
  report: object({ report: isReport }),
  asked: object({
    process: isNumber,
    request: object({ permission: isText, subject: isText, hosts: optional(areTexts) }),
  }),
  begun: isAny,
  over: object({ error: isError }),
  usage: object({ usage: isUsage }),
  reply: object({ reply: isReply }),
  ended: object({
    outcome: optional(tagged({ exit: object({ code: isExitCode }), error: object({ error: isError }) })),
    usage: optional(isUsage),
  }),
});

export function isAnswer(value: unknown): value is Answer {
  return isForm(value) && isNumber((value as Fields)['id']);
}
