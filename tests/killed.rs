//! A run of training that is killed goes on where it was.

mod programs;

use lenet_runtime::Random;
use programs::{Data, folder, program, text};
use std::fs;
use std::process::Stdio;
use std::thread::sleep;
use std::time::Duration;

#[test]
fn a_run_that_is_killed_at_any_moment_ends_with_the_same_bits() {
    let here = folder("killed");
    Data::good().write(&here);
    let train = |name: &str, checkpoint: bool| {
        let saved = here.join(format!("{name}.safetensors"));
        let mut lenet5 = program("lenet5");
        lenet5.arg("--data").arg(&here).arg("--save").arg(&saved).args([
            "--batch",
            "4",
            "--epochs",
            "12",
            "--network",
            "modern",
        ]);
        if checkpoint {
            let run = here.join(format!("{name}.run"));
            lenet5.arg("--checkpoint").arg(run).args(["--checkpoint-steps", "1"]);
        }
        (lenet5, saved)
    };
    let (mut whole, expected) = train("whole", false);
    assert!(whole.output().unwrap().status.success());
    let (mut killed, mut resumed) = (0, 0);
    let mut random = Random::new(1);
    while killed < 50 {
        let (mut lenet5, saved) = train("killed", true);
        let mut running = lenet5.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        sleep(Duration::from_millis(10 + random.below(200) as u64));
        let ended = running.try_wait().unwrap().is_some();
        // SIGKILL, which no program hears.
        running.kill().unwrap();
        let output = running.wait_with_output().unwrap();
        resumed += usize::from(text(&output.stdout).contains("goes on after"));
        if ended {
            assert!(output.status.success(), "{}", text(&output.stderr));
            assert!(fs::read(&saved).unwrap() == fs::read(&expected).unwrap(), "other bits after {killed} kills");
            for file in [saved, here.join("killed.run")] {
                fs::remove_file(file).unwrap();
            }
        } else {
            killed += 1;
        }
    }
    assert!(resumed > 10, "only {resumed} of the runs went on with another");
    // What is left of the last run.
    let (mut rest, saved) = train("killed", true);
    assert!(rest.output().unwrap().status.success());
    assert!(fs::read(&saved).unwrap() == fs::read(&expected).unwrap());
}
