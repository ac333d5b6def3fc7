//! Asks a content folder a question, or a file of questions, the way the hub would.
//!
//! `cargo run --release -p search --example try -- ../../content "question"`
//! `cargo run --release -p search --example try -- ../../content --set questions.txt`
//!
//! Each line of a set is `question | /kind/slug /kind/slug`: any of these addresses is right.
//! `--speed questions.txt 340000` asks them among so many made-up vulnerabilities and prints times.
//! `--held-out FOLD` asks every fifth `asked_as` phrase of the library with those phrases left out; for an
//! honest figure, with senses that were learnt without them (`learn --without FOLD`).

#[path = "try/content.rs"]
mod content;
#[path = "try/folds.rs"]
mod folds;
#[path = "try/measure.rs"]
mod measure;
#[path = "try/records.rs"]
mod records;

use std::error::Error;
use std::path::Path;

use search::{Index, Query};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, rest @ ..] = arguments.as_slice() else {
        return Err(
            "usage: try FOLDER QUESTION | FOLDER --set FILE | FOLDER --speed FILE COUNT | FOLDER --held-out FOLD"
                .into(),
        );
    };
    let (mut documents, meanings) = content::read(Path::new(folder))?;
    match rest {
        [flag, file] if flag == "--set" => measure::set(&documents, &meanings, Path::new(file)),
        [flag, file, count] if flag == "--speed" => {
            documents.extend(records::made_up(count.parse()?));
            measure::speed(&documents, &meanings, Path::new(file))
        }
        [flag, fold] if flag == "--held-out" => measure::held_out(&documents, &meanings, fold.parse()?),
        words => {
            let index = Index::in_memory()?;
            index.sync(&documents, &meanings)?;
            show(&index, &words.join(" "))
        }
    }
}

fn show(index: &Index, question: &str) -> Result<(), Box<dyn Error>> {
    let found = index.search(&Query::new(question))?;
    println!("{} found, sure: {}, {:?}", found.total, found.sure, found.understood);
    println!("{:?}", found.counts);
    for hit in &found.hits {
        println!("{:7.3} {:42} {}", hit.score, hit.path, marked(&hit.title_spans));
        println!("        {}", marked(&hit.extract));
    }
    if !found.suggestions.is_empty() {
        println!("try: {}", found.suggestions.join(" · "));
    }
    Ok(())
}

fn marked(spans: &[search::Span]) -> String {
    let mark = |span: &search::Span| {
        if span.is_match {
            format!("[{}]", span.text)
        } else {
            span.text.clone()
        }
    };
    spans.iter().map(mark).collect()
}
