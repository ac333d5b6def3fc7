//! Every fifth phrase, to be asked without being known.

use search::Indexed;

/// How many folds there are.
pub const FOLDS: usize = 5;

/// Takes the phrases of a fold out of the documents: each with the address of its own.
pub fn take_out(documents: &mut [Indexed], fold: usize) -> Vec<(String, String)> {
    let mut taken = Vec::new();
    for (number, document) in documents.iter_mut().enumerate() {
        let mut index = number;
        document.asked_as.retain(|phrase| {
            index += 1;
            let is_taken = index % FOLDS == fold % FOLDS;
            if is_taken {
                taken.push((phrase.clone(), document.path.clone()));
            }
            !is_taken
        });
    }
    taken
}
