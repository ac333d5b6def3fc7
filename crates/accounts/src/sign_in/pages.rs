//! The page on which people sign in.

use askama::Template;
use web::{Page, Read, Result};

use super::{
    next::{Next, with_next},
    way::{Door, Way, ways},
};

#[derive(Template)]
#[template(path = "sign_in/page.html")]
struct SignInPage {
    shell: ui::Shell,
    ways: Vec<Way>,
}

pub(super) async fn show(read: Read) -> Result<Page> {
    let next = Next::asked(&read);
    let mut tx = read.tx().await?;
    let mut ways = ways(&mut tx, Door::SignIn, &read).await?;
    for way in &mut ways {
        way.address = with_next(&way.address, next.as_ref());
    }
    let mut shell = read.shell("Sign in");
    shell.breadcrumbs = vec![("Home".to_owned(), "/".to_owned())];
    Page::of(&SignInPage { shell, ways })
}
