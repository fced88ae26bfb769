//! What the tensors of a file are called in the network.

use crate::text::short;
use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::cell::Cell;

/// Rules that turn the names of a file into those of a network: prefixes that are taken off, then names that are replaced.
#[derive(Clone, Debug, Default)]
pub struct Names {
    strip: Vec<String>,
    /// A path of names, and what stands in its place.
    rename: Vec<(String, String)>,
}

impl Names {
    /// No rule.
    #[must_use]
    pub const fn new() -> Self {
        Self { strip: Vec::new(), rename: Vec::new() }
    }

    /// Takes this off the beginning of names: `module.`.
    pub fn strip(&mut self, prefix: &str) {
        self.strip.push(dotted(prefix));
    }

    /// Puts another path in the place of a name, or of whole names at the beginning: `classifier.6` is that of
    /// `classifier.6.weight`, too. The empty path stands before every name.
    pub fn rename(&mut self, from: &str, to: &str) {
        let path = |path: &str| path.strip_suffix('.').unwrap_or(path).into();
        self.rename.push((path(from), path(to)));
    }
}

/// With the dot that ends a prefix.
fn dotted(prefix: &str) -> String {
    if prefix.is_empty() || prefix.ends_with('.') { prefix.into() } else { format!("{prefix}.") }
}

/// Rules at work: which of them have met a name.
pub(crate) struct Renaming<'a> {
    names: &'a Names,
    stripped: Vec<Cell<bool>>,
    renamed: Vec<Cell<bool>>,
}

impl<'a> Renaming<'a> {
    pub(crate) fn new(names: &'a Names) -> Self {
        let unused = |count| core::iter::repeat_with(|| Cell::new(false)).take(count).collect();
        Self { names, stripped: unused(names.strip.len()), renamed: unused(names.rename.len()) }
    }

    /// What a tensor of the file is called in the network. Of several rules, that of the longest path is meant.
    pub(crate) fn of<'n>(&self, name: Cow<'n, str>) -> Cow<'n, str> {
        let mut name = name;
        for (prefix, used) in self.names.strip.iter().zip(&self.stripped) {
            if let Some(rest) = name.strip_prefix(&**prefix) {
                used.set(true);
                name = Cow::Owned(rest.into());
            }
        }
        let mut longest: Option<(usize, String)> = None;
        for (index, (from, to)) in self.names.rename.iter().enumerate() {
            let Some(rest) = after(&name, from) else { continue };
            self.renamed[index].set(true);
            if longest.as_ref().is_none_or(|(length, _)| from.len() > *length) {
                let new = match (&**to, rest) {
                    ("", rest) => rest.into(),
                    (to, "") => to.into(),
                    (to, rest) => format!("{to}.{rest}"),
                };
                longest = Some((from.len(), new));
            }
        }
        longest.map_or(name, |(_, new)| Cow::Owned(new))
    }

    /// A rule that no name of the file has met.
    pub(crate) fn unused(&self) -> Option<String> {
        let strip = self.names.strip.iter().zip(&self.stripped);
        let rename = self.names.rename.iter().map(|(from, _)| from).zip(&self.renamed);
        strip.chain(rename).find(|(_, used)| !used.get()).map(|(rule, _)| short(rule))
    }
}

/// What is behind a path of whole names.
fn after<'n>(name: &'n str, path: &str) -> Option<&'n str> {
    match name.strip_prefix(path)? {
        rest if path.is_empty() || rest.is_empty() => Some(rest),
        rest => rest.strip_prefix('.'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn renamed(names: &Names, name: &str) -> String {
        Renaming::new(names).of(name.into()).into_owned()
    }

    #[test]
    fn prefixes_go_first_and_the_longest_path_is_meant() {
        let mut names = Names::default();
        names.strip("module");
        names.strip("_orig_mod.");
        names.rename("features", "body");
        names.rename("features.0", "stem.");
        names.rename("classifier.6.weight", "head.w");
        for (file, network) in [
            ("module.features.0.weight", "stem.weight"),
            ("module._orig_mod.features.1.weight", "body.1.weight"),
            ("features.01.weight", "body.01.weight"),
            ("features", "body"),
            ("features_0.weight", "features_0.weight"),
            ("classifier.6.weight", "head.w"),
            ("classifier.6.bias", "classifier.6.bias"),
            ("modules.weight", "modules.weight"),
        ] {
            assert_eq!(renamed(&names, file), network, "{file}");
        }
    }

    #[test]
    fn the_empty_path_stands_before_all_names() {
        let mut names = Names::default();
        names.rename("", "backbone");
        assert_eq!(renamed(&names, "conv1.weight"), "backbone.conv1.weight");
        let mut names = Names::default();
        names.rename("model", "");
        assert_eq!(renamed(&names, "model.conv1.weight"), "conv1.weight");
    }

    #[test]
    fn a_rule_that_no_name_meets_is_found() {
        let mut names = Names::default();
        names.strip("module.");
        names.rename("a", "b");
        let renaming = Renaming::new(&names);
        assert_eq!(renaming.unused().as_deref(), Some("module."));
        renaming.of("module.x".into());
        assert_eq!(renaming.unused().as_deref(), Some("a"));
        renaming.of("a.x".into());
        assert_eq!(renaming.unused(), None);
    }
}
