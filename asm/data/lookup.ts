// Plain data: what the system layer's name lookups give.

/** A failed lookup returns `LOOKUP_FAILED - case of the WIT's lookup-error`; system errors return minus the errno. */
export const LOOKUP_FAILED: i32 = -1000;

export { LookupErrorCase as LookupError } from "../generated/cases";

/** A service of services(5). */
@final
export class Service {
  constructor(
    public readonly name: string,
    /** 0 to 65535. */
    public readonly port: i32,
    public readonly protocol: string,
  ) {}
}

/** A protocol of protocols(5). */
@final
export class Protocol {
  constructor(
    public readonly name: string,
    /** 0 to 255. */
    public readonly number: i32,
  ) {}
}
