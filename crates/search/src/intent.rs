//! Intent: what kind of answer a question wants, told by its small words.

/// What kind of answer is wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Intent {
    /// "What is X", "what does X mean": the meaning of a word.
    pub meaning: bool,
    /// "Phone number of", "who do I ring": somebody to turn to.
    pub contact: bool,
    /// A few bare words: a name.
    pub name: bool,
    /// Something has happened: "I clicked", "we have been".
    pub trouble: bool,
    /// "How do I", "can I", "should we": advice.
    pub advice: bool,
}

impl Intent {
    /// Reads the intent from all the stems of a question, `content` of which have content.
    pub(crate) fn of(stems: &[String], content: usize) -> Intent {
        let words: Vec<&str> = stems.iter().map(String::as_str).collect();
        let has = |run: &[&str]| words.windows(run.len()).any(|window| window == run);
        let any = |listed: &[&str]| words.iter().any(|word| listed.contains(word));
        let starts = |listed: &[&str]| words.first().is_some_and(|word| listed.contains(word));
        let is_short = content <= 4;
        let asks_meaning = has(&["what", "is"])
            || has(&["what", "are"])
            || starts(&["what", "defin", "explain", "definit"])
            || (starts(&["what", "meaning"]) && any(&["mean"]))
            || words.last().is_some_and(|word| ["mean", "definit"].contains(word));
        let whom = ["who", "whom", "where"].iter().any(|word| words.contains(word));
        let turn = ["phone", "ring", "call", "contact", "report", "tell", "told", "speak", "forward", "send", "notifi", "inform", "ask"];
        Intent {
            meaning: asks_meaning && is_short,
            contact: any(&["number", "hotlin", "helplin", "contact"]) || (whom && any(&turn)),
            name: content <= 3 && words.len() <= content + 1,
            trouble: trouble(&words),
            advice: has(&["how", "do"])
                || has(&["how", "to"])
                || has(&["how", "can"])
                || has(&["how", "should"])
                || starts(&["can", "should", "may", "is", "are", "do", "must"]),
        }
    }
}

/// First person and past, or something that does not work.
fn trouble(words: &[&str]) -> bool {
    const DONE: [&str; 22] = [
        "click", "open", "gave", "sent", "send", "lose", "lost", "steal", "hack", "click", "paid", "pay", "download",
        "enter", "type", "let", "leav", "break", "lock", "stop", "dead", "compromis",
    ];
    let first_person = words.iter().any(|word| ["i", "we", "my", "our", "ive", "weve", "someone", "somebodi"].contains(word));
    let is_asking = words.first().is_some_and(|word| ["how", "can", "should", "what", "do", "is", "are"].contains(word));
    first_person && !is_asking && words.iter().any(|word| DONE.contains(word))
}
