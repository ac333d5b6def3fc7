use super::*;

fn with_folder(built_in: Vec<File>, folder: Vec<(&str, String)>) -> Vec<Fault> {
    let folder = folder
        .into_iter()
        .map(|(path, source)| File {
            path: path.into(),
            source: source.into(),
        })
        .collect();
    run(
        &Sources {
            built_in,
            folder: Some(folder),
            unreadable: Vec::new(),
        },
        TODAY,
    )
    .faults
}

#[test]
fn of_a_folder_only_its_own_faults_are_told() {
    let broken = || with(CASE, "date = 2024-02-01", "date = 2026-12-01");
    assert_eq!(faults_of(broken()).len(), 1);
    assert_eq!(with_folder(broken(), Vec::new()), []);
    let own = source_of(GUIDANCE).replace("Editors", " ");
    let faults = with_folder(broken(), vec![(GUIDANCE, own)]);
    assert_eq!(
        faults.iter().map(|fault| fault.file.as_str()).collect::<Vec<_>>(),
        [GUIDANCE]
    );
}

#[test]
fn what_a_folder_does_to_the_starter_library_is_told() {
    let other = source_of(FINANCE)
        .replace("[\"payroll\"]", "[\"payroll\"]\nformerly = [\"money\"]")
        .replace("\"Finance\"", "\"Money\"");
    let faults = with_folder(good(), vec![("audiences/money-men.md", other)]);
    assert!(
        faults
            .iter()
            .any(|fault| fault.file == PHISHING && fault.what.contains("'money-men'")),
        "{faults:?}"
    );
}

#[test]
fn whatever_can_be_known_of_a_broken_file_is_told_in_one_run() {
    let source = "+++\ntitle = \"T\"\nsummary = \"See [this](/guidance/none).\"\nreviewed = 2026-11-20\nreview_by = 2027-05-20\n\
         stage = \"never\"\ntlp = \"PURPLE\"\nnations = [\"france\"]\naudiences = [\"nobody\"]\nservices = [\"none\"]\n\
         threats = [\"none\"]\nsee_also = [\"guidance/none\"]\n\
         [[sources]]\ntitle = \"T\"\npublisher = \"P\"\naddress = \"nowhere\"\ndate = \"undated\"\n+++\nRing 0300 123 2040.\n";
    let faults = with_folder(good(), vec![("guidance/bad.md", source.into())]);
    let lines: Vec<usize> = faults.iter().map(|fault| fault.line).collect();
    // The missing owner; then every line that is wrong, once.
    assert_eq!(lines, [1, 3, 6, 7, 8, 9, 10, 11, 12, 16, 19], "{faults:#?}");
    // What stands in for what is missing is no fault of its own.
    let bare = "+++\ntitle = \"T\"\nsummary = \"S\"\n+++\n".to_owned();
    let faults = with_folder(
        good(),
        vec![("resources/bare.md", bare), ("threats/bare.md", "+++\n+++\n".into())],
    );
    assert!(
        faults
            .iter()
            .all(|fault| fault.line == 1 && fault.what.starts_with("missing field") || fault.what.contains("is empty")),
        "{faults:#?}"
    );
}

#[test]
fn a_folders_file_that_cannot_be_read_hides_nothing() {
    let faults = with_folder(good(), vec![(FINANCE, "no front matter".into())]);
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert_eq!((faults[0].file.as_str(), faults[0].line), (FINANCE, 1));
    let unreadable = Fault {
        file: "guidance/x.md".into(),
        line: 1,
        what: "not text".into(),
        remedy: "Save it".into(),
    };
    let sources = Sources {
        built_in: good(),
        folder: Some(Vec::new()),
        unreadable: vec![unreadable.clone()],
    };
    assert_eq!(run(&sources, TODAY).faults, [unreadable]);
}
