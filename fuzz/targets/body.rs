//! Bodies of posts, as an editor sends them.

#![no_main]

use coverage::Body;
use serde_json::Value;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(value) = serde_json::from_slice::<Value>(bytes) else { return };
    let _ = Body::from_record(&value).to_json();
    if let Ok(body) = Body::from_member(&value) {
        let written = body.to_json();
        assert_eq!(Body::from_member(&written).map(|body| body.to_json()), Ok(written.clone()), "it reads the same");
        assert_eq!(Body::from_record(&written).to_json(), written, "and so does the record");
    }
});
