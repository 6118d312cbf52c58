//! ProseMirror's content expressions, as far as the schema uses them: names,
//! sequences, choices in parentheses, and `*`, `+`, `?`.

use std::collections::BTreeSet;

/// What a node may hold.
pub(crate) enum ContentExpression {
    Name(String),
    Sequence(Vec<Self>),
    Choice(Vec<Self>),
    Repeated { of: Box<Self>, least: usize, most: usize },
}

impl ContentExpression {
    pub(crate) fn parse(text: &str) -> Self {
        let spaced = ["(", ")", "|", "*", "+", "?"]
            .into_iter()
            .fold(text.to_owned(), |text, sign| text.replace(sign, &format!(" {sign} ")));
        let mut words = spaced.split_whitespace().peekable();
        let expression = Self::choice(&mut words);
        assert_eq!(words.next(), None, "{text}");
        expression
    }

    fn choice<'t>(words: &mut std::iter::Peekable<impl Iterator<Item = &'t str>>) -> Self {
        let mut choices = Vec::new();
        loop {
            let mut sequence = Vec::new();
            while let Some(word) = words.next_if(|word| !matches!(*word, "|" | ")")) {
                let atom = if word == "(" {
                    let inner = Self::choice(words);
                    assert_eq!(words.next(), Some(")"));
                    inner
                } else {
                    Self::Name(word.to_owned())
                };
                let (least, most) = match words.next_if(|word| matches!(*word, "*" | "+" | "?")) {
                    Some("*") => (0, usize::MAX),
                    Some("+") => (1, usize::MAX),
                    Some(_) => (0, 1),
                    None => (1, 1),
                };
                sequence.push(Self::Repeated { of: Box::new(atom), least, most });
            }
            choices.push(Self::Sequence(sequence));
            if words.next_if_eq(&"|").is_none() {
                return Self::Choice(choices);
            }
        }
    }

    /// Whether the children are what the expression says; `is` tells whether a
    /// child has a name that the expression uses.
    pub(crate) fn matches(&self, children: &[&str], is: impl Fn(&str, &str) -> bool) -> bool {
        self.ends(children, 0, &is).contains(&children.len())
    }

    /// Where the expression can end that begins at a child.
    fn ends(&self, children: &[&str], from: usize, is: &dyn Fn(&str, &str) -> bool) -> BTreeSet<usize> {
        let after = |expression: &Self, starts: &BTreeSet<usize>| -> BTreeSet<usize> {
            starts.iter().flat_map(|start| expression.ends(children, *start, is)).collect()
        };
        match self {
            Self::Name(name) => {
                children.get(from).filter(|child| is(child, name)).map(|_| from + 1).into_iter().collect()
            }
            Self::Sequence(parts) => parts.iter().fold([from].into(), |starts, part| after(part, &starts)),
            Self::Choice(choices) => choices.iter().flat_map(|choice| choice.ends(children, from, is)).collect(),
            Self::Repeated { of, least, most } => {
                let mut ends = BTreeSet::new();
                let mut starts = BTreeSet::from([from]);
                // Each turn takes a child, so there are no more turns than children.
                for turn in 0..=children.len().min(*most) {
                    if turn >= *least {
                        ends.extend(&starts);
                    }
                    starts = after(of, &starts);
                }
                ends
            }
        }
    }
}

#[test]
fn expressions_match_as_in_prosemirror() {
    let table: &[(&str, &[&str], &[&str])] = &[
        ("", &[""], &["a"]),
        ("a", &["a"], &["", "b", "a a"]),
        ("a*", &["", "a", "a a"], &["b", "a b"]),
        ("a+", &["a", "a a"], &["", "b"]),
        ("a?", &["", "a"], &["a a"]),
        ("a b", &["a b"], &["a", "b a"]),
        ("a (a | b)*", &["a", "a b", "a a b a"], &["", "b", "b a"]),
        ("(a | b)+", &["a", "b a"], &["", "c"]),
    ];
    for (expression, taken, refused) in table {
        let parsed = ContentExpression::parse(expression);
        let matches = |text: &str| {
            let children: Vec<_> = text.split_whitespace().collect();
            parsed.matches(&children, |child, name| child == name)
        };
        taken.iter().for_each(|text| assert!(matches(text), "{expression} takes {text}"));
        refused.iter().for_each(|text| assert!(!matches(text), "{expression} refuses {text}"));
    }
}
