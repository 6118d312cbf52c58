//! What lets anybody check a record from outside: the tree over its leaves.

mod checkpoint;
pub(crate) mod key;
pub(crate) mod leaves;
mod signed_note;
mod tile;
mod tree;
mod withholding;

pub use checkpoint::Checkpoint;
pub use key::Keys;
pub use signed_note::{HandedOn, KeyName, NamedKey, NoteFault, PublicKey, SignedNote, SigningKey};
pub use tile::{TILE, Tile, TileOf};
pub use tree::{Tree, consistency_proof, inclusion_proof, is_consistent, is_included, root};
pub use withholding::Withholding;
