//! Places of the world by name, as they are stored; crates/render/data/README.md tells the form.

use std::sync::LazyLock;

use icu_normalizer::DecomposingNormalizer;

/// A place of the gazetteer.
pub(crate) struct Known {
    pub(crate) name: String,
    /// ISO 3166-1 alpha-2.
    pub(crate) country: [u8; 2],
    pub(crate) is_capital: bool,
    pub(crate) population: u32,
    /// In thousandths of a degree.
    pub(crate) latitude: i32,
    pub(crate) longitude: i32,
}

/// The places, and where to find them by what their names begin with.
struct Gazetteer {
    /// The most populous first.
    places: Vec<Known>,
    /// Every name from each of its words on, folded, with that word and the place; in order.
    index: Vec<(Box<str>, Word, u32)>,
}

/// Which word of a name is meant.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Word {
    First,
    Later,
}

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| {
    let mut bytes = Bytes { left: include_bytes!("../data/places.bin") };
    // The file is part of the program, and a test reads it to its end.
    let places = bytes.places().unwrap_or_default();
    let mut index: Vec<(Box<str>, Word, u32)> = Vec::with_capacity(places.len() * 2);
    for (number, place) in (0_u32..).zip(&places) {
        let folded = fold(&place.name);
        index.push((folded.as_str().into(), Word::First, number));
        let later = folded.match_indices(' ').filter_map(|(at, _)| folded.get(at + 1..));
        index.extend(later.map(|words| (words.into(), Word::Later, number)));
    }
    index.sort_unstable();
    Gazetteer { places, index }
});

/// The places with a word that begins like that: first those whose name begins so, then the
/// most populous.
pub(crate) fn find(words: &str, most: usize) -> Vec<&'static Known> {
    let wanted = fold(words);
    if wanted.is_empty() {
        return Vec::new();
    }
    let Gazetteer { places, index } = &*GAZETTEER;
    let from = index.partition_point(|(name, ..)| **name < *wanted);
    let fitting = index[from..].iter().take_while(|(name, ..)| name.starts_with(&*wanted));
    let mut ranked: Vec<(Word, u32)> = fitting.map(|(_, word, number)| (*word, *number)).collect();
    ranked.sort_unstable();
    let mut found: Vec<u32> = Vec::with_capacity(most);
    for (_, number) in ranked {
        if found.len() == most {
            break;
        }
        // A name has the same word twice at times, as Baden-Baden.
        if !found.contains(&number) {
            found.push(number);
        }
    }
    found.into_iter().map(|number| &places[number as usize]).collect()
}

/// A name without what keyboards lack or people leave out: marks on letters, case, apostrophes;
/// hyphens are spaces.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in DecomposingNormalizer::new_nfd().normalize(text.trim()).chars().flat_map(char::to_lowercase) {
        match c {
            '\u{300}'..='\u{36f}' | '\'' | '’' | '‘' | 'ʻ' | 'ʼ' | 'ʿ' | 'ʾ' | '`' | '.' => {}
            '-' => folded.push(' '),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'ħ' => folded.push('h'),
            'ı' => folded.push('i'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            'ə' => folded.push('a'),
            other => folded.push(other),
        }
    }
    folded
}

/// Reads the stored form.
struct Bytes<'a> {
    left: &'a [u8],
}

impl Bytes<'_> {
    fn take(&mut self, count: usize) -> Option<&[u8]> {
        let (taken, left) = self.left.split_at_checked(count)?;
        self.left = left;
        Some(taken)
    }

    fn number(&mut self) -> Option<u32> {
        let mut number = 0;
        for shift in (0..28).step_by(7) {
            let byte = *self.take(1)?.first()?;
            number |= u32::from(byte & 127) << shift;
            if byte < 128 {
                return Some(number);
            }
        }
        None
    }

    fn signed(&mut self) -> Option<i32> {
        let number = i32::try_from(self.number()?).ok()?;
        Some(if number % 2 == 0 { number / 2 } else { -(number / 2) - 1 })
    }

    fn places(&mut self) -> Option<Vec<Known>> {
        if self.take(8)? != b"STETPLC1" {
            return None;
        }
        let count = self.number()?;
        let countries: Vec<[u8; 2]> = (0..count).map(|_| self.take(2)?.try_into().ok()).collect::<Option<_>>()?;
        let count = self.number()?;
        let places = (0..count).map(|_| self.place(&countries)).collect::<Option<_>>()?;
        self.left.is_empty().then_some(places)
    }

    fn place(&mut self, countries: &[[u8; 2]]) -> Option<Known> {
        let length = usize::try_from(self.number()?).ok()?;
        let name = String::from_utf8(self.take(length)?.to_vec()).ok()?;
        let kind = self.number()?;
        Some(Known {
            name,
            country: *countries.get(usize::try_from(kind / 2).ok()?)?,
            is_capital: kind % 2 == 1,
            population: self.number()? * 100,
            latitude: self.signed()?,
            longitude: self.signed()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::{GAZETTEER, find, fold};

    fn names(words: &str) -> Vec<&str> {
        find(words, 4).into_iter().map(|place| place.name.as_str()).collect()
    }

    #[test]
    fn the_places_are_read_to_their_end() {
        assert!(GAZETTEER.places.len() > 20_000, "{}", GAZETTEER.places.len());
        assert!(GAZETTEER.places.is_sorted_by_key(|place| std::cmp::Reverse(place.population)));
        assert!(
            GAZETTEER.places.iter().all(|place| place.latitude.abs() <= 90_000 && place.longitude.abs() <= 180_000)
        );
    }

    #[test]
    fn the_beginning_of_a_name_finds_the_most_populous_first() {
        assert_eq!(names("lond")[0], "London");
        let found = find("par", 12);
        assert_eq!((found.len(), found[0].name.as_str()), (12, "Paris"));
        assert!(found.is_sorted_by_key(|place| std::cmp::Reverse(place.population)));
        assert!(find("kyiv", 1)[0].is_capital);
    }

    #[test]
    fn marks_case_and_hyphens_do_not_matter() {
        assert_eq!(fold(" SÃO Tomé’s Baden-Baden "), "sao tomes baden baden");
        assert_eq!(names("koln"), names("KÖLN"));
        assert_eq!(names("lodz")[0], "Łódź");
        assert_eq!(names("saint denis")[0], names("Saint-Denis")[0]);
        // The same word twice is the same place once.
        assert_eq!(names("baden b"), ["Baden-Baden"]);
        assert_eq!(names("baden").iter().filter(|name| **name == "Baden-Baden").count(), 1);
    }

    #[test]
    fn a_later_word_is_found_after_the_first() {
        assert!(names("janeiro").contains(&"Rio de Janeiro"));
        assert_eq!(names("york")[0], "York");
        assert!(find("york", 12).iter().any(|place| place.name == "New York City"));
        assert!(find("", 4).is_empty() && find(" ", 4).is_empty() && find("zzzzzz", 4).is_empty());
    }

    #[test]
    fn it_is_found_within_five_milliseconds() {
        find("a", 1);
        // The shortest words fit the most places; the least of a few times is the work's own.
        for words in ["a", "s", "san", "saint-denis"] {
            let times = (0..20).map(|_| {
                let start = Instant::now();
                assert!(!find(words, 12).is_empty());
                start.elapsed()
            });
            let least = times.min().unwrap_or_default();
            assert!(least <= Duration::from_millis(5), "{words}: {least:?}");
        }
    }
}
