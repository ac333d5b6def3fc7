//! Whatever is typed is answered, soon and without an error.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use search::{Index, Query, Sight};
use uuid::Uuid;

use crate::library::{index, library};

fn answers(index: &Index, text: &str) {
    let sight = Sight {
        green: true,
        organisation: Some(Uuid::from_u128(1)),
    };
    for sight in [Sight::default(), sight] {
        let found = index
            .search(&Query {
                sight,
                ..Query::new(text)
            })
            .unwrap();
        assert!(found.hits.len() <= 10 && found.hits.len() <= found.total);
        for hit in &found.hits {
            let title: String = hit.title_spans.iter().map(|span| span.text.as_str()).collect();
            assert_eq!(title, hit.title);
            assert!(hit.score.is_finite());
        }
    }
}

#[test]
fn odd_questions_are_answered() {
    let index = index();
    let odd = [
        "",
        " ",
        "\u{0}\u{7}\n\t",
        "the of and",
        "who",
        "😀😀",
        "日本語の質問",
        "Привет банк",
        "ransomware\u{0}bank",
        "title:ransomware AND (bank OR \"phone",
        "-bank +payroll *:* ~3 ^2 [a TO b] {!x}",
        "'''",
        "a-b-c-d-e-f-g-h",
        "-",
        "’s",
        "e-",
        "CVE-2024-12345",
        "ﬁnance ＢＡＮＫ",
        "İstanbul ẞ",
        "\u{202e}knab",
        "1,000,000,",
        "q\u{301}uestion",
    ];
    odd.iter().for_each(|text| answers(&index, text));
}

#[test]
fn a_very_long_question_is_answered_soon() {
    let index = index();
    let words: Vec<String> = (0..5_000)
        .map(|number| format!("wrod{number} payrol lapptop{number}"))
        .collect();
    let started = Instant::now();
    for text in [
        words.join(" "),
        "ransomware ".repeat(100_000),
        "x".repeat(1_000_000),
        "a-".repeat(50_000),
        "é".repeat(9_000),
    ] {
        answers(&index, &text);
    }
    assert!(started.elapsed() < Duration::from_secs(10), "{:?}", started.elapsed());
}

#[test]
fn an_empty_index_answers_with_nothing() {
    let index = Index::in_memory().unwrap();
    answers(&index, "ransomware");
    index.sync(&[], &[]).unwrap();
    answers(&index, "ransomware");
}

#[test]
fn pages_beyond_the_last_are_empty_and_pages_do_not_overlap() {
    let index = index();
    let page = |offset, limit| {
        index
            .search(&Query {
                offset,
                limit,
                ..Query::new("payroll ransomware")
            })
            .unwrap()
    };
    let all = page(0, 100);
    assert_eq!(all.hits.len(), all.total);
    let first = page(0, 2);
    let second = page(2, 2);
    assert_eq!([first.hits, second.hits].concat(), all.hits[..4]);
    assert!(page(usize::MAX, usize::MAX).hits.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn anything_typed_is_answered(text in "\\PC{0,120}") {
        INDEX.with(|index| answers(index, &text));
    }

    #[test]
    fn any_bytes_typed_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        INDEX.with(|index| answers(index, &String::from_utf8_lossy(&bytes)));
    }

    #[test]
    fn broken_words_are_answered(words in prop::collection::vec("[a-z'’-]{0,14}[0-9]?", 0..40)) {
        INDEX.with(|index| answers(index, &words.join(" ")));
    }

}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn anything_written_can_be_kept_and_asked(text in "\\PC{0,200}") {
        let index = Index::in_memory().unwrap();
        let mut pages = library();
        pages[0].title.clone_from(&text);
        pages[1].body.clone_from(&text);
        pages[2].asked_as.clone_from(&text);
        index.sync(&pages, &[]).unwrap();
        answers(&index, &text);
    }
}

thread_local! {
    static INDEX: Index = index();
}
