//! A browser that keeps the cookies that it is given.

use std::collections::BTreeMap;

use accounts::{
    Settings,
    testing::{self, App, Maker},
};
use db::{Db, Time};
use http::header;
use testkit::{Answer, TestHub};

pub const PASSWORD: &str = "eleven blue herons walk";

/// A hub of this crate's rooms that sends no mail.
pub fn hub(db: &Db) -> TestHub {
    TestHub::new(db, vec![accounts::feature()], testing::share).from_elsewhere()
}

/// A hub that mails its links.
pub fn mailing_hub(db: &Db) -> TestHub {
    let settings = Settings {
        public_url: Some("http://hub.test".into()),
        ..testing::settings()
    };
    let share = |shared| testing::share_with(shared, settings);
    TestHub::new(db, vec![accounts::feature()], share).from_elsewhere()
}

pub fn maker<'a>(db: &'a Db, hub: &TestHub) -> Maker<'a> {
    Maker::new(db, hub.clock.now())
}

/// Lets time pass.
pub fn wait(hub: &TestHub, seconds: i64) -> Time {
    let later = hub.clock.now().plus_seconds(seconds);
    hub.clock.set(later.timestamp());
    later
}

#[derive(Debug)]
pub struct Browser<'h> {
    hub: &'h TestHub,
    pub cookies: BTreeMap<String, String>,
}

impl<'h> Browser<'h> {
    pub fn new(hub: &'h TestHub) -> Self {
        Self {
            hub,
            cookies: BTreeMap::new(),
        }
    }

    /// A browser that holds a cookie already: `name=value`.
    pub fn holding(hub: &'h TestHub, cookie: &str) -> Self {
        let mut browser = Self::new(hub);
        let (name, value) = cookie.split_once('=').unwrap();
        browser.cookies.insert(name.into(), value.into());
        browser
    }

    fn header(&self) -> String {
        let pairs: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        pairs.join("; ")
    }

    fn keep(&mut self, answer: Answer) -> Answer {
        for line in answer.headers.get_all(header::SET_COOKIE) {
            let line = line.to_str().unwrap();
            let (name, value) = line.split(';').next().unwrap().split_once('=').unwrap();
            if line.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.into(), value.into());
            }
        }
        answer
    }

    pub async fn get(&mut self, address: &str) -> Answer {
        let answer = self.hub.get_as(&self.header(), address).await;
        self.keep(answer)
    }

    pub async fn post(&mut self, address: &str, fields: &[(&str, &str)]) -> Answer {
        let answer = self.hub.post_as(&self.header(), address, fields).await;
        self.keep(answer)
    }

    pub async fn type_password(&mut self, email: &str, password: &str) -> Answer {
        self.post("/sign-in", &[("email", email), ("password", password)]).await
    }

    /// Signs in with password and code. The app's next code is good only half a minute later.
    pub async fn sign_in(&mut self, email: &str, app: &App) -> Answer {
        let answer = self.type_password(email, PASSWORD).await;
        assert_eq!(answer.location(), "/sign-in/code", "{}", answer.words());
        let code = app.code(self.hub.clock.now());
        self.post("/sign-in/code", &[("code", &code)]).await
    }

    pub async fn is_signed_in(&mut self) -> bool {
        self.get("/account").await.status == 200
    }
}

/// The value of a hidden field of a page.
pub fn hidden<'a>(page: &'a Answer, name: &str) -> &'a str {
    let start = format!("<input type=\"hidden\" name=\"{name}\" value=\"");
    page.text.split_once(&start).unwrap().1.split_once('"').unwrap().0
}

/// The first address on a page or in a mail that begins like this, without the host.
pub fn link_in(text: &str, begins: &str) -> String {
    let start = text.find(begins).unwrap_or_else(|| panic!("no {begins} in {text}"));
    text[start..]
        .chars()
        .take_while(|letter| letter.is_ascii_alphanumeric() || "/-_".contains(*letter))
        .collect()
}
