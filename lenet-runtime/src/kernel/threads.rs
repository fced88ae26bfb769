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

/// Lets work run on `threads` threads, the caller's included; 0 is taken for 1, and more than [`most`] for `most`. No result
/// depends on it.
///
/// Threads are started when there is work for them. Where the system refuses to start one, the others do its work.
pub fn limit(threads: usize) {
    #[cfg(feature = "threads")]
    team::limit(threads);
    #[cfg(not(feature = "threads"))]
    let _ = threads;
}

/// On how many threads work may run at most: as many as there are cores, and 16 where there are fewer. Each takes memory of its
/// own, as large as the buffers for 16 images.
#[must_use]
pub fn most() -> usize {
    #[cfg(feature = "threads")]
    return team::most();
    #[cfg(not(feature = "threads"))]
    return 1;
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
    use std::cell::UnsafeCell;
    use std::hint::spin_loop;
    use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
    use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
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
                let cores = cores();
                COUNT.store(cores, Ordering::Relaxed);
                cores
            }
            count => count,
        }
    }

    pub(super) fn limit(threads: usize) {
        COUNT.store(threads.clamp(1, most()), Ordering::Relaxed);
    }

    pub(super) fn most() -> usize {
        cores().max(16)
    }

    fn cores() -> usize {
        thread::available_parallelism().map_or(1, Into::into)
    }

    pub(super) fn share<W, I>(workers: &mut [W], items: I, work: impl Fn(&mut W, I::Item) + Sync)
    where
        W: Send,
        I: Iterator<Item: Send> + Send,
    {
        let helpers = workers.len() - 1;
        let (workers, items) = (Mutex::new(workers.iter_mut()), Mutex::new(items.fuse()));
        run(helpers, &|_| {
            let worker = lock(&workers).next();
            let Some(worker) = worker else { return };
            loop {
                let item = lock(&items).next();
                let Some(item) = item else { return };
                work(worker, item);
            }
        });
    }

    /// What nobody else's writes should slow down: alone on its cache lines, of which CPUs fetch two at a time.
    #[repr(align(128))]
    struct Apart<T>(T);

    pub(super) fn split(threads: usize, parts: usize, work: &(impl Fn(usize) + Sync)) {
        /// More threads than this have no share of their own to begin with.
        const SHARES: usize = 8;

        // Each thread begins with a share of its own, the same in every layer, so that it finds in its cache what it wrote
        // before; then it helps with the others.
        let shares = threads.min(parts).min(SHARES);
        let done = [const { Apart(AtomicUsize::new(0)) }; SHARES];
        run(threads.min(parts) - 1, &|thread| {
            for turn in 0..shares {
                let share = (thread + turn) % shares;
                let (first, end) = (share * parts / shares, (share + 1) * parts / shares);
                let done = &done[share].0;
                while done.load(Ordering::Relaxed) < end - first {
                    // What the parts write is handed over when helpers leave the task.
                    let part = first + done.fetch_add(1, Ordering::Relaxed);
                    if part < end {
                        work(part);
                    }
                }
            }
        });
    }

    /// A task that several threads run at the same time until all of its work is done. Each is told its number: the caller 0,
    /// the helpers 1, 2, …
    type Task<'a> = &'a (dyn Fn(usize) + Sync);

    /// Where the caller and the helpers meet.
    struct Board {
        /// How many helpers are inside of the task, and in the upper half how many seats are left in it. Helpers enter by taking
        /// a seat, both in one step, so that nobody is inside of a task whose seats have been taken away.
        state: AtomicU64,
        /// Written by the caller while there are no seats and nobody is inside.
        task: UnsafeCell<Option<Task<'static>>>,
    }

    // SAFETY: the task, which threads may share, is written by one caller at a time, which has its `TURN`, and only while no
    // helper may read it: they do so from when they take a seat until they leave.
    unsafe impl Sync for Board {}

    const SEAT: u64 = 1 << 32;

    static BOARD: Apart<Board> = Apart(Board { state: AtomicU64::new(0), task: UnsafeCell::new(None) });

    /// How many helpers sleep, or are about to: they hold the lock until they do.
    static ASLEEP: AtomicUsize = AtomicUsize::new(0);
    /// Whether the caller sleeps until no helper is inside, or is about to.
    static WAITING: AtomicBool = AtomicBool::new(false);
    static SLEEP: Mutex<()> = Mutex::new(());
    static NEW_TASK: Condvar = Condvar::new();
    static NONE_INSIDE: Condvar = Condvar::new();
    /// What a helper panicked with.
    static PANIC: Mutex<Option<Box<dyn Any + Send>>> = Mutex::new(None);

    /// What the callers know, one after the other.
    struct Turn {
        /// How many helpers there are.
        helpers: usize,
        /// In how many tasks in a row no helper joined although none slept, and when the caller last made room for them.
        alone: usize,
        made_room: Option<Instant>,
    }

    static TURN: Mutex<Turn> = Mutex::new(Turn { helpers: 0, alone: 0, made_room: None });

    /// Runs `task` on this thread and on up to `helpers` others.
    fn run(helpers: usize, task: Task<'_>) {
        let mut turn = match TURN.try_lock() {
            Ok(turn) => turn,
            Err(TryLockError::Poisoned(turn)) => turn.into_inner(),
            // The helpers are busy, with another thread's task or with the one that this call is part of.
            Err(TryLockError::WouldBlock) => return task(0),
        };
        while turn.helpers < helpers {
            // Where no thread can be started, the caller does the work.
            let number = turn.helpers + 1;
            if thread::Builder::new().name("lenet".into()).spawn(move || help(number)).is_err() {
                break;
            }
            turn.helpers = number;
        }
        // Left over where the caller panicked too.
        *lock(&PANIC) = None;
        // SAFETY: only the lifetime changes. Helpers call the task only while they are inside, and enter only while it has
        // seats. `Ended` is dropped before this function returns or unwinds, and with it `task`; it takes the seats away and
        // waits until no helper is inside.
        let task_on_board = unsafe { core::mem::transmute::<Task<'_>, Task<'static>>(task) };
        // SAFETY: this thread has its turn, there are no seats, and nobody is inside: so the last `Ended` left it.
        unsafe { *BOARD.0.task.get() = Some(task_on_board) };
        let mut ended = Ended { turn: &mut turn, offered: helpers as u64, asleep: false };
        BOARD.0.state.store(helpers as u64 * SEAT, Ordering::SeqCst);
        // Either this sees that a helper is asleep, or the helper sees the seats.
        if ASLEEP.load(Ordering::SeqCst) > 0 {
            ended.asleep = true;
            // Helpers have the lock until they sleep.
            drop(lock(&SLEEP));
            NEW_TASK.notify_all();
        }
        task(0);
        drop(ended);
        if turn.is_crowded() {
            thread::sleep(Duration::from_micros(20));
        }
        let panic = lock(&PANIC).take();
        if let Some(panic) = panic {
            resume_unwind(panic);
        }
    }

    /// When dropped, waits until no helper can be inside of the task.
    struct Ended<'a> {
        turn: &'a mut Turn,
        /// How many seats there were, and whether there was a helper to wake.
        offered: u64,
        asleep: bool,
    }

    impl Drop for Ended<'_> {
        fn drop(&mut self) {
            let state = &BOARD.0.state;
            let left = state.fetch_and(SEAT - 1, Ordering::Acquire) / SEAT;
            let joined = self.asleep || left < self.offered;
            self.turn.alone = if joined { 0 } else { self.turn.alone + 1 };
            if watch(|| state.load(Ordering::Acquire) == 0) {
                return;
            }
            let mut sleep = lock(&SLEEP);
            WAITING.store(true, Ordering::SeqCst);
            while state.load(Ordering::SeqCst) > 0 {
                sleep = NONE_INSIDE.wait(sleep).unwrap_or_else(PoisonError::into_inner);
            }
            WAITING.store(false, Ordering::SeqCst);
        }
    }

    /// The life of the helper of this number.
    fn help(number: usize) {
        loop {
            let task = next_task();
            if let Err(panic) = catch_unwind(AssertUnwindSafe(|| task(number))) {
                *lock(&PANIC) = Some(panic);
            }
            // Either this sees that the caller is waiting, or the caller sees that nobody is inside.
            if BOARD.0.state.fetch_sub(1, Ordering::SeqCst) % SEAT == 1 && WAITING.load(Ordering::SeqCst) {
                // The caller has the lock until it sleeps.
                drop(lock(&SLEEP));
                NONE_INSIDE.notify_all();
            }
        }
    }

    /// Waits for a seat in a task.
    fn next_task() -> Task<'static> {
        let has_seats = || BOARD.0.state.load(Ordering::SeqCst) >= SEAT;
        loop {
            if watch(has_seats) {
                if let Some(task) = BOARD.0.join() {
                    return task;
                }
                continue;
            }
            let mut sleep = lock(&SLEEP);
            ASLEEP.fetch_add(1, Ordering::SeqCst);
            while !has_seats() {
                sleep = NEW_TASK.wait(sleep).unwrap_or_else(PoisonError::into_inner);
            }
            ASLEEP.fetch_sub(1, Ordering::SeqCst);
        }
    }

    impl Board {
        /// The task, if there is a seat in it.
        fn join(&self) -> Option<Task<'static>> {
            let enter = |state: u64| (state >= SEAT).then(|| state - SEAT + 1);
            self.state.fetch_update(Ordering::Acquire, Ordering::Relaxed, enter).ok()?;
            // SAFETY: this helper is inside; until it leaves nobody writes the task, which was written before there were seats.
            unsafe { *self.task.get() }
        }
    }

    impl Turn {
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
