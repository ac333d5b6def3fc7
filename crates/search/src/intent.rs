//! Intent: what kind of answer a question wants, told by its small words.

/// What kind of answer is wanted. More than one may hold.
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
    /// Training, a template, money: something to have.
    pub material: bool,
    /// What happened elsewhere.
    pub case: bool,
    /// A day: "when is", "the date of".
    pub day: bool,
}

const TURN_TO: [&str; 13] = [
    "phone", "ring", "call", "contact", "report", "tell", "speak", "forward", "send", "notifi", "inform", "ask", "talk",
];
const MATERIAL: [&str; 16] = [
    "train",
    "cours",
    "toolkit",
    "templat",
    "poster",
    "video",
    "checklist",
    "webinar",
    "download",
    "free",
    "fund",
    "grant",
    "programm",
    "membership",
    "confer",
    "event",
];
const HAPPENED: [&str; 23] = [
    "click",
    "open",
    "gave",
    "give",
    "send",
    "lose",
    "steal",
    "hack",
    "pay",
    "download",
    "enter",
    "type",
    "let",
    "leav",
    "break",
    "lock",
    "stop",
    "dead",
    "compromis",
    "ring",
    "claim",
    "pretend",
    "receiv",
];

impl Intent {
    /// Reads the intent from all the stems of a question, `content` of which have content.
    pub(crate) fn of(stems: &[String], content: usize) -> Intent {
        let words: Vec<&str> = stems.iter().map(String::as_str).collect();
        let has = |run: &[&str]| words.windows(run.len()).any(|window| window == run);
        let any = |listed: &[&str]| words.iter().any(|word| listed.contains(word));
        let starts = |listed: &[&str]| words.first().is_some_and(|word| listed.contains(word));
        let ends = |listed: &[&str]| words.last().is_some_and(|word| listed.contains(word));
        let is_asking = starts(&[
            "how", "can", "should", "what", "do", "is", "are", "which", "when", "why",
        ]);
        let is_personal = any(&["i", "we", "my", "our", "ive", "weve", "someon", "somebodi"]);
        Intent {
            meaning: content <= 4
                && (has(&["what", "is"])
                    || has(&["what", "are"])
                    || has(&["stand", "for"])
                    || starts(&["what", "defin", "explain", "definit", "mean"]) && words.len() <= content + 1
                    || starts(&["what", "defin", "explain", "definit"]) && any(&["mean"])
                    || ends(&["mean", "definit"])),
            contact: any(&["number", "hotlin", "helplin", "contact"])
                || (any(&["who", "whom", "where"]) && any(&TURN_TO))
                || (starts(&["phone", "ring", "call", "contact", "report"]) && content <= 4),
            name: content <= 3 && words.len() <= content + 1,
            trouble: is_personal && !is_asking && any(&HAPPENED),
            material: any(&MATERIAL),
            day: starts(&["when"]) || any(&["date", "calendar"]) || has(&["what", "day"]),
            case: has(&["what", "happen"])
                || starts(&["has", "have", "did", "which"]) && any(&["council"]) && !is_personal
                || has(&["case", "studi"])
                || any(&["exampl", "elsewher"])
                || has(&["other", "council"])
                || has(&["which", "council"])
                || has(&["any", "council"])
                || words
                    .iter()
                    .any(|word| word.len() == 4 && word.starts_with("20") && word.parse::<u16>().is_ok()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{is_stopword, stems};

    fn of(text: &str) -> Intent {
        let stems = stems(text);
        let content = stems.iter().filter(|stem| !is_stopword(stem)).count();
        Intent::of(&stems, content)
    }

    #[test]
    fn small_words_tell_what_is_wanted() {
        assert!(of("What does DPIA mean?").meaning);
        assert!(of("define encryption").meaning);
        assert!(of("Report Fraud phone number").contact);
        assert!(of("who do I ring about a scam").contact);
        assert!(of("zero trust").name);
        assert!(of("I've clicked on a bad link").trouble);
        assert!(!of("how do I click and collect").trouble);
        assert!(of("is there free training for members").material);
        assert!(of("what happened in 2020").case);
        assert!(of("has any council lost its records").case);
        assert!(of("which councils were hit").case);
        assert!(!of("have we told the council").case);
        assert!(of("when is the next count").day);
        assert!(!of("what does the bank want").meaning);
        let plain = of("supplier emailed new account details");
        assert_eq!(plain, Intent::default());
    }
}
