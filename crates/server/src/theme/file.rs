//! A newsroom's own theme: a file with a few named slots, in a folder with the logos and fonts that it names.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use bytes::Bytes;
use render::{Logo, SlotEntry};
use serde::Deserialize;
use url::Url;

use super::design::{Design, DesignFile};
use super::sheet::{Scheme, Sheet};
use super::{ThemeFault, Themes, accent, logo, type_stack};

/// The longest theme file, in bytes.
const LONGEST_THEME: u64 = 64 * 1024;
/// The longest logo, in bytes: it is on every page.
const LONGEST_LOGO: u64 = 256 * 1024;
/// The longest font of pages, in bytes.
const LONGEST_FONT: u64 = 1024 * 1024;
/// The longest font of preview pictures, in bytes: one of Chinese, Japanese and Korean takes twenty million.
const LONGEST_DRAWN_FONT: u64 = 64 * 1024 * 1024;
/// The most words and links in a slot, and the most characters of one.
const MOST_ENTRIES: usize = 20;
const LONGEST_TEXT: usize = 80;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Slots {
    title: Option<Box<str>>,
    base: Option<Box<str>>,
    accent: Option<Box<str>>,
    accent_dark: Option<Box<str>>,
    #[serde(default)]
    fonts: Fonts,
    logo: Option<Box<str>>,
    logo_dark: Option<Box<str>>,
    #[serde(default)]
    header: Vec<Entry>,
    #[serde(default)]
    footer: Vec<Entry>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Fonts {
    headlines: Option<Box<str>>,
    text: Option<Box<str>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    text: Box<str>,
    url: Option<Box<str>>,
}

/// The folder of a newsroom's themes.
pub(super) struct Folder {
    path: PathBuf,
    files: Vec<String>,
}

impl Folder {
    pub(super) fn open(path: &Path) -> Result<Self, ThemeFault> {
        let listed = || -> io::Result<Vec<String>> {
            let names = std::fs::read_dir(path)?.map(|entry| Ok(entry?.file_name().into_string().ok()));
            let names: Vec<Option<String>> = names.collect::<io::Result<_>>()?;
            let mut names: Vec<String> = names.into_iter().flatten().collect();
            names.sort();
            Ok(names)
        };
        let files = listed().map_err(|error| ThemeFault {
            path: path.to_owned(),
            problem: format!("it cannot be read as a folder ({error})"),
        })?;
        Ok(Self { path: path.to_owned(), files })
    }

    /// The files with that ending, in order of their names.
    pub(super) fn ending(&self, ending: &str) -> Vec<String> {
        let has = |name: &&String| Path::new(name).extension().is_some_and(|own| own.eq_ignore_ascii_case(ending));
        self.files.iter().filter(has).cloned().collect()
    }

    pub(super) fn fault(&self, file: &str, problem: String) -> ThemeFault {
        ThemeFault { path: self.path.join(file), problem }
    }

    /// The theme of a file.
    pub(super) fn theme(&self, file: &str, name: &str, shipped: &Themes) -> Result<Design, ThemeFault> {
        let fault = |problem: String| self.fault(file, problem);
        let bytes = self.read(file, LONGEST_THEME).map_err(fault)?;
        let slots: Slots = serde_json::from_slice(&bytes).map_err(|error| fault(error.to_string()))?;
        self.design(slots, name, shipped).map_err(fault)
    }

    /// The fonts that preview pictures have besides those that are built in.
    pub(super) fn fonts(&self) -> Result<Vec<Bytes>, ThemeFault> {
        let mut fonts = Vec::new();
        for ending in ["ttf", "otf", "ttc"] {
            for file in self.ending(ending) {
                let bytes = self.read(&file, LONGEST_DRAWN_FONT).map_err(|problem| self.fault(&file, problem))?;
                if !crate::preview::is_font(&bytes) {
                    return Err(self.fault(&file, "it is no font that can be drawn (TrueType or OpenType)".to_owned()));
                }
                fonts.push(bytes);
            }
        }
        Ok(fonts)
    }

    fn design(&self, slots: Slots, name: &str, shipped: &Themes) -> Result<Design, String> {
        let Slots { title, base, accent, accent_dark, fonts, logo, logo_dark, header, footer } = slots;
        let title = title.unwrap_or_else(|| name.into());
        words("title", &title)?;
        let base = base.as_deref().unwrap_or(super::STANDARD);
        let mut design = shipped.named(base).cloned().ok_or_else(|| {
            let names: Vec<&str> = shipped.all().map(|(name, _)| name).collect();
            format!("base is “{}”; a theme is made of {}", base.escape_debug(), names.join(", "))
        })?;
        let mut root = accents(accent.as_deref(), accent_dark.as_deref(), &design.sheet)?;
        for (slot, property, font) in [("headlines", "serif", fonts.headlines), ("text", "sans", fonts.text)] {
            if let Some(font) = font {
                let fallback = design.sheet.text(Scheme::Light, property).unwrap_or("sans-serif").to_owned();
                let (face, families) = self.font(slot, &font, &fallback, &mut design.files)?;
                root = format!("{face}{root}:root{{--{property}:{families};}}");
            }
        }
        design.css.push_str(&root);
        design.sheet = Sheet::read(&design.css);
        if let Some(file) = logo {
            let (known, bytes) = self.logo("logo", &file)?;
            let path = add_logo(&mut design.files, &known, &bytes);
            design.drawn_logo = (known.ending != "svg").then_some(bytes);
            let dark = logo_dark.map(|file| self.logo("logo_dark", &file)).transpose()?;
            let dark = dark.map(|(known, bytes)| add_logo(&mut design.files, &known, &bytes));
            design.logo = Some(Logo { url: path, dark, size: known.size });
        } else if logo_dark.is_some() {
            return Err("logo_dark stands without a logo".to_owned());
        }
        design.title = Some(title);
        design.header = entries("header", header)?;
        design.footer = entries("footer", footer)?;
        Ok(design)
    }

    /// A font by the name of its kind, or by that of a file: what declares it, and the families to name.
    fn font(
        &self,
        slot: &str,
        font: &str,
        fallback: &str,
        files: &mut Vec<DesignFile>,
    ) -> Result<(String, String), String> {
        let slot = format!("fonts.{slot}");
        if let Some(stack) = type_stack::stack(font) {
            return Ok((String::new(), stack.to_owned()));
        }
        if !Path::new(font).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("woff2")) {
            return Err(format!(
                "{slot} is “{}”; give a kind of type ({}) or a .woff2 file of this folder",
                font.escape_debug(),
                type_stack::names()
            ));
        }
        let bytes = self.beside(&slot, font, LONGEST_FONT)?;
        if !bytes.starts_with(b"wOF2") {
            return Err(format!("{slot}: “{}” is no WOFF2 font", font.escape_debug()));
        }
        let file = DesignFile::new("font", "woff2", "font/woff2", bytes);
        let family = format!("stet-{}", slot.trim_start_matches("fonts."));
        // A page waits for no font, and shifts for none: what is not there at once is there on the next page.
        let face = format!(
            "@font-face{{font-family:{family};src:url({})format(\"woff2\");font-weight:100 900;font-display:optional}}",
            file.path
        );
        files.push(file);
        Ok((face, format!("{family},{fallback}")))
    }

    fn logo(&self, slot: &str, file: &str) -> Result<(logo::Known, Bytes), String> {
        let bytes = self.beside(slot, file, LONGEST_LOGO)?;
        let known = logo::look(&bytes).map_err(|problem| format!("{slot}: “{}”: {problem}", file.escape_debug()))?;
        Ok((known, bytes))
    }

    /// A file of the folder itself, and of nowhere else.
    fn beside(&self, slot: &str, file: &str, longest: u64) -> Result<Bytes, String> {
        let fault = |problem: &str| format!("{slot}: “{}”: {problem}", file.escape_debug());
        if !self.files.iter().any(|known| known == file) {
            return Err(fault("there is no such file in this folder"));
        }
        self.read(file, longest).map_err(|problem| fault(&problem))
    }

    fn read(&self, file: &str, longest: u64) -> Result<Bytes, String> {
        let mut bytes = Vec::new();
        let read = File::open(self.path.join(file)).and_then(|file| file.take(longest + 1).read_to_end(&mut bytes));
        read.map_err(|error| format!("it cannot be read ({error})"))?;
        if bytes.len() as u64 > longest {
            return Err(format!("it is longer than {} KiB", longest / 1024));
        }
        Ok(bytes.into())
    }
}

fn add_logo(files: &mut Vec<DesignFile>, known: &logo::Known, bytes: &Bytes) -> Box<str> {
    let file = DesignFile::new("logo", known.ending, known.content_type, bytes.clone());
    let path = file.path.as_str().into();
    files.push(file);
    path
}

/// What an accent says in a style sheet. For dark pages it is the nearest shade, unless there is one of its own.
fn accents(light: Option<&str>, dark: Option<&str>, sheet: &Sheet) -> Result<String, String> {
    let light = light.map(|text| accent::check("accent", text, sheet, Scheme::Light)).transpose()?;
    let dark = dark.map(|text| accent::check("accent_dark", text, sheet, Scheme::Dark)).transpose()?;
    let dark = dark.or_else(|| light.map(|light| accent::nearest(light, sheet, Scheme::Dark)));
    let light = light.map(|light| format!(":root{{--link:{light};}}")).unwrap_or_default();
    let dark = dark
        .map(|dark| format!("@media screen and (prefers-color-scheme:dark){{:root{{--link:{dark};}}}}"))
        .unwrap_or_default();
    Ok(light + &dark)
}

fn entries(slot: &str, entries: Vec<Entry>) -> Result<Vec<SlotEntry>, String> {
    if entries.len() > MOST_ENTRIES {
        return Err(format!("{slot} has more than {MOST_ENTRIES} entries"));
    }
    let check = |Entry { text, url }| {
        words(&format!("{slot}.text"), &text)?;
        if let Some(url) = &url {
            address(&format!("{slot}.url"), url)?;
        }
        Ok(SlotEntry { text, url })
    };
    entries.into_iter().map(check).collect()
}

fn words(slot: &str, text: &str) -> Result<(), String> {
    let length = text.chars().count();
    if text.trim().is_empty() || length > LONGEST_TEXT || text.chars().any(char::is_control) {
        return Err(format!("{slot} is empty, longer than {LONGEST_TEXT} characters, or holds a control character"));
    }
    Ok(())
}

fn address(slot: &str, url: &str) -> Result<(), String> {
    let plain = url.len() <= 2000 && url.chars().all(|c| !c.is_control() && !matches!(c, '<' | '>' | '"' | ' ' | '\\'));
    let here = url.starts_with('/') && !url.starts_with("//");
    let elsewhere = Url::parse(url).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    if plain && (here || elsewhere) {
        return Ok(());
    }
    Err(format!(
        "{slot} is “{}”, which is neither an http or https URL nor a path that begins with /",
        url.escape_debug()
    ))
}

/// A theme's file that stands alone in its folder.
#[cfg(any(test, fuzzing))]
pub(super) fn fuzz(bytes: &[u8]) {
    let Ok(slots) = serde_json::from_slice(bytes) else { return };
    let folder = Folder { path: PathBuf::new(), files: Vec::new() };
    let _ = folder.design(slots, "courier", &Themes::shipped());
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use crate::theme::{Colour, Scheme, Themes};

    const SVG: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 30"/>"#;

    fn folder(theme: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("logo.svg"), SVG).unwrap();
        fs::write(folder.path().join("page.html"), "<html></html>").unwrap();
        fs::write(folder.path().join("face.woff2"), b"wOF2 and more").unwrap();
        fs::write(folder.path().join("courier.json"), theme).unwrap();
        folder
    }

    fn read(theme: &str) -> Result<Themes, String> {
        Themes::read(folder(theme).path()).map_err(|fault| fault.to_string())
    }

    #[test]
    fn a_theme_is_made_of_a_few_slots() {
        let themes = read(
            r##"{"title": "The Courier", "base": "evening", "accent": "#5b2a86", "logo": "logo.svg",
                "fonts": {"headlines": "face.woff2", "text": "slab"},
                "header": [{"text": "Subscribe", "url": "https://example.org/subscribe"}, {"text": "Since 1888"}],
                "footer": [{"text": "Imprint", "url": "/imprint"}]}"##,
        )
        .unwrap();
        let design = themes.named("courier").unwrap();
        assert_eq!(design.title.as_deref(), Some("The Courier"));
        assert_eq!(design.sheet.colour(Scheme::Light, "link"), Colour::parse("#5b2a86"));
        assert_eq!(design.sheet.colour(Scheme::Light, "band"), Colour::parse("#5b2a86"), "the band follows");
        let dark = design.sheet.colour(Scheme::Dark, "link").unwrap();
        assert!(dark.contrast(design.sheet.colour(Scheme::Dark, "paper").unwrap()) >= 4.5, "a shade for dark pages");
        assert!(design.css.contains("@font-face{font-family:stet-headlines;src:url(/assets/font-"));
        assert!(design.sheet.text(Scheme::Light, "serif").unwrap().starts_with("stet-headlines,\"Helvetica"));
        assert!(design.sheet.text(Scheme::Light, "sans").unwrap().starts_with("Rockwell"));
        assert_eq!((design.header.len(), design.footer.len(), design.files.len()), (2, 1, 2));
        assert_eq!(design.logo.as_ref().unwrap().size, (120, 30));
        assert!(themes.named("standard").is_some() && themes.named("evening").is_some(), "the others are there");
        assert_eq!(format!("{themes:?}"), r#"["standard", "contrast", "courier", "evening"]"#);
    }

    #[test]
    fn what_is_wrong_is_said_with_the_way_out() {
        for (theme, told) in [
            (r##"{"accent": "#ffcc00"}"##, "is the nearest shade that has it"),
            (r#"{"accent": "red"}"#, "write it as #rrggbb"),
            (r#"{"base": "morning"}"#, "standard, contrast, evening"),
            (r#"{"logo": "../logo.svg"}"#, "no such file in this folder"),
            (r#"{"logo": "page.html"}"#, "no PNG, JPEG, WebP or SVG"),
            (r#"{"logo_dark": "logo.svg"}"#, "without a logo"),
            (r#"{"fonts": {"text": "Comic Sans"}}"#, "didone, slab"),
            (r#"{"fonts": {"text": "https://fonts.example/a.woff2"}}"#, "no such file in this folder"),
            (r#"{"header": [{"text": "Shop", "url": "javascript:alert(1)"}]}"#, "neither an http or https URL"),
            (r#"{"header": [{"text": "Shop", "url": "//example.org"}]}"#, "neither an http or https URL"),
            (r#"{"header": [{"text": "a\u0000b"}]}"#, "control character"),
            (r#"{"footer": [{"text": ""}]}"#, "empty"),
            (r#"{"html": "<b>"}"#, "unknown field"),
            ("[]", "courier.json"),
        ] {
            let fault = read(theme).unwrap_err();
            assert!(fault.contains(told) && fault.contains("courier.json"), "{theme}: {fault}");
        }
        let fault = Themes::read(Path::new("/nowhere/themes")).unwrap_err().to_string();
        assert!(fault.contains("--themes") && fault.contains("cannot be read"), "{fault}");
    }

    #[test]
    fn names_and_fonts_of_a_folder_are_looked_at() {
        let good = folder("{}");
        fs::write(good.path().join("Big Name.json"), "{}").unwrap();
        assert!(Themes::read(good.path()).unwrap_err().to_string().contains("single hyphens"));
        let good = folder("{}");
        fs::write(good.path().join("cjk.otf"), "no font").unwrap();
        assert!(Themes::read(good.path()).unwrap_err().to_string().contains("no font that can be drawn"));
    }

    #[test]
    fn what_names_no_theme_can_be_given_another_look() {
        let own = folder("{}");
        fs::write(own.path().join("standard.json"), r#"{"base": "evening"}"#).unwrap();
        let themes = Themes::read(own.path()).unwrap();
        assert_eq!(themes.of(None).sheet.colour(Scheme::Light, "paper"), Colour::parse("#fdf8ef"));
    }
}
