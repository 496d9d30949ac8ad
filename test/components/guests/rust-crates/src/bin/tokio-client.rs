//! `tokio-client ADDRESS N LINE...`: N connections at once, on one thread; each sends each line. Prints the answers by
//! connection, and how many timers fired.
use std::net::SocketAddr;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Result};
use tokio::net::TcpStream;

async fn talk(address: SocketAddr, lines: Vec<String>) -> Result<Vec<String>> {
    let (reading, mut writing) = TcpStream::connect(address).await?.into_split();
    let mut answers = BufReader::new(reading).lines();
    let mut heard = Vec::new();
    for line in lines {
        writing.write_all(format!("{line}\n").as_bytes()).await?;
        heard.push(answers.next_line().await?.unwrap_or_default());
    }
    Ok(heard)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().collect();
    let address = args[1].parse().unwrap();
    let timer = tokio::spawn(tokio::time::sleep(Duration::from_millis(1)));
    let tasks: Vec<_> = (0..args[2].parse().unwrap())
        .map(|i: usize| tokio::spawn(talk(address, args[3..].iter().map(|line| format!("{i} {line}")).collect())))
        .collect();
    for (i, task) in tasks.into_iter().enumerate() {
        println!("{i}: {}", task.await??.join(": "));
    }
    timer.await?;
    println!("1 timer");
    Ok(())
}
