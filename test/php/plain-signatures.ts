// The signatures that follow from wit/php.wit: of functions that take and give plain values, and no references.
import type { Func, Type } from '../../wit/model/types.ts';
import { ownInterface } from '../../wit/sources.mjs';
import type { Kind, Parameter, Signature } from './signatures.ts';

const PRIMITIVES: Readonly<Partial<Record<string, Kind>>> = {
  bool: 'bool',
  s32: 'int',
  u32: 'int',
  s64: 'int',
  f64: 'float',
  string: 'text',
};

const RESOURCES: Readonly<Partial<Record<string, Kind>>> = {
  socket: 'socket',
  stream: 'stream',
  'address-info': 'address',
};

const isBytes = (type: Type) => typeof type === 'object' && type.kind === 'list' && type.element === 'u8';

function kindOf(type: Type): Kind | undefined {
  if (typeof type === 'string') return PRIMITIVES[type];
  return type.kind === 'own' || type.kind === 'borrow' ? RESOURCES[type.resource.name] : undefined;
}

/** What a parameter takes; an option can be left out. */
function taken(type: Type): Parameter | undefined {
  const own = typeof type === 'object' && type.kind === 'option' ? type.some : type;
  return isBytes(own) ? 'payload' : kindOf(own);
}

/** What a result gives; an option is FALSE where there is none. */
function given(type: Type | null): Kind | undefined {
  if (type === null) return 'void';
  if (typeof type === 'string' || type.kind !== 'option') return kindOf(type);
  const kind = isBytes(type.some) ? 'data' : kindOf(type.some);
  return kind === 'int' ? 'count' : kind;
}

function signatureOf({ params, result }: Func): Signature | undefined {
  const takes = params.flatMap(({ type }) => taken(type) ?? []);
  const gives = given(result);
  return takes.length < params.length || gives === undefined ? undefined : { takes, gives };
}

/** By PHP's names. */
export const PLAIN_SIGNATURES: Readonly<Record<string, Signature>> = Object.fromEntries(
  ownInterface('php').functions.flatMap((func) => {
    const signature = signatureOf(func);
    return signature === undefined ? [] : [[func.name.replaceAll('-', '_'), signature]];
  }),
);
