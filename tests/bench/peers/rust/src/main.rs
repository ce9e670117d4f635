// SPDX-License-Identifier: MIT
//! peers tokio|local [OP...]: two Rust executors that do what bench.c does.
//! Prints "op n total_ns", or "op n total bytes".

mod local;
mod on_tokio;

use std::alloc::{GlobalAlloc, Layout, System};
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::task::{Context, Poll};

const RUNS: usize = 5;
pub const TASKS: u64 = 1000;

/// Counts what is allocated, for the size of a parked task.
struct Counting;

static IN_USE: AtomicUsize = AtomicUsize::new(0);

unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        IN_USE.fetch_add(layout.size(), Relaxed);
        System.alloc(layout)
    }
    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        IN_USE.fetch_sub(layout.size(), Relaxed);
        System.dealloc(block, layout)
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

pub fn bytes_in_use() -> u64 {
    IN_USE.load(Relaxed) as u64
}

/// Ready the second time it is asked.
#[derive(Default)]
pub struct Yield(bool);

impl Future for Yield {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if self.0 {
            return Poll::Ready(());
        }
        self.0 = true;
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}

/// Sixteen calls deep. The leaf is what an executor yields by.
#[macro_export]
macro_rules! deep {
    ($leaf:path) => {
        $crate::deep!(@ $leaf, d0 d1 d2 d3 d4 d5 d6 d7 d8 d9 d10 d11 d12 d13 d14 d15 d16);
        use d16 as down;
    };
    (@ $leaf:path, $bottom:ident $($rest:ident)*) => {
        async fn $bottom(n: i64) -> i64 {
            $leaf().await;
            n
        }
        $crate::deep!(@@ $bottom $($rest)*);
    };
    (@@ $below:ident $next:ident $($rest:ident)*) => {
        async fn $next(n: i64) -> i64 {
            let k = n * 3;
            k + $below(n - 1).await + n
        }
        $crate::deep!(@@ $next $($rest)*);
    };
    (@@ $last:ident) => {};
}

/// Nanoseconds, or bytes, of n operations.
pub struct Op {
    pub name: &'static str,
    pub n: u64,
    pub run: fn(u64) -> u64,
    pub unit: &'static str,
}

pub const fn op(name: &'static str, n: u64, run: fn(u64) -> u64) -> Op {
    Op { name, n, run, unit: "" }
}

pub const fn bytes(name: &'static str, n: u64, run: fn(u64) -> u64) -> Op {
    Op { name, n, run, unit: " bytes" }
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let ops = match args.first().map(String::as_str) {
        Some("tokio") => on_tokio::OPS,
        Some("local") => local::OPS,
        _ => panic!("usage: peers tokio|local [OP...]"),
    };
    for Op { name, n, run, unit } in ops {
        if args.len() > 1 && !args[1..].iter().any(|arg| arg == name) {
            continue;
        }
        run(n / 10);
        for _ in 0..RUNS {
            println!("{name} {n} {}{unit}", run(*n));
        }
    }
}
