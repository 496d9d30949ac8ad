// PHP's conversions of a value to an int, a bool or a string: (int), (bool) and (string).

/** 2 to the 63rd and the 64th. */
const LIMIT: f64 = 9.223372036854775808e18;
const RANGE: f64 = 1.8446744073709551616e19;

// @ts-ignore: decorator
@inline
function isDigit(character: i32): bool {
  return <u32>(character - 0x30) < 10;
}

// @ts-ignore: decorator
@inline
function isSpace(character: i32): bool {
  return character == 0x20 || <u32>(character - 9) < 5;
}

/** The end of the digits from `at`. */
function digitsEnd(text: string, at: i32): i32 {
  while (at < text.length && isDigit(text.charCodeAt(at))) at++;
  return at;
}

/** A number too large for an int wraps around, as a float's does in PHP. */
function wrapped(value: f64): i64 {
  if (!isFinite(value)) return 0;
  if (value >= -LIMIT && value < LIMIT) return <i64>value;
  const rest = trunc(value) % RANGE;
  return <i64>(<u64>(rest < 0 ? rest + RANGE : rest));
}

/** A number too large for an int is the largest, as a string's is in PHP. */
function capped(value: f64): i64 {
  if (isNaN(value)) return 0;
  if (value >= LIMIT) return i64.MAX_VALUE;
  return value < -LIMIT ? i64.MIN_VALUE : <i64>value;
}

/** The number that a string begins with, after white space; 0 if it begins with none. "1.9" is 1, "1e2" 100. */
function leadingNumber(text: string): i64 {
  let start = 0;
  while (start < text.length && isSpace(text.charCodeAt(start))) start++;
  const first = start < text.length ? text.charCodeAt(start) : 0;
  const whole = first == 0x2b || first == 0x2d ? start + 1 : start;
  let end = digitsEnd(text, whole);
  let digits = end - whole;
  if (end < text.length && text.charCodeAt(end) == 0x2e) {
    const fraction = digitsEnd(text, end + 1);
    digits += fraction - end - 1;
    if (digits > 0) end = fraction;
  }
  if (digits == 0) return 0;
  if (end < text.length && (text.charCodeAt(end) | 0x20) == 0x65) {
    const sign = end + 1 < text.length ? text.charCodeAt(end + 1) : 0;
    const exponent = sign == 0x2b || sign == 0x2d ? end + 2 : end + 1;
    const exponentEnd = digitsEnd(text, exponent);
    if (exponentEnd > exponent) end = exponentEnd;
  }
  // 15 digits are exact.
  return capped(parseFloat(text.substring(start, end)));
}

/** Whether a value is a non-empty array in PHP. Each class that stands for an array is. */
function hasElements<T>(value: T): bool {
  if (value === null) return false;
  if (isArray<T>()) return value.length > 0;
  return true;
}

/** PHP's int of a number, a bool, a string or null. */
export function toInteger<T>(value: T): i64 {
  if (isFloat<T>()) return wrapped(<f64>value);
  if (isInteger<T>()) return <i64>value;
  if (isString<T>()) return value === null ? 0 : leadingNumber(changetype<string>(value));
  return i64(hasElements<T>(value));
}

/** PHP's bool of a number, a bool, a string ("" and "0" are false) or null. */
export function toBoolean<T>(value: T): bool {
  if (isFloat<T>()) return <f64>value != 0;
  if (isInteger<T>()) return value != 0;
  if (isString<T>()) {
    if (value === null) return false;
    const text = changetype<string>(value);
    return text.length > 0 && text != "0";
  }
  return hasElements<T>(value);
}

/** PHP's string of a number, a bool, a string or null. */
export function toText<T>(value: T): string {
  if (isString<T>()) return value === null ? "" : changetype<string>(value);
  if (isBoolean<T>()) return value ? "1" : "";
  if (isFloat<T>()) {
    const number = <f64>value;
    return abs(number) < 1e15 && trunc(number) == number ? (<i64>number).toString() : number.toString();
  }
  if (isInteger<T>()) return value.toString();
  return value === null ? "" : "Array";
}
