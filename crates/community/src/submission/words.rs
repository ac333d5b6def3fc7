//! What readers type: made tidy, and judged.

use ui::form::Field;
use web::Choice;

/// The longest line that is kept, in letters.
const LONGEST_LINE: usize = 200;
/// The longest address of a page that is kept, in letters.
const LONGEST_ADDRESS: usize = 2000;

/// Several lines: every line ends in one way, and nothing is left that steers a terminal or that a
/// database cannot keep.
pub(super) fn tidy(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = text
        .chars()
        .filter(|letter| !letter.is_control() || matches!(letter, '\n' | '\t'))
        .collect();
    kept.trim().to_owned()
}

/// One line, or none when nothing was typed.
pub(super) fn line(text: &str) -> Option<String> {
    let words = text.split(|letter: char| letter.is_control() || letter.is_whitespace());
    let line = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}

/// Refuses a field that is empty.
pub(super) fn require(field: &mut Field, words: &str) {
    if tidy(field.value()).is_empty() {
        field.refuse(words);
    }
}

/// Refuses a text of more than `most` letters.
pub(super) fn limit(field: &mut Field, most: usize) {
    let letters = tidy(field.value()).chars().count();
    if letters > most {
        let (letters, most) = (thousands(letters), thousands(most));
        field.refuse(format!(
            "Make this shorter: it has {letters} characters, and there is room for {most}"
        ));
    }
}

/// Refuses a line that is too long to be one.
pub(super) fn limit_line(field: &mut Field) {
    limit(field, LONGEST_LINE);
}

/// Refuses a message that says nothing in words.
pub(super) fn refuse_bare_links(field: &mut Field) {
    if is_only_links(field.value()) {
        field.refuse("Say it in words too: a message that is only links does not tell us why you sent it");
    }
}

/// Refuses an e-mail address that no answer would reach; none at all is fine.
pub(super) fn check_email(field: &mut Field) {
    let typed = field.trimmed();
    let has_end = |address: mail::Address| address.email() == typed && address.domain().contains('.');
    if !typed.is_empty() && !typed.parse().is_ok_and(has_end) {
        field.refuse("Enter a whole e-mail address, like name@example.gov.uk, or leave it empty");
    }
}

/// Refuses what is not the address of a page on the web.
pub(super) fn check_web_address(field: &mut Field) {
    let typed = field.trimmed();
    let is_web = url::Url::parse(typed).is_ok_and(|url| {
        matches!(url.scheme(), "http" | "https") && url.host_str().is_some_and(|host| host.contains('.'))
    });
    if !typed.is_empty() && (!is_web || typed.contains(char::is_whitespace)) {
        field.refuse("Enter the whole address of the page, like https://www.example.gov.uk/guide");
    }
    limit(field, LONGEST_ADDRESS);
}

fn is_only_links(message: &str) -> bool {
    let mut has_link = false;
    for word in message.split_whitespace() {
        let word = word.to_lowercase();
        if word.contains("://") || word.trim_start_matches(['(', '[', '<', '"']).starts_with("www.") {
            has_link = true;
        } else if !word.starts_with(['<', '[']) && word.contains(char::is_alphanumeric) {
            return false;
        }
    }
    has_link
}

/// The path of a page on this hub, and the choice of group and nation that its address carries. Nothing
/// that a browser would take for another site is a page of ours.
pub(super) fn hub_page(address: &str) -> Option<(&str, Choice)> {
    let address = address.split('#').next().unwrap_or_default();
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let is_ours = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains(['\\', '"', '<', '>'])
        && !path.contains(|letter: char| letter.is_control() || letter.is_whitespace())
        && path.len() <= LONGEST_ADDRESS;
    is_ours.then(|| (path, Choice::of_query(query)))
}

fn thousands(number: usize) -> String {
    if number < 1000 {
        number.to_string()
    } else {
        format!("{},{:03}", thousands(number / 1000), number % 1000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(check: impl Fn(&mut Field), typed: &str) -> Option<String> {
        let mut field = Field::new("field", typed);
        check(&mut field);
        field.error().map(str::to_owned)
    }

    #[test]
    fn a_text_is_kept_as_lines_without_what_steers_a_machine() {
        assert_eq!(
            tidy(" one\r\ntwo\rthree\u{1b}[31m\0\tfour\n\n"),
            "one\ntwo\nthree[31m\tfour"
        );
        assert_eq!(line(" Sam\r\nBcc:  x\u{7}y "), Some("Sam Bcc: x y".into()));
        assert_eq!(line("\r\n\u{0}"), None);
    }

    #[test]
    fn the_room_is_counted_in_letters_and_not_in_bytes() {
        assert_eq!(refusal(|field| limit(field, 4000), &"£".repeat(4000)), None);
        let said = refusal(|field| limit(field, 4000), &"£".repeat(4001)).unwrap();
        assert!(said.contains("4,001") && said.contains("4,000"), "{said}");
        assert_eq!(refusal(|field| limit(field, 4), "a\r\nbc"), None);
    }

    #[test]
    fn a_message_that_is_only_links_is_told_from_one_with_words() {
        for links in [
            "https://a.example",
            "http://a.example - www.b.example !",
            "<a href=\"https://a.example\">",
            "[url]https://a.example[/url]",
        ] {
            assert!(is_only_links(links), "{links}");
        }
        for words in [
            "",
            "Broken: https://a.example",
            "www.a.example is down",
            "See the NCSC",
            "thanks",
        ] {
            assert!(!is_only_links(words), "{words}");
        }
    }

    #[test]
    fn an_address_that_no_answer_would_reach_is_refused() {
        for fine in ["", "sam@northvale.gov.uk", " o'neil+hub@a.co "] {
            assert_eq!(refusal(check_email, fine), None, "{fine}");
        }
        for wrong in [
            "sam",
            "sam@",
            "sam@northvale",
            "Sam <sam@a.example>",
            "sam@a.example\r\nBcc: b@c.example",
        ] {
            assert!(refusal(check_email, wrong).is_some(), "{wrong}");
        }
    }

    #[test]
    fn only_the_whole_address_of_a_page_is_an_address() {
        for fine in ["", "https://www.ncsc.gov.uk/cyberaware", "http://a.example?b=c"] {
            assert_eq!(refusal(check_web_address, fine), None, "{fine}");
        }
        for wrong in [
            "www.ncsc.gov.uk",
            "javascript:alert(1)",
            "https://",
            "https://a",
            "ftp://a.example",
            "https://a.example b",
        ] {
            assert!(refusal(check_web_address, wrong).is_some(), "{wrong}");
        }
    }

    #[test]
    fn a_page_of_this_hub_cannot_lead_elsewhere() {
        let (path, choice) = hub_page("/threats/phishing?for=finance&q=x#top").unwrap();
        assert_eq!((path, choice.query().as_str()), ("/threats/phishing", "?for=finance"));
        for elsewhere in [
            "",
            "threats",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a\r\nb",
            "/a b",
        ] {
            assert!(hub_page(elsewhere).is_none(), "{elsewhere}");
        }
    }
}
