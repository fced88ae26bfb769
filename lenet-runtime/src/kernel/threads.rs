//! Work on several cores.
//!
//! Helper threads are started once and wait for work. They watch for it a moment before they go to sleep: waking a thread
//! takes about as long as a training step of a small network, and the next step comes at once. Handing out work allocates
//! nothing. Without the feature `threads` everything runs on the caller's thread.

/// On how many threads work runs, the caller's included: all cores, unless a limit was set.
#[must_use]
pub fn count() -> usize {
    #[cfg(feature = "threads")]
    return team::count();
    #[cfg(not(feature = "threads"))]
    return 1;
}

/// Lets work run on `threads` threads, the caller's included; 0 is taken for 1. No result depends on it.
pub fn limit(threads: usize) {
    #[cfg(feature = "threads")]
    team::limit(threads);
    #[cfg(not(feature = "threads"))]
    let _ = threads;
}

/// Hands `items` out to the `workers`, each of which runs on a thread of its own and takes the next item when it is done
/// with the one before. Returns when all are done. There should be at most [`count`] workers.
pub(crate) fn share<W, I>(workers: &mut [W], items: I, work: impl Fn(&mut W, I::Item) + Sync)
where
    W: Send,
    I: Iterator<Item: Send> + Send,
{
    #[cfg(feature = "threads")]
    if workers.len() > 1 {
        return team::share(workers, items, work);
    }
    let [worker, ..] = workers else { return };
    items.for_each(|item| work(worker, item));
}

/// Calls `work` with 0, 1, … below `parts`, on up to so many threads, each of which takes the next number when it is done with
/// the one before. Returns when all are done. It takes less to hand out than what [`share`] hands out.
pub(crate) fn split(threads: usize, parts: usize, work: impl Fn(usize) + Sync) {
    #[cfg(feature = "threads")]
    if threads > 1 && parts > 1 {
        return team::split(threads, parts, &work);
    }
    let _ = threads;
    (0..parts).for_each(work);
}

#[cfg(feature = "threads")]
mod team {
    #![allow(unsafe_code)]

    use std::any::Any;
    use std::hint::spin_loop;
    use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
    use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, TryLockError};
    use std::thread;
    use std::time::{Duration, Instant};

    /// How long a thread watches before it goes to sleep. Between two steps of training lies less.
    const WATCH: Duration = Duration::from_micros(200);

    /// How long it watches without a pause: between two layers of a network lies less.
    const STARE: Duration = Duration::from_micros(10);

    /// 0 until someone asks.
    static COUNT: AtomicUsize = AtomicUsize::new(0);

    pub(super) fn count() -> usize {
        match COUNT.load(Ordering::Relaxed) {
            0 => {
                let cores = thread::available_parallelism().map_or(1, Into::into);
                COUNT.store(cores, Ordering::Relaxed);
                cores
            }
            count => count,
        }
    }

    pub(super) fn limit(threads: usize) {
        COUNT.store(threads.max(1), Ordering::Relaxed);
    }

    pub(super) fn share<W, I>(workers: &mut [W], items: I, work: impl Fn(&mut W, I::Item) + Sync)
    where
        W: Send,
        I: Iterator<Item: Send> + Send,
    {
        let helpers = workers.len() - 1;
        let (workers, items) = (Mutex::new(workers.iter_mut()), Mutex::new(items.fuse()));
        run(helpers, &|| {
            let worker = lock(&workers).next();
            let Some(worker) = worker else { return };
            loop {
                let item = lock(&items).next();
                let Some(item) = item else { return };
                work(worker, item);
            }
        });
    }

    pub(super) fn split(threads: usize, parts: usize, work: &(impl Fn(usize) + Sync)) {
        let next = AtomicUsize::new(0);
        run(threads.min(parts) - 1, &|| {
            loop {
                // What the parts write is handed over when helpers leave the task.
                let part = next.fetch_add(1, Ordering::Relaxed);
                if part >= parts {
                    return;
                }
                work(part);
            }
        });
    }

    /// A task that several threads run at the same time until all of its work is done.
    type Task<'a> = &'a (dyn Fn() + Sync);

    /// What the caller and the helpers tell each other.
    struct Board {
        task: Option<Task<'static>>,
        /// How many helpers may join in the task, and how many of these seats are left.
        offered: usize,
        seats: usize,
        /// How many helpers there are, and how many of them sleep.
        helpers: usize,
        asleep: usize,
        /// In how many tasks in a row no helper joined although none slept, and when the caller last made room for them.
        alone: usize,
        made_room: Option<Instant>,
        /// What a helper panicked with.
        panic: Option<Box<dyn Any + Send>>,
    }

    static BOARD: Mutex<Board> = Mutex::new(Board {
        task: None,
        offered: 0,
        seats: 0,
        helpers: 0,
        asleep: 0,
        alone: 0,
        made_room: None,
        panic: None,
    });
    /// How many helpers are inside of a task. They enter with the lock on the board, so that nobody enters a task that has been
    /// taken off it, and leave without.
    static INSIDE: AtomicUsize = AtomicUsize::new(0);
    /// Whether the caller sleeps until no helper is inside.
    static WAITING: AtomicBool = AtomicBool::new(false);
    /// Counts the tasks, so that helpers can watch for the next without the lock.
    static TASKS: AtomicUsize = AtomicUsize::new(0);
    static NEW_TASK: Condvar = Condvar::new();
    static NONE_INSIDE: Condvar = Condvar::new();

    /// Runs `task` on this thread and on up to `helpers` others.
    fn run(helpers: usize, task: Task<'_>) {
        static TURN: Mutex<()> = Mutex::new(());
        let _turn = match TURN.try_lock() {
            Ok(turn) => turn,
            Err(TryLockError::Poisoned(turn)) => turn.into_inner(),
            // The helpers are busy, with another thread's task or with the one that this call is part of.
            Err(TryLockError::WouldBlock) => return task(),
        };
        // SAFETY: only the lifetime changes. Helpers call the task only while they count as inside, and join only while it
        // is on the board. `Ended` is dropped before this function returns or unwinds, and with it `task`; it takes the
        // task off the board and waits until no helper is inside.
        let task_on_board = unsafe { core::mem::transmute::<Task<'_>, Task<'static>>(task) };
        let ended = Ended;
        let mut board = lock(&BOARD);
        while board.helpers < helpers {
            // Where no thread can be started, the caller does the work.
            if thread::Builder::new().name("lenet".into()).spawn(help).is_err() {
                break;
            }
            board.helpers += 1;
        }
        board.task = Some(task_on_board);
        (board.offered, board.seats) = (helpers, helpers);
        // Left over where the caller panicked too.
        board.panic = None;
        let asleep = board.asleep > 0;
        drop(board);
        TASKS.fetch_add(1, Ordering::Release);
        if asleep {
            NEW_TASK.notify_all();
        }
        task();
        drop(ended);
        let mut board = lock(&BOARD);
        let panic = board.panic.take();
        let crowded = board.is_crowded();
        drop(board);
        if crowded {
            thread::sleep(Duration::from_micros(20));
        }
        if let Some(panic) = panic {
            resume_unwind(panic);
        }
    }

    /// When dropped, waits until no helper can be inside of the task.
    struct Ended;

    impl Drop for Ended {
        fn drop(&mut self) {
            let mut board = lock(&BOARD);
            let joined = board.asleep > 0 || board.seats < board.offered;
            board.alone = if joined { 0 } else { board.alone + 1 };
            (board.task, board.seats) = (None, 0);
            drop(board);
            if watch(|| INSIDE.load(Ordering::Acquire) == 0) {
                return;
            }
            let mut board = lock(&BOARD);
            WAITING.store(true, Ordering::SeqCst);
            while INSIDE.load(Ordering::SeqCst) > 0 {
                board = NONE_INSIDE.wait(board).unwrap_or_else(PoisonError::into_inner);
            }
            WAITING.store(false, Ordering::SeqCst);
        }
    }

    /// The life of a helper.
    fn help() {
        loop {
            let task = next_task();
            if let Err(panic) = catch_unwind(AssertUnwindSafe(task)) {
                lock(&BOARD).panic = Some(panic);
            }
            // Either this sees that the caller is waiting, or the caller sees that nobody is inside.
            if INSIDE.fetch_sub(1, Ordering::SeqCst) == 1 && WAITING.load(Ordering::SeqCst) {
                // The caller has the lock until it sleeps.
                drop(lock(&BOARD));
                NONE_INSIDE.notify_all();
            }
        }
    }

    /// Waits for a seat in a task.
    fn next_task() -> Task<'static> {
        loop {
            let seen = TASKS.load(Ordering::Acquire);
            if let Some(task) = lock(&BOARD).join() {
                return task;
            }
            if !watch(|| TASKS.load(Ordering::Acquire) != seen) {
                let mut board = lock(&BOARD);
                board.asleep += 1;
                while board.seats == 0 {
                    board = NEW_TASK.wait(board).unwrap_or_else(PoisonError::into_inner);
                }
                board.asleep -= 1;
            }
        }
    }

    impl Board {
        /// Whether caller and helper seem to run on the same core. Systems leave them there for long as both are always busy; a
        /// thread that wakes from sleep gets an idle core. So the caller should sleep for a moment, but not often: it may be
        /// that there is no idle core.
        fn is_crowded(&mut self) -> bool {
            const ALONE: usize = 8;
            const AGAIN: Duration = Duration::from_millis(5);
            let crowded = self.alone >= ALONE && self.made_room.is_none_or(|time| time.elapsed() > AGAIN);
            if crowded {
                (self.alone, self.made_room) = (0, Some(Instant::now()));
            }
            crowded
        }

        fn join(&mut self) -> Option<Task<'static>> {
            self.seats = self.seats.checked_sub(1)?;
            INSIDE.fetch_add(1, Ordering::Relaxed);
            self.task
        }
    }

    /// Watches until something is so, or for so long that it is better to sleep; returns whether it is so.
    fn watch(is_so: impl Fn() -> bool) -> bool {
        let start = Instant::now();
        loop {
            for _ in 0..32 {
                if is_so() {
                    return true;
                }
                spin_loop();
            }
            let watched = start.elapsed();
            if watched > WATCH {
                return false;
            }
            if watched > STARE {
                // Where there are more threads than cores, another one gets at the core.
                thread::yield_now();
            }
        }
    }

    fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
        mutex.lock().unwrap_or_else(PoisonError::into_inner)
    }

    #[cfg(test)]
    mod tests {
        use super::super::share;
        use super::*;

        #[test]
        fn every_item_is_worked_on_once() {
            for (workers, items) in (1..6).flat_map(|workers| (0..40).map(move |items| (workers, items))) {
                let mut sums = vec![0; workers];
                share(&mut sums, 0..items, |sum, item| *sum += 1 << item);
                assert_eq!(sums.iter().sum::<u64>(), (1 << items) - 1);
            }
        }

        #[test]
        fn work_within_work_runs_too() {
            let mut rows = [[1; 5]; 7];
            share(&mut [(); 4], rows.iter_mut(), |_, row| {
                share(&mut [(); 4], row.iter_mut(), |_, number| *number += 1);
            });
            assert_eq!(rows, [[2; 5]; 7]);
        }

        #[test]
        fn a_panic_reaches_the_caller_and_the_next_task_runs() {
            for bad in 0..8 {
                let task = || share(&mut [(); 4], 0..8, |_, item| assert_ne!(item, bad));
                assert!(catch_unwind(AssertUnwindSafe(task)).is_err());
            }
            let mut counts = [0; 4];
            share(&mut counts, 0..8, |count, _| *count += 1);
            assert_eq!(counts.iter().sum::<usize>(), 8);
        }

        #[test]
        fn panics_on_all_threads_are_over_with_their_task() {
            for _ in 0..8 {
                let task = || share(&mut [(); 4], 0..4, |_, item| panic!("item {item}"));
                assert!(catch_unwind(AssertUnwindSafe(task)).is_err());
                share(&mut [(); 4], 0..4, |_, _| ());
            }
        }

        #[test]
        fn helpers_wake_from_sleep() {
            for _ in 0..3 {
                thread::sleep(2 * WATCH);
                let mut counts = [0; 2];
                share(&mut counts, 0..100, |count, _| *count += 1);
                assert_eq!(counts.iter().sum::<usize>(), 100);
            }
        }
    }
}
