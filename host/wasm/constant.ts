// Constant expressions: what globals, and elements of tables, are at first.
import type { Reader } from './reader.ts';

/** Skips a constant expression of WebAssembly 3.0, up to its end: instructions and the numbers behind each. */
export function skipConstant(reader: Reader): void {
  for (;;) {
    const instruction = reader.byte();
    switch (instruction) {
      case 0x0b: // end
        return;
      case 0x23: // global.get
      case 0xd2: // ref.func
        reader.u32();
        break;
      case 0xd0: // ref.null
        reader.s33();
        break;
      case 0x41: // i32.const
      case 0x42: // i64.const
        skipSigned(reader);
        break;
      case 0x43: // f32.const
        reader.bytes(4);
        break;
      case 0x44: // f64.const
        reader.bytes(8);
        break;
      case 0x6a: // i32.add, sub, mul, i64.add, sub, mul
      case 0x6b:
      case 0x6c:
      case 0x7c:
      case 0x7d:
      case 0x7e:
        break;
      case 0xfb:
        skipGarbageCollected(reader);
        break;
      case 0xfd: // v128.const
        if (reader.u32() !== 12) reader.fail('has a constant of a form that is not known');
        reader.bytes(16);
        break;
      default:
        reader.fail(`has an instruction in a constant that is not known (${instruction})`);
    }
  }
}

/** What makes structs, arrays and references of small numbers, and what converts references. */
function skipGarbageCollected(reader: Reader): void {
  const instruction = reader.u32();
  switch (instruction) {
    case 8: // array.new_fixed
      reader.u32();
      return void reader.u32();
    case 0: // struct.new, struct.new_default, array.new, array.new_default
    case 1:
    case 6:
    case 7:
      return void reader.u32();
    case 26: // any.convert_extern, extern.convert_any, ref.i31
    case 27:
    case 28:
      return;
    default:
      reader.fail(`has an instruction in a constant that is not known (251 ${instruction})`);
  }
}

function skipSigned(reader: Reader): void {
  while (reader.byte() >= 0x80);
}
