//! The database is taken away: readers go on reading, writers are told, and all is well again by itself.

use std::time::Duration;

use db::{Db, testing};

use crate::program::{Program, Wire, get, kept, post, until};

const NOTICE: &str = "Nothing can be sent just now";

async fn send(address: &str, message: &str) -> crate::program::Reply {
    post(address, "/get-involved/feedback", &[("message", message)])
        .await
        .expect("an answer")
}

#[tokio::test]
async fn readers_go_on_and_writers_are_told_until_it_is_back() {
    let database = testing::new_postgres_address().await;
    let mut through_wire = url::Url::parse(&database).unwrap();
    let far = format!("{}:{}", through_wire.host_str().unwrap(), through_wire.port().unwrap());
    let wire = Wire::to(far).await;
    let (host, port) = wire.address.split_once(':').unwrap();
    through_wire.set_host(Some(host)).unwrap();
    through_wire.set_port(port.parse().ok()).unwrap();

    let folder = tempfile::tempdir().unwrap();
    let hub = Program::serve(folder.path(), through_wire.as_str(), &[]).await;
    assert_eq!(send(&hub.address, "Before it was cut").await.status, 303);
    assert!(!get(&hub.address, "/").await.unwrap().text.contains(NOTICE));

    wire.cut();
    let noticed = until("pages say so", async || {
        get(&hub.address, "/").await.unwrap().text.contains(NOTICE)
    })
    .await;
    for path in [
        "/",
        "/threats",
        "/for/finance",
        "/search?q=phishing",
        "/get-involved/feedback",
    ] {
        let page = get(&hub.address, path).await.unwrap();
        assert_eq!(page.status, 200, "{path}");
        assert!(page.text.contains(NOTICE), "{path} has no notice");
    }
    let refused = send(&hub.address, "While it was cut").await;
    assert_eq!(refused.status, 503);
    assert!(
        refused.text.contains("While it was cut"),
        "what was typed is still there"
    );
    assert!(
        refused.text.contains("try again") || refused.text.contains("Try again"),
        "{}",
        refused.text
    );
    assert_eq!(get(&hub.address, "/readyz").await.unwrap().status, 503);
    assert_eq!(get(&hub.address, "/healthz").await.unwrap().status, 200);

    wire.mend();
    let recovered = until("posts are kept", async || {
        send(&hub.address, "When it was mended").await.status == 303
    })
    .await;
    until("the notice is gone", async || {
        !get(&hub.address, "/").await.unwrap().text.contains(NOTICE)
    })
    .await;
    assert_eq!(get(&hub.address, "/readyz").await.unwrap().status, 200);
    println!("noticed after {noticed:?}, recovered after {recovered:?}");
    assert!(recovered < Duration::from_secs(15), "{recovered:?}");

    let kept = kept(&Db::open(&database).await.unwrap()).await;
    assert!(kept.contains(&"Before it was cut".to_owned()) && kept.contains(&"When it was mended".to_owned()));
    assert!(
        !kept.contains(&"While it was cut".to_owned()),
        "what was refused was kept"
    );
    let log = hub.log();
    assert!(
        log.matches("the database is away").count() <= 2,
        "the log repeats itself:\n{log}"
    );
    assert_eq!(hub.stop().await.code(), Some(0));
}
