//! What a hub promises to those who send it something.

/// What a hub promises to those who send it something, and whom it tells. The roof shares one.
#[derive(Debug, Clone, Default)]
pub struct Promise {
    /// How many days a submission is kept.
    pub keep_days: u32,
    /// Within how many working days the editors read it; without it the pages promise no time.
    pub read_within_days: Option<u32>,
    /// Where the editors get their mail; without it nothing is mailed.
    pub editors: Option<mail::Address>,
}

impl Promise {
    /// How long a submission is kept, in words: "730 days".
    pub(crate) fn keep(&self) -> String {
        days(self.keep_days)
    }

    /// The end of "The editors read it": " within 5 working days", or nothing.
    pub(crate) fn reading(&self) -> String {
        match self.read_within_days {
            None => String::new(),
            Some(1) => " within 1 working day".to_owned(),
            Some(number) => format!(" within {number} working days"),
        }
    }
}

fn days(number: u32) -> String {
    if number == 1 {
        "1 day".to_owned()
    } else {
        format!("{number} days")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_time_is_promised_that_was_not_set() {
        let mut promise = Promise {
            keep_days: 1,
            ..Promise::default()
        };
        assert_eq!((promise.keep().as_str(), promise.reading().as_str()), ("1 day", ""));
        promise.read_within_days = Some(5);
        assert_eq!(promise.reading(), " within 5 working days");
    }
}
