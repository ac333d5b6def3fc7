use super::*;

#[tokio::test]
async fn a_list_filters_by_its_address_and_says_what_it_shows() {
    let hub = hub(&[
        (
            "guidance/a.md",
            item("Alpha", "stage = \"recover\"\naudiences = [\"finance\"]"),
        ),
        (
            "guidance/b.md",
            item("Beta", "stage = \"recover\"\nservices = [\"payroll\"]"),
        ),
    ]);
    let page = hub.get("/guidance?stage=recover&service=payroll").await.text;
    assert!(page.contains("Beta") && !page.contains(">Alpha<") && page.contains("1 of 3"));
    let page = hub.get("/guidance?stage=nonsense&page=9999999999999999999").await;
    assert_eq!(page.status, StatusCode::OK);
    let page = hub.get("/guidance?stage=respond").await.text;
    assert!(page.contains("Nothing matches all of these"));
}

#[tokio::test]
async fn a_list_of_none_and_of_ten_thousand_copes() {
    let none = hub(&[]).get("/resources").await;
    assert_eq!(none.status, StatusCode::OK);

    let many: Vec<(String, String)> = (0..10_000)
        .map(|number| {
            (
                format!("guidance/g{number}.md"),
                item(&format!("Item {number}"), "stage = \"prevent\""),
            )
        })
        .collect();
    let files = many
        .into_iter()
        .map(|(path, source)| File {
            path,
            source: source.into(),
        })
        .collect();
    let hub = TestLibrary::with(files, Settings::default(), &noon());
    let page = hub.get("/guidance?page=250").await;
    assert!(page.text.contains("10000") && page.text.contains("Item "));
    assert!(page.text.len() < 200_000, "a page is a page");
}
