//! `tokio-server ADDRESS N`: binds, prints where it listens, and echoes N connections, all at once on one thread.
use tokio::io::{copy, Result};
use tokio::net::TcpListener;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().collect();
    let listener = TcpListener::bind(&args[1]).await?;
    println!("listening on {}", listener.local_addr()?);
    let mut tasks = Vec::new();
    for _ in 0..args[2].parse().unwrap() {
        let (stream, _) = listener.accept().await?;
        tasks.push(tokio::spawn(async move {
            let (mut reading, mut writing) = stream.into_split();
            copy(&mut reading, &mut writing).await
        }));
    }
    for task in tasks {
        println!("echoed {} bytes", task.await??);
    }
    Ok(())
}
