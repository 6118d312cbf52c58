//! Type by name: what machines have of a kind, so that nothing has to be loaded.

/// The kinds, and the families of each; after Modern Font Stacks, in the public domain.
const STACKS: [(&str, &str); 8] = [
    ("system", "system-ui, -apple-system, \"Segoe UI\", Roboto, sans-serif"),
    ("humanist", "Seravek, \"Gill Sans Nova\", Ubuntu, Calibri, \"DejaVu Sans\", source-sans-pro, sans-serif"),
    ("geometric", "Avenir, Montserrat, Corbel, \"URW Gothic\", source-sans-pro, sans-serif"),
    ("grotesque", "\"Helvetica Neue\", \"Arial Nova\", Arial, \"Liberation Sans\", \"Nimbus Sans\", sans-serif"),
    ("transitional", "Charter, \"Bitstream Charter\", \"Sitka Text\", Cambria, Georgia, serif"),
    ("old-style", "\"Iowan Old Style\", \"Palatino Linotype\", \"URW Palladio L\", P052, serif"),
    ("didone", "Didot, \"Bodoni MT\", \"Noto Serif Display\", \"URW Palladio L\", P052, Sylfaen, serif"),
    ("slab", "Rockwell, \"Rockwell Nova\", \"Roboto Slab\", \"DejaVu Serif\", \"Sitka Small\", serif"),
];

/// The families of a kind.
pub(crate) fn stack(name: &str) -> Option<&'static str> {
    STACKS.into_iter().find_map(|(known, families)| (known == name).then_some(families))
}

/// The names of all kinds.
pub(crate) fn names() -> String {
    STACKS.map(|(name, _)| name).join(", ")
}
