//! What a picture is shown as: its part, its form, and two of them against each other.

use std::fmt;

use super::Image;
use crate::{Line, Prose};

/// The place in a picture that stays in sight where the picture is cut to a shape.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Focus {
    /// From the left edge, in per mille of the width, 0 to 1000.
    pub x: u16,
    /// From the upper edge, in per mille of the height, 0 to 1000.
    pub y: u16,
}

impl Focus {
    /// Reads the form `X Y`, such as `500 333`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let part = |part: &str| part.parse().ok().filter(|part| (0..=1000).contains(part));
        let (x, y) = text.split_once(' ')?;
        Some(Self { x: part(x)?, y: part(y)? })
    }
}

impl fmt::Display for Focus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.x, self.y)
    }
}

/// The shape that a picture is cut to where it is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    /// 16 to 9.
    Wide,
    /// 4 to 3.
    Landscape,
    /// 1 to 1.
    Square,
    /// 3 to 4.
    Portrait,
}

impl Shape {
    /// Every shape.
    pub const ALL: [Self; 4] = [Self::Wide, Self::Landscape, Self::Square, Self::Portrait];

    /// The shape of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|shape| shape.name() == name)
    }

    /// Its width to its height, such as `16:9`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Wide => "16:9",
            Self::Landscape => "4:3",
            Self::Square => "1:1",
            Self::Portrait => "3:4",
        }
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Two pictures of one place at two times.
#[derive(Clone, PartialEq, Debug)]
pub struct Comparison {
    /// The earlier picture.
    pub before: Image,
    /// The later one.
    pub after: Image,
    /// What the earlier is called, where “Before” does not do.
    pub before_label: Option<Line<100>>,
    /// What the later is called, where “After” does not do.
    pub after_label: Option<Line<100>>,
    /// What is said of both.
    pub caption: Option<Prose<1000>>,
}
