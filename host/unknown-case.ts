/** What to throw where there is no such case, whatever the types say. @param value of which every case has been dealt with */
export function unknownCase(value: never): TypeError {
  const { tag, kind }: { readonly tag?: unknown; readonly kind?: unknown } = Object(value);
  return new TypeError(`there is no case ${String(tag ?? kind ?? value).slice(0, 100)}`);
}
