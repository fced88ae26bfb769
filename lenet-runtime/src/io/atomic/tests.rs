use super::*;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{process, thread};

/// An empty folder that is removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("lenet-atomic-{}-{}", process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        fs::create_dir(&path).unwrap();
        Self(path)
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(&self.0).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Asserts that the check and the write both refuse, for the same reason.
#[track_caller]
fn refused(path: &Path) -> ErrorKind {
    let kind = check_writable(path).unwrap_err().kind();
    assert_eq!(write(path, b"new").unwrap_err().kind(), kind);
    kind
}

#[test]
fn the_old_contents_are_replaced_and_nothing_else_is_left() {
    let folder = Folder::new();
    let path = folder.0.join("weights");
    write(&path, b"old and longer").unwrap();
    write(&path, b"new").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"new");
    assert_eq!(folder.names(), ["weights"]);
}

#[test]
fn a_check_leaves_no_trace() {
    let folder = Folder::new();
    check_writable(&folder.0.join("weights")).unwrap();
    assert!(folder.names().is_empty());
}

#[test]
fn a_failed_rename_removes_the_temporary_file() {
    let folder = Folder::new();
    let path = folder.0.join("weights");
    let (_, temporary) = Temporary::create(path.clone(), None).unwrap();
    // Someone makes a folder of that name while the file is being written.
    fs::create_dir(&path).unwrap();
    assert!(temporary.rename().is_err());
    assert_eq!(folder.names(), ["weights"]);
}

#[test]
fn folders_and_paths_without_a_file_name_are_refused() {
    let folder = Folder::new();
    fs::write(folder.0.join("file"), b"old").unwrap();
    assert_eq!(refused(&folder.0), ErrorKind::IsADirectory);
    assert_eq!(refused(&folder.0.join("missing/weights")), ErrorKind::NotFound);
    let message = write(&folder.0.join("missing/weights"), b"new").unwrap_err().to_string();
    assert_eq!(message, format!("there is no folder {}", folder.0.join("missing").display()));
    for path in ["", "missing/", "missing/.", "missing/..", "file/", "file/weights"] {
        let path = if path.is_empty() { PathBuf::new() } else { folder.0.join(path) };
        refused(&path);
    }
    assert_eq!(folder.names(), ["file"]);
}

#[test]
fn names_of_any_length_that_the_file_system_takes_are_written() {
    for name in ["a".repeat(250), "a".repeat(255), "é".repeat(125), "猫".repeat(83), "a".repeat(201)] {
        let folder = Folder::new();
        let path = folder.0.join(&name);
        check_writable(&path).unwrap();
        write(&path, b"old").unwrap();
        write(&path, b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(folder.names(), [name]);
    }
}

#[test]
fn readers_see_one_of_the_contents_whole_while_many_write() {
    let folder = Folder::new();
    let path = &folder.0.join("weights");
    write(path, &[0; 100_000]).unwrap();
    thread::scope(|scope| {
        for writer in 1..5_u8 {
            scope.spawn(move || (0..20).for_each(|_| write(path, &[writer; 100_000]).unwrap()));
        }
        for _ in 0..200 {
            let bytes = fs::read(path).unwrap();
            assert!(bytes.len() == 100_000 && bytes.iter().all(|byte| *byte == bytes[0]));
        }
    });
    assert_eq!(folder.names(), ["weights"]);
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    #[test]
    fn a_symbolic_link_stays_and_its_file_is_written() {
        // To an old file and to a file that is still to be made, by a path from the root, by one from the link's folder, by
        // another link, and through a linked folder.
        for old in [true, false] {
            let folder = Folder::new();
            let inner = folder.0.join("inner");
            fs::create_dir(&inner).unwrap();
            let file = inner.join("file");
            symlink(&file, folder.0.join("absolute")).unwrap();
            symlink("inner/file", folder.0.join("relative")).unwrap();
            symlink("relative", folder.0.join("twice")).unwrap();
            symlink("inner", folder.0.join("folder")).unwrap();
            symlink("../inner/file", inner.join("inside")).unwrap();
            for link in ["absolute", "relative", "twice", "folder/inside", "inner/inside"] {
                let _ = fs::remove_file(&file);
                if old {
                    fs::write(&file, b"old").unwrap();
                }
                let link = folder.0.join(link);
                check_writable(&link).unwrap();
                assert_eq!(file.exists(), old);
                write(&link, b"new").unwrap();
                assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
                assert!(fs::symlink_metadata(&file).unwrap().is_file());
                assert_eq!(fs::read(&file).unwrap(), b"new");
            }
            assert_eq!(folder.names(), ["absolute", "folder", "inner", "relative", "twice"]);
            assert_eq!(fs::read_dir(&inner).unwrap().count(), 2);
        }
    }

    #[test]
    fn links_to_nowhere_are_refused() {
        let folder = Folder::new();
        let link = |target: &str, name: &str| {
            symlink(target, folder.0.join(name)).unwrap();
            folder.0.join(name)
        };
        link("there", "here");
        refused(&link("here", "there"));
        assert_eq!(refused(&link("missing/file", "away")), ErrorKind::NotFound);
        refused(&link("missing/", "slash"));
        assert_eq!(refused(&link(".", "folder")), ErrorKind::IsADirectory);
        assert_eq!(folder.names(), ["away", "folder", "here", "slash", "there"]);
    }

    #[test]
    fn permissions_stay() {
        let folder = Folder::new();
        let path = folder.0.join("weights");
        write(&path, b"old").unwrap();
        for mode in [0o600, 0o644, 0o755, 0o622] {
            fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
            write(&path, b"new").unwrap();
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, mode);
        }
    }

    #[test]
    fn a_read_only_file_is_refused_even_to_the_super_user() {
        let folder = Folder::new();
        let (path, link) = (folder.0.join("weights"), folder.0.join("link"));
        fs::write(&path, b"old").unwrap();
        symlink("weights", &link).unwrap();
        for mode in [0o444, 0o400, 0o000, 0o555] {
            fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
            assert_eq!(refused(&path), ErrorKind::PermissionDenied);
            assert_eq!(refused(&link), ErrorKind::PermissionDenied);
        }
        fs::set_permissions(&path, Permissions::from_mode(0o644)).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(folder.names(), ["link", "weights"]);
    }

    #[test]
    fn what_is_no_file_gets_the_bytes() {
        let folder = Folder::new();
        let pipe = folder.0.join("pipe");
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        // Nobody reads yet.
        check_writable(&pipe).unwrap();
        let reader = thread::spawn({
            let pipe = pipe.clone();
            move || fs::read(pipe).unwrap()
        });
        let bytes = vec![7; 300_000];
        write(&pipe, &bytes).unwrap();
        assert!(reader.join().unwrap() == bytes);
        assert_eq!(folder.names(), ["pipe"]);

        for device in ["/dev/null", "/dev/stdout", "/dev/fd/2"] {
            check_writable(Path::new(device)).unwrap();
            write(Path::new(device), b"").unwrap();
        }
        let link = folder.0.join("null");
        symlink("/dev/null", &link).unwrap();
        write(&link, b"new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    }

    #[test]
    fn a_file_that_is_not_open_is_noticed_beforehand() {
        for path in ["/dev/fd/987654", "/dev/fd/-1"] {
            assert_eq!(refused(Path::new(path)), ErrorKind::NotFound, "{path}");
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_an_error() {
        assert_eq!(write(Path::new("/dev/full"), b"new").unwrap_err().kind(), ErrorKind::StorageFull);
    }

    #[test]
    fn what_nobody_writes_is_removed_and_nothing_else() {
        // Numbers of processes that are gone and of those that live, this one among them: the lock alone tells.
        let mut child = Command::new("true").spawn().unwrap();
        let dead = child.id();
        child.wait().unwrap();
        let living = process::id();
        let long = "n".repeat(250);
        let stems = [format!(".{long}"), ".weights".to_owned()];
        for (name, stem) in [long.as_str(), "weights"].into_iter().zip(stems) {
            let stem = &stem[..stem.len().min(201)];
            let left = [dead, living, 1].map(|process| format!("{stem}.{process}-999.tmp"));
            let kept = [
                format!("{stem}.{dead}-0.tmp2"),
                format!("{stem}.{dead}.tmp"),
                format!("{stem}.{dead}-.tmp"),
                format!("{stem}.+{dead}-0.tmp"),
                format!("{stem}.0{dead}-0.tmp"),
                format!("{stem}.99999999999-0.tmp"),
                format!("{stem}2.{dead}-0.tmp"),
                format!("weights.{dead}-0.tmp"),
            ];
            let folder = Folder::new();
            for file in left.iter().chain(&kept) {
                fs::write(folder.0.join(file), b"half").unwrap();
            }
            fs::create_dir(folder.0.join(format!("{stem}.{dead}-5.tmp"))).unwrap();
            // Someone writes this one, in another container with numbers of its own, say.
            let busy = format!("{stem}.{dead}-6.tmp");
            let file = File::create(folder.0.join(&busy)).unwrap();
            file.lock().unwrap();

            let path = folder.0.join(name);
            check_writable(&path).unwrap();
            assert!(left.iter().all(|file| folder.0.join(file).exists()), "a check only looks");
            write(&path, b"new").unwrap();
            assert!(left.iter().all(|file| !folder.0.join(file).exists()));
            assert!(kept.iter().all(|file| folder.0.join(file).exists()), "{:?}", folder.names());
            assert_eq!(folder.names().len(), kept.len() + 3);
            // A child that another test starts at this moment has a copy of the open file: closing ours would not unlock it.
            file.unlock().unwrap();
            write(&path, b"new").unwrap();
            assert!(!folder.0.join(&busy).exists());
        }
    }
}
