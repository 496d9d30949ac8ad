// What guests for WASI import (wit/wasip2/, of WASI 0.2.0) against the vendored specification (wit/deps/).
import { expect, test } from 'vitest';
import { importSignature, layoutOf } from '../../wit/model/index.mjs';
import { witModel } from '../../wit/sources.mjs';

const model = witModel();
const declared = [...model.packages.values()]
  .filter(({ id }) => id.endsWith('@0.2.0'))
  .flatMap(({ interfaces }) => Array.from(interfaces.values()));
const vendored = (id: string) => model.interface(id.replace('@0.2.0', '@0.2.12'));

type Definition = (typeof declared)[number]['definitions'][number];

/** A definition's names and numbers. */
function shape(definition: Definition): unknown {
  const { kind, name } = definition;
  const members = kind === 'record' ? definition.fields : kind === 'variant' || kind === 'enum' ? definition.cases : [];
  return {
    kind,
    name,
    members: members.map((each) => each.name),
    layout: kind === 'resource' ? {} : layoutOf(definition),
  };
}

test('the packages are there', () => {
  expect(declared.map(({ id }) => id)).toContain('wasi:sockets/udp@0.2.0');
});

test.each(declared.map((found) => ({ id: found.id, found })))('$id is part of WASI 0.2.12', ({ id, found }) => {
  const whole = vendored(id);
  for (const definition of found.definitions) {
    const other = whole.names.get(definition.name);
    expect(other === undefined ? definition.name : shape(other)).toEqual(shape(definition));
  }
  const text = (func: (typeof found.functions)[number]) => {
    const { params, results } = importSignature(func);
    return `${func.fullName} (${params.join(' ')}) -> (${results.join(' ')})`;
  };
  expect(whole.functions.map(text)).toEqual(expect.arrayContaining(found.functions.map(text)));
});
