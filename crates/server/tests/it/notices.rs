//! One correction, and one withdrawal: everywhere that readers and programs learn of them.

use axum::http::StatusCode;
use scraper::Html;
use serde_json::{Value, json};

use crate::app::{TestApp, post, posts};
use crate::markup::{all, one, parse, text};

const WRONG: &str = "Seven boats are out.";
const RIGHT: &str = "Nine boats are out.";
const TOLD: &str = "We first said seven boats. There are nine.";
const REASON: &str = "Nobody confirmed it.";

/// A newsroom with one post that was corrected, and one that was withdrawn, both after a reader had seen them.
struct Told {
    app: TestApp,
    corrected: String,
    withdrawn: String,
    /// Up to where the reader had seen.
    seen: u64,
}

impl Told {
    async fn start() -> Self {
        let app = TestApp::start().await;
        let owner = app.owner().await;
        owner.cover("storm").await;
        let mut ids = Vec::new();
        for (headline, body) in [("The boats", WRONG), ("A rumour", "Unheard-of things.")] {
            let answer = owner.post(&posts("storm"), &json!({"headline": headline, "body": body})).await;
            ids.push(answer.expect(StatusCode::CREATED).json()["id"].as_str().unwrap().to_owned());
        }
        let (seen, _) = owner.standing("storm").await;
        let revision = json!({"body": RIGHT, "notice": {"kind": "correction", "text": TOLD}});
        owner.patch(&post("storm", &ids[0]), &revision).await.expect(StatusCode::OK);
        owner.delete(&post("storm", &ids[1]), &json!({"reason": REASON})).await.expect(StatusCode::OK);
        Self { app, corrected: ids[0].clone(), withdrawn: ids[1].clone(), seen }
    }

    async fn text(&self, path: &str) -> String {
        self.app.anon().get(path).await.expect(StatusCode::OK).text()
    }

    async fn page(&self, path: &str) -> Html {
        parse(&self.text(path).await)
    }

    async fn json(&self, path: &str) -> Value {
        serde_json::from_str(&self.text(path).await).unwrap()
    }

    /// What a page says to machines.
    async fn linked_data(&self, path: &str) -> Value {
        let page = self.page(path).await;
        serde_json::from_str(&one(&page, "script[type='application/ld+json']").inner_html()).unwrap()
    }
}

#[tokio::test]
async fn pages_tell_what_was_corrected_and_withdrawn() {
    let told = Told::start().await;
    let Told { corrected, withdrawn, .. } = &told;
    let page = told.page("/live/storm").await;
    let article = parse(&one(&page, &format!("[id='post-{corrected}']")).html());
    assert!(text(&article, ".notice.correction").contains(TOLD));
    let history = format!("/live/storm/post/{corrected}/history");
    assert_eq!(one(&article, "a.revised").attr("href"), Some(&*history));
    assert!(text(&page, "#corrections li").contains(TOLD));
    assert!(text(&page, &format!("[id='post-{withdrawn}'] .withdrawal")).contains(REASON));
    for path in ["/live/storm/corrections", "/corrections"] {
        let page = told.page(path).await;
        let items: Vec<String> = all(&page, ".found > li").iter().map(|item| item.text().collect()).collect();
        assert!(items.len() == 2 && items[0].contains(REASON) && items[1].contains(TOLD), "{path}: {items:?}");
    }
    let page = told.page(&history).await;
    let told_of_words = text(&page, ".found > li:first-child");
    assert!(told_of_words.contains("[removed: Seven][added: Nine]") && told_of_words.contains(TOLD), "{told_of_words}");
    // Who comes back and had seen the wrong version.
    let page = told.page(&format!("/live/storm?since={}", told.seen)).await;
    let since = text(&page, "#since");
    assert!(since.contains("Corrected") && since.contains("The boats") && since.contains("Withdrawn"), "{since}");
}

#[tokio::test]
async fn programs_are_told_the_same() {
    let told = Told::start().await;
    let Told { corrected, withdrawn, seen, .. } = &told;
    let (seq, gone) = (seen + 1, seen + 2);
    let data = told.linked_data(&format!("/live/storm/post/{corrected}")).await;
    assert_eq!(
        (&data["correction"][0]["@type"], &data["correction"][0]["text"]),
        (&json!("CorrectionComment"), &json!(TOLD))
    );
    let data = told.linked_data("/live/storm").await;
    assert_eq!(data["liveBlogUpdate"][0]["correction"][0]["text"], TOLD);
    assert_eq!(data["correction"][0]["text"], REASON);

    let document = told.json("/live/storm.json").await;
    let of = |id: &str| document["posts"].as_array().unwrap().iter().find(|post| post["id"] == id).unwrap().clone();
    let notice = &of(corrected)["notices"][0];
    assert_eq!((&notice["kind"], &notice["text"], &notice["seq"]), (&json!("correction"), &json!(TOLD), &json!(seq)));
    assert_eq!(of(withdrawn)["withdrawn"]["reason"], REASON);

    let feed = told.json("/live/storm/feed.json").await;
    assert_eq!(feed["items"][0]["_stet"]["notices"][0]["text"], TOLD);
    assert!(feed["items"][0]["content_text"].as_str().unwrap().contains(TOLD));
    assert_eq!(feed["_stet"]["withdrawn"][0]["reason"], REASON);
    let atom = told.text("/live/storm/feed.atom").await;
    assert!(atom.contains(TOLD) && atom.contains("at:deleted-entry") && atom.contains(REASON), "{atom}");
    assert!(told.text("/live/storm/feed.rss").await.contains(TOLD));

    let frames = told.json(&format!("/live/storm/changes?after={seen}")).await;
    let [revised, taken_back] = frames["frames"].as_array().unwrap().as_slice() else { unreachable!("{frames}") };
    assert_eq!((&revised["verb"], &revised["seq"]), (&json!("revise"), &json!(seq)));
    assert_eq!((&revised["notice"]["kind"], &revised["notice"]["text"]), (&json!("correction"), &json!(TOLD)));
    assert_eq!((&taken_back["verb"], &taken_back["seq"]), (&json!("withdraw"), &json!(gone)));
    assert!(taken_back["html"].as_str().unwrap().contains(REASON));

    let since = told.json(&format!("/live/storm/since?after={seen}")).await;
    let news: Vec<_> = since["posts"].as_array().unwrap().iter().map(|post| post["news"].as_str().unwrap()).collect();
    assert!(news.contains(&"corrected") && news.contains(&"withdrawn"), "{since}");

    let log = told.text("/live/storm/log/changes?after=0").await;
    assert!(log.contains(TOLD) && log.contains(REASON) && log.contains(WRONG), "what was said stands on the record");
    assert!(!log.contains("Unheard-of"), "but for what was withdrawn");
}

#[tokio::test]
async fn the_page_of_proof_has_what_a_check_takes_and_a_script_of_its_own() {
    let told = Told::start().await;
    let answer = told.app.anon().get("/live/storm/proof").await.expect(StatusCode::OK);
    let page = parse(&answer.text());
    assert_eq!(all(&page, ".proof ol > li").len(), 10, "ten sentences");
    let shown: Vec<String> = all(&page, "pre").iter().map(|it| it.text().collect()).collect();
    assert_eq!(shown[0], told.text("/live/storm/log/checkpoint").await);
    assert_eq!(shown[1], told.text("/live/storm/log/key").await);
    assert!(shown[2].starts_with("stet verify https://") && shown[2].ends_with("/live/storm"), "{}", shown[2]);
    assert_eq!(one(&page, "#check").attr("data-log"), Some("/live/storm/log/"));
    let own = answer.header("content-security-policy").to_owned();
    let other = told.app.anon().get("/live/storm").await;
    let script = |policy: &str| policy.split("; ").find(|part| part.starts_with("script-src")).unwrap().to_owned();
    // Where no script was built, neither page may run any.
    let is_built = !script(&own).contains("'none'");
    assert_eq!(script(&own) != script(other.header("content-security-policy")), is_built);
    for path in ["/live/storm/history", "/live/storm/corrections", "/live/storm"] {
        let page = told.page(path).await;
        assert_eq!(all(&page, ".site-foot a[href='/live/storm/proof']").len(), 1, "{path}");
    }
    told.app.anon().get("/live/nowhere/proof").await.expect(StatusCode::NOT_FOUND);
}
