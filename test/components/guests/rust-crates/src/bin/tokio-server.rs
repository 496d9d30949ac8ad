//! `tokio-server ADDRESS N`: binds, prints where it listens, accepts N connections, and then echoes all of them at once on one
//! thread. It accepts by the standard library: accept of mio 1.2.5, on which tokio stands, says `invalid argument` in WASI 0.2.
use tokio::io::{copy, AsyncWriteExt, Result};
use tokio::net::TcpStream;

async fn echo(stream: TcpStream) -> Result<u64> {
    let (mut reading, mut writing) = stream.into_split();
    let bytes = copy(&mut reading, &mut writing).await?;
    writing.shutdown().await?;
    Ok(bytes)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().collect();
    let listener = std::net::TcpListener::bind(&args[1])?;
    println!("listening on {}", listener.local_addr()?);
    let mut tasks = Vec::new();
    for _ in 0..args[2].parse().unwrap() {
        let (stream, _) = listener.accept()?;
        stream.set_nonblocking(true)?;
        tasks.push(tokio::spawn(echo(TcpStream::from_std(stream)?)));
    }
    for task in tasks {
        println!("echoed {} bytes", task.await??);
    }
    Ok(())
}
