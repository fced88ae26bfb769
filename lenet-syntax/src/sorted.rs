//! A map as a sorted vector. The trees and tables of the standard library would be a tenth of what is compiled for this crate,
//! and it is compiled in every check of a user's crate.

/// Values by their keys.
pub struct Sorted<T> {
    entries: Vec<(String, T)>,
}

impl<T> Default for Sorted<T> {
    fn default() -> Self {
        Self { entries: Vec::new() }
    }
}

impl<T> Sorted<T> {
    fn find(&self, key: &str) -> Result<usize, usize> {
        self.entries.binary_search_by(|(known, _)| known.as_str().cmp(key))
    }

    pub fn contains(&self, key: &str) -> bool {
        self.find(key).is_ok()
    }

    pub fn get(&self, key: &str) -> Option<&T> {
        self.find(key).ok().map(|at| &self.entries[at].1)
    }

    /// Adds a value, unless the key has one; whether it was added.
    pub fn insert(&mut self, key: String, value: T) -> bool {
        let place = self.find(&key);
        if let Err(at) = place {
            self.entries.insert(at, (key, value));
        }
        place.is_err()
    }

    /// The value of a key, perhaps a new one.
    pub fn entry(&mut self, key: &str) -> &mut T
    where
        T: Default,
    {
        let at = self.find(key).unwrap_or_else(|at| {
            self.entries.insert(at, (key.to_owned(), T::default()));
            at
        });
        &mut self.entries[at].1
    }

    /// In the order of the keys.
    pub fn entries(&self) -> &[(String, T)] {
        &self.entries
    }
}
