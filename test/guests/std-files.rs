// std::fs of Rust, as a program for WASI preview 1 has it. Its argument is a directory that it may change.
use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::time::{Duration, UNIX_EPOCH};

fn main() -> std::io::Result<()> {
    let directory = std::env::args().nth(1).unwrap();
    let path = |name: &str| format!("{directory}/{name}");

    fs::write(path("a.txt"), "one\ntwo\n")?;
    writeln!(OpenOptions::new().append(true).open(path("a.txt"))?, "three")?;
    let lines: Vec<String> = BufReader::new(File::open(path("a.txt"))?).lines().map(Result::unwrap).collect();
    assert_eq!(lines, ["one", "two", "three"]);

    fs::create_dir_all(path("sub/deep"))?;
    fs::copy(path("a.txt"), path("sub/b.txt"))?;
    fs::rename(path("sub/b.txt"), path("sub/c.txt"))?;
    fs::hard_link(path("a.txt"), path("hard"))?;
    assert_eq!(fs::metadata(path("sub/c.txt"))?.len(), 14);
    for index in 0..300 {
        fs::write(path(&format!("sub/deep/a-file-with-a-long-name-{index}")), "x")?;
    }
    assert_eq!(fs::read_dir(path("sub/deep"))?.map(Result::unwrap).count(), 300);

    let mut file = OpenOptions::new().read(true).write(true).open(path("sub/c.txt"))?;
    let mut text = String::new();
    file.seek(SeekFrom::End(-6))?;
    file.read_to_string(&mut text)?;
    assert_eq!(text, "three\n");
    file.set_len(3)?;
    file.sync_all()?;
    file.set_times(fs::FileTimes::new().set_modified(UNIX_EPOCH + Duration::from_secs(1000)))?;
    assert_eq!(file.metadata()?.modified()?, UNIX_EPOCH + Duration::from_secs(1000));

    for outside in ["../secret", "sub/../../secret"] {
        println!("{:?}", fs::read(path(outside)).unwrap_err().kind());
    }
    println!("{:?}", fs::read("/etc/passwd").unwrap_err().kind());
    fs::remove_dir_all(path("sub"))?;
    let mut names: Vec<_> = fs::read_dir(&directory)?.map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    println!("{names:?}");
    Ok(())
}
