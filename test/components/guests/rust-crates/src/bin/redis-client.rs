//! `redis-client URL`: talks to a Redis server by the crate `redis`: a string, a counter, a pipeline, and what is published
//! on a channel that it is subscribed to.
use redis::{Commands, RedisResult};

fn main() -> RedisResult<()> {
    let client = redis::Client::open(std::env::args().nth(1).unwrap())?;
    let mut connection = client.get_connection()?;
    let _: () = connection.set("greeting", "hello")?;
    println!("greeting: {}", connection.get::<_, String>("greeting")?);
    let _: () = connection.del("counter")?;
    for _ in 0..10 {
        let _: i64 = connection.incr("counter", 1)?;
    }
    println!("counter: {}", connection.get::<_, i64>("counter")?);
    let (a, b): (i64, String) = redis::pipe().atomic().incr("counter", 5).get("greeting").query(&mut connection)?;
    println!("pipeline: {a} {b}");
    let mut subscriber = client.get_connection()?;
    let mut channel = subscriber.as_pubsub();
    channel.subscribe("news")?;
    let heard: i64 = connection.publish("news", "something happened")?;
    println!("published to {heard}: {}", channel.get_message()?.get_payload::<String>()?);
    Ok(())
}
