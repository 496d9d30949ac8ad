/** The sender of a message (SCM_CREDENTIALS), or the other end of a local socket (SO_PEERCRED). */
@final
export class Credentials {
  constructor(
    /** Process. */
    public pid: i32,
    /** User, 0 to 4294967295. */
    public uid: i64,
    /** Group, 0 to 4294967295. */
    public gid: i64,
  ) {}
}
