// SPDX-License-Identifier: MIT
//! tokio, with one thread.

use crate::{bytes, bytes_in_use, op, Op, TASKS};
use std::future::{pending, Future};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::runtime::Builder;
use tokio::sync::oneshot;
use tokio::task::yield_now;

pub const OPS: &[Op] = &[
    op("yield1", 300_000, yield1),
    op("yield1_timer", 300_000, yield1_timer),
    op("yield1000", 300_000, yield1000),
    op("switch16", 100_000, switch16),
    op("spawn", 200_000, spawn),
    op("handover", 200_000, handover),
    op("cancel", 20_000, cancel),
    op("timers100k", 100_000, timers),
    bytes("park_bytes", 100_000, park),
];

crate::deep!(yield_now);

/// What the body, a task of its own, gives.
fn run<F>(body: F) -> u64
where
    F: Future<Output = u64> + Send + 'static,
{
    run_on(Builder::new_current_thread(), body)
}

/// The same where there may be timers, at which every turn has to look.
fn run_with_time<F>(body: F) -> u64
where
    F: Future<Output = u64> + Send + 'static,
{
    let mut builder = Builder::new_current_thread();
    builder.enable_time();
    run_on(builder, body)
}

fn run_on<F>(mut builder: Builder, body: F) -> u64
where
    F: Future<Output = u64> + Send + 'static,
{
    let runtime = builder.build().unwrap();
    runtime.block_on(async { tokio::spawn(body).await.unwrap() })
}

fn nanoseconds(start: Instant) -> u64 {
    start.elapsed().as_nanos() as u64
}

async fn yields(n: u64) {
    for _ in 0..n {
        yield_now().await;
    }
}

fn yield1(n: u64) -> u64 {
    run(async move {
        let start = Instant::now();
        yields(n).await;
        nanoseconds(start)
    })
}

fn yield1_timer(n: u64) -> u64 {
    run_with_time(async move {
        let timer = tokio::spawn(tokio::time::sleep(Duration::from_secs(3600)));
        yield_now().await;
        let start = Instant::now();
        yields(n).await;
        let took = nanoseconds(start);
        timer.abort();
        took
    })
}

fn yield1000(n: u64) -> u64 {
    run(async move {
        let tasks: Vec<_> = (0..TASKS).map(|_| tokio::spawn(yields(n / TASKS))).collect();
        let start = Instant::now();
        for task in tasks {
            task.await.unwrap();
        }
        nanoseconds(start)
    })
}

fn switch16(n: u64) -> u64 {
    run(async move {
        let start = Instant::now();
        let mut sum = 0;
        for _ in 0..n {
            sum += down(16).await;
        }
        std::hint::black_box(sum);
        nanoseconds(start)
    })
}

fn spawn(n: u64) -> u64 {
    run(async move {
        let start = Instant::now();
        for _ in 0..n {
            tokio::spawn(async {}).await.unwrap();
        }
        nanoseconds(start)
    })
}

type Ball = (Option<oneshot::Sender<()>>, Option<oneshot::Receiver<()>>);

fn ball() -> Ball {
    let (sender, receiver) = oneshot::channel();
    (Some(sender), Some(receiver))
}

async fn play(balls: Arc<Mutex<[Ball; 2]>>, me: usize, rounds: u64) {
    for _ in 0..rounds {
        let receiver = balls.lock().unwrap()[me].1.take().unwrap();
        receiver.await.unwrap();
        let mut both = balls.lock().unwrap();
        both[me] = ball();
        let _ = both[1 - me].0.take().unwrap().send(());
    }
}

fn handover(n: u64) -> u64 {
    run(async move {
        let balls = Arc::new(Mutex::new([ball(), ball()]));
        let tasks = [0, 1].map(|me| tokio::spawn(play(balls.clone(), me, n / 2)));
        yield_now().await;
        let start = Instant::now();
        let _ = balls.lock().unwrap()[0].0.take().unwrap().send(());
        for task in tasks {
            task.await.unwrap();
        }
        nanoseconds(start)
    })
}

fn cancel(n: u64) -> u64 {
    run(async move {
        let tasks: Vec<_> = (0..n).map(|_| tokio::spawn(pending::<()>())).collect();
        yield_now().await;
        let start = Instant::now();
        for task in &tasks {
            task.abort();
        }
        for task in tasks {
            assert!(task.await.unwrap_err().is_cancelled());
        }
        nanoseconds(start)
    })
}

/// As bench.c, with a task for each, which is what tokio has for a callback.
fn timers(n: u64) -> u64 {
    run_with_time(async move {
        let start = Instant::now();
        let mut random = 1u32;
        let tasks: Vec<_> = (0..n)
            .map(|_| {
                random = random.wrapping_mul(1664525).wrapping_add(1013904223);
                let deadline = start + Duration::from_nanos((random >> 10).into());
                tokio::spawn(tokio::time::sleep_until(deadline.into()))
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
        nanoseconds(start)
    })
}

fn park(n: u64) -> u64 {
    run(async move {
        let mut tasks = Vec::with_capacity(n as usize);
        let before = bytes_in_use();
        for _ in 0..n {
            tasks.push(tokio::spawn(pending::<()>()));
        }
        yield_now().await;
        bytes_in_use() - before
    })
}
