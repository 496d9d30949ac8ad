// A host and a port, as the addresses of streams name them.

/** Where a host is to be found, and at which port. */
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

/** The port that a text begins with, 0 for none, as atoi(3) reads it; a larger number than 65535 wraps. */
function portIn(text: string): i32 {
  return I32.parseInt(text, 10) & 0xffff;
}
