//! What the program says of itself to whoever asks.

use crate::stet::stet;

#[test]
fn the_help_says_what_it_is_and_leaves_no_command_out() {
    let help = stet(&["--help"]);
    assert!(help.ok && help.out.starts_with("Live coverage on the record"), "{}", help.out);
    for command in ["serve", "demo", "import", "export", "backup", "restore", "verify", "follow", "unfollow", "key"] {
        assert!(help.out.contains(&format!("\n  {command} ")), "{command}: {}", help.out);
    }
}
