// Plain data: options as the system layer takes them.
import { OptionName, OptionValueCase } from "../generated/cases";

export { OptionName, OptionValueCase as OptionKind };

/** The value of an option, which the system layer reads and fills in place. */
@final
export class OptionData {
  kind: OptionValueCase = OptionValueCase.Integer;
  /** The integer; `l_onoff`; seconds; process; or the number of the error, 0 for none. */
  first: i32 = 0;
  /** `l_linger`; microseconds; user. */
  second: i32 = 0;
  /** Group. */
  third: i32 = 0;
  /** Bytes, or 32-bit integers in memory order. */
  data: ArrayBuffer = new ArrayBuffer(0);
}
