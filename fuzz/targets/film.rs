//! Files of films: what can be told of them, and what is blanked in them.

#![no_main]

use std::io::{Seek, Write};

use server::media::{FilmForm, Form, take_film};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let form = match Form::of(bytes) {
        Ok(Form::Film(form)) => form,
        _ => FilmForm::Mp4,
    };
    let mut file = tempfile::tempfile_in("/dev/shm").expect("there is memory");
    file.write_all(bytes).expect("it takes the bytes");
    file.rewind().expect("it can be read again");
    let first = take_film(form, &mut file);
    let length = file.metadata().expect("it is there").len();
    assert_eq!(length, bytes.len() as u64, "nothing is moved");
    if let Ok(first) = first {
        let again = take_film(form, &mut file).expect("what was taken once is taken again");
        assert_eq!(again, first, "who does it twice does no harm");
    }
});
