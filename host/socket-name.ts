/** Printable ASCII without ":", which separates names in LISTEN_FDNAMES: see sd_listen_fds_with_names(3). */
const NAME = /^[ -9;-~]{1,255}$/;

/** Whether a socket of an embedder's, or for it, may have this name. */
export function isSocketName(text: string): boolean {
  return NAME.test(text);
}
