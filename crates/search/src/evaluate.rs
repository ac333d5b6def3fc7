//! How well questions find their answers: for whoever tunes the search or edits the library.

use crate::error::Result;
use crate::found::Query;
use crate::index::Index;

/// A question and where it should lead.
#[derive(Debug, Clone)]
pub struct Asked {
    /// As a person would put it.
    pub question: String,
    /// Any of these addresses is a right answer.
    pub answers: Vec<String>,
}

/// How well a set of questions was answered.
#[derive(Debug, Clone, Default)]
pub struct Evaluation {
    /// How many were asked.
    pub asked: usize,
    /// The mean of one over the rank of the first right answer; nothing when it is not in the first ten.
    pub mean_reciprocal_rank: f64,
    /// How many had a right answer first.
    pub first: usize,
    /// How many had a right answer in the first three.
    pub in_three: usize,
    /// How many first hits were called sure.
    pub sure: usize,
    /// How many of those were right.
    pub sure_and_right: usize,
    /// Those whose right answer was not first.
    pub misses: Vec<Miss>,
}

/// A question whose right answer did not come first.
#[derive(Debug, Clone)]
pub struct Miss {
    /// The question.
    pub question: String,
    /// Where it should have led.
    pub expected: Vec<String>,
    /// The rank of the first right answer, when it was in the first ten.
    pub rank: Option<usize>,
    /// The first three addresses it got.
    pub got: Vec<String>,
    /// Whether the first was called sure: the worst of misses.
    pub sure: bool,
}

/// Asks every question as a stranger.
pub fn evaluate(index: &Index, questions: &[Asked]) -> Result<Evaluation> {
    let mut evaluation = Evaluation {
        asked: questions.len(),
        ..Evaluation::default()
    };
    for asked in questions {
        let found = index.search(&Query::new(&asked.question))?;
        let is_right = |path: &String| asked.answers.contains(path);
        let rank = found.hits.iter().position(|hit| is_right(&hit.path)).map(|at| at + 1);
        evaluation.mean_reciprocal_rank += rank.map_or(0.0, |rank| 1.0 / rank as f64);
        evaluation.first += usize::from(rank == Some(1));
        evaluation.in_three += usize::from(rank.is_some_and(|rank| rank <= 3));
        evaluation.sure += usize::from(found.sure);
        evaluation.sure_and_right += usize::from(found.sure && rank == Some(1));
        if rank != Some(1) {
            evaluation.misses.push(Miss {
                question: asked.question.clone(),
                expected: asked.answers.clone(),
                rank,
                sure: found.sure,
                got: found.hits.into_iter().take(3).map(|hit| hit.path).collect(),
            });
        }
    }
    evaluation.mean_reciprocal_rank /= questions.len().max(1) as f64;
    Ok(evaluation)
}
