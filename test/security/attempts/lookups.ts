// Asking for names that no rule has.
import { type Php, type PolicyRules } from 'wasock/php';
import type { Attempt, Reason } from './attempt.ts';

const POLICY: PolicyRules = {
  lookup: ['example.com', '*.example.org'],
  connect: ['localhost.example.net:80', '10.0.0.0/8'],
};

/** Names, and how a denial writes them. */
const NAMES: readonly [name: string, written: string][] = [
  ['localhost', 'localhost'],
  ['LOCALHOST', 'localhost'],
  ['localhost.', 'localhost'],
  ['localhost..', "'*'"],
  ['example.org', 'example.org'],
  ['EXAMPLE.ORG.', 'example.org'],
  ['sub.example.com', 'sub.example.com'],
  ['notexample.com', 'notexample.com'],
  ['notexample.org', 'notexample.org'],
  ['example.com.evil', 'example.com.evil'],
  ['x.example.org.evil', 'x.example.org.evil'],
  ['example.net', 'example.net'],
  ['evil.localhost.example.net', 'evil.localhost.example.net'],
  ['exam\u212ale.com', "'*'"],
  ['example\u3002com', "'*'"],
  ['ex\u00e4mple.com', "'*'"],
  ['example.com ', "'*'"],
  [' example.com', "'*'"],
  ['example.com/', "'*'"],
  ['*.example.com', "'*'"],
  ['..', "'*'"],
  ["a'b.example.com", "'*'"],
  ['$(id).example.com', "'*'"],
  ['constructor', 'constructor'],
  ['__proto__', '__proto__'],
];

const WAYS: readonly [name: string, run: (php: Php, host: string) => unknown][] = [
  ['gethostbynamel', (php, host) => php.gethostbynamel(host)],
  ['gethostbyname', (php, host) => php.gethostbyname(host) !== host],
  ['socket_addrinfo_lookup', (php, host) => php.socketAddrinfoLookup(host, '80')],
  ['stream_socket_client', (php, host) => php.streamSocketClient(`tcp://${host}:80`).stream],
];

export const LOOKUPS: readonly Attempt[] = NAMES.flatMap(([host, written]) =>
  WAYS.map(([name, run]): Attempt => ({
    name: `${name} ${JSON.stringify(host)}`,
    policy: POLICY,
    run: (php) => run(php, host),
    reason: (): Reason => `--allow-lookup ${written}`,
  })),
);
