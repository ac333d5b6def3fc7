//! Words and frames that the pages of keys and single sign-on share.

use db::Time;
use web::Read;

use crate::form::below;

/// A day, as people write it: 24 November 2026, in London.
pub(crate) fn day(at: Time) -> String {
    text::date::in_words(text::date::london_date(at.timestamp()))
}

/// The shell of a page about oneself.
pub(crate) fn shell_of_account(read: &Read, title: &str) -> ui::Shell {
    below(read, title, &[("Your account", "/account")])
}

/// The shell of a page where people sign in.
pub(crate) fn shell_of_sign_in(read: &Read, title: &str) -> ui::Shell {
    below(read, title, &[("Sign in", "/sign-in")])
}

/// The shell of a page about one's own organisation.
pub(crate) fn shell_of_organisation(read: &Read, title: &str) -> ui::Shell {
    below(read, title, &[("Your organisation", "/organisation")])
}

/// A moment, as people write it: 24 November 2026 at 12:05, in London.
pub(crate) fn moment(at: Time) -> String {
    let time = at.timestamp().to_zoned_datetime(text::date::london()).time();
    format!("{} at {:02}:{:02}", day(at), time.hour(), time.minute())
}
