// Sockets that this guest has not made. They came with a message, or from another guest.
import { OptionData, OptionName } from "./data/option";
import { register, Socket } from "./socket";
import { getOption } from "./system";

/** The socket of a new handle, of any family. */
export function adopt(handle: i32): Socket {
  const domain = new OptionData();
  getOption(handle, OptionName.SoDomain, domain);
  return register(handle, domain.first);
}
