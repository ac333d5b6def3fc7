//! Asking one address, politely.

use std::{collections::HashMap, sync::Arc};

use reqwest::{Client, Method, StatusCode, header, redirect};
use tokio::{
    sync::Mutex,
    time::{Instant, sleep, sleep_until},
};
use url::Url;

use super::{Pace, report::Outcome};

/// How many redirects are followed.
const REDIRECTS: usize = 5;
const USER_AGENT: &str = "Watchward link check";

/// Asks addresses, one at a time for each host.
pub(super) struct Asker {
    client: Client,
    pace: Pace,
    hosts: Mutex<HashMap<String, Arc<Mutex<Turn>>>>,
}

/// Whose turn it is at one host: whoever holds it.
#[derive(Debug, Default)]
struct Turn {
    last: Option<Instant>,
    /// The host has said that it was asked too much, and is left alone from then on.
    has_enough: bool,
}

/// What a host said of one address.
enum Answer {
    Status(StatusCode),
    Elsewhere { is_for_good: bool, address: Url },
    Nonsense(String),
}

/// The host of an address, with its port; what has none is a host of its own.
pub(super) fn host_of(address: &str) -> String {
    let url = Url::parse(address).ok();
    url.and_then(|url| Some(format!("{}:{}", url.host_str()?, url.port_or_known_default()?)))
        .unwrap_or_else(|| address.to_owned())
}

impl Asker {
    pub(super) fn new(pace: Pace) -> Result<Self, reqwest::Error> {
        // It may be installed already, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let builder = Client::builder()
            .user_agent(USER_AGENT)
            .redirect(redirect::Policy::none())
            .connect_timeout(pace.patience)
            .timeout(pace.patience)
            .referer(false);
        let builder = if cfg!(test) { builder.no_proxy() } else { builder };
        Ok(Self {
            client: builder.build()?,
            pace,
            hosts: Mutex::default(),
        })
    }

    /// Asks an address; after a failure of the network, once more after a pause.
    pub(super) async fn ask(&self, address: &str) -> Outcome {
        let Ok(url) = Url::parse(address) else {
            return Outcome::Failed("it is not an address".into());
        };
        match self.walk(url.clone(), Method::HEAD).await {
            Ok(outcome) => outcome,
            Err(_) => {
                sleep(self.pace.before_retry).await;
                // Some servers hang up on HEAD, so the second time it is GET.
                self.walk(url, Method::GET)
                    .await
                    .unwrap_or_else(|error| Outcome::Failed(self.why(&error)))
            }
        }
    }

    /// Follows an address to its end.
    async fn walk(&self, first: Url, method: Method) -> Result<Outcome, reqwest::Error> {
        let mut url = first.clone();
        let mut moved = None;
        let mut is_for_good = true;
        for _ in 0..=REDIRECTS {
            match self.visit(&url, &method).await? {
                // Sites that lose a page often send its readers to their front page.
                Answer::Status(status) if status.is_success() && is_front_page(&url) && !is_front_page(&first) => {
                    return Ok(Outcome::Failed("it leads to the front page of a site".into()));
                }
                Answer::Status(status) => return Ok(outcome(status, moved)),
                Answer::Nonsense(why) => return Ok(Outcome::Failed(why)),
                Answer::Elsewhere {
                    is_for_good: this_is,
                    address,
                } => {
                    // What lies behind a passing redirect is not the page's own address.
                    is_for_good &= this_is;
                    if is_for_good {
                        moved = Some(address.to_string());
                    }
                    url = address;
                }
            }
        }
        Ok(Outcome::Failed(format!(
            "it was redirected more than {REDIRECTS} times"
        )))
    }

    /// Asks one address once: with `method`, and with GET where HEAD is refused.
    async fn visit(&self, url: &Url, method: &Method) -> Result<Answer, reqwest::Error> {
        let answer = self.request(url, method).await?;
        match answer {
            Answer::Status(status)
                if *method == Method::HEAD && !status.is_success() && status != StatusCode::TOO_MANY_REQUESTS =>
            {
                self.request(url, &Method::GET).await
            }
            answer => Ok(answer),
        }
    }

    async fn request(&self, url: &Url, method: &Method) -> Result<Answer, reqwest::Error> {
        let turn = Arc::clone(self.hosts.lock().await.entry(host_of(url.as_str())).or_default());
        let mut turn = turn.lock().await;
        if turn.has_enough {
            return Ok(Answer::Status(StatusCode::TOO_MANY_REQUESTS));
        }
        if let Some(last) = turn.last {
            sleep_until(last + self.pace.between).await;
        }
        let response = self.client.request(method.clone(), url.clone()).send().await;
        turn.last = Some(Instant::now());
        // Dropping the response leaves its body unread.
        let response = response?;
        turn.has_enough = response.status() == StatusCode::TOO_MANY_REQUESTS;
        Ok(answer(url, response.status(), response.headers()))
    }

    /// Why an address could not be asked, in words.
    fn why(&self, error: &reqwest::Error) -> String {
        if error.is_timeout() {
            return format!("no answer within {} seconds", self.pace.patience.as_secs_f32());
        }
        let mut root: &dyn std::error::Error = error;
        while let Some(source) = root.source() {
            root = source;
        }
        let what = if error.is_connect() {
            "no connection"
        } else {
            "a broken answer"
        };
        format!("{what}: {root}")
    }
}

fn is_front_page(url: &Url) -> bool {
    url.path() == "/" && url.query().is_none()
}

fn answer(url: &Url, status: StatusCode, headers: &header::HeaderMap) -> Answer {
    let is_for_good = match status {
        StatusCode::MOVED_PERMANENTLY | StatusCode::PERMANENT_REDIRECT => true,
        StatusCode::FOUND | StatusCode::SEE_OTHER | StatusCode::TEMPORARY_REDIRECT => false,
        _ => return Answer::Status(status),
    };
    let place = headers.get(header::LOCATION).and_then(|place| place.to_str().ok());
    match place.map(|place| url.join(place)) {
        // No publisher sends its readers to a bare number, and it may be a machine of this network.
        Some(Ok(address)) if url.domain().is_some() && address.domain().is_none() && address.has_host() => {
            Answer::Nonsense("it was redirected to a machine without a name".into())
        }
        Some(Ok(mut address)) if matches!(address.scheme(), "http" | "https") => {
            address.set_fragment(None);
            Answer::Elsewhere { is_for_good, address }
        }
        Some(Ok(address)) => Answer::Nonsense(format!("it was redirected to a {} address", address.scheme())),
        _ => Answer::Nonsense("it was redirected to nowhere".into()),
    }
}

fn outcome(status: StatusCode, moved: Option<String>) -> Outcome {
    match status {
        StatusCode::NOT_FOUND | StatusCode::GONE => Outcome::Gone(status.as_u16()),
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN | StatusCode::TOO_MANY_REQUESTS => {
            Outcome::Refused(status.as_u16())
        }
        status if status.is_success() => moved.map_or(Outcome::Reached, Outcome::Moved),
        status => Outcome::Failed(format!("answered {status}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_named_host_does_not_send_us_to_a_machine_without_a_name() {
        let from = |address: &str, place: &str| {
            let headers = header::HeaderMap::from_iter([(header::LOCATION, place.parse().unwrap())]);
            answer(&Url::parse(address).unwrap(), StatusCode::FOUND, &headers)
        };
        for place in [
            "http://169.254.169.254/latest",
            "http://[::1]/",
            "https://127.0.0.1:8080/",
        ] {
            assert!(
                matches!(from("https://www.example.org/", place), Answer::Nonsense(_)),
                "{place}"
            );
        }
        assert!(matches!(
            from("https://www.example.org/", "/x"),
            Answer::Elsewhere { .. }
        ));
        assert!(matches!(
            from("https://www.example.org/", "//example.org/x"),
            Answer::Elsewhere { .. }
        ));
    }
}
