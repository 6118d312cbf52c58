//! The body of a post as properties: its text, its photos and its videos.

use coverage::MediaId;
use serde_json::{Value, json};
use store::{MediaKind, MediaState, Medium};

use super::asked::{Properties, invalid, text};
use crate::app::App;
use crate::desk::card::words;
use crate::desk::draft::{body_of, paragraphs};
use crate::problem::Problem;

/// The properties that stand in the body.
pub(super) const PROPERTIES: [&str; 3] = ["content", "photo", "video"];

/// The blocks of a body, apart by the property they are.
#[derive(Default)]
pub(super) struct Blocks {
    text: Vec<Value>,
    photos: Vec<Value>,
    videos: Vec<Value>,
}

impl Blocks {
    /// Those of a body.
    pub(super) fn of(body: &Value) -> Self {
        let mut blocks = Self::default();
        for block in body.pointer("/doc/content").and_then(Value::as_array).into_iter().flatten() {
            match block["type"].as_str() {
                Some("image") if names_medium(block) => blocks.photos.push(block.clone()),
                Some("video") if names_medium(block) => blocks.videos.push(block.clone()),
                Some("gallery") => blocks.photos.extend(block["content"].as_array().into_iter().flatten().cloned()),
                _ => blocks.text.push(block.clone()),
            }
        }
        blocks
    }

    /// Adds what properties say to what is there.
    ///
    /// # Errors
    /// 400 `invalid_request` where a photo or video is not one that is stored here.
    pub(super) async fn add(&mut self, app: &App, properties: &Properties) -> Result<(), Problem> {
        for value in properties.get("content").into_iter().flatten() {
            self.text.extend(said(value)?);
        }
        for value in properties.get("photo").into_iter().flatten() {
            self.photos.push(photo(&stored(app, value, MediaKind::Image).await?, value));
        }
        for value in properties.get("video").into_iter().flatten() {
            self.videos.push(video(&stored(app, value, MediaKind::Film).await?, value));
        }
        Ok(())
    }

    /// Takes all values of a property away.
    pub(super) fn clear(&mut self, property: &str) {
        if let Some(blocks) = self.property(property) {
            blocks.clear();
        }
    }

    /// Takes those photos or videos away.
    pub(super) fn remove(&mut self, app: &App, property: &str, values: &[Value]) {
        let gone: Vec<Value> = values.iter().filter_map(|value| Some(json!(medium_in(app, value)?))).collect();
        if let Some(blocks) = self.property(property) {
            blocks.retain(|block| !gone.contains(&block["attrs"]["media"]));
        }
    }

    fn property(&mut self, property: &str) -> Option<&mut Vec<Value>> {
        match property {
            "content" => Some(&mut self.text),
            "photo" => Some(&mut self.photos),
            "video" => Some(&mut self.videos),
            _ => None,
        }
    }

    /// Adds the values of the body's properties to those of a post.
    pub(super) fn tell(&self, app: &App, shown: &Value, properties: &mut Value) {
        let content = match self.plain() {
            Some(text) => json!(text),
            None if shown["html"].is_string() => json!({"html": shown["html"], "value": shown["text"]}),
            None => shown["text"].clone(),
        };
        properties["content"] = json!([content]);
        let address =
            |block: &Value| app.url(&format!("/media/{}", block["attrs"]["media"].as_str().unwrap_or_default()));
        if !self.photos.is_empty() {
            let photo = |block: &Value| json!({"value": address(block), "alt": block["attrs"]["alt"].as_str().unwrap_or_default()});
            properties["photo"] = self.photos.iter().map(photo).collect();
        }
        if !self.videos.is_empty() {
            properties["video"] = self.videos.iter().map(|block| Value::from(address(block))).collect();
        }
    }

    /// The text, where it is nothing but paragraphs of plain words.
    fn plain(&self) -> Option<String> {
        let line = |block: &Value| {
            let pieces = block["content"].as_array()?;
            let is_plain = block["type"] == "paragraph" && block.pointer("/attrs/lead_in").is_none_or(Value::is_null);
            let words =
                |piece: &Value| piece["text"].as_str().filter(|_| piece.get("marks").is_none()).map(str::to_owned);
            pieces.iter().map(words).collect::<Option<String>>().filter(|_| is_plain)
        };
        Some(self.text.iter().map(line).collect::<Option<Vec<_>>>()?.join("\n\n"))
    }

    /// The body: the text, then several photos as a gallery, then the videos.
    pub(super) fn into_body(self) -> Value {
        let Self { text: mut blocks, photos, videos } = self;
        if photos.len() > 1 {
            blocks.push(json!({"type": "gallery", "content": photos}));
        } else {
            blocks.extend(photos);
        }
        blocks.extend(videos);
        body_of(&blocks)
    }
}

fn names_medium(block: &Value) -> bool {
    block["attrs"]["media"].is_string()
}

/// What was said: of HTML the words.
fn said(value: &Value) -> Result<Vec<Value>, Problem> {
    Ok(match value.get("html").and_then(Value::as_str) {
        Some(html) => paragraphs(&words(html)),
        None => paragraphs(&text(Some(value), "content")?),
    })
}

/// The id in the address of something that is stored here.
fn medium_in(app: &App, value: &Value) -> Option<MediaId> {
    let url = value.get("value").unwrap_or(value).as_str()?;
    url.strip_prefix(&app.url("/media/"))?.split(['/', '?', '#']).next()?.parse().ok()
}

async fn stored(app: &App, value: &Value, kind: MediaKind) -> Result<Medium, Problem> {
    let (one, expected) = match kind {
        MediaKind::Image => ("photo", "picture"),
        MediaKind::Film => ("video", "film"),
    };
    let medium = match medium_in(app, value) {
        Some(id) => app.store.medium(id).await?,
        None => None,
    };
    medium.filter(|medium| medium.kind == Some(kind) && medium.state != MediaState::Refused).ok_or_else(|| {
        let place = app.url("/media/ID");
        invalid(format!("A {one} is a {expected} that is stored here, named by its address: {place}."))
            .hinted("Send it along as a file, or to the media endpoint first; what lies elsewhere is not shown.")
    })
}

/// A picture as the desk would put it in.
fn photo(medium: &Medium, value: &Value) -> Value {
    let (said, file) = (&medium.description, medium.file.as_ref());
    let width = file.and_then(|file| file.width);
    let alt = value.get("alt").and_then(Value::as_str).filter(|alt| !alt.trim().is_empty());
    json!({"type": "image", "attrs": {
        "media": medium.id,
        "alt": alt.or(said.alt.as_deref()).map(|alt| cut(alt, 2000)).unwrap_or_default(),
        "caption": said.caption.as_deref().map(|caption| cut(caption, 1000)),
        "credit": said.credit.as_deref().map(|credit| cut(credit, 300)),
        "width": width,
        "height": file.and_then(|file| file.height),
        "renditions": width.filter(|_| !medium.renditions.is_empty()).map(|_| true),
    }})
}

/// A film as the desk would put it in.
fn video(medium: &Medium, value: &Value) -> Value {
    let said = &medium.description;
    let alt = value.get("alt").and_then(Value::as_str);
    let named = medium.filename.rsplit_once('.').map_or(&*medium.filename, |(name, _)| name);
    let lines = [alt, said.caption.as_deref().and_then(|caption| caption.lines().next()), Some(named)];
    let title = lines.into_iter().flatten().map(str::trim).find(|line| !line.is_empty());
    let duration = medium.file.as_ref().and_then(|file| file.duration).map(|seconds| seconds.round().max(1.0) as u64);
    let source = said.source.as_deref().or(said.credit.as_deref());
    json!({"type": "video", "attrs": {
        "media": medium.id,
        "title": title.map_or_else(|| medium.id.to_string(), |title| cut(title, 300)),
        "poster": said.poster,
        "duration": duration,
        "caption": said.caption.as_deref().map(|caption| cut(caption, 1000)),
        "source": source.map(|source| cut(source, 300)),
    }})
}

fn cut(text: &str, longest: usize) -> String {
    text.chars().take(longest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_taken_apart_and_put_together_again() {
        let photo = |id: &str| json!({"type": "image", "attrs": {"media": id, "alt": ""}});
        let gallery = json!({"type": "gallery", "content": [photo("a"), photo("b")]});
        let video = json!({"type": "video", "attrs": {"media": "c", "title": "The quay"}});
        let elsewhere = json!({"type": "video", "attrs": {"url": "https://films.example.org/1", "title": "The quay"}});
        let words = paragraphs("It is shut.\nSince nine.");
        let body = body_of(&[&words[..], &[elsewhere.clone(), gallery, video]].concat());
        assert_eq!(Blocks::of(&body).into_body(), body);

        let mut blocks = Blocks::of(&body);
        assert_eq!(blocks.plain(), None, "a film elsewhere is no plain words");
        blocks.text.retain(|block| *block != elsewhere);
        assert_eq!(blocks.plain().as_deref(), Some("It is shut.\n\nSince nine."));
        blocks.clear("video");
        blocks.photos.remove(0);
        assert_eq!(blocks.into_body(), body_of(&[&words[..], &[photo("b")]].concat()), "one alone is no gallery");
    }

    #[test]
    fn of_html_the_words_are_kept() {
        let html = json!({"html": "<p>It is <b>shut</b>.</p><p>Since nine.</p><script>x</script>"});
        assert_eq!(said(&html).unwrap(), said(&json!("It is shut.\r\n\r\nSince nine.")).unwrap());
        assert!(said(&json!(1)).is_err());
    }
}
