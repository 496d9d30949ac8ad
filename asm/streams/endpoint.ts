// A host and a port in the address of a stream.

/** A host and a port. */
@final
export class Endpoint {
  constructor(
    readonly host: string,
    /** 0 to 65535. */
    readonly port: i32,
  ) {}
}

/** Reads `host:port` or `[host]:port`; null if the text is neither. */
export function readEndpoint(text: string): Endpoint | null {
  const isBracketed = text.startsWith("[");
  const end = text.indexOf(isBracketed ? "]" : ":");
  if (end < 0 || (isBracketed && text.charAt(end + 1) != ":")) return null;
  const port = text.substring(end + (isBracketed ? 2 : 1));
  return new Endpoint(text.substring(isBracketed ? 1 : 0, end), portIn(port));
}

/** The port at the beginning of a text, as atoi(3) reads it; 0 for none. A number above 65535 wraps around. */
function portIn(text: string): i32 {
  return I32.parseInt(text, 10) & 0xffff;
}
