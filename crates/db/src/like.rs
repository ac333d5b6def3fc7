//! What `like` looks for.

/// The pattern of a text that has `words` anywhere in it, in small letters as the columns are that are searched.
/// No letter of the words steers it, where the statement says `escape '!'`.
pub fn anywhere(words: &str) -> String {
    let mut pattern = String::from("%");
    for letter in words.trim().to_lowercase().chars() {
        if matches!(letter, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_searched_for_means_itself() {
        assert_eq!(anywhere(" 50%_Ada! "), "%50!%!_ada!!%");
    }
}
