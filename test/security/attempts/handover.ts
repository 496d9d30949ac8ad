// Taking what was offered to another guest, or was never offered.
import { AF_INET, AF_UNIX, createPhp, type Php, type PolicyRules, SOCK_RAW, SOCK_STREAM } from 'wasock/php';
import type { Attempt } from './attempt.ts';

/** PHP's errors, with Linux's numbers. */
const EINVAL = 22;
const ESRCH = 3;

const POLICY: PolicyRules = {};

/** Offers a socket, from a guest of its own, to the guest of an id. @returns what it is taken by */
function offered(
  target: number,
  use: (id: string) => unknown,
  policy: PolicyRules = POLICY,
  type = SOCK_STREAM,
): unknown {
  const giver = createPhp({ policy, onWarning() {} });
  try {
    const socket = giver.socketCreate(type === SOCK_RAW ? AF_INET : AF_UNIX, type, type === SOCK_RAW ? 1 : 0);
    if (socket === undefined) throw new Error('there is nothing to offer');
    const id = giver.socketWsaprotocolInfoExport(socket, target);
    if (id === undefined) throw new Error('it cannot be offered');
    return use(id);
  } finally {
    giver.close();
  }
}

const take = (php: Php) => (id: string) => php.socketWsaprotocolInfoImport(id);

/** The guest whose id comes before. */
const other = createPhp({ policy: POLICY });

const IDS: readonly [name: string, change: (id: string) => string][] = [
  ['in capitals', (id) => id.toUpperCase().replace(/^\d*$/, 'A')],
  ['with a digit more', (id) => `${id}0`],
  ['with a digit less', (id) => id.slice(0, -1)],
  [
    'with another token',
    (id) => id.slice(0, 4) + Array.from(id.slice(4), (digit) => (digit === '0' ? '1' : '0')).join(''),
  ],
  ['of another place', (id) => (id.startsWith('0000') ? '0001' : '0000') + id.slice(4)],
  ['with a space before', (id) => ` ${id}`],
  ['with a line after', (id) => `${id}\n`],
  ['with a NUL after', (id) => `${id}\0`],
  ['in other digits', (id) => id.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)))],
  ['of nothing', () => ''],
  ['that an object would have', () => 'constructor'],
  ['of the highest place', (id) => `ffff${id.slice(4)}`],
];

export const HANDOVERS: readonly Attempt[] = [
  ...IDS.map(([name, change]): Attempt => ({
    name: `an offer's id ${name}`,
    policy: POLICY,
    run: (php) => offered(php.getmypid(), (id) => take(php)(change(id))),
    reason: () => EINVAL,
  })),
  {
    name: 'what was offered to another guest',
    policy: POLICY,
    run: (php) => offered(other.getmypid(), take(php)),
    reason: () => EINVAL,
  },
  {
    name: 'what was taken already',
    policy: POLICY,
    run: (php) =>
      offered(php.getmypid(), (id) => {
        if (take(php)(id) === undefined) throw new Error('it cannot be taken once');
        return take(php)(id);
      }),
    reason: () => EINVAL,
  },
  {
    name: 'what its giver has taken back by ending',
    policy: POLICY,
    run(php) {
      let id = '';
      offered(php.getmypid(), (given) => (id = given));
      return take(php)(id);
    },
    reason: () => EINVAL,
  },
  {
    name: 'releasing what another guest has offered',
    policy: POLICY,
    run: (php) => offered(other.getmypid(), (id) => php.socketWsaprotocolInfoRelease(id)),
    reason: () => EINVAL,
  },
  ...[0, -1, 1 << 29, 0x7fff_ffff, -0x8000_0000, process.pid].map((target): Attempt => ({
    name: `offering to guest ${target === process.pid ? 'with the number of the process' : target}, who is none`,
    policy: POLICY,
    run: (php) => php.socketWsaprotocolInfoExport(php.socketCreate(AF_UNIX, SOCK_STREAM, 0)!, target),
    reason: () => ESRCH,
  })),
];

/** These need a raw socket, which the system gives to root only. */
export const RAW_HANDOVERS: readonly Attempt[] = [
  {
    name: 'a raw socket that a guest with the permission offers to one without',
    policy: POLICY,
    run: (php) => offered(php.getmypid(), take(php), { raw: true }, SOCK_RAW),
    reason: () => '--allow-raw',
  },
];
