// SPDX-License-Identifier: MIT
//! The futures crate's LocalPool.

use crate::{bytes, bytes_in_use, op, Op, Yield, TASKS};
use futures::channel::oneshot;
use futures::executor::{LocalPool, LocalSpawner};
use futures::future::{abortable, pending, RemoteHandle};
use futures::task::LocalSpawnExt;
use std::cell::RefCell;
use std::future::Future;
use std::rc::Rc;
use std::time::Instant;

pub const OPS: &[Op] = &[
    op("yield1", 300_000, yield1),
    op("yield1000", 300_000, yield1000),
    op("switch16", 100_000, switch16),
    op("spawn", 200_000, spawn),
    op("handover", 200_000, handover),
    op("cancel", 20_000, cancel),
    bytes("park_bytes", 100_000, park),
];

fn yield_now() -> Yield {
    Yield::default()
}

crate::deep!(yield_now);

fn start<F>(spawner: &LocalSpawner, future: F) -> RemoteHandle<F::Output>
where
    F: Future + 'static,
    F::Output: 'static,
{
    spawner.spawn_local_with_handle(future).unwrap()
}

/// What the body, a task of its own, gives.
fn run<F, B>(body: B) -> u64
where
    F: Future<Output = u64> + 'static,
    B: FnOnce(LocalSpawner) -> F,
{
    let mut pool = LocalPool::new();
    let spawner = pool.spawner();
    let task = start(&spawner, body(spawner.clone()));
    pool.run_until(task)
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
    run(|_| async move {
        let start = Instant::now();
        yields(n).await;
        nanoseconds(start)
    })
}

fn yield1000(n: u64) -> u64 {
    run(|spawner| async move {
        let tasks: Vec<_> =
            (0..TASKS).map(|_| start(&spawner, yields(n / TASKS))).collect();
        let start = Instant::now();
        for task in tasks {
            task.await;
        }
        nanoseconds(start)
    })
}

fn switch16(n: u64) -> u64 {
    run(|_| async move {
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
    run(|spawner| async move {
        let begin = Instant::now();
        for _ in 0..n {
            start(&spawner, async {}).await;
        }
        nanoseconds(begin)
    })
}

type Balls = Rc<RefCell<[(Option<oneshot::Sender<()>>, Option<oneshot::Receiver<()>>); 2]>>;

async fn play(balls: Balls, me: usize, rounds: u64) {
    for _ in 0..rounds {
        let ball = balls.borrow_mut()[me].1.take().unwrap();
        ball.await.unwrap();
        let (sender, receiver) = oneshot::channel();
        let mut both = balls.borrow_mut();
        both[me] = (Some(sender), Some(receiver));
        let _ = both[1 - me].0.take().unwrap().send(());
    }
}

fn handover(n: u64) -> u64 {
    run(|spawner| async move {
        let ball = || {
            let (sender, receiver) = oneshot::channel();
            (Some(sender), Some(receiver))
        };
        let balls: Balls = Rc::new(RefCell::new([ball(), ball()]));
        let tasks = [0, 1].map(|me| start(&spawner, play(balls.clone(), me, n / 2)));
        yield_now().await;
        let begin = Instant::now();
        let _ = balls.borrow_mut()[0].0.take().unwrap().send(());
        for task in tasks {
            task.await;
        }
        nanoseconds(begin)
    })
}

fn cancel(n: u64) -> u64 {
    run(|spawner| async move {
        let tasks: Vec<_> = (0..n)
            .map(|_| {
                let (future, handle) = abortable(pending::<()>());
                (start(&spawner, future), handle)
            })
            .collect();
        yield_now().await;
        let begin = Instant::now();
        for (_, handle) in &tasks {
            handle.abort();
        }
        for (task, _) in tasks {
            task.await.unwrap_err();
        }
        nanoseconds(begin)
    })
}

fn park(n: u64) -> u64 {
    run(|spawner| async move {
        let mut tasks = Vec::with_capacity(n as usize);
        let before = bytes_in_use();
        for _ in 0..n {
            tasks.push(start(&spawner, pending::<()>()));
        }
        yield_now().await;
        bytes_in_use() - before
    })
}
