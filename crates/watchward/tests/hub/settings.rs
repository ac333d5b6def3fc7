//! Where settings come from, and what is said of those that are none.

use crate::program::{Program, command, complained, get, printed, run};

/// The hub's name as a hub with these settings has it.
async fn hub_name(folder: &std::path::Path, variable: Option<&str>, flag: Option<&str>) -> String {
    let mut command = command(folder);
    command.arg("doctor");
    if let Some(name) = variable {
        command.env("WATCHWARD_HUB_NAME", name);
    }
    if let Some(name) = flag {
        command.args(["--hub-name", name]);
    }
    let told = printed(&command.output().await.unwrap());
    let line = told
        .lines()
        .find_map(|line| line.trim().strip_prefix("Hub: "))
        .unwrap_or_else(|| panic!("{told}"));
    line.split(',').next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_flag_wins_over_a_variable_and_a_variable_over_the_file() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(hub_name(folder.path(), None, None).await, "Watchward");
    std::fs::create_dir(folder.path().join("data")).unwrap();
    std::fs::write(
        folder.path().join("data/watchward.toml"),
        "hub_name = 'Of the data folder'\n",
    )
    .unwrap();
    assert_eq!(hub_name(folder.path(), None, None).await, "Of the data folder");
    std::fs::write(folder.path().join("watchward.toml"), "hub_name = 'Of the file'\n").unwrap();
    assert_eq!(hub_name(folder.path(), None, None).await, "Of the file");
    assert_eq!(
        hub_name(folder.path(), Some("Of the variable"), None).await,
        "Of the variable"
    );
    assert_eq!(
        hub_name(folder.path(), Some("Of the variable"), Some("Of the flag")).await,
        "Of the flag"
    );
}

#[tokio::test]
async fn an_unknown_key_in_the_file_stops_the_hub_and_is_named() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("hub.toml"), "hubname = 'x'\n").unwrap();
    let refused = run(folder.path(), &["serve", "--config", "hub.toml"]).await;
    assert_eq!(refused.status.code(), Some(2));
    let said = complained(&refused);
    assert!(
        said.contains("hub.toml") && said.contains("'hubname'") && said.contains("'hub_name'"),
        "{said}"
    );
}

#[tokio::test]
async fn an_unknown_variable_stops_the_hub_and_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let refused = command(folder.path())
        .arg("serve")
        .env("WATCHWARD_PUBLIC_ULR", "x")
        .output()
        .await
        .unwrap();
    assert_eq!(refused.status.code(), Some(2));
    let said = complained(&refused);
    assert!(
        said.contains("WATCHWARD_PUBLIC_ULR") && said.contains("WATCHWARD_PUBLIC_URL"),
        "{said}"
    );
}

#[tokio::test]
async fn a_hubs_own_name_colour_and_picture_are_on_its_pages() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("arms.svg"),
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    )
    .unwrap();
    let file = "hub_name = 'North Hub'\ncouncil_name = 'Northvale Council'\naccent = '#5b0b52'\nlogo = 'arms.svg'\n";
    std::fs::write(folder.path().join("watchward.toml"), file).unwrap();
    let hub = Program::serve(folder.path(), "", &[]).await;
    let page = get(&hub.address, "/").await.unwrap().text;
    assert!(page.contains("North Hub") && page.contains("Northvale Council"));
    assert!(
        get(&hub.address, "/theme.css")
            .await
            .unwrap()
            .text
            .contains("--ww-brand:#5b0b52")
    );
    let start = page.find("/logo/").expect("the picture's address");
    let logo: String = page[start..].chars().take_while(|letter| *letter != '"').collect();
    let picture = get(&hub.address, &logo).await.unwrap();
    assert_eq!(picture.status, 200);
    assert!(picture.head.contains("content-type: image/svg+xml"), "{}", picture.head);
}

#[tokio::test]
async fn a_light_accent_colour_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let refused = run(folder.path(), &["serve", "--accent", "#ffdd00"]).await;
    assert_eq!(refused.status.code(), Some(2));
    assert!(complained(&refused).contains("too light"), "{}", complained(&refused));
}
