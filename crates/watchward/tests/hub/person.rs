//! People by command, and the first start.

use std::path::Path;

use db::{Db, Time, execute};

use crate::program::{Program, complained, get, post, printed, run};

fn all<'a>(arguments: &[&'a str]) -> Vec<&'a str> {
    let before = ["person"].into_iter();
    before
        .chain(arguments.iter().copied())
        .chain(["--data", "data"])
        .collect()
}

async fn person(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, &all(arguments)).await;
    assert!(output.status.success(), "{arguments:?}: {}", complained(&output));
    printed(&output)
}

fn link_in(text: &str) -> String {
    let line = text.lines().find(|line| line.contains("/sign-in/invitation/"));
    let line = line.unwrap_or_else(|| panic!("no link in {text:?}"));
    line[line.find("/sign-in/").expect("an address")..].trim().to_owned()
}

async fn first_link(hub: &mut Program) -> String {
    let line = hub.next_line().await;
    assert_eq!(line, "This hub has no administrator yet. Become the first at");
    let line = hub.next_line().await;
    let begins = format!("  http://{}/sign-in/invitation/", hub.address);
    assert!(line.starts_with(&begins), "{line}");
    link_in(&line)
}

async fn status(hub: &Program, path: &str) -> u16 {
    get(&hub.address, path).await.unwrap().status
}

#[tokio::test]
async fn a_hub_without_an_administrator_prints_a_new_link_at_each_start_until_there_is_one() {
    let folder = tempfile::tempdir().unwrap();
    let mut hub = Program::serve(folder.path(), "", &[]).await;
    let first = first_link(&mut hub).await;
    assert_eq!(status(&hub, &first).await, 200);
    hub.stop().await;
    let told = printed(&run(folder.path(), &["doctor", "--data", "data"]).await);
    assert!(told.contains("The hub has no administrator"), "{told}");

    let mut hub = Program::serve(folder.path(), "", &[]).await;
    let second = first_link(&mut hub).await;
    assert_ne!(first, second);
    assert_eq!(status(&hub, &first).await, 404);
    assert_eq!(status(&hub, &second).await, 200);
    let fields = [("name", "Ada Archer"), ("email", "ada@example.org")];
    assert_eq!(post(&hub.address, &second, &fields).await.unwrap().status, 303);
    assert_eq!(status(&hub, &second).await, 404);
    // The links and what was typed are not in the log.
    let log = hub.log();
    for secret in [first.as_str(), second.as_str(), "ada@example.org", "Ada Archer"] {
        assert!(!log.contains(secret), "{log}");
    }
    hub.stop().await;

    // Whoever broke off before they could sign in goes on with the next link, under the same address.
    let told = printed(&run(folder.path(), &["doctor", "--data", "data"]).await);
    assert!(told.contains("The hub has no administrator"), "{told}");
    let mut hub = Program::serve(folder.path(), "", &[]).await;
    let third = first_link(&mut hub).await;
    assert_eq!(post(&hub.address, &third, &fields).await.unwrap().status, 303);
    hub.stop().await;
    let db = Db::open(&format!(
        "sqlite:{}",
        folder.path().join("data/watchward.sqlite").display()
    ))
    .await
    .unwrap();
    let mut tx = db.write().await.unwrap();
    let added = execute!(
        &mut tx,
        "insert into identity (issuer, subject, person_id, linked_at, used_at) select 'i', 's', id, 0, 0 from person"
    );
    assert_eq!(added.unwrap(), 1, "there is one person");
    tx.commit().await.unwrap();
    drop(db);
    let told = printed(&run(folder.path(), &["doctor", "--data", "data"]).await);
    assert!(told.contains("The hub has an administrator"), "{told}");
}

#[tokio::test]
async fn people_are_added_and_kept_out_beside_a_hub_that_serves() {
    let folder = tempfile::tempdir().unwrap();
    let hub = Program::serve(folder.path(), "", &[]).await;
    let ada = [
        "add",
        "ada@example.org",
        "--name",
        "Ada Archer",
        "--hub-role",
        "hub-administrator",
    ];
    let link = link_in(&person(folder.path(), &ada).await);
    assert_eq!(status(&hub, &link).await, 200);
    let listed = person(folder.path(), &["list"]).await;
    assert_eq!(listed, "Ada Archer\tada@example.org\tHub administrator\n");
    // The last administrator is not kept out.
    let refused = run(folder.path(), &all(&["disable", "ada@example.org"])).await;
    let words = complained(&refused);
    assert!(words.contains("last administrator of the hub"), "{words}");
    person(folder.path(), &["add", "sam@example.org", "--name", "Sam Reader"]).await;
    person(folder.path(), &["disable", "Sam@Example.org"]).await;
    let listed = person(folder.path(), &["list"]).await;
    assert!(listed.contains("Sam Reader\tsam@example.org\t\tkept out\n"), "{listed}");
    person(folder.path(), &["enable", "sam@example.org"]).await;
    let again = person(folder.path(), &["add", "sam@example.org", "--hub-role", "hub-editor"]).await;
    assert!(
        again.contains("They are here already. Their role in the hub: Hub editor. It was: none."),
        "{again}"
    );
    // What changes nothing is not in the trail.
    let entries = entries(folder.path()).await;
    let said = person(folder.path(), &["enable", "sam@example.org"]).await;
    assert!(
        said.contains("They may sign in already. Nothing was changed."),
        "{said}"
    );
    let again = person(folder.path(), &["add", "sam@example.org", "--hub-role", "hub-editor"]).await;
    assert!(again.contains("Their role in the hub stays: Hub editor."), "{again}");
    let lower = ["add", "ada@example.org", "--hub-role", "hub-editor"];
    let words = complained(&run(folder.path(), &all(&lower)).await);
    assert!(words.contains("which may do more than hub editor"), "{words}");
    let lower = ["add", "ada@example.org", "--hub-role", "hub-editor", "--lower"];
    let words = complained(&run(folder.path(), &all(&lower)).await);
    assert!(
        words.starts_with("watchward: This is the last administrator of the hub"),
        "{words}"
    );
    assert_eq!(self::entries(folder.path()).await, entries);
    let link = link_in(&person(folder.path(), &["reset", "sam@example.org"]).await);
    assert_eq!(status(&hub, &link).await, 200);
    hub.stop().await;
}

/// Invites somebody to keep the hub, as the page of the hub does.
async fn invite(folder: &Path, email: &str) {
    let file = folder.join("data/watchward.sqlite");
    let db = Db::open(&format!("sqlite:{}", file.display())).await.unwrap();
    let mut tx = db.write().await.unwrap();
    let now: Time = jiff::Timestamp::now().into();
    execute!(
        &mut tx,
        "insert into link (id, kind, token_digest, name, email, email_key, hub_role, made_at, expires_at)
         values ($1, 'invitation', $2, '', $3, $3, 'hub-administrator', $4, $5)",
        web::PersonId::new(),
        vec![7_u8; 32],
        email,
        now,
        now.plus_seconds(3600),
    )
    .unwrap();
    tx.commit().await.unwrap();
    db.close().await;
}

/// How many entries the trail has.
async fn entries(folder: &Path) -> String {
    let told = printed(&run(folder, &["audit", "verify", "--data", "data"]).await);
    told.lines().next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn whoever_is_only_invited_is_listed_and_invited_no_longer() {
    let folder = tempfile::tempdir().unwrap();
    Program::serve(folder.path(), "", &[]).await.stop().await;
    invite(folder.path(), "sma@example.org").await;
    assert_eq!(
        person(folder.path(), &["list"]).await,
        "\tsma@example.org\tHub administrator\tinvited\n"
    );
    let said = person(folder.path(), &["disable", "sma@example.org"]).await;
    assert!(said.contains("Their invitation is withdrawn"), "{said}");
    assert_eq!(person(folder.path(), &["list"]).await, "Nobody is here yet.\n");
}

#[tokio::test]
async fn a_slip_in_a_command_about_people_is_said() {
    let folder = tempfile::tempdir().unwrap();
    Program::serve(folder.path(), "", &[]).await.stop().await;
    let slips: [(&[&str], &str); 5] = [
        (&["add", "ada"], "this is not an e-mail address"),
        (&["add", "ada@example.org"], "--name"),
        (
            &["add", "ada@example.org", "--name", "Ada", "--hub-role", "king"],
            "hub-editor or hub-administrator",
        ),
        (
            &["add", "ada@example.org", "--name", "Ada", "--organisation", "nowhere"],
            "no organisation 'nowhere'",
        ),
        (&["disable", "ada@example.org"], "nobody here has the address"),
    ];
    for (arguments, words) in slips {
        let refused = run(folder.path(), &all(arguments)).await;
        assert!(!refused.status.success(), "{arguments:?}");
        let said = complained(&refused);
        assert!(said.contains(words), "{arguments:?}: {said}");
    }
    assert_eq!(person(folder.path(), &["list"]).await, "Nobody is here yet.\n");
}
