//! The component that has the tables of wit/store.wit.
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

wit_bindgen::generate!({
    path: "../wit",
    world: "provider",
    with: { "wasi:io/error@0.2.12": wasip2::io::error, "wasi:io/poll@0.2.12": wasip2::io::poll, "wasi:io/streams@0.2.12": wasip2::io::streams },
});

use exports::wasock::composed::store::{
    Entry, Failure, Guest, GuestTable, InputStream, Order, Rights, Table as Handle, TableBorrow, Value,
};

thread_local! {
    static TABLES: Cell<u32> = const { Cell::new(0) };
}

struct Table {
    name: String,
    entries: RefCell<BTreeMap<String, Entry>>,
}

impl Table {
    fn find<T>(&self, key: String, found: impl FnOnce(&Entry) -> T) -> Result<T, Failure> {
        self.entries.borrow().get(&key).map(found).ok_or(Failure::NoSuchKey(key))
    }
}

impl Drop for Table {
    fn drop(&mut self) {
        TABLES.set(TABLES.get() - 1);
    }
}

impl GuestTable for Table {
    fn new(name: String) -> Self {
        TABLES.set(TABLES.get() + 1);
        Table { name, entries: RefCell::default() }
    }

    fn name(&self) -> String {
        self.name.clone()
    }

    fn put(&self, entry: Entry) -> Result<Option<Value>, Failure> {
        let mut entries = self.entries.borrow_mut();
        if entries.get(&entry.key).is_some_and(|old| !old.rights.contains(Rights::WRITABLE)) {
            return Err(Failure::ReadOnly);
        }
        Ok(entries.insert(entry.key.clone(), entry).map(|old| old.value))
    }

    fn get(&self, key: String) -> Result<Entry, Failure> {
        self.find(key, Entry::clone)
    }

    fn remove(&self, key: String) -> Result<Value, Failure> {
        if !self.find(key.clone(), |entry| entry.rights.contains(Rights::REMOVABLE))? {
            return Err(Failure::ReadOnly);
        }
        Ok(self.entries.borrow_mut().remove(&key).unwrap().value)
    }

    fn keys(&self, order: Order) -> Vec<String> {
        let mut keys: Vec<String> = self.entries.borrow().keys().cloned().collect();
        if order == Order::Descending {
            keys.reverse();
        }
        keys
    }

    fn entries(&self) -> Vec<Entry> {
        self.entries.borrow().values().cloned().collect()
    }

    fn put_stream(&self, key: String, stream: &InputStream, length: u64) -> Result<u64, Failure> {
        let mut bytes = Vec::new();
        while (bytes.len() as u64) < length {
            match stream.blocking_read(length - bytes.len() as u64) {
                Ok(more) => bytes.extend(more),
                Err(_) => break,
            }
        }
        let count = bytes.len() as u64;
        self.put(Entry { key, value: Value::Bytes(bytes), tags: vec!["stream".into()], rights: Rights::all() })?;
        Ok(count)
    }

    fn copy_from(&self, other: TableBorrow<'_>) -> u32 {
        let copied = other.get::<Table>().entries();
        let count = copied.len() as u32;
        self.entries.borrow_mut().extend(copied.into_iter().map(|entry| (entry.key.clone(), entry)));
        count
    }

    fn merge(tables: Vec<Handle>, name: String) -> Handle {
        let merged = Table::new(name);
        for table in tables {
            let entries = table.get::<Table>().entries();
            merged.entries.borrow_mut().extend(entries.into_iter().map(|entry| (entry.key.clone(), entry)));
        }
        Handle::new(merged)
    }
}

type Many = (
    (u8, i8, u16, i16, u32, i32, u64, i64),
    (f32, f64, char, bool, String, Vec<u16>),
    (Option<u32>, Result<String, u8>, (u8, u64)),
);

struct Component;

impl Guest for Component {
    type Table = Table;

    fn tables() -> u32 {
        TABLES.get()
    }

    fn many(
        a: u8, b: i8, c: u16, d: i16, e: u32, f: i32, g: u64, h: i64, i: f32, j: f64, k: char, l: bool, m: String,
        n: Vec<u16>, o: Option<u32>, p: Result<String, u8>, q: (u8, u64),
    ) -> Many {
        ((a, b, c, d, e, f, g, h), (i, j, k, l, m, n), (o, p, q))
    }

    fn crash() {
        panic!("asked to crash");
    }
}

export!(Component);
