use coverage::MediaId;
use store::{
    Description, Hash, MediaFile, MediaKind, MediaPlace, MediaStage, MediaUrgency, MediaWork, NewMedium, ReadyMedium,
};
use uuid::Uuid;

use crate::bench::{Bench, MEMBER, at};

const PICTURE: MediaId = MediaId::new(Uuid::from_u128(7));

/// A picture that came and is being looked at.
async fn being_taken(bench: &Bench) -> MediaWork {
    bench.member().await;
    bench.store.write_upload(PICTURE, b"what came".to_vec()).await.unwrap();
    let new = NewMedium {
        id: PICTURE,
        kind: Some(MediaKind::Image),
        size: 9,
        filename: "quay.jpg".to_owned(),
        description: Description::default(),
        coverage: None,
        member: Some(MEMBER),
        at: at(0),
    };
    bench.store.receive_medium(new, None).await.unwrap();
    let taken = claimed(bench, MediaUrgency::Waited).await.unwrap();
    assert_eq!((taken.media, taken.stage), (PICTURE, MediaStage::Take));
    taken
}

async fn claimed(bench: &Bench, urgency: MediaUrgency) -> Option<MediaWork> {
    bench.store.claim_media_work(urgency, at(1), at(60)).await.unwrap()
}

fn ready() -> ReadyMedium {
    let file = MediaFile {
        content_type: "image/jpeg".to_owned(),
        width: Some(60),
        height: Some(40),
        duration: None,
        size: 9,
        sha256: Hash::of(&[b"what came"]),
        place: MediaPlace::Folder,
    };
    let (description, renditions) = (Description::default(), Vec::new());
    ReadyMedium { id: PICTURE, file, moved: false, description, taken_at: None, renditions }
}

pub(super) async fn what_is_deleted_while_it_is_finished_is_taken_away(bench: Bench) {
    being_taken(&bench).await;
    bench.store.ready_medium(ready(), at(1)).await.unwrap();
    let finishing = claimed(&bench, MediaUrgency::Patient).await.unwrap();
    assert_eq!(finishing.stage, MediaStage::Finish);
    assert!(bench.store.delete_medium(PICTURE, at(1)).await.unwrap());
    // Who still works on it does not know yet, and has no say in it any more.
    bench.store.retry_media_work(finishing, at(50), "it is gone").await.unwrap();
    assert!(!bench.store.hold_media_work(finishing, at(90)).await.unwrap());
    bench.store.finish_media_work(PICTURE).await.unwrap();
    assert_eq!(bench.store.next_media_work_at(MediaUrgency::Waited).await.unwrap(), None);
    assert_eq!(bench.store.next_media_work_at(MediaUrgency::Patient).await.unwrap(), Some(at(1)));
    let removal = claimed(&bench, MediaUrgency::Patient).await.unwrap();
    assert_eq!(bench.store.next_media_work_at(MediaUrgency::Patient).await.unwrap(), Some(at(60)), "it is claimed");
    assert_eq!((removal.media, removal.stage, removal.attempts), (PICTURE, MediaStage::Remove, 1));
    assert!(bench.store.hold_media_work(removal, at(90)).await.unwrap());
    bench.store.forget_deleted_medium(PICTURE).await.unwrap();
    assert_eq!(bench.store.claim_media_work(MediaUrgency::Patient, at(99), at(120)).await.unwrap(), None);
}

pub(super) async fn what_is_deleted_while_it_is_looked_at_is_taken_away(bench: Bench) {
    being_taken(&bench).await;
    assert!(bench.store.delete_medium(PICTURE, at(1)).await.unwrap());
    bench.store.refuse_medium(PICTURE, serde_json::json!({}), at(1)).await.unwrap();
    let removal = claimed(&bench, MediaUrgency::Patient).await.unwrap();
    assert_eq!(removal.stage, MediaStage::Remove);
}
