use super::*;

fn with_folder(built_in: Vec<File>, folder: Vec<(&str, String)>) -> Vec<Fault> {
    let folder = folder
        .into_iter()
        .map(|(path, source)| File {
            path: path.into(),
            source,
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
