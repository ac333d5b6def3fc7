//! The words of an item: all of them for search, the running ones for the reading age.

use text::markdown;

use super::{Detail, Item};

impl Item {
    /// The running text that a reader meets, a paragraph, sentence or list item a line.
    pub fn prose(&self) -> String {
        let mut prose: String = self
            .lines()
            .iter()
            .map(|line| markdown::to_prose(line))
            .collect::<Vec<_>>()
            .join("\n");
        prose.push('\n');
        prose.push_str(&markdown::to_prose(&self.body));
        prose
    }

    /// All words of the item but its title and summary, for search. What is denied says so itself, since a
    /// result shows a line without its heading.
    pub fn words(&self) -> String {
        let mut lines = Vec::new();
        self.detail_lines(&mut lines);
        let (denial, denied) = self.denied();
        lines.extend(
            denied
                .iter()
                .map(|line| format!("{denial}: {}", text::words::lower_first(line))),
        );
        let mut words = markdown::to_plain(&self.body);
        for line in lines {
            words.push('\n');
            words.push_str(&markdown::to_plain(&line));
        }
        words
    }

    /// Other names by which it may be looked for.
    pub fn aliases(&self) -> Vec<String> {
        match &self.detail {
            Detail::Threat(threat) => threat.also_known_as.clone(),
            Detail::Glossary(term) => term.also_known_as.clone(),
            Detail::Resource(resource) => vec![resource.publisher.clone()],
            Detail::Opportunity(offer) => vec![offer.publisher.clone()],
            Detail::CaseStudy(case) => vec![case.place.clone(), case.when.clone()],
            Detail::Service(service) => service
                .products
                .iter()
                .filter(|product| product.confirmed)
                .flat_map(|product| [product.vendor.clone(), product.product.clone()])
                .collect(),
            _ => Vec::new(),
        }
    }

    fn detail_lines(&self, lines: &mut Vec<String>) {
        let mut add = |line: &String| lines.push(line.clone());
        match &self.detail {
            Detail::Audience(audience) => {
                add(&audience.lead);
                for action in &audience.actions {
                    add(&action.deed);
                    add(&action.why);
                }
                audience.elsewhere.iter().for_each(|elsewhere| add(&elsewhere.note));
            }
            Detail::Service(service) => {
                service.data_held.iter().for_each(&mut add);
                for (_, phase) in service.continuity.phases() {
                    add(&phase.felt);
                    phase.deeds.iter().for_each(&mut add);
                }
                for period in &service.periods {
                    add(&period.action);
                }
                for four in &service.lines {
                    four.all().into_iter().for_each(&mut add);
                }
            }
            Detail::Threat(threat) => {
                threat.signs.iter().chain(&threat.first).for_each(&mut add);
                for exposure in &threat.audiences {
                    for line in [
                        &exposure.likelihood_reason,
                        &exposure.impact_reason,
                        &exposure.looks_like,
                        &exposure.means,
                        &exposure.today,
                        &exposure.it,
                        &exposure.ask,
                        &exposure.first_response,
                        &exposure.stops,
                    ] {
                        add(line);
                    }
                }
            }
            Detail::FirstHour(card) => {
                for step in &card.steps {
                    add(&step.deed);
                    step.more.iter().for_each(&mut add);
                }
                card.ring.iter().for_each(|ring| add(&ring.when));
                card.write_down.iter().for_each(&mut add);
                card.notes.iter().for_each(|note| add(&note.note));
            }
            Detail::Opportunity(offer) => add(&offer.who),
            Detail::CaseStudy(case) => {
                case.stopped.iter().for_each(&mut add);
                case.differently
                    .iter()
                    .chain(&case.cost)
                    .chain(&case.recovery)
                    .for_each(&mut add);
                case.takeaways.iter().for_each(|takeaway| add(&takeaway.takeaway));
            }
            Detail::Contact(contact) => {
                add(&contact.purpose);
                contact.does.iter().for_each(&mut add);
                contact
                    .number
                    .iter()
                    .chain(&contact.email)
                    .chain(&contact.hours)
                    .for_each(&mut add);
            }
            Detail::Alert(alert) => {
                alert.reasons.iter().for_each(&mut add);
                for four in &alert.lines {
                    four.all().into_iter().for_each(&mut add);
                }
            }
            Detail::Event(event) => event.elsewhere.iter().for_each(|elsewhere| add(&elsewhere.note)),
            Detail::Guidance(_) | Detail::Resource(_) | Detail::Question(_) | Detail::Glossary(_) => {}
        }
    }

    /// Every line that a reader meets of the front matter, the summary first; any may hold a link or a local fact.
    pub(crate) fn lines(&self) -> Vec<String> {
        let mut lines = vec![self.head.summary.clone()];
        self.detail_lines(&mut lines);
        lines.extend_from_slice(self.denied().1);
        lines
    }

    /// What nobody must do, or somebody does not do, after the words that say so.
    fn denied(&self) -> (&'static str, &[String]) {
        match &self.detail {
            Detail::FirstHour(card) => ("Do not", &card.do_not),
            Detail::Contact(contact) => ("They do not", &contact.does_not),
            _ => ("", &[]),
        }
    }
}

#[cfg(test)]
mod tests {
    use text::markdown;

    use crate::shelf;

    #[test]
    fn what_is_denied_says_so_wherever_it_is_found() {
        let items = shelf::collect(&shelf::built_in(), &[], &[]).items;
        let mut seen = 0;
        for item in items {
            let words = item.words();
            for denied in item.denied().1 {
                let bare = markdown::to_plain(denied).trim().to_owned();
                let said = |wanted: &str| words.lines().any(|line| line.trim() == wanted);
                assert!(!said(&bare), "{}: {bare}", item.path());
                let is_denied = |denial: &str| said(&format!("{denial}: {}", text::words::lower_first(&bare)));
                assert!(
                    is_denied("Do not") || is_denied("They do not"),
                    "{}: {bare}",
                    item.path()
                );
                seen += 1;
            }
        }
        assert!(seen > 100, "{seen}");
    }
}
