// Handing sockets to other guests, and to the embedder: the part of the system layer over the WIT's offers and names.
import { errnoOfCase } from "../../errno";
import * as host from "../../generated/host";
import {
  EXPORT_NAMED_RESULT_PAYLOAD, IMPORT_NAMED_RESULT_PAYLOAD,
  OFFER_RESULT_ALIGNMENT, OFFER_RESULT_PAYLOAD, OFFER_RESULT_SIZE, REVOKE_RESULT_PAYLOAD, TAKE_RESULT_PAYLOAD,
} from "../../generated/layouts";
import { liftString } from "../../memory/landing";
import { Ref } from "../../ref";

/** Room for the largest result of this file: result<string, errno>. */
const RESULT: usize = memory.data(<i32>OFFER_RESULT_SIZE, <i32>OFFER_RESULT_ALIGNMENT);

/** Offers a socket to the guest of an id; 0, `id` being what that guest takes it by, or minus the errno. */
export function offer(handle: i32, guest: i32, id: Ref<string>): i32 {
  host.socketOffer(handle, guest, RESULT);
  if (load<u8>(RESULT) != 0) return -errnoOfCase(load<u8>(RESULT, OFFER_RESULT_PAYLOAD));
  id.value = liftString(load<usize>(RESULT, OFFER_RESULT_PAYLOAD), load<i32>(RESULT, OFFER_RESULT_PAYLOAD + 4));
  return 0;
}

/** Takes a socket that was offered to this guest; its handle, or minus the errno. */
export function take(id: string): i32 {
  host.socketTake(changetype<usize>(id), id.length, RESULT);
  return load<u8>(RESULT) == 0
    ? load<i32>(RESULT, TAKE_RESULT_PAYLOAD)
    : -errnoOfCase(load<u8>(RESULT, TAKE_RESULT_PAYLOAD));
}

/** Withdraws an offer; 0, or minus the errno. */
export function revoke(id: string): i32 {
  host.revoke(changetype<usize>(id), id.length, RESULT);
  return load<u8>(RESULT) == 0 ? 0 : -errnoOfCase(load<u8>(RESULT, REVOKE_RESULT_PAYLOAD));
}

/** Takes a socket that the embedder gave to this guest by name; its handle, or minus the errno. */
export function importNamed(name: string): i32 {
  host.socketImportNamed(changetype<usize>(name), name.length, RESULT);
  return load<u8>(RESULT) == 0
    ? load<i32>(RESULT, IMPORT_NAMED_RESULT_PAYLOAD)
    : -errnoOfCase(load<u8>(RESULT, IMPORT_NAMED_RESULT_PAYLOAD));
}

/** Gives the embedder a socket by name; 0, or minus the errno. */
export function exportNamed(handle: i32, name: string): i32 {
  host.socketExportNamed(handle, changetype<usize>(name), name.length, RESULT);
  return load<u8>(RESULT) == 0 ? 0 : -errnoOfCase(load<u8>(RESULT, EXPORT_NAMED_RESULT_PAYLOAD));
}

/** This guest's id. */
export function guestId(): i32 {
  return host.guestId();
}
