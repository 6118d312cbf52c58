//! The page on which readers check a record: what a check is, in ten sentences, the checkpoint as it is
//! now, and a button behind which a script of its own does it in the browser.

use askama::Template;
use coverage::{Slug, View};

use crate::head::{Head, Shown};
use crate::markup::render;
use crate::setting::Setting;
use crate::{Address, Site};

/// What there is to check a record by.
#[derive(Clone, Copy, Debug)]
pub struct Proof<'a> {
    /// The signed checkpoint.
    pub note: &'a str,
    /// The keys, a `vkey` a line.
    pub keys: &'a str,
}

/// The page.
#[must_use]
pub fn proof_page(site: &Site, slug: &Slug, view: &View, proof: &Proof<'_>) -> String {
    let setting = Setting::of(slug, view.coverage());
    render(&ProofHtml { site, head: Head::of_proof(site, slug, view), setting: &setting, view, proof })
}

#[derive(Template)]
#[template(path = "proof.html")]
struct ProofHtml<'a> {
    site: &'a Site,
    head: Head,
    setting: &'a Setting<'a>,
    view: &'a View,
    proof: &'a Proof<'a>,
}

impl ProofHtml<'_> {
    /// What checkpoints call this record. One of another record is as well signed, and proves nothing here.
    fn origin(&self) -> String {
        let url = self.site.url(Address::Coverage(self.setting.slug));
        url.split_once("://").map_or(url.clone(), |(_, origin)| origin.to_owned())
    }

    /// What a check is, in the order in which one would ask.
    const fn sentences(&self) -> [&'static str; 10] {
        let words = self.setting.voice.words;
        [
            words.proof_what,
            words.proof_leaf,
            words.proof_root,
            words.proof_signed,
            words.proof_reads,
            words.proof_device,
            words.proof_later,
            words.proof_gone,
            words.proof_limit,
            words.proof_others,
        ]
    }

    /// What the script says, by the name that it knows it by.
    const fn said(&self) -> [(&'static str, &'static str); 18] {
        let words = self.setting.voice.words;
        [
            ("checking", words.proof_checking),
            ("holds", words.proof_holds),
            ("order", words.proof_order),
            ("fits", words.proof_fits),
            ("withheld", words.proof_withheld),
            ("signer", words.proof_signer),
            ("unsigned", words.proof_unsigned),
            ("kept", words.proof_kept),
            ("first", words.proof_first),
            ("rekeyed", words.proof_rekeyed),
            ("broken", words.proof_broken),
            ("altered", words.proof_altered),
            ("gap", words.proof_gap),
            ("other", words.proof_other),
            ("unsaid", words.proof_unsaid),
            ("rewritten", words.proof_rewritten),
            ("unknown", words.proof_unknown),
            ("insecure", words.proof_insecure),
        ]
    }
}
