//! Words on a map, where they cover neither each other nor a sign.

use crate::drawing::{Anchor, Svg};

/// A rectangle: left, top, right, bottom.
pub(crate) type Room = [f64; 4];

/// What of a map is taken already.
pub(crate) struct Taken {
    rooms: Vec<Room>,
    width: f64,
    height: f64,
    font: f64,
}

impl Taken {
    pub(crate) const fn none(width: f64, height: f64, font: f64) -> Self {
        Self { rooms: Vec::new(), width, height, font }
    }

    /// Keeps a rectangle free of words.
    pub(crate) fn take(&mut self, room: Room) {
        self.rooms.push(room);
    }

    /// Keeps the surroundings of a spot free of words.
    pub(crate) fn take_around(&mut self, [x, y]: [f64; 2], radius: f64) {
        self.take([x - radius, y - radius, x + radius, y + radius]);
    }

    /// Writes words beside a spot, where there is room; on which side is tried in the order
    /// in which map makers like it. Where there is none they stand
    /// at the first side that is within the sheet, since they were asked for.
    pub(crate) fn beside(&mut self, svg: &mut Svg, class: &str, [x, y]: [f64; 2], gap: f64, words: &str) {
        let width = svg.measure(words) * 1.15;
        let (up, down) = (self.font * 0.78, self.font * 0.24);
        let sides = [
            (x + gap, y + self.font * 0.33, Anchor::Start),
            (x - gap, y + self.font * 0.33, Anchor::End),
            (x, y - gap - down, Anchor::Middle),
            (x, y + gap + up, Anchor::Middle),
            (x + gap * 0.7, y - gap, Anchor::Start),
            (x + gap * 0.7, y + gap + up, Anchor::Start),
            (x - gap * 0.7, y - gap, Anchor::End),
            (x - gap * 0.7, y + gap + up, Anchor::End),
        ];
        let room = |(x, y, anchor): (f64, f64, Anchor)| {
            let left = match anchor {
                Anchor::Start => x,
                Anchor::Middle => x - width / 2.0,
                Anchor::End => x - width,
            };
            [left, y - up, left + width, y + down]
        };
        let within = |[left, top, right, bottom]: Room| {
            left >= 2.0 && top >= 2.0 && right <= self.width - 2.0 && bottom <= self.height - 2.0
        };
        let free = |it: Room| within(it) && !self.rooms.iter().any(|other| overlap(*other, it));
        let found = sides.into_iter().find(|side| free(room(*side)));
        let kept = || sides.into_iter().find(|side| within(room(*side)));
        if let Some(side) = found.or_else(kept) {
            self.rooms.push(room(side));
            svg.label(class, side.0, side.1, side.2, words);
        }
    }

    /// Writes words over a spot if there is room.
    pub(crate) fn over(&mut self, svg: &mut Svg, class: &str, [x, y]: [f64; 2], words: &str, within: Option<f64>) {
        let width = svg.measure(words) * 1.1;
        let room = [x - width / 2.0, y - self.font * 0.8, x + width / 2.0, y + self.font * 0.4];
        let fits = room[0] >= 2.0 && room[1] >= 2.0 && room[2] <= self.width - 2.0 && room[3] <= self.height - 2.0;
        let free = !self.rooms.iter().any(|other| overlap(*other, room));
        if fits && free && within.is_none_or(|most| width <= most) {
            self.rooms.push(room);
            svg.label(class, x, y + self.font * 0.3, Anchor::Middle, words);
        }
    }
}

fn overlap(a: Room, b: Room) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}
