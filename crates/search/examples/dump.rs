//! temporary
#[path = "try/content.rs"]
mod content;
use search::*;
use std::path::Path;
use std::io::Write;
fn asked(file: &str) -> Vec<Asked> {
    std::fs::read_to_string(file).unwrap().lines().filter_map(|l| { let (q,a)=l.split_once('|')?; Some(Asked{question:q.trim().into(),answers:a.split_whitespace().map(str::to_owned).collect()}) }).collect()
}
fn main() {
    let (documents, meanings) = content::read(Path::new("content")).unwrap();
    let mut held = Vec::new();
    let mut kept = documents.clone();
    for (n, d) in kept.iter_mut().enumerate() {
        let mut i = 0;
        let path = d.path.clone();
        d.asked_as.retain(|ph| { i += 1; let is = (n + i) % 5 == 0; if is { held.push(Asked{question: ph.clone(), answers: vec![path.clone()]}); } !is });
    }
    for (name, docs, set) in [("held", &kept, held), ("a", &documents, asked("/tmp/ww/search-questions.txt")), ("b", &documents, asked("/tmp/ww/search-validation.txt"))] {
        let index = Index::in_memory().unwrap();
        index.sync(docs, &meanings).unwrap();
        let mut out = std::fs::File::create(format!("/tmp/ww/dump-{name}.jsonl")).unwrap();
        for q in set {
            let found = index.search(&Query{limit: 100, ..Query::new(&q.question)}).unwrap();
            let hits: Vec<(String, f32)> = found.hits.into_iter().map(|h| (h.path, h.score)).collect();
            writeln!(out, "{}", serde_json::json!({"q": q.question, "a": q.answers, "h": hits})).unwrap();
        }
        let mut out = std::fs::File::create(format!("/tmp/ww/docs-{name}.jsonl")).unwrap();
        for d in docs { writeln!(out, "{}", serde_json::to_string(d).unwrap()).unwrap(); }
    }
}
