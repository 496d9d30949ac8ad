//! `http-get URL`: what ureq gets from the URL (http only): the status, and the text.
fn main() {
    let url = std::env::args().nth(1).unwrap();
    let mut response = ureq::get(&url).call().unwrap();
    println!("{}", response.status());
    print!("{}", response.body_mut().read_to_string().unwrap());
}
