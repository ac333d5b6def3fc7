//! Plain questions find their answers: the mean reciprocal rank of two sets, one never used for tuning.

use search::Asked;
use serde::Deserialize;

use crate::support::TestLibrary;

#[derive(Deserialize)]
struct Set {
    question: Vec<Question>,
}

#[derive(Deserialize)]
struct Question {
    asked: String,
    audience: Option<String>,
    answers: Vec<String>,
    #[serde(default)]
    misspelt: bool,
    #[serde(default)]
    held_out: bool,
}

fn questions() -> Vec<Question> {
    toml::from_str::<Set>(include_str!("../questions.toml")).unwrap().question
}

#[test]
fn the_set_is_large_and_fair() {
    let questions = questions();
    assert!(questions.len() >= 150, "{}", questions.len());
    assert!(questions.iter().filter(|question| question.misspelt).count() >= 20);
    let held_out = questions.iter().filter(|question| question.held_out).count();
    assert!(held_out.abs_diff(questions.len() / 2) <= 1, "{held_out} of {}", questions.len());
    for audience in
        ["all-staff", "chief-officers", "social-care", "finance", "human-resources", "procurement", "electoral-registration"]
    {
        let count = questions.iter().filter(|question| question.audience.as_deref() == Some(audience)).count();
        assert!(count >= 15, "{audience}: {count}");
    }
}

#[test]
fn plain_questions_find_their_answers() {
    let hub = TestLibrary::built_in();
    let mut too_low = Vec::new();
    for (name, held_out, least) in [("used for tuning", false, 0.85), ("held out", true, 0.9)] {
        let asked: Vec<Asked> = questions()
            .into_iter()
            .filter(|question| question.held_out == held_out)
            .map(|question| Asked { question: question.asked, answers: question.answers })
            .collect();
        let evaluation = search::evaluate(hub.library.index(), &asked).unwrap();
        println!("{name}: {} questions, mean reciprocal rank {:.3}", asked.len(), evaluation.mean_reciprocal_rank);
        if !held_out {
            // Only the misses of the tuning half are shown: whoever tunes must not see the others.
            for miss in &evaluation.misses {
                println!("  {miss:?}");
            }
        }
        if evaluation.mean_reciprocal_rank < least {
            too_low.push(format!("{name}: {:.3} is under {least}", evaluation.mean_reciprocal_rank));
        }
    }
    assert!(too_low.is_empty(), "{too_low:?}");
}
