//! Passwords: what may be one, and how one is kept and checked.

use std::sync::Arc;

use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Argon2, Params, PasswordHash};
use axum::http::StatusCode;
use tokio::sync::Semaphore;

use crate::clock;
use crate::problem::Problem;

/// The shortest password, in characters (NIST SP 800-63B-4 asks for 15 where
/// nothing limits the tries; here something does).
const SHORTEST: usize = 12;
/// The longest password, in bytes.
const LONGEST: usize = 256;
/// How many passwords are hashed at a time: each takes 19 MiB and a core.
const AT_A_TIME: usize = 2;
/// How many may wait for that. Past it, whoever asks is told to come again.
const WAITING: usize = 64;

/// The commonest that are long enough, and words that make one with a few more characters.
const COMMON: [&str; 12] = [
    "password",
    "passw0rd",
    "qwertyuiop",
    "asdfghjkl",
    "1234567890",
    "iloveyou",
    "letmein",
    "welcome",
    "administrator",
    "changeme",
    "livecoverage",
    "newsroom",
];

/// Hashes and checks passwords, a few at a time, away from the threads that serve.
pub(crate) struct Passwords {
    turns: Arc<Semaphore>,
    room: Arc<Semaphore>,
    /// The hash of a password that nobody has, so that to ask for somebody
    /// unknown takes as long as to ask for somebody known.
    nobodys: Arc<str>,
}

/// What came of checking a password.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Verdict {
    /// It is another.
    Wrong,
    /// It is the one.
    Right,
    /// It is the one, and is to be hashed anew: its hash is of weaker parameters.
    RightButOld,
}

impl Passwords {
    pub(crate) fn new() -> Self {
        let secret: [u8; 32] = clock::random();
        // With the parameters as they are, hashing fails for want of memory only.
        let nobodys = hash(&secret).unwrap_or_default();
        Self {
            turns: Arc::new(Semaphore::new(AT_A_TIME)),
            room: Arc::new(Semaphore::new(WAITING)),
            nobodys: nobodys.into(),
        }
    }

    /// The hash of a password, as a PHC string.
    ///
    /// # Errors
    /// 503 when too many wait.
    pub(crate) async fn hash(&self, password: String) -> Result<String, Problem> {
        self.work(move || hash(password.as_bytes())).await?.map_err(|error| Problem::internal(&error))
    }

    /// Checks a password against a hash; without one it takes as long, and is wrong.
    ///
    /// # Errors
    /// 503 when too many wait.
    pub(crate) async fn check(&self, password: String, hash: Option<String>) -> Result<Verdict, Problem> {
        let nobodys = Arc::clone(&self.nobodys);
        self.work(move || check(password.as_bytes(), hash.as_deref(), &nobodys)).await
    }

    async fn work<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
        let busy = || {
            Problem::new(StatusCode::SERVICE_UNAVAILABLE, "busy", "Too many sign in at this moment.")
                .hinted("Try again in a few seconds.")
                .after(5)
        };
        let _room = Arc::clone(&self.room).try_acquire_owned().map_err(|_| busy())?;
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|_| busy())?;
        let working = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            work()
        });
        working.await.map_err(|error| Problem::internal(&error))
    }
}

/// Argon2id with the parameters that OWASP recommends: 19 MiB, two passes, one lane.
fn hash(password: &[u8]) -> argon2::password_hash::Result<String> {
    Argon2::default().hash_password_with_salt(password, &clock::random::<16>()).map(|hash| hash.to_string())
}

fn check(password: &[u8], known: Option<&str>, nobodys: &str) -> Verdict {
    // Longer than any there is; and it would be hashed at length.
    let sound = password.len() <= LONGEST;
    let password = if sound { password } else { &[] };
    let Ok(hash) = PasswordHash::new(known.unwrap_or(nobodys)) else { return Verdict::Wrong };
    let fits = Argon2::default().verify_password(password, &hash).is_ok();
    if !fits || !sound || known.is_none() {
        return Verdict::Wrong;
    }
    let same = |params: &Params| {
        let now = Params::default();
        (params.m_cost(), params.t_cost(), params.p_cost()) == (now.m_cost(), now.t_cost(), now.p_cost())
    };
    match Params::try_from(&hash) {
        Ok(params) if same(&params) && hash.algorithm.as_str() == "argon2id" => Verdict::Right,
        _ => Verdict::RightButOld,
    }
}

/// Refuses what is too easily guessed to be a password.
///
/// # Errors
/// 422 `weak_password`.
pub(crate) fn require_strong(password: &str, email: &str, name: &str) -> Result<(), Problem> {
    let refuse = |detail: &str| {
        Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "weak_password", detail)
            .at("password")
            .hinted("A few words that do not belong together make a good password; so does a password manager."))
    };
    if password.chars().count() < SHORTEST {
        return refuse("A password has 12 characters or more.");
    }
    if password.len() > LONGEST {
        return refuse("A password has 256 bytes at most.");
    }
    let plain = password.to_lowercase();
    let local = email.split('@').next().unwrap_or(email);
    if [email, local, name]
        .iter()
        .any(|own| own.chars().count() > 3 && is_little_more_than(&plain, &own.to_lowercase()))
    {
        return refuse("The password is little more than your name or address.");
    }
    let few = plain.chars().collect::<std::collections::BTreeSet<_>>().len() < 5;
    if few || COMMON.iter().any(|common| is_little_more_than(&plain, common)) || is_a_row(&plain) {
        return refuse("The password is one of those that are tried first.");
    }
    Ok(())
}

/// Whether a text is a word, once or more often, with four other characters at most.
fn is_little_more_than(text: &str, word: &str) -> bool {
    text.contains(word) && text.replace(word, "").chars().count() <= 4
}

/// Whether each character follows the one before it: `abcdefghijkl`, `123456789012`.
fn is_a_row(text: &str) -> bool {
    let follows = |(one, next): (char, char)| {
        u32::from(next).wrapping_sub(u32::from(one)) == 1 || (one, next) == ('9', '0') || (one, next) == ('0', '1')
    };
    text.chars().zip(text.chars().skip(1)).all(follows)
}

#[cfg(test)]
mod tests {
    use argon2::{Algorithm, Version};

    use super::*;

    #[test]
    fn what_is_guessed_first_is_no_password() {
        let refused = |password: &str| require_strong(password, "ada.field@example.org", "Ada Field").is_err();
        for weak in [
            "short",
            "elevenchars",
            "password1234",
            "PasswordPassword",
            "qwertyuiop12",
            "123456789012",
            "abcdefghijklm",
            "aaaaaaaaaaaaa",
            "abababababab",
            "ada.field@example.org",
            "ada.field2026",
            "Ada Field Ada Field",
            "newsroom2026",
            &"x1y2z3".repeat(50),
        ] {
            assert!(refused(weak), "{weak}");
        }
        for strong in ["ferry barrier lee quay", "correcthorsebattery", "пароль для порта", "Tr0ub4dor&3xyz"]
        {
            assert!(!refused(strong), "{strong}");
        }
    }

    #[tokio::test]
    async fn a_password_is_known_by_its_hash() {
        let passwords = Passwords::new();
        let hash = passwords.hash("ferry barrier lee quay".to_owned()).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        let check = async |password: &str, hash: Option<&str>| {
            passwords.check(password.to_owned(), hash.map(str::to_owned)).await.unwrap()
        };
        assert_eq!(check("ferry barrier lee quay", Some(&hash)).await, Verdict::Right);
        assert_eq!(check("ferry barrier lee quai", Some(&hash)).await, Verdict::Wrong);
        assert_eq!(check("ferry barrier lee quay", None).await, Verdict::Wrong);
        assert_eq!(check("ferry barrier lee quay", Some("nonsense")).await, Verdict::Wrong);
        assert_eq!(check(&"x".repeat(100_000), Some(&hash)).await, Verdict::Wrong);
    }

    #[test]
    fn a_hash_of_weaker_parameters_is_told() {
        let weak = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(64, 1, 1, None).unwrap());
        let old = weak.hash_password_with_salt(b"ferry barrier", &[7; 16]).unwrap().to_string();
        assert_eq!(check(b"ferry barrier", Some(&old), &old), Verdict::RightButOld);
        assert_eq!(check(b"ferry carrier", Some(&old), &old), Verdict::Wrong);
        assert_eq!(check(b"ferry barrier", None, &old), Verdict::Wrong, "even the one that nobody has");
    }

    #[tokio::test]
    async fn no_more_wait_than_there_is_room_for() {
        let passwords = Arc::new(Passwords::new());
        let _turns = passwords.turns.clone().acquire_many_owned(2).await.unwrap();
        let waiting: Vec<_> = (0..WAITING)
            .map(|_| {
                let passwords = Arc::clone(&passwords);
                tokio::spawn(async move { passwords.check(String::new(), None).await })
            })
            .collect();
        while passwords.room.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        assert!(passwords.check(String::new(), None).await.is_err());
        waiting.iter().for_each(tokio::task::JoinHandle::abort);
    }
}
