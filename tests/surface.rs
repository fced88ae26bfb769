//! What a user of `lenet-runtime` can name is a list, `surface.txt`, and everything on it is used where users look.
//!
//! The list is what rustdoc documents, methods, fields and variants included: a kind and a path a line. After a change,
//! `KEEP=1 cargo test -p tests --test surface` writes it anew; its diff is what the change does to users.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

static RUSTDOC: Mutex<()> = Mutex::new(());

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// What rustdoc knows of a crate, or of what it hides too. Its JSON is for unstable compilers, unless one asks a stable one in this way;
/// so the target folder is one of its own, where no other build is disturbed.
fn documented(package: &str, hidden: bool) -> Value {
    let target = root().join("target/surface");
    // One at a time: both write one file.
    let _one = RUSTDOC.lock();
    let output = Command::new(env!("CARGO"))
        .current_dir(root())
        .env("RUSTC_BOOTSTRAP", "1")
        .args(["rustdoc", "--quiet", "--package", package])
        .args(["--features", if package == "lenet-runtime" { "gz,pictures,threads" } else { "std" }])
        .arg("--target-dir")
        .arg(&target)
        .args(["--", "-Z", "unstable-options", "--output-format", "json", "--cap-lints", "allow"])
        .args(hidden.then_some("--document-hidden-items"))
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text =
        fs::read_to_string(target.join(format!("doc/{}.json", package.replace('-', "_")))).expect("rustdoc wrote it");
    serde_json::from_str(&text).expect("rustdoc wrote JSON")
}

/// Something that a user can name.
struct Item {
    kind: &'static str,
    /// `lenet_runtime::Tensor::zeros`
    path: String,
    /// Whether it is called on a value.
    method: bool,
}

/// The surface of a crate.
struct Surface<'a> {
    index: &'a Value,
    items: Vec<Item>,
    /// The paths of each item, by its number.
    paths: BTreeMap<u64, Vec<String>>,
}

impl<'a> Surface<'a> {
    fn of(documented: &'a Value) -> Self {
        let mut surface = Self { index: &documented["index"], items: Vec::new(), paths: BTreeMap::new() };
        surface.add(&documented["root"], "", None);
        surface.items.sort_by(|a, b| a.path.cmp(&b.path));
        surface
    }

    fn item(&self, id: &Value) -> Option<&'a Value> {
        self.index.get(id.to_string())
    }

    /// Adds an item and all that stands in it; `renamed` is the name that a `pub use` gives it.
    fn add(&mut self, id: &Value, within: &str, renamed: Option<&str>) {
        let Some(item) = self.item(id) else { return };
        let (kind, inner) =
            item["inner"].as_object().and_then(|inner| inner.iter().next()).expect("an item has a kind");
        if kind == "use" {
            assert_eq!(inner["is_glob"], false, "a list of names says what is public, `*` does not: in {within}");
            if self.item(&inner["id"]).is_none() {
                let own = inner["source"].as_str().and_then(|path| path.rsplit("::").next()).expect("a name");
                return self.add_of_weights(own, inner["name"].as_str().expect("a name"), within);
            }
            return self.add(&inner["id"], within, renamed.or(inner["name"].as_str()));
        }
        let name = renamed.or(item["name"].as_str()).expect("an item has a name");
        let path = if within.is_empty() { name.to_owned() } else { format!("{within}::{name}") };
        let kind = match kind.as_str() {
            "module" => "mod",
            "struct" => "struct",
            "enum" => "enum",
            "trait" => "trait",
            "function" => "fn",
            "struct_field" => "field",
            "variant" => "variant",
            "constant" | "assoc_const" => "const",
            "type_alias" | "assoc_type" => "type",
            "macro" => "macro",
            kind => panic!("{path} is a {kind}: this test does not know what that is"),
        };
        let method = inner["sig"]["inputs"][0][0] == "self";
        self.items.push(Item { kind, path: path.clone(), method });
        self.paths.entry(id.as_u64().expect("a number")).or_default().push(path.clone());
        let (named, numbered) = (&inner["kind"]["plain"]["fields"], &inner["kind"]["tuple"]);
        let fields = if kind == "struct" { [named, numbered] } else { [&Value::Null; 2] };
        for list in [&inner["items"], &inner["variants"], fields[0], fields[1]] {
            for id in list.as_array().into_iter().flatten() {
                if self.item(id).is_some_and(|item| item["visibility"] != "crate") {
                    self.add(id, &path, None);
                }
            }
        }
        for id in inner["impls"].as_array().into_iter().flatten() {
            let Some(block) = self.item(id).map(|block| &block["inner"]["impl"]) else { continue };
            for id in block["items"].as_array().into_iter().flatten().filter(|_| block["trait"].is_null()) {
                if self.item(id).is_some_and(|item| item["visibility"] == "public") {
                    self.add(id, &path, None);
                }
            }
        }
    }

    /// Adds an item that the crate has from `lenet-weights`, under its own name or another.
    fn add_of_weights(&mut self, own: &str, name: &str, within: &str) {
        let documented = documented("lenet-weights", false);
        let mut weights = Surface { index: &documented["index"], items: Vec::new(), paths: BTreeMap::new() };
        let items = weights.index[documented["root"].to_string()]["inner"]["module"]["items"].as_array();
        let ids = items.into_iter().flatten().filter(|id| {
            let item = &weights.index[id.to_string()];
            item["name"] == own || item["inner"]["use"]["name"] == own
        });
        let id = ids.clone().next().expect("an item of lenet-weights");
        weights.add(id, within, Some(name));
        self.items.append(&mut weights.items);
    }

    fn list(&self) -> String {
        self.items.iter().map(|Item { kind, path, .. }| format!("{kind} {path}\n")).collect()
    }
}

/// The numbers and the names of the types and traits that something names.
fn named(value: &Value, into: &mut Vec<(u64, String)>) {
    match value {
        Value::Object(object) => {
            if let (Some(id), Some(path)) = (object.get("id").and_then(Value::as_u64), object.get("path")) {
                into.push((id, path.as_str().unwrap_or_default().to_owned()));
            }
            object
                .iter()
                .filter(|(key, _)| *key != "impls" && *key != "links")
                .for_each(|(_, value)| named(value, into));
        }
        Value::Array(values) => values.iter().for_each(|value| named(value, into)),
        _ => {}
    }
}

/// README, examples and integration tests, without comments, but for the kept expansions, which users do not write.
fn used() -> String {
    let mut text = fs::read_to_string(root().join("README.md")).expect("a text");
    sources(&root().join("examples"), &mut text);
    sources(&root().join("tests"), &mut text);
    text
}

/// The programs in a folder, without comments.
fn sources(path: &Path, into: &mut String) {
    if path.is_dir() {
        let mut entries: Vec<_> =
            fs::read_dir(path).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
        entries.sort();
        entries.iter().filter(|path| !path.ends_with("tests/expand")).for_each(|path| sources(path, into));
    } else if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("surface.rs") {
        let text = fs::read_to_string(path).expect("a text");
        text.lines().filter(|line| !line.trim_start().starts_with("//")).for_each(|line| {
            into.push_str(line);
            into.push('\n');
        });
    }
}

/// Whether a text names an item: a method of a value as `.name`, what belongs to a type as `Type::name`, a field as `.name` or
/// `name:`, all else by its name.
fn is_used(item: &Item, traits: &BTreeSet<&str>, text: &str) -> bool {
    let (within, name) = item.path.rsplit_once("::").expect("a path");
    let owner = within.rsplit("::").next().expect("a name");
    let follows =
        |before: &str| before.chars().next_back().is_some_and(|letter| letter.is_alphanumeric() || letter == '_');
    let goes_on = |after: &str| after.starts_with(|letter: char| letter.is_alphanumeric() || letter == '_');
    let owned = owner.starts_with(char::is_uppercase);
    text.match_indices(name).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + name.len()..]);
        if follows(before) || goes_on(after) {
            return false;
        }
        let of_a_type = || {
            let Some(path) = before.strip_suffix("::") else { return false };
            // `Sgd::<LeNet5>::new`, and any implementation of a trait.
            let path = if path.ends_with('>') { path.rsplit_once("::<").map_or(path, |(path, _)| path) } else { path };
            traits.contains(within) || path.ends_with(owner) || path.ends_with("Self")
        };
        match item.kind {
            "field" => before.ends_with('.') || after.starts_with(": ") || after.starts_with([',', ' ']),
            "fn" if owned && item.method => before.ends_with('.') || of_a_type(),
            "fn" | "const" | "variant" if owned => of_a_type() || before.ends_with("fn ") || before.ends_with("const "),
            "type" if owned => before.ends_with("::") || before.ends_with("type ") || after.starts_with(" = "),
            _ => true,
        }
    })
}

#[test]
fn the_surface_is_the_list_and_is_used() {
    let documented = documented("lenet-runtime", false);
    let surface = Surface::of(&documented);
    let (file, list) = (root().join("tests/surface.txt"), surface.list());
    if std::env::var_os("KEEP").is_some() {
        fs::write(&file, &list).expect("the list is written");
    }
    let kept = fs::read_to_string(&file).unwrap_or_default();
    let (old, new): (BTreeSet<&str>, BTreeSet<&str>) = (kept.lines().collect(), list.lines().collect());
    let mut faults = String::new();
    for line in new.difference(&old) {
        faults += &format!("not on the list, which `KEEP=1 cargo test -p tests --test surface` writes: {line}\n");
    }
    for line in old.difference(&new) {
        faults += &format!("on the list, and not there: {line}\n");
    }
    for paths in surface.paths.values().filter(|paths| paths.len() > 1) {
        faults += &format!("one thing, several names: {}\n", paths.join(", "));
    }
    // Nobody imports by more than two names below the crate, but for what files need.
    for Item { path, .. } in &surface.items {
        let names: Vec<&str> = path.split("::").collect();
        let first_type = names.iter().position(|name| name.starts_with(char::is_uppercase));
        let imported = first_type.map_or(names.len(), |at| at + 1);
        let of_files = ["io::weights", "io::packed", "io::atomic", "io::checkpoint", "data::idx"]
            .iter()
            .any(|module| path.contains(module));
        if imported > 3 && !of_files {
            faults += &format!("too deep for an import: {path}\n");
        }
    }
    // What a signature names, a user can name.
    for id in surface.paths.keys() {
        let mut names = Vec::new();
        named(&documented["index"][id.to_string()]["inner"], &mut names);
        for (other, name) in names {
            if documented["paths"][other.to_string()]["crate_id"] == 0 && !surface.paths.contains_key(&other) {
                faults += &format!("{} names `{name}`, which is hidden\n", surface.paths[id][0]);
            }
        }
    }
    let (text, traits) = (used(), surface.items.iter().filter(|item| item.kind == "trait"));
    let traits: BTreeSet<&str> = traits.map(|item| item.path.as_str()).collect();
    for item in surface.items.iter().filter(|item| item.path.contains("::") && !is_used(item, &traits, &text)) {
        faults += &format!("used by no README, example or integration test: {} {}\n", item.kind, item.path);
    }
    assert!(faults.is_empty(), "\n{faults}");
}

/// The items behind a hidden module: what its re-exports lead to, those by `*` too.
fn behind(index: &Value, id: &Value, found: &mut BTreeMap<u64, String>) {
    let Some(item) = index.get(id.to_string()) else { return };
    let inner = &item["inner"];
    if inner["use"].is_object() {
        let id = &inner["use"]["id"];
        match inner["use"]["is_glob"] == true {
            true => inside(index, &index[id.to_string()], found),
            false => behind(index, id, found),
        }
    } else if inner["module"].is_object() {
        inside(index, item, found);
    } else if item["visibility"] == "public" {
        found.insert(item["id"].as_u64().expect("a number"), item["name"].as_str().unwrap_or_default().to_owned());
    }
}

fn inside(index: &Value, module: &Value, found: &mut BTreeMap<u64, String>) {
    module["inner"]["module"]["items"].as_array().into_iter().flatten().for_each(|id| behind(index, id, found));
}

#[test]
fn what_is_hidden_for_expansions_is_what_they_name() {
    let documented = documented("lenet-runtime", true);
    let index = &documented["index"];
    let root_items =
        index[documented["root"].to_string()]["inner"]["module"]["items"].as_array().expect("a crate").iter();
    let private =
        root_items.map(|id| &index[id.to_string()]).find(|item| item["name"] == "__private").expect("the door");
    let mut found = BTreeMap::new();
    inside(index, private, &mut found);
    assert!(found.len() > 50, "what is behind the door was not read");
    let mut text = fs::read_to_string(root().join("lenet-runtime/src/declare.rs")).expect("a text");
    ["lenet-macros/src", "lenet-syntax/src"].iter().for_each(|folder| sources(&root().join(folder), &mut text));
    // A room may hold what users have from the root.
    sources(&root().join("lenet-runtime/src/lib.rs"), &mut text);
    let words: BTreeSet<&str> = text.split(|letter: char| !letter.is_alphanumeric() && letter != '_').collect();
    // A type of a signature, a bound.
    let mut signatures = Vec::new();
    found.keys().for_each(|id| named(&index[id.to_string()]["inner"], &mut signatures));
    let functions = index.as_object().into_iter().flatten().map(|(_, item)| &item["inner"]["function"]["sig"]);
    functions.for_each(|signature| named(signature, &mut signatures));
    let named: BTreeSet<u64> = signatures.into_iter().map(|(id, _)| id).collect();
    // `buffer_3` is written as `buffer_` and a number.
    let is_word = |name: &str| {
        words.contains(name) || words.contains(name.trim_end_matches(|digit: char| digit.is_ascii_digit()))
    };
    let unused: Vec<_> =
        found.iter().filter(|(id, name)| !is_word(name) && !named.contains(id)).map(|(_, name)| name).collect();
    assert!(unused.is_empty(), "in `__private`, and named by no expansion: {unused:?}");
}

/// The files under a folder that contain a word.
fn naming(word: &str, folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.append(&mut naming(word, &path));
        } else if path.extension().is_some_and(|ending| ending == "rs" || ending == "md")
            && fs::read_to_string(&path).expect("a text").contains(word)
        {
            found.push(path.strip_prefix(root()).expect("below").display().to_string());
        }
    }
    found.sort();
    found
}

#[test]
fn hidden_doors_are_for_expansions_and_tests_of_rooms_alone() {
    let folders = ["benches", "examples", "fuzz/targets", "tests"].map(|folder| root().join(folder));
    let hand = ["tests/expand/", "tests/surface.rs", "tests/ui/kernel_by_hand.rs"];
    let found: Vec<String> = folders
        .iter()
        .flat_map(|folder| naming("__private", folder))
        .filter(|file| !hand.iter().any(|allowed| file.starts_with(allowed)))
        .collect();
    assert!(found.is_empty(), "what expansions alone may name is named in {found:?}");
    for folder in ["examples", "fuzz/targets", "tests/ui", "tests/hostile", "tests/renamed", "tests/targets"] {
        let found = naming("__internals", &root().join(folder));
        assert!(found.is_empty(), "what the tests of kernels and layers alone may name is named in {found:?}");
    }
}
