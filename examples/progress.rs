//! How far an epoch of training has come: a bar on a terminal, now and then a line elsewhere.

use indicatif::{ProgressBar, ProgressStyle};
use std::io::{IsTerminal, stderr};
use std::time::{Duration, Instant};

/// How long a reader of plain lines waits for the next one.
const PAUSE: Duration = Duration::from_secs(10);

/// The progress of one epoch, on the standard error output.
pub(crate) struct Progress {
    name: String,
    images: usize,
    start: Instant,
    show: Show,
}

enum Show {
    Bar(ProgressBar),
    /// When the last line was written.
    Lines(Instant),
}

impl Progress {
    /// An epoch begins: number `epoch` of `epochs`, with so many images.
    pub(crate) fn new(epoch: usize, epochs: usize, images: usize) -> Self {
        let name = format!("epoch {epoch}/{epochs}");
        let start = Instant::now();
        let show = if stderr().is_terminal() {
            let style = "{prefix} {wide_bar:.green/dim} {percent:>3} %  {eta:>3} left  {msg}";
            let style = ProgressStyle::with_template(style).expect("the template is right").progress_chars("━╸━");
            let bar = ProgressBar::new(images as u64).with_style(style).with_prefix(name.clone());
            Show::Bar(bar)
        } else {
            Show::Lines(start)
        };
        Self { name, images, start, show }
    }

    /// So many images are done, with this mean loss.
    pub(crate) fn update(&mut self, done: usize, loss: f64) {
        let per_second = done as f64 / self.start.elapsed().as_secs_f64();
        let message = format!("{per_second:>7.0} images/s  loss {loss:.4}");
        match &mut self.show {
            Show::Bar(bar) => {
                bar.set_position(done as u64);
                bar.set_message(message);
            }
            Show::Lines(last) if last.elapsed() > PAUSE => {
                *last = Instant::now();
                let left = self.images.saturating_sub(done) as f64 / per_second;
                let (name, images, message) = (&self.name, self.images, message.trim_start());
                eprintln!("{name}: {done} of {images} images, {left:.0} s left, {message}");
            }
            Show::Lines(_) => {}
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Show::Bar(bar) = &self.show {
            bar.finish_and_clear();
        }
    }
}
