//! Pictures in the real binary: what a kill leaves, and how much memory they take.

use std::thread;

use serde_json::json;

use crate::photograph::photograph;
use crate::stet::{Desk, Server, get, token};
use crate::uploading::{ask, begin, go_on, header, looked_at, offset};

#[test]
fn an_upload_and_its_picture_survive_kill_9() {
    let folder = tempfile::tempdir().unwrap();
    let token = token(folder.path());
    // As wide as gives each of the widths, and low, since a server that was built without optimisation works long on it.
    let photo = photograph(3000, 600);
    let mut server = Server::serve(folder.path());
    let desk = Desk::new(&server, &token);
    desk.must("POST", "/coverages", &json!({"slug": "storm", "headline": "Ferries in the storm"}));
    let place = begin(&desk, photo.len());
    let third = photo.len() / 3;
    assert!(go_on(&desk, &place, 0, &photo[..third]).unwrap().starts_with("HTTP/1.1 204"));
    // The plug is pulled while the next part is on its way.
    let writing = thread::spawn({
        let (desk, place, photo) = (desk, place.clone(), photo.clone());
        move || go_on(&desk, &place, third, &photo[third..photo.len() - 1])
    });
    server.kill();
    let told = writing.join().unwrap();

    let mut server = Server::serve(folder.path());
    let desk = Desk::new(&server, &token);
    let from = offset(&desk, &place);
    let acknowledged = told.map_or(third, |head| header(&head, "upload-offset").parse().unwrap());
    assert!(from >= acknowledged && from < photo.len(), "{from} of {}", photo.len());
    assert!(go_on(&desk, &place, from, &photo[from..]).unwrap().starts_with("HTTP/1.1 204"));
    // And again, while the picture is worked on.
    server.kill();

    let server = Server::serve(folder.path());
    let desk = Desk::new(&server, &token);
    let medium = looked_at(&desk, &place);
    assert_eq!((&medium["state"], &medium["width"], &medium["height"]), (&json!("ready"), &json!(3000), &json!(600)));
    assert_eq!(medium["renditions"].as_array().unwrap().len(), 14, "seven widths, each as JPEG and WebP");
    assert_eq!(offset(&desk, &place), medium["bytes"].as_u64().unwrap() as usize, "it is here as a whole");
    drop(server);
    let unfinished: Vec<_> = std::fs::read_dir(folder.path().join("media"))
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".part"))
        .collect();
    assert!(unfinished.is_empty(), "{unfinished:?}");
}

#[test]
fn four_pictures_at_once_take_little_memory_and_readers_are_served() {
    let folder = tempfile::tempdir().unwrap();
    let token = token(folder.path());
    // A build without optimisation takes a minute for those of a good camera; `make audit` takes it.
    let whole = std::env::var_os("STET_WHOLE_PICTURES").is_some();
    let (width, height) = if whole { (6000, 4000) } else { (1500, 1000) };
    let photo = photograph(width, height);
    let server = Server::serve(folder.path());
    let desk = Desk::new(&server, &token);
    desk.must("POST", "/coverages", &json!({"slug": "storm", "headline": "Ferries in the storm"}));
    let uploads: Vec<_> = (0..4)
        .map(|_| {
            let (desk, photo) = (desk.clone(), photo.clone());
            thread::spawn(move || {
                let place = begin(&desk, photo.len());
                assert!(go_on(&desk, &place, 0, &photo).unwrap().starts_with("HTTP/1.1 204"));
                let medium = looked_at(&desk, &place);
                assert_eq!((&medium["state"], &medium["width"]), (&json!("ready"), &json!(width)), "{medium}");
            })
        })
        .collect();
    let page = format!("{}/live/storm", server.url);
    while uploads.iter().any(|upload| !upload.is_finished()) {
        assert_eq!(get(&page).0, 200);
    }
    for upload in uploads {
        upload.join().unwrap();
    }
    let peak = server.peak_memory();
    assert!(peak <= 400_000_000, "{} MB", peak / 1_000_000);
}

#[test]
fn a_file_in_a_form_goes_to_the_disk_and_is_not_held_in_memory() {
    let folder = tempfile::tempdir().unwrap();
    let token = token(folder.path());
    let server = Server::serve(folder.path());
    let desk = Desk::new(&server, &token);
    desk.must("POST", "/coverages", &json!({"slug": "storm", "headline": "Ferries in the storm"}));
    let head = "--line\r\nContent-Disposition: form-data; name=\"file\"; filename=\"long.mp4\"\r\nContent-Type: video/mp4\r\n\r\n";
    let form = [head.as_bytes(), &vec![0; 200_000_000], b"\r\n--line--\r\n"].concat();
    let before = server.peak_memory();
    let kind = "Content-Type: multipart/form-data; boundary=line\r\n";
    let told = ask(&desk, "POST", "/micropub/storm/media", kind, &form).unwrap();
    // All of it arrived, and turned out to be no film.
    assert!(told.starts_with("HTTP/1.1 422"), "{told}");
    let grown = server.peak_memory() - before;
    assert!(grown <= 40_000_000, "{} MB", grown / 1_000_000);
}
