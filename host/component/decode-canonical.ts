import { LinkError } from '../trap.ts';
import type { Reader } from '../wasm/reader.ts';
import type { Canonical, CanonicalOptions } from './definitions.ts';

/**
 * A canonical definition: a function lifted or lowered, or what a resource needs. What WASI 0.3 is made of, functions that
 * return before they are done, streams, futures, tasks and threads, is refused.
 */
export function readCanonical(reader: Reader): Canonical {
  const form = reader.byte();
  switch (form) {
    case 0x00: {
      checkFunction(reader);
      const coreFunction = reader.u32();
      const options = readOptions(reader);
      return { kind: 'lift', coreFunction, options, type: reader.u32() };
    }
    case 0x01:
      checkFunction(reader);
      return { kind: 'lower', function: reader.u32(), options: readOptions(reader) };
    case 0x02:
      return { kind: 'resource.new', resource: reader.u32() };
    case 0x03:
      return { kind: 'resource.drop', resource: reader.u32() };
    case 0x04:
      return { kind: 'resource.rep', resource: reader.u32() };
    default:
      throw new LinkError(
        `the component uses asynchronous functions of WASI 0.3, which are not supported (canonical form ${form}, at byte ${reader.at - 1})`,
      );
  }
}

function checkFunction(reader: Reader): void {
  if (reader.byte() !== 0x00) reader.fail('lifts or lowers what is no function');
}

const ENCODINGS: readonly CanonicalOptions['encoding'][] = ['utf8', 'utf16', 'latin1+utf16'];

function readOptions(reader: Reader): CanonicalOptions {
  let encoding: CanonicalOptions['encoding'] = 'utf8';
  const indices = new Map<'memory' | 'realloc' | 'postReturn', number>();
  reader.vector(() => {
    const option = reader.byte();
    const named = ENCODINGS[option];
    if (named !== undefined) return void (encoding = named);
    if (option === 0x03) return void indices.set('memory', reader.u32());
    if (option === 0x04) return void indices.set('realloc', reader.u32());
    if (option === 0x05) return void indices.set('postReturn', reader.u32());
    throw new LinkError(
      `the component uses asynchronous functions of WASI 0.3, which are not supported (canonical option ${option}, at byte ${reader.at - 1})`,
    );
  });
  return {
    encoding,
    memory: indices.get('memory'),
    realloc: indices.get('realloc'),
    postReturn: indices.get('postReturn'),
  };
}
