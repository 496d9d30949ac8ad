// Which option of the WIT a level and an option name of PHP mean, and what PHP takes for it.
import { OptionKind, OptionName } from "../data/option";
import { OPTIONS } from "../generated/options";

/** What PHP takes as the value of an option. */
export enum Shape {
  /** A number; anything else is converted to one. */
  Integer,
  /** Anything, by PHP's rules for what is true. */
  Boolean,
  /** A number from 0 to 255. */
  Octet,
  /** A number from -1 to 255. */
  Hops,
  /** The index of an interface, or its name. */
  Interface,
  /** A string; anything else is an empty one. */
  Text,
  /** SKF_AD_CPU or SKF_AD_QUEUE; 0 removes the filter. */
  Filter,
  /** `Linger`. */
  Linger,
  /** `TimeVal`. */
  TimeVal,
  /** Nothing: it can only be read. */
  Nothing,
}

/** What PHP takes where the case of the WIT does not say it. */
const EXCEPTIONS: StaticArray<i32> = [
  OptionName.SoAttachReuseportCbpf, Shape.Filter,
  OptionName.IpMulticastIf, Shape.Interface,
  OptionName.IpMulticastTtl, Shape.Octet,
  OptionName.IpMulticastLoop, Shape.Boolean,
  OptionName.Ipv6MulticastIf, Shape.Interface,
  OptionName.Ipv6MulticastHops, Shape.Hops,
  OptionName.Ipv6MulticastLoop, Shape.Boolean,
];

const COLUMNS: i32 = 4;

/** The row of an option; -1: none. */
export function findOption(level: i32, optname: i32): i32 {
  for (let row = 0, n = OPTIONS.length; row < n; row += COLUMNS) {
    if (unchecked(OPTIONS[row]) == level && unchecked(OPTIONS[row + 1]) == optname) return row;
  }
  return -1;
}

/** Whether any option has this level. */
export function isLevel(level: i32): bool {
  for (let row = 0, n = OPTIONS.length; row < n; row += COLUMNS) if (unchecked(OPTIONS[row]) == level) return true;
  return false;
}

/** The WIT's name of the option in a row. */
export function nameInRow(row: i32): OptionName {
  return OPTIONS[row + 2];
}

/** The shape of the option in a row. */
export function shapeInRow(row: i32): Shape {
  const name = nameInRow(row);
  for (let i = 0, n = EXCEPTIONS.length; i < n; i += 2) if (EXCEPTIONS[i] == name) return EXCEPTIONS[i + 1];
  switch (OPTIONS[row + 3]) {
    case OptionKind.Integer:
      return Shape.Integer;
    case OptionKind.Linger:
      return Shape.Linger;
    case OptionKind.Timeval:
      return Shape.TimeVal;
    case OptionKind.Bytes:
      return Shape.Text;
    default:
      return Shape.Nothing;
  }
}
