// SPDX-License-Identifier: MIT
//! tokio, with one thread.

use crate::{bytes, bytes_in_use, op, Op, TASKS};
use futures::future::join_all;
use futures::stream::{FuturesUnordered, StreamExt};
use std::future::{pending, Future};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::runtime::Builder;
use tokio::sync::{mpsc, oneshot, Mutex as Lock, Notify};
use tokio::task::{yield_now, JoinSet};

pub const OPS: &[Op] = &[
    op("yield1", 300_000, yield1),
    op("yield1_timer", 300_000, yield1_timer),
    op("yield1000", 300_000, yield1000),
    op("switch16", 100_000, switch16),
    op("spawn", 200_000, spawn),
    op("handover", 200_000, handover),
    op("cancel", 20_000, cancel),
    op("lock", 200_000, lock),
    op("pingpong", 200_000, pingpong),
    op("event", 200_000, event),
    op("group1000", 100_000, group1000),
    op("gather1000", 100_000, gather1000),
    op("as_completed1000", 100_000, as_completed1000),
    op("timeout", 100_000, timeout),
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

/// Two tasks, from their start to their end.
fn both<F>(players: [F; 2]) -> u64
where
    F: Future<Output = ()> + Send + 'static,
{
    run(async move {
        let start = Instant::now();
        for task in players.map(tokio::spawn) {
            task.await.unwrap();
        }
        nanoseconds(start)
    })
}

fn lock(n: u64) -> u64 {
    async fn take_turns(shared: Arc<Lock<()>>, n: u64) {
        let mut guard = shared.lock().await;
        yield_now().await;
        for _ in 0..n {
            drop(guard);
            guard = shared.lock().await;
        }
    }
    let shared = Arc::new(Lock::new(()));
    both([0, 1].map(|_| take_turns(shared.clone(), n / 2)))
}

fn pingpong(n: u64) -> u64 {
    async fn hit(mut mine: mpsc::Receiver<i32>, yours: mpsc::Sender<i32>, n: u64) {
        for _ in 0..n {
            let ball = mine.recv().await.unwrap();
            // The last one finds that the other has gone.
            let _ = yours.send(ball).await;
        }
    }
    let (mine, yours) = (mpsc::channel(1), mpsc::channel(1));
    mine.0.try_send(1).unwrap();
    both([hit(mine.1, yours.0, n / 2), hit(yours.1, mine.0, n / 2)])
}

fn event(n: u64) -> u64 {
    async fn answer(mine: Arc<Notify>, yours: Arc<Notify>, n: u64) {
        for _ in 0..n {
            mine.notified().await;
            yours.notify_one();
        }
    }
    let events = [0, 1].map(|_| Arc::new(Notify::new()));
    events[0].notify_one();
    both([0, 1].map(|me| answer(events[me].clone(), events[1 - me].clone(), n / 2)))
}

/// A thousand at a time, made and awaited by the body.
fn thousands<F, B>(n: u64, body: B) -> u64
where
    F: Future<Output = ()> + Send,
    B: Fn() -> F + Send + 'static,
{
    run(async move {
        let start = Instant::now();
        for _ in 0..n / TASKS {
            body().await;
        }
        nanoseconds(start)
    })
}

fn group1000(n: u64) -> u64 {
    thousands(n, || async {
        let mut set = JoinSet::new();
        for _ in 0..TASKS {
            set.spawn(async {});
        }
        while let Some(ended) = set.join_next().await {
            ended.unwrap();
        }
    })
}

fn gather1000(n: u64) -> u64 {
    thousands(n, || async {
        join_all((0..TASKS).map(|_| tokio::spawn(async {}))).await;
    })
}

fn as_completed1000(n: u64) -> u64 {
    thousands(n, || async {
        let mut tasks: FuturesUnordered<_> =
            (0..TASKS).map(|_| tokio::spawn(async {})).collect();
        while let Some(ended) = tasks.next().await {
            ended.unwrap();
        }
    })
}

fn timeout(n: u64) -> u64 {
    run_with_time(async move {
        let start = Instant::now();
        for _ in 0..n {
            tokio::time::timeout(Duration::from_secs(9), yield_now()).await.unwrap();
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
