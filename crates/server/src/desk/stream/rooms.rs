//! Who is at the desk now: a room a coverage, a seat a connection.
//!
//! All of it is this process's memory. What members do reaches those of other
//! processes by way of the store's news; who is present, and where their carets
//! are, does not: desks that are to see each other's carets are served by one
//! process.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use coverage::{CoverageId, PostId};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use store::MemberId;
use tokio::sync::mpsc;
use utoipa::ToSchema;
use uuid::Uuid;

use super::super::draft::show::Named;
use crate::auth::{Permission, Standing};

/// How many events may wait for a desk. One that is slower is let go, comes
/// back by itself, and fetches what there is.
const WAITING: usize = 256;
/// How many connections a member may have to a coverage.
const MOST_OF_MEMBER: usize = 32;
/// How many connections a coverage may have.
const MOST: usize = 1_000;

/// A connection of a desk.
pub(crate) type ConnectionId = Uuid;

/// The rooms in which somebody is.
#[derive(Default)]
pub(crate) struct Rooms {
    rooms: Mutex<HashMap<CoverageId, Room>>,
}

type Room = HashMap<ConnectionId, Seat>;

struct Seat {
    name: Named,
    standing: Standing,
    place: Place,
    events: mpsc::Sender<Bytes>,
}

/// Where somebody is.
#[derive(Clone, Default)]
pub(crate) struct Place {
    /// The draft that they are in.
    pub(crate) draft: Option<OpenDraft>,
    /// Where their caret is in it.
    pub(crate) selection: Option<Selection>,
}

/// A draft that somebody is in.
#[derive(Clone)]
pub(crate) struct OpenDraft {
    pub(crate) id: PostId,
    /// Whom it concerns; others may see it only if they see all drafts.
    pub(crate) people: Arc<[MemberId]>,
}

/// A caret, or what is selected, in an editor's own positions.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Selection {
    anchor: u32,
    head: u32,
    /// The draft's version that the positions are of.
    version: u64,
}

/// To whom something is told.
pub(crate) enum Audience<'a> {
    /// Everybody in the room.
    All,
    /// Those who may see a draft that concerns these.
    Seers(&'a [MemberId]),
    /// Those who are in a draft.
    In(PostId),
    /// A member, who may see drafts that concern them.
    Member(MemberId),
}

/// There is no seat left.
#[derive(Debug)]
pub(crate) struct Full;

impl Rooms {
    /// Takes a seat. Gives what is told there, and who is present.
    pub(crate) fn enter(
        &self,
        coverage: CoverageId,
        connection: ConnectionId,
        name: Named,
        standing: Standing,
    ) -> Result<(mpsc::Receiver<Bytes>, Vec<Value>), Full> {
        let (events, told) = mpsc::channel(WAITING);
        let mut rooms = self.lock();
        let room = rooms.entry(coverage).or_default();
        let of_member = room.values().filter(|seat| seat.standing.member == standing.member).count();
        if room.len() >= MOST || of_member >= MOST_OF_MEMBER {
            return Err(Full);
        }
        let seat = Seat { name, standing, place: Place::default(), events };
        room.insert(connection, seat);
        let present = room.iter().filter_map(|(id, other)| Some(present(*id, other, room.get(&connection)?))).collect();
        tell_place(room, connection);
        Ok((told, present))
    }

    /// Gives a seat up.
    pub(crate) fn leave(&self, coverage: CoverageId, connection: ConnectionId) {
        let mut rooms = self.lock();
        let Some(room) = rooms.get_mut(&coverage) else { return };
        if room.remove(&connection).is_some() {
            let gone = event("gone", &json!({"connection": connection}));
            tell(room, &gone, |_, _| true);
        }
        if room.is_empty() {
            rooms.remove(&coverage);
        }
    }

    /// Where a connection sits, if it is that member's.
    pub(crate) fn seat_of(&self, connection: ConnectionId, member: MemberId) -> Option<(CoverageId, Place)> {
        self.lock().iter().find_map(|(coverage, room)| {
            let seat = room.get(&connection).filter(|seat| seat.standing.member == member)?;
            Some((*coverage, seat.place.clone()))
        })
    }

    /// Notes where a member is now, and tells those who see it.
    pub(crate) fn place(&self, coverage: CoverageId, connection: ConnectionId, place: Place) {
        let mut rooms = self.lock();
        let Some(room) = rooms.get_mut(&coverage) else { return };
        let Some(seat) = room.get_mut(&connection) else { return };
        let before = seat.place.draft.as_ref().map(|draft| draft.id);
        let now = place.draft.as_ref().map(|draft| draft.id);
        seat.place = place;
        if before == now {
            // A caret that moved concerns those who see the same words.
            let moved = room.get(&connection).map(|seat| event("present", &present(connection, seat, seat)));
            if let Some(moved) = moved {
                let is_together = |seat: &Seat| seat.place.draft.as_ref().map(|draft| draft.id) == now;
                tell(room, &moved, |id, seat| id != connection && is_together(seat));
            }
        } else {
            tell_place(room, connection);
        }
    }

    /// Whether anybody is there.
    pub(crate) fn is_empty(&self, coverage: CoverageId) -> bool {
        !self.lock().contains_key(&coverage)
    }

    /// Tells something.
    pub(crate) fn tell(&self, coverage: CoverageId, audience: &Audience<'_>, name: &str, data: &Value) {
        let mut rooms = self.lock();
        if let Some(room) = rooms.get_mut(&coverage) {
            tell(room, &event(name, data), |_, seat| seat.is_in(audience));
        }
    }

    /// Tells something in every room.
    pub(crate) fn tell_all(&self, name: &str, data: &Value) {
        let event = event(name, data);
        self.lock().values_mut().for_each(|room| tell(room, &event, |_, _| true));
    }

    /// Tells those who may see a draft something that is not the same for each.
    pub(crate) fn tell_each(
        &self,
        coverage: CoverageId,
        people: &[MemberId],
        name: &str,
        data: impl Fn(&Standing) -> Value,
    ) {
        let mut rooms = self.lock();
        let Some(room) = rooms.get_mut(&coverage) else { return };
        for seat in room.values_mut() {
            // Who was just mentioned, or given a share, may see it from now on.
            if let Some(draft) = &mut seat.place.draft
                && draft.people.as_ref() != people
                && data(&seat.standing)["id"] == draft.id.to_string()
            {
                draft.people = people.into();
            }
        }
        let mut slow = Vec::new();
        for (id, seat) in room.iter() {
            if seat.is_in(&Audience::Seers(people)) && seat.events.try_send(event(name, &data(&seat.standing))).is_err()
            {
                slow.push(*id);
            }
        }
        drop_seats(room, slow);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<CoverageId, Room>> {
        // Every change to the rooms is one insertion or removal: whole at every moment.
        self.rooms.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Seat {
    fn is_in(&self, audience: &Audience<'_>) -> bool {
        match audience {
            Audience::All => true,
            Audience::Seers(people) => self.sees(people),
            Audience::In(draft) => self.place.draft.as_ref().is_some_and(|open| open.id == *draft),
            Audience::Member(member) => self.standing.member == *member && self.sees(&[*member]),
        }
    }

    fn sees(&self, people: &[MemberId]) -> bool {
        self.standing.may(Permission::SeeDrafts)
            || self.standing.may(Permission::Draft) && people.contains(&self.standing.member)
    }
}

/// An event of the stream. JSON as serde writes it holds no line break.
pub(crate) fn event(name: &str, data: &Value) -> Bytes {
    format!("event: {name}\ndata: {data}\n\n").into()
}

/// Somebody as another sees them: drafts that are not to be seen are not named,
/// and carets only by those in the same draft.
fn present(connection: ConnectionId, seat: &Seat, seer: &Seat) -> Value {
    let draft = seat.place.draft.as_ref().filter(|draft| seer.sees(&draft.people));
    let is_together = draft.is_some_and(|draft| seer.is_in(&Audience::In(draft.id)));
    json!({
        "connection": connection,
        "member": seat.name,
        "draft": draft.map(|draft| draft.id),
        "selection": seat.place.selection.filter(|_| is_together),
    })
}

/// Tells everybody where somebody is now, as far as each may know.
fn tell_place(room: &mut Room, connection: ConnectionId) {
    let Some(seat) = room.get(&connection) else { return };
    let send = |seer: &Seat| seer.events.try_send(event("present", &present(connection, seat, seer)));
    let slow = room.iter().filter(|(id, seer)| **id != connection && send(seer).is_err()).map(|(id, _)| *id).collect();
    drop_seats(room, slow);
}

fn tell(room: &mut Room, event: &Bytes, who: impl Fn(ConnectionId, &Seat) -> bool) {
    let send = |seat: &Seat| seat.events.try_send(event.clone());
    let slow = room.iter().filter(|(id, seat)| who(**id, seat) && send(seat).is_err()).map(|(id, _)| *id).collect();
    drop_seats(room, slow);
}

/// Lets go of those who were too slow: their streams end, and they come back.
fn drop_seats(room: &mut Room, slow: Vec<ConnectionId>) {
    for id in &slow {
        room.remove(id);
    }
    for id in slow {
        let gone = event("gone", &json!({"connection": id}));
        for seat in room.values() {
            // Who cannot be told this is let go when there is more to tell.
            let _ = seat.events.try_send(gone.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use store::{Reporting, Role, Scopes};

    use super::*;

    fn standing(member: u128) -> Standing {
        let member = MemberId::new(Uuid::from_u128(member));
        Standing { member, role: Role::Editor, reporting: Reporting::Publish, scopes: Scopes::all() }
    }

    fn name() -> Named {
        Named::new("1", "Ada")
    }

    #[test]
    fn a_desk_that_takes_nothing_is_let_go_and_the_others_hear_of_it() {
        let (rooms, coverage) = (Rooms::default(), CoverageId::new(Uuid::nil()));
        let (slow, quick) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let (mut of_slow, _) = rooms.enter(coverage, slow, name(), standing(1)).unwrap();
        let (mut of_quick, _) = rooms.enter(coverage, quick, name(), standing(2)).unwrap();
        for number in 0..=WAITING {
            rooms.tell(coverage, &Audience::All, "change", &json!({"seq": number}));
            while let Ok(told) = of_quick.try_recv() {
                if told.starts_with(b"event: gone") {
                    assert!(rooms.seat_of(slow, standing(1).member).is_none());
                    let waiting = std::iter::from_fn(|| of_slow.try_recv().ok()).count();
                    assert_eq!(waiting, WAITING, "what was told before can still be taken");
                    assert!(matches!(of_slow.try_recv(), Err(mpsc::error::TryRecvError::Disconnected)));
                    return;
                }
            }
        }
        panic!("the slow one is still there");
    }

    #[test]
    fn a_member_cannot_take_all_seats() {
        let (rooms, coverage) = (Rooms::default(), CoverageId::new(Uuid::nil()));
        let mut seats = Vec::new();
        for number in 0..MOST_OF_MEMBER as u128 {
            seats.push(rooms.enter(coverage, Uuid::from_u128(number), name(), standing(1)).unwrap());
        }
        assert!(rooms.enter(coverage, Uuid::from_u128(999), name(), standing(1)).is_err());
        assert!(rooms.enter(coverage, Uuid::from_u128(998), name(), standing(2)).is_ok());
        rooms.leave(coverage, Uuid::from_u128(0));
        assert!(rooms.enter(coverage, Uuid::from_u128(999), name(), standing(1)).is_ok());
    }
}
