//! A message of a chat, in the forms that chats send.

use serde_json::Value;

/// The longest message, in characters.
const LONGEST: usize = 20_000;
/// The longest name of a person or of a message, in characters.
const LONGEST_NAME: usize = 100;

/// What came in.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Came {
    /// Somebody said something.
    Message(Message),
    /// The chat asks whether this is the right address, and wants this said back (Slack's Events API).
    Challenge(String),
    /// Something that is no message of a person: somebody joined, or a bot spoke.
    Nothing,
}

/// What somebody said.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Message {
    /// What the chat calls it, if it does.
    pub(super) id: Option<String>,
    /// Who said it, if that is told.
    pub(super) by: Option<String>,
    /// What was said, never blank.
    pub(super) text: String,
}

/// Reads what a chat sent: a form (slash commands and outgoing webhooks of
/// Slack and Mattermost), JSON (Slack's Events API, Mattermost, Telegram, or
/// simply `{"text", "author", "id"}`), or plain text.
///
/// # Errors
/// What is wrong with it, in a sentence.
pub(super) fn read(content_type: &str, body: &[u8]) -> Result<Came, &'static str> {
    let kind = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let came = match &*kind {
        "application/x-www-form-urlencoded" => of_form(body),
        "application/json" | "application/cloudevents+json" => {
            of_json(&serde_json::from_slice(body).map_err(|_| "The body is no JSON.")?)
        }
        "text/plain" => {
            let text = std::str::from_utf8(body).map_err(|_| "The text is no UTF-8.")?;
            said(None, None, text)
        }
        _ => return Err("A form, JSON or plain text is expected; Content-Type says which."),
    };
    match came {
        Some(Came::Message(message)) if message.text.chars().count() > LONGEST => {
            Err("A message may have 20,000 characters at most.")
        }
        Some(came) => Ok(came),
        None => Err("There is no text in it."),
    }
}

fn of_form(body: &[u8]) -> Option<Came> {
    let mut fields = url::form_urlencoded::parse(body).into_owned().collect::<std::collections::HashMap<_, _>>();
    let mut first = |names: &[&str]| names.iter().find_map(|name| fields.remove(*name));
    let id = first(&["trigger_id", "post_id", "message_id", "id"]);
    let by = first(&["user_name", "username", "author"]);
    let text = first(&["text"])?;
    said(id.as_deref(), by.as_deref(), &text)
}

fn of_json(sent: &Value) -> Option<Came> {
    let text_at = |at: &Value, name: &str| at.get(name).and_then(Value::as_str).map(str::to_owned);
    if sent["type"] == "url_verification" {
        return text_at(sent, "challenge").map(Came::Challenge);
    }
    if let Some(event) = sent.get("event").filter(|_| sent["type"] == "event_callback") {
        let is_speech = event["type"] == "message" && event.get("subtype").is_none() && event.get("bot_id").is_none();
        if !is_speech {
            return Some(Came::Nothing);
        }
        let id = text_at(sent, "event_id").or_else(|| text_at(event, "ts"));
        return said(id.as_deref(), text_at(event, "user").as_deref(), &text_at(event, "text")?);
    }
    if let Some(number) = sent.get("update_id").and_then(Value::as_i64) {
        let Some(message) = sent.get("message").or_else(|| sent.get("channel_post")) else {
            return Some(Came::Nothing);
        };
        let text = text_at(message, "text").or_else(|| text_at(message, "caption"));
        let Some(text) = text else { return Some(Came::Nothing) };
        let names = ["first_name", "last_name"].iter().filter_map(|name| text_at(&message["from"], name));
        let by = names.collect::<Vec<_>>().join(" ");
        return said(Some(&number.to_string()), Some(&by), &text);
    }
    let first = |names: &[&str]| names.iter().find_map(|name| text_at(sent, name));
    let id = first(&["id", "message_id", "post_id", "trigger_id"]);
    let by = first(&["author", "user_name", "username", "user"]);
    said(id.as_deref(), by.as_deref(), &first(&["text", "message", "content"])?)
}

fn said(id: Option<&str>, by: Option<&str>, text: &str) -> Option<Came> {
    let text: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    let text = text.trim();
    let name = |name: &str| {
        let name: String = name.trim().chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect();
        Some(name).filter(|name| !name.is_empty())
    };
    let message = Message { id: id.and_then(name), by: by.and_then(name), text: text.to_owned() };
    Some(Came::Message(message)).filter(|_| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{Came, Message, read};

    fn message(id: Option<&str>, by: Option<&str>, text: &str) -> Came {
        Came::Message(Message { id: id.map(Into::into), by: by.map(Into::into), text: text.into() })
    }

    #[test]
    fn each_chat_is_read_in_its_own_form() {
        const FORM: &str = "application/x-www-form-urlencoded";
        const JSON: &str = "application/json; charset=utf-8";
        for (kind, body, expected) in [
            (
                FORM,
                "token=x&user_name=mira&text=Bridge+closed%0ASince+nine&trigger_id=13.1",
                message(Some("13.1"), Some("mira"), "Bridge closed\nSince nine"),
            ),
            (
                JSON,
                r#"{"text":"Bridge closed","user_name":"mira","post_id":"p1"}"#,
                message(Some("p1"), Some("mira"), "Bridge closed"),
            ),
            (JSON, r#"{"type":"url_verification","challenge":"abc"}"#, Came::Challenge("abc".into())),
            (
                JSON,
                r#"{"type":"event_callback","event_id":"Ev1","event":{"type":"message","user":"U1","text":"Bridge closed","ts":"1.2"}}"#,
                message(Some("Ev1"), Some("U1"), "Bridge closed"),
            ),
            (
                JSON,
                r#"{"type":"event_callback","event_id":"Ev2","event":{"type":"message","subtype":"channel_join","user":"U1","text":"joined"}}"#,
                Came::Nothing,
            ),
            (
                JSON,
                r#"{"type":"event_callback","event_id":"Ev3","event":{"type":"message","bot_id":"B1","text":"echo"}}"#,
                Came::Nothing,
            ),
            (
                JSON,
                r#"{"update_id":7,"message":{"from":{"first_name":"Mira","last_name":"Okafor"},"text":"Bridge closed"}}"#,
                message(Some("7"), Some("Mira Okafor"), "Bridge closed"),
            ),
            (
                JSON,
                r#"{"update_id":8,"message":{"from":{"first_name":"Mira"},"photo":[],"caption":"The bridge"}}"#,
                message(Some("8"), Some("Mira"), "The bridge"),
            ),
            (JSON, r#"{"update_id":9,"edited_message":{"text":"x"}}"#, Came::Nothing),
            ("text/plain", " Bridge closed\u{7} ", message(None, None, "Bridge closed")),
        ] {
            assert_eq!(read(kind, body.as_bytes()), Ok(expected), "{body}");
        }
    }

    #[test]
    fn what_is_no_message_is_said_in_a_sentence() {
        let long = "x".repeat(20_001);
        for (kind, body) in [
            ("application/json", "{"),
            ("application/json", r#"{"text":" "}"#),
            ("application/json", "[]"),
            ("application/json", "null"),
            ("application/x-www-form-urlencoded", "user_name=mira"),
            ("text/plain", long.as_str()),
            ("image/png", "x"),
            ("", "x"),
        ] {
            let told = read(kind, body.as_bytes()).unwrap_err();
            assert!(told.ends_with('.'), "{told}");
        }
        assert!(read("text/plain", &[0xff]).is_err());
    }
}
