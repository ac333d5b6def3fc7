//! Suggest a resource.

use askama::Template;
use ui::form::Field;
use web::{Form, Page, Read, Result};

use super::{
    contact::Contact,
    form::{Around, SubmissionForm},
    model::{Kind, Submission},
    words::{check_web_address, limit, limit_line, line, refuse_bare_links, require, tidy},
};

const ROOM: usize = 4000;

/// Something that would help others.
#[derive(Debug)]
pub(super) struct Resource {
    title: Field,
    address: Field,
    message: Field,
    contact: Contact,
}

#[derive(Template)]
#[template(path = "submission/resource.html")]
struct ResourcePage {
    shell: ui::Shell,
    around: Around,
    form: Resource,
}

impl SubmissionForm for Resource {
    const KIND: Kind = Kind::Resource;
    const TITLE: &'static str = "Suggest a resource";

    fn blank(_: &Read) -> Self {
        Self {
            title: Field::empty("title"),
            address: Field::empty("address"),
            message: Field::empty("message"),
            contact: Contact::blank(),
        }
    }

    fn filled(form: &Form) -> Self {
        let mut title = Field::new("title", form.field("title"));
        require(&mut title, "Say what it is called");
        limit_line(&mut title);
        let mut address = Field::new("address", form.field("address"));
        require(&mut address, "Say where it is on the web");
        check_web_address(&mut address);
        let mut message = Field::new("message", form.field("message"));
        require(&mut message, "Say why it helps");
        limit(&mut message, ROOM);
        refuse_bare_links(&mut message);
        Self {
            title,
            address,
            message,
            contact: Contact::filled(form),
        }
    }

    fn fields(&self) -> Vec<&Field> {
        vec![
            &self.title,
            &self.address,
            &self.message,
            &self.contact.name,
            &self.contact.email,
        ]
    }

    fn submission(&self, read: &Read) -> Submission {
        let submission = Submission::new(Self::KIND, tidy(self.message.value()), read.now);
        let (title, address) = (line(self.title.value()), line(self.address.value()));
        self.contact.of(Submission {
            title,
            address,
            ..submission
        })
    }

    fn page(self, mut around: Around) -> Result<Page> {
        let shell = std::mem::take(&mut around.shell);
        Page::of(&ResourcePage {
            shell,
            around,
            form: self,
        })
    }
}
