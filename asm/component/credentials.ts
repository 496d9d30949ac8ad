// The record credentials of wit/php.wit.
import { Credentials } from "../credentials";
import { unsigned } from "../data/unsigned";
import { CREDENTIALS_GID, CREDENTIALS_PID, CREDENTIALS_UID } from "../generated/php";
import { Area, Arguments } from "./memory";

export function giveCredentials(area: Area, credentials: Credentials): void {
  area.int(CREDENTIALS_PID, credentials.pid);
  area.int(CREDENTIALS_UID, <i32>credentials.uid);
  area.int(CREDENTIALS_GID, <i32>credentials.gid);
}

export function takeCredentials(from: Arguments): Credentials {
  return new Credentials(
    from.int(CREDENTIALS_PID), unsigned(from.int(CREDENTIALS_UID)), unsigned(from.int(CREDENTIALS_GID)),
  );
}
