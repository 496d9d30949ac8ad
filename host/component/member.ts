/** A function's name as components have it: `[method]thing.do-it` is the method `do-it` of `thing`, `[constructor]thing` has no name. */
export function splitMember(name: string): {
  readonly kind: string | undefined;
  readonly of: string;
  readonly member: string;
} {
  const [, kind, of = '', member = ''] = /^\[(\w+)\]([^.]*)(?:\.(.*))?$/.exec(name) ?? [];
  return { kind, of, member };
}
