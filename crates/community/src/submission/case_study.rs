//! Share what happened or worked at your council.

use askama::Template;
use ui::form::Field;
use web::{Form, Page, Read, Result};

use super::{
    contact::Contact,
    form::{Around, SubmissionForm},
    model::{Kind, Submission},
    words::{limit, limit_line, line, refuse_bare_links, require, tidy},
};

const ROOM: usize = 8000;

/// What happened or worked at a council.
#[derive(Debug)]
pub(super) struct CaseStudy {
    title: Field,
    council: Field,
    message: Field,
    contact: Contact,
    may_share: Field,
}

#[derive(Template)]
#[template(path = "submission/case_study.html")]
struct CaseStudyPage {
    shell: ui::Shell,
    around: Around,
    form: CaseStudy,
}

impl SubmissionForm for CaseStudy {
    const KIND: Kind = Kind::CaseStudy;
    const TITLE: &'static str = "Share what happened or worked at your council";

    fn blank(_: &Read) -> Self {
        Self {
            title: Field::empty("title"),
            council: Field::empty("council"),
            message: Field::empty("message"),
            contact: Contact::blank(),
            may_share: Field::empty("may_share"),
        }
    }

    fn filled(form: &Form) -> Self {
        let mut title = Field::new("title", form.field("title"));
        require(&mut title, "Say in one line what happened");
        limit_line(&mut title);
        let mut council = Field::new("council", form.field("council"));
        limit_line(&mut council);
        let mut message = Field::new("message", form.field("message"));
        require(
            &mut message,
            "Tell us what happened, what you did, and what you would do differently",
        );
        limit(&mut message, ROOM);
        refuse_bare_links(&mut message);
        let mut may_share = Field::new("may_share", form.field("may_share"));
        if !may_share.holds("yes") {
            may_share.refuse("Tick the box to say that you may share this and that it names no private person");
        }
        Self {
            title,
            council,
            message,
            contact: Contact::filled(form),
            may_share,
        }
    }

    fn fields(&self) -> Vec<&Field> {
        let Contact { name, email } = &self.contact;
        vec![&self.title, &self.council, &self.message, name, email, &self.may_share]
    }

    fn submission(&self, read: &Read) -> Submission {
        let submission = Submission::new(Self::KIND, tidy(self.message.value()), read.now);
        let (title, council) = (line(self.title.value()), line(self.council.value()));
        self.contact.of(Submission {
            title,
            council,
            ..submission
        })
    }

    fn page(self, mut around: Around) -> Result<Page> {
        let shell = std::mem::take(&mut around.shell);
        Page::of(&CaseStudyPage {
            shell,
            around,
            form: self,
        })
    }
}
