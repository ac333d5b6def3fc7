//! Is this page useful? Yes or no, and after a no one question that may be left unanswered.

use askama::Template;
use axum::{extract::Path, response::Response};
use ui::form::Field;
use url::form_urlencoded;
use web::{Error, Form, Found as _, Frame, Page, Read, Result, see_other};

use super::{
    form::{Around, Refusal, TRAP, TRAPPED},
    model::{Kind, Submission, SubmissionId},
    store,
    words::{hub_page, limit, refuse_bare_links, tidy},
};

const QUESTION: &str = "What were you looking for?";
const ROOM: usize = 1000;

#[derive(Template)]
#[template(path = "submission/usefulness_foot.html")]
struct Foot<'a> {
    path: &'a str,
    action: String,
    feedback: String,
}

/// The question at the foot of the page at `address`, which may carry the reader's choice. Nothing for
/// what is not a page of this hub.
pub fn page_foot(address: &str) -> String {
    let Some((path, choice)) = hub_page(address) else {
        return String::new();
    };
    let action = format!("/usefulness{}", choice.query());
    let feedback = ui::link_with(with_page("/get-involved/feedback", path), &choice.pairs());
    Foot { path, action, feedback }.render().unwrap_or_default()
}

/// Counts the answer. After a no it leads to the question, after a yes to the thanks.
pub(super) async fn answer(form: Form) -> Result<Response> {
    if !form.field(TRAP).is_empty() {
        return Err(Error::BadRequest(TRAPPED.to_owned()));
    }
    let Some(path) = page_of(&form.read, form.field("page")) else {
        let words = "Your answer is about no page that is here. Go back to the page and try again.";
        return Err(Error::BadRequest(words.to_owned()));
    };
    let is_useful = match form.field("answer") {
        "yes" => true,
        "no" => false,
        _ => {
            return Err(Error::BadRequest(
                "Go back to the page and choose yes or no.".to_owned(),
            ));
        }
    };
    let submission = not_in_words(&path, is_useful, &form.read);
    let next = if is_useful {
        thanks(&path)
    } else {
        with_page(&format!("/usefulness/{}", submission.id), &path)
    };
    let next = form.read.shell("").link(next);
    let mut change = form.change().await?;
    store::add(&mut change.tx, &submission).await?;
    change.commit().await?;
    Ok(see_other(&next))
}

/// Asks what was missing.
pub(super) async fn ask(read: Read, Path(submission): Path<String>) -> Result<Page> {
    let submission = submission.parse().ok().found("page")?;
    let page = read
        .asked("page")
        .first()
        .and_then(|page| page_of(&read, page))
        .unwrap_or_else(|| "/".to_owned());
    Words {
        submission,
        page,
        message: Field::empty("message"),
    }
    .page(Around::of(&read, QUESTION))
}

/// Adds what was missing to the answer, if the reader says so.
pub(super) async fn add_words(Path(submission): Path<String>, form: Form) -> Result<Response> {
    let submission = submission.parse().ok().found("page")?;
    let around = Around::of(&form.read, QUESTION);
    let words = Words::filled(submission, &form);
    if let Some(refusal) = Refusal::of(&form, vec![&words.message]) {
        return refusal.answer(around, |around| words.page(around));
    }
    match words.keep(form).await {
        Ok(()) => Ok(see_other(&around.shell.link(thanks(&words.page)))),
        Err(failure) => Refusal::away(failure)?.answer(around, |around| words.page(around)),
    }
}

/// What a reader did not find on a page.
struct Words {
    submission: SubmissionId,
    page: String,
    message: Field,
}

#[derive(Template)]
#[template(path = "submission/usefulness_words.html")]
struct WordsPage {
    shell: ui::Shell,
    around: Around,
    form: Words,
}

impl Words {
    fn filled(submission: SubmissionId, form: &Form) -> Self {
        let mut message = Field::new("message", form.field("message"));
        limit(&mut message, ROOM);
        refuse_bare_links(&mut message);
        Self {
            submission,
            page: page_of(&form.read, form.field("page")).unwrap_or_else(|| "/".to_owned()),
            message,
        }
    }

    fn action(&self) -> String {
        format!("/usefulness/{}", self.submission)
    }

    /// Keeps the words with the answer that they belong to. When that has other words by now, or is gone,
    /// these are kept beside it.
    async fn keep(&self, form: Form) -> Result<()> {
        let message = tidy(self.message.value());
        if message.is_empty() {
            return Ok(());
        }
        let beside = Submission {
            message: message.clone(),
            ..not_in_words(&self.page, false, &form.read)
        };
        let mut change = form.change().await?;
        if !store::add_words(&mut change.tx, self.submission, &message).await? {
            let kept = store::find(&mut change.tx, self.submission).await?;
            if kept.is_none_or(|kept| kept.message != message) {
                store::add(&mut change.tx, &beside).await?;
            }
        }
        change.commit().await
    }

    fn page(self, mut around: Around) -> Result<Page> {
        let shell = std::mem::take(&mut around.shell);
        Page::of(&WordsPage {
            shell,
            around,
            form: self,
        })
    }
}

fn not_in_words(path: &str, is_useful: bool, read: &Read) -> Submission {
    let submission = Submission::new(Kind::Usefulness, String::new(), read.now);
    Submission {
        page: Some(path.to_owned()),
        is_useful: Some(is_useful),
        ..submission
    }
}

/// The path of a page that is there: answers about others would only fill the table.
fn page_of(read: &Read, address: &str) -> Option<String> {
    let (path, _) = hub_page(address)?;
    let frame = read.shared.get::<Box<dyn Frame>>();
    frame.has_page(&read.viewer, path).then(|| path.to_owned())
}

fn thanks(path: &str) -> String {
    with_page("/get-involved/thank-you/usefulness", path)
}

/// `address` with the page that it is about.
fn with_page(address: &str, path: &str) -> String {
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("page", path)
        .finish();
    format!("{address}?{query}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_foot_asks_about_its_page_and_keeps_the_choice() {
        let foot = page_foot("/threats/phishing?for=finance");
        assert!(foot.contains(r#"action="/usefulness?for=finance""#), "{foot}");
        assert!(foot.contains(r#"name="page" value="/threats/phishing""#), "{foot}");
        assert!(
            foot.contains("/get-involved/feedback?page=%2Fthreats%2Fphishing&#38;for=finance"),
            "{foot}"
        );
        assert!(page_foot("//evil.example").is_empty());
    }
}
