//! Figures: how well and how fast.

use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

use search::{Asked, Index, Indexed, Meaning, Query};

use crate::folds;

/// Asks a file of questions.
pub fn set(documents: &[Indexed], meanings: &[Meaning], file: &Path) -> Result<(), Box<dyn Error>> {
    let index = Index::in_memory()?;
    let started = Instant::now();
    index.sync(documents, meanings)?;
    println!(
        "{} documents, {} meanings, synced in {:.0?}",
        documents.len(),
        meanings.len(),
        started.elapsed()
    );
    let text = std::fs::read_to_string(file)?;
    let asked: Vec<Asked> = text.lines().filter_map(asked).collect();
    let known = |path: &String| documents.iter().any(|document| document.path == *path);
    let (answerable, not): (Vec<_>, Vec<_>) = asked.into_iter().partition(|one| one.answers.iter().any(known));
    println!("{} questions have no page yet", not.len());
    let mut times: Vec<_> = Vec::new();
    for one in &answerable {
        let started = Instant::now();
        index.search(&Query::new(&one.question))?;
        times.push(started.elapsed());
    }
    times.sort();
    report(&search::evaluate(&index, &answerable)?, true);
    if let Some(slow) = times.get(times.len() * 95 / 100) {
        println!("p95 {slow:.2?}");
    }
    Ok(())
}

/// Asks a file of questions, and some about vulnerabilities, ten times over, from disk.
pub fn speed(documents: &[Indexed], meanings: &[Meaning], file: &Path) -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let started = Instant::now();
    Index::open(folder.path())?.sync(documents, meanings)?;
    println!("{} documents written in {:.1?}", documents.len(), started.elapsed());
    let started = Instant::now();
    let index = Index::open(folder.path())?;
    println!("opened in {:.0?}", started.elapsed());
    let started = Instant::now();
    index.sync(documents, meanings)?;
    println!("synced with no change in {:.0?}", started.elapsed());
    let text = std::fs::read_to_string(file)?;
    let plain: Vec<String> = text.lines().filter_map(asked).map(|asked| asked.question).collect();
    let of_records = [
        "CVE-2023-1234",
        "fortinet vpn",
        "moveit transfer",
        "remote code execution",
        "sql injection in wordpress plugin",
        "is our payroll portal vulnerable",
        "attacker password reset",
        "unauthenticated remote attacker crafted request",
        "cisco router denial of service",
        "vulnerability in openssl",
        "the",
        "system",
        "user",
    ];
    report_times("plain questions", &index, &plain)?;
    report_times("about vulnerabilities", &index, &of_records.map(str::to_owned))
}

fn report_times(what: &str, index: &Index, questions: &[String]) -> Result<(), Box<dyn Error>> {
    let mut times = Vec::new();
    let mut best: Vec<_> = questions.iter().map(|question| (Duration::MAX, question)).collect();
    for _ in 0..10 {
        for (question, best) in questions.iter().zip(&mut best) {
            let started = Instant::now();
            index.search(&Query::new(question))?;
            times.push((started.elapsed(), question));
            best.0 = best.0.min(started.elapsed());
        }
    }
    // On a busy machine the best of ten says more of the search than of the neighbours.
    for (which, mut times) in [("all", times), ("best of ten each", best)] {
        times.sort();
        let at = |part: usize| times[(times.len() * part / 100).min(times.len() - 1)];
        println!(
            "{what}, {which}: median {:.2?}, p95 {:.2?}, slowest {:.2?} ({})",
            at(50).0,
            at(95).0,
            at(100).0,
            at(100).1
        );
    }
    Ok(())
}

/// Asks the phrases of a fold, which the index does without.
pub fn held_out(documents: &[Indexed], meanings: &[Meaning], fold: usize) -> Result<(), Box<dyn Error>> {
    let mut kept = documents.to_vec();
    let asked: Vec<Asked> = folds::take_out(&mut kept, fold)
        .into_iter()
        .map(|(question, path)| Asked {
            question,
            answers: vec![path],
        })
        .collect();
    let index = Index::in_memory()?;
    index.sync(&kept, meanings)?;
    let evaluation = search::evaluate(&index, &asked)?;
    report(&evaluation, std::env::var_os("MISSES").is_some());
    Ok(())
}

fn asked(line: &str) -> Option<Asked> {
    let (question, answers) = line.split_once('|')?;
    let answers = answers.split_whitespace().map(str::to_owned).collect();
    Some(Asked {
        question: question.trim().to_owned(),
        answers,
    })
}

fn report(evaluation: &search::Evaluation, with_misses: bool) {
    if with_misses {
        for miss in &evaluation.misses {
            let rank = miss.rank.map_or("-".to_owned(), |rank| rank.to_string());
            let sure = if miss.sure { " SURE" } else { "" };
            println!(
                "{rank:>3}{sure} {} -> {}\n      got {}",
                miss.question,
                miss.expected.join(" "),
                miss.got.join(" ")
            );
        }
    }
    println!(
        "asked {}, mean reciprocal rank {:.3}, first {}, in three {}, sure {} (right {})",
        evaluation.asked,
        evaluation.mean_reciprocal_rank,
        evaluation.first,
        evaluation.in_three,
        evaluation.sure,
        evaluation.sure_and_right,
    );
}
