//! Tell us something about this site.

use askama::Template;
use ui::form::Field;
use web::{Form, Page, Read, Result};

use super::{
    contact::Contact,
    form::{Around, SubmissionForm},
    model::{Kind, Submission},
    words::{limit, limit_line, line, refuse_bare_links, require, tidy},
};

const ROOM: usize = 4000;

/// Something about this site.
#[derive(Debug)]
pub(super) struct Feedback {
    message: Field,
    page: Field,
    contact: Contact,
}

#[derive(Template)]
#[template(path = "submission/feedback.html")]
struct FeedbackPage {
    shell: ui::Shell,
    around: Around,
    form: Feedback,
}

impl SubmissionForm for Feedback {
    const KIND: Kind = Kind::Feedback;
    const TITLE: &'static str = "Tell us something about this site";

    fn blank(read: &Read) -> Self {
        let page = read.asked("page").into_iter().next().unwrap_or_default();
        Self {
            message: Field::empty("message"),
            page: Field::new("page", page),
            contact: Contact::blank(),
        }
    }

    fn filled(form: &Form) -> Self {
        let mut message = Field::new("message", form.field("message"));
        require(&mut message, "Write what you want to tell us");
        limit(&mut message, ROOM);
        refuse_bare_links(&mut message);
        let mut page = Field::new("page", form.field("page"));
        limit_line(&mut page);
        Self {
            message,
            page,
            contact: Contact::filled(form),
        }
    }

    fn fields(&self) -> Vec<&Field> {
        vec![&self.message, &self.page, &self.contact.name, &self.contact.email]
    }

    fn submission(&self, read: &Read) -> Submission {
        let submission = Submission::new(Self::KIND, tidy(self.message.value()), read.now);
        self.contact.of(Submission {
            page: line(self.page.value()),
            ..submission
        })
    }

    fn page(self, mut around: Around) -> Result<Page> {
        let shell = std::mem::take(&mut around.shell);
        Page::of(&FeedbackPage {
            shell,
            around,
            form: self,
        })
    }
}
