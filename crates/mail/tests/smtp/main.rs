//! Sending to a real mail server.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it says")]

mod server;

use std::error::Error as _;

use mail::{Error, Mailer, Message};
use server::{Server, authority};

fn mailer(setting: &str) -> Mailer {
    Mailer::open(setting, "Northvale hub <hub@northvale.gov.uk>".parse().unwrap()).unwrap()
}

fn message(to: &str) -> Message {
    Message {
        to: to.parse().unwrap(),
        reply_to: Some("sam@example.org".parse().unwrap()),
        subject: "Feedback – „£“\r\nBcc: others@example.org".into(),
        text: "First line\n.\nThe dot above is text.\n".into(),
    }
}

async fn refusal(mailer: &Mailer, to: &str) -> Error {
    mailer.send(&message(to)).await.unwrap_err()
}

#[tokio::test]
async fn a_message_arrives_as_it_was_written() {
    let server = Server::start("plain");
    let mailer = mailer(&format!("smtp://127.0.0.1:{}", server.port));
    mailer.send(&message("editors@northvale.gov.uk")).await.unwrap();

    let [received] = server.received().try_into().unwrap();
    let (head, body) = received.split_once("\r\n\r\n").unwrap();
    assert!(
        head.starts_with("hub@northvale.gov.uk\neditors@northvale.gov.uk\n"),
        "{head}"
    );
    assert!(head.contains("Reply-To: sam@example.org\r\n"), "{head}");
    assert!(!head.contains("\nBcc:"), "{head}");
    assert_eq!(body.trim_end(), "First line\r\n.\r\nThe dot above is text.");
}

#[tokio::test]
async fn a_server_that_says_later_is_told_from_one_that_says_never() {
    let server = Server::start("plain");
    let mailer = mailer(&format!("smtp://localhost:{}", server.port));
    let later = refusal(&mailer, "later@northvale.gov.uk").await;
    assert!(later.is_temporary() && later.to_string().ends_with("(451)"), "{later}");
    let never = refusal(&mailer, "never@northvale.gov.uk").await;
    assert!(!never.is_temporary() && never.to_string().ends_with("(550)"), "{never}");
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn a_server_that_is_gone_may_come_back() {
    let port = Server::start("plain").port;
    let error = refusal(&mailer(&format!("smtp://127.0.0.1:{port}")), "editors@northvale.gov.uk").await;
    assert!(error.is_temporary(), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_server_that_says_nothing_is_given_up_for_now() {
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = silent.local_addr().unwrap().port();
    let error = refusal(&mailer(&format!("smtp://127.0.0.1:{port}")), "editors@northvale.gov.uk").await;
    assert!(error.is_temporary(), "{error}");
}

#[tokio::test]
async fn a_password_travels_inside_tls() {
    for (mode, scheme, options) in [("starttls", "smtp", "tls=required&"), ("tls", "smtps", "")] {
        let server = Server::start(mode);
        let address = |password: &str| {
            format!(
                "{scheme}://ada:{password}@localhost:{}?{options}ca={}",
                server.port,
                authority().display()
            )
        };
        mailer(&address("right"))
            .send(&message("editors@northvale.gov.uk"))
            .await
            .unwrap();
        assert_eq!(server.received().len(), 1, "{mode}");

        let error = refusal(&mailer(&address("wr%40ng")), "editors@northvale.gov.uk").await;
        assert!(!error.is_temporary(), "{mode}: {error}");
        let shown = format!("{error} {error:?} {:?}", error.source());
        assert!(!shown.contains("wr@ng") && !shown.contains("wr%40ng"), "{shown}");
        assert_eq!(server.received().len(), 1, "{mode}");
    }
}

#[tokio::test]
async fn a_server_that_nobody_vouches_for_gets_nothing() {
    let server = Server::start("starttls");
    let mailer = mailer(&format!("smtp://ada:right@localhost:{}?tls=required", server.port));
    refusal(&mailer, "editors@northvale.gov.uk").await;
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn a_server_without_tls_gets_nothing_where_tls_is_required() {
    let server = Server::start("plain");
    let mailer = mailer(&format!("smtp://localhost:{}?tls=required", server.port));
    let error = refusal(&mailer, "editors@northvale.gov.uk").await;
    assert!(!error.is_temporary(), "{error}");
    assert!(server.received().is_empty());
}
