import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { Policy, type PolicyRules } from '#host/policy';
import { RULE_KEYS } from '#host/policy/rules';
import { mergeRules, readPolicyFile } from '#host/cli/policy-file';
import { wasock } from '../support/command-line.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const ASKS = fileURLToPath(new URL('guests/asks.ts', import.meta.url));

function policyFile(text: string | Uint8Array): string {
  const path = join(temporaryDirectory(), 'policy.json');
  writeFileSync(path, text);
  return path;
}

describe('--policy', () => {
  test('allows what the file says, with what the flags say', async () => {
    const path = policyFile('{ "$schema": "policy.schema.json", "bind": ["127.0.0.1:0"], "denyLookup": ["*"] }');
    const flags = ['--policy', path, '--allow-lookup', 'localhost', '--allow-bind', 'unix:@*'];
    const mixed = wasock('run', ASKS, ...flags, '--', 'bind=127.0.0.1=0', 'lookup=localhost', 'lookup=127.1');
    expect(await mixed.exited).toBe(0);
    expect(mixed.stdout).toBe('bind=127.0.0.1=0 0\nlookup=localhost 0\nlookup=127.1 0\n');
    expect(mixed.stderr).toBe("wasock: lookup of localhost denied by --deny-lookup '*'\n");
  });

  test('is denied more by flags', async () => {
    const path = policyFile('{ "all": true }');
    const denied = wasock('run', ASKS, '--policy', path, '--deny-bind', 'private', '--', 'bind=127.0.0.1=0', 'listen');
    expect(await denied.exited).toBe(0);
    expect(denied.stdout).toBe('bind=127.0.0.1=0 13\nlisten 13\n');
    expect(denied.stderr.match(/^wasock: .*$/gm)).toEqual([
      'wasock: bind to 127.0.0.1:0 denied by --deny-bind private',
      'wasock: bind to 0.0.0.0:0 denied by --deny-bind private',
    ]);
  });

  test('names the file, the line and the column of what is wrong', async () => {
    const path = policyFile('{\n  "connect": ["127.0.0.1:80",\n    "127.0.0.1:http"]\n}');
    const command = wasock('run', ASKS, '--policy', path);
    expect(await command.exited).toBe(2);
    expect(command.stderr).toMatch(
      `wasock: ${path}:3:5: '127.0.0.1:http' is not a valid rule: expected after ':' a port`,
    );
  });

  test('of a file that is not there', async () => {
    const command = wasock('run', ASKS, '--policy', '/nowhere/policy.json');
    expect(await command.exited).toBe(2);
    expect(command.stderr).toBe('wasock: cannot read /nowhere/policy.json: no such file or directory\n');
  });
});

test.each([
  ['{"conect": []}', "1:2: 'conect' is not a valid rule: expected one of all, connect, denyConnect,"],
  ['{"connect": "*"}', "1:2: 'connect' is not a valid rule: expected a list of patterns"],
  ['{\n\t"all": true, "raw": 1}', "2:15: 'raw' is not a valid rule: expected true or false"],
  ['{"bind": ["*", 7]}', "1:16: 'bind' is not a valid rule: expected a list of patterns"],
  ['{"bind": ["*", ["*"]]}', "1:16: 'bind' is not a valid rule"],
  ['{"denyLookup": ["a", "b.c", "d e"]}', "1:29: 'd e' is not a valid rule"],
  ['{"lookupTtlSeconds": -1}', "1:2: 'lookupTtlSeconds' is not a valid rule"],
  ['{"__proto__": {"all": true}}', "1:2: '__proto__' is not a valid rule"],
  ['{"\\u0061ll": true, "all": false}', "1:20: the key 'all' is repeated"],
  ['{"denyConnect": ["private"], "denyConnect": []}', "1:30: the key 'denyConnect' is repeated"],
  ['["*", "*", "*"]', '1:1: a list is not a valid rule: expected an object with rules'],
  ['null', "1:1: 'null' is not a valid rule: expected an object with rules"],
  ['{"all": yes}', '1:9: not JSON: Unexpected token'],
  ['{"all": true,}', '1:14: not JSON: '],
  ['{\n  "all": true\n', '3:1: not JSON: '],
  ['', '1:1: not JSON: '],
  ['{"all": true} // all', '1:15: not JSON: '],
])('%s is refused: %s', (text, message) => {
  const path = policyFile(text);
  expect(() => readPolicyFile(path)).toThrow(
    expect.objectContaining({ code: 'ERR_WASOCK_USAGE', message: expect.stringContaining(`${path}:${message}`) }),
  );
});

test('what is no text is refused', () => {
  const path = policyFile(Uint8Array.of(0x22, 0xff, 0x22));
  expect(() => readPolicyFile(path)).toThrow(`${path} is not UTF-8 text`);
});

test('two sets of rules add up', () => {
  const first: PolicyRules = { connect: ['a.test', '*:80'], raw: true, multicast: false, lookupTtlSeconds: 5 };
  const second: PolicyRules = { connect: ['*:80', '*:81'], denyConnect: ['private'], raw: false, multicast: true };
  expect(mergeRules(first, second)).toEqual({
    connect: ['a.test', '*:80', '*:81'],
    denyConnect: ['private'],
    raw: true,
    multicast: true,
    lookupTtlSeconds: 5,
  });
  expect(mergeRules(first, { lookupTtlSeconds: null }).lookupTtlSeconds).toBeNull();
});

describe('policy.schema.json', () => {
  interface Schema {
    type: string | string[];
    examples?: string[][];
    exclusiveMinimum?: number;
    minimum?: number;
    maximum?: number;
    $ref?: string;
  }
  const text = readFileSync(new URL('../../policy.schema.json', import.meta.url), 'utf8');
  const schema: { properties: Record<string, Schema>; $defs: Record<string, Schema> } = JSON.parse(text);
  const resolved = ({ $ref, ...rest }: Schema): Schema => ($ref ? schema.$defs[$ref.replace('#/$defs/', '')]! : rest);
  const accepts = (rules: unknown): boolean => {
    try {
      Policy.validate(rules as PolicyRules);
      return true;
    } catch {
      return false;
    }
  };

  test('has the keys that rules have, and no others', () => {
    expect(Object.keys(schema.properties).sort()).toEqual([...RULE_KEYS].sort());
    expect(schema).toMatchObject({ type: 'object', additionalProperties: false });
  });

  /** A value of each type of JSON's. */
  const SAMPLES: [type: string, value: unknown][] = [
    ['boolean', true],
    ['boolean', false],
    ['array', []],
    ['array', ['example.com']],
    ['number', 1],
    ['number', 0.5],
    ['null', null],
    ['string', 'example.com'],
    ['object', {}],
  ];
  const pairs = Object.entries(schema.properties).flatMap(([key, property]) =>
    SAMPLES.map(([type, value]) => ({ key, property: resolved(property), type, value })),
  );
  test.each(pairs)('allows for $key what rules do: $value', ({ key, property, type, value }) => {
    const isInteger = property.type === 'integer' && Number.isInteger(value);
    expect(accepts({ [key]: value })).toBe([property.type].flat().includes(type) || isInteger);
  });

  test('has the least number that rules have', () => {
    expect(schema.properties['lookupTtlSeconds']?.exclusiveMinimum).toBe(0);
    expect(accepts({ lookupTtlSeconds: 0 })).toBe(false);
    expect(accepts({ lookupTtlSeconds: Number.MIN_VALUE })).toBe(true);
  });

  test('has the numbers of processes that rules have', () => {
    const { minimum, maximum } = schema.properties['fork']!;
    expect([minimum, maximum]).toEqual([0, 1000]);
    expect([-1, 0, 1000, 1001].map((fork) => accepts({ fork }))).toEqual([false, true, true, false]);
  });

  test('has examples that can be read', () => {
    for (const property of Object.keys(schema.properties)) {
      for (const example of resolved(schema.properties[property]!).examples ?? []) {
        expect(accepts({ [property]: example }), `${property} ${example}`).toBe(true);
        expect(accepts({ [property]: [...example, ''] })).toBe(false);
      }
    }
  });
});
