//! Every page that can be reached from the first one is whole, and every link on it leads somewhere.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use db::testing::TestDb;

use crate::whole_hub::whole_hub;

/// Lists can be filtered in very many ways; so many of the pages of one path are looked at.
const OF_ONE_PATH: usize = 12;

#[tokio::test]
async fn every_page_is_sound_and_every_link_leads_somewhere() {
    let test = TestDb::sqlite().await;
    let hub = whole_hub(&test.db);
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut queue: VecDeque<(String, String)> = VecDeque::new();
    queue
        .extend(["/", "/components", "/for/finance?for=finance&nation=wales"].map(|page| (page.into(), String::new())));
    let mut seen = std::collections::HashSet::new();
    let mut pages = 0;
    while let Some((address, from)) = queue.pop_front() {
        let path = address.split('?').next().unwrap_or_default().to_owned();
        let of_path = known.entry(path).or_default();
        *of_path += 1;
        if *of_path > OF_ONE_PATH {
            continue;
        }
        let answer = hub.get(&address).await;
        let leads_on = answer.status.is_redirection();
        assert!(
            answer.status.is_success() || leads_on,
            "{from} links to {address}, which answers {}",
            answer.status
        );
        let is_page = answer.header(http::header::CONTENT_TYPE).starts_with("text/html") && !leads_on;
        if is_page {
            pages += 1;
            answer.assert_sound();
            // The gallery's examples link to what was made up for them.
            let links = if address == "/components" {
                BTreeSet::new()
            } else {
                answer.own_links()
            };
            for link in links {
                // The choice of a group goes through the whole hub; the addresses without it are enough.
                let is_new = !link.contains("for=") && seen.insert(link.clone());
                if is_new {
                    queue.push_back((link, address.clone()));
                }
            }
        }
    }
    println!("{pages} pages");
    assert!(pages > 300, "only {pages} pages were reached");
}
