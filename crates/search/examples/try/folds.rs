//! Every fifth phrase, to be asked without being known.

use search::Indexed;

/// How many folds there are.
pub const FOLDS: usize = 5;

/// Takes the phrases of a fold out of the documents: each with the address of its own.
pub fn take_out(documents: &mut [Indexed], fold: usize) -> Vec<(String, String)> {
    let mut taken = Vec::new();
    for (number, document) in documents.iter_mut().enumerate() {
        let mut index = number;
        let (out, kept): (Vec<&str>, Vec<&str>) = document.asked_as.lines().partition(|_| {
            index += 1;
            index % FOLDS == fold % FOLDS
        });
        taken.extend(out.into_iter().map(|phrase| (phrase.to_owned(), document.path.clone())));
        document.asked_as = kept.join("\n");
    }
    taken
}
