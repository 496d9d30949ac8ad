/**
 * A guest's allocator that never frees, in the text format: a function and the global that it needs.
 *
 * @param head its name and exports
 * @param first where it begins
 */
export function reallocText(head: string, first: number): string {
  return `
    (global $next (mut i32) (i32.const ${first}))
    (func ${head} (param $old i32) (param $from i32) (param $align i32) (param $to i32) (result i32)
      (local $at i32)
      (local.set $at (i32.and
        (i32.sub (i32.add (global.get $next) (local.get $align)) (i32.const 1))
        (i32.sub (i32.const 0) (local.get $align))))
      (global.set $next (i32.add (local.get $at) (local.get $to)))
      (local.get $at))`;
}
