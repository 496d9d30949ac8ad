// Sockets from and to the program that runs the guest, by name. PHP has nothing of the kind.
import { adopt } from "../adopt";
import { fail, isUsable, succeeded } from "../failure";
import { Socket } from "../socket";
import { exportNamed, importNamed } from "../system";

/**
 * Takes a socket that the program which runs this guest gave it: a listener, a connection, or a datagram socket.
 *
 * @param name its name; of several with one name it is the one that came first
 * @returns the socket; null and a warning if there is none, or none any more
 * @see docs/plugins.md of wasock
 */
export function socket_import_named(name: string): Socket | null {
  const handle = importNamed(name);
  if (handle >= 0) return adopt(handle);
  fail("socket_import_named", "Unable to import socket '" + name + "'", -handle);
  return null;
}

/**
 * Gives the program which runs this guest a socket, by a name. The socket also stays with this guest.
 *
 * @param socket an open socket
 * @param name printable ASCII without ":", at most 255 characters
 * @returns true; false and a warning on failure
 * @see docs/plugins.md of wasock
 */
export function socket_export_named(socket: Socket, name: string): bool {
  if (!isUsable(socket, "socket_export_named")) return false;
  return succeeded(
    socket, "socket_export_named", "Unable to export socket '" + name + "'", exportNamed(socket.handle, name),
  );
}
