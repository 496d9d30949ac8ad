//! `exit ok`, `exit error`: by `exit`. `exit CODE`: by `exit-with-code`, which the WIT has as unstable. `exit return-ok`, `exit
//! return-error`: by what `run` returns. What comes back from an exit prints that it differs.
use wasip2::cli::exit::{exit, exit_with_code};

fn main() -> Result<(), String> {
    match std::env::args().nth(1).unwrap().as_str() {
        "ok" => exit(Ok(())),
        "error" => exit(Err(())),
        "return-ok" => return Ok(()),
        "return-error" => return Err("an error".into()),
        code => exit_with_code(code.parse().unwrap()),
    }
    println!("differs exit returned");
    Ok(())
}
