//! The messages of one language, and how their variables are filled in.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::number::Notation;

/// The messages of one language.
pub(super) struct Texts {
    bundle: FluentBundle<FluentResource>,
    notation: Notation,
}

/// What stands for a variable.
pub(super) enum Argument<'a> {
    /// A number, which chooses a form.
    Number(usize),
    /// A number as it is shown.
    Written(usize),
    /// A plural category, where the number is not known yet.
    Category(&'static str),
    /// A text of the language, or one that has no direction of its own.
    Text(&'a str),
    /// A text of the other direction.
    Foreign(&'a str),
}

impl Texts {
    #[expect(clippy::panic, reason = "the files are built in, and a test reads each of them")]
    pub(super) fn read(language: &str, file: &str) -> Self {
        let (Ok(tag), Ok(messages)) = (language.parse(), FluentResource::try_new(file.to_owned())) else {
            panic!("the words of {language} cannot be read")
        };
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // Fluent would set every variable apart by invisible marks, numbers too, and whoever searches
        // for "3 new updates" or copies it would meet them. Names of the other direction alone need it.
        bundle.set_use_isolating(false);
        assert!(bundle.add_resource(messages).is_ok(), "a message of {language} is there twice");
        Self { bundle, notation: Notation::of(language) }
    }

    /// A message without variables. It is kept for as long as the process runs, like the files.
    pub(super) fn plain(&self, word: &str) -> &'static str {
        self.fill(word, &[]).leak()
    }

    /// A message with its variables filled in.
    #[expect(clippy::panic, reason = "a test holds the files to the list of words, and fills each of them in")]
    pub(super) fn fill(&self, word: &str, arguments: &[(&'static str, Argument<'_>)]) -> String {
        let message = self.bundle.get_message(&word.replace('_', "-"));
        let Some(pattern) = message.and_then(|message| message.value()) else { panic!("there is no message {word}") };
        let mut filled = FluentArgs::with_capacity(arguments.len());
        for (name, argument) in arguments {
            filled.set(*name, self.value(argument));
        }
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&filled), &mut errors).into_owned();
        debug_assert!(errors.is_empty(), "{word}: {errors:?}");
        text
    }

    fn value<'a>(&self, argument: &Argument<'a>) -> FluentValue<'a> {
        match argument {
            Argument::Number(number) => FluentValue::from(*number),
            // No count comes near to where the next number has no name of its own.
            Argument::Written(number) => {
                FluentValue::from(self.notation.write(f64::from(u32::try_from(*number).unwrap_or(u32::MAX)), 0))
            }
            Argument::Category(text) | Argument::Text(text) => FluentValue::from(*text),
            // FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE do what <bdi> does, and do it in attributes too.
            Argument::Foreign(text) => FluentValue::from(format!("\u{2068}{text}\u{2069}")),
        }
    }
}
