// Sockets from and to the program that runs the guest, by name. PHP has nothing of the kind.
import { adopt } from "../adopt";
import { fail, isUsable, succeeded } from "../failure";
import { Socket } from "../socket";
import { exportNamed, importNamed } from "../system";

/**
 * Takes a socket that the program which runs this guest gave it by this name: a listener, a connection, or a datagram
 * socket. Of several with one name it is the one that came first. Null and a warning if there is none, or none any
 * more.
 */
export function socket_import_named(name: string): Socket | null {
  const handle = importNamed(name);
  if (handle >= 0) return adopt(handle);
  fail("socket_import_named", "Unable to import socket '" + name + "'", -handle);
  return null;
}

/**
 * Gives the program which runs this guest the socket by a name: printable ASCII without ":", at most 255 characters.
 * The socket also stays with this guest. False and a warning on failure.
 */
export function socket_export_named(socket: Socket, name: string): bool {
  if (!isUsable(socket, "socket_export_named")) return false;
  return succeeded(
    socket, "socket_export_named", "Unable to export socket '" + name + "'", exportNamed(socket.handle, name),
  );
}
