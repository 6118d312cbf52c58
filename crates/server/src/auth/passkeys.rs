//! Passkeys (WebAuthn level 3): the two conversations in which one is made and
//! used.

use serde_json::Value;
use store::{Member, MemberId};
use uuid::Uuid;
use webauthn_rs::prelude::{
    DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential, Url,
    WebauthnError,
};
use webauthn_rs::{Webauthn, WebauthnBuilder};

use super::pending::Pending;
use crate::clock;

/// What makes and checks passkeys for this server's address.
pub(crate) struct Passkeys {
    webauthn: Webauthn,
    made: Pending<(MemberId, PasskeyRegistration)>,
    used: Pending<DiscoverableAuthentication>,
}

/// A challenge for the browser: the id to answer with, and its options.
pub(crate) struct Challenge {
    pub(crate) id: Uuid,
    pub(crate) options: Value,
}

/// Why a passkey was not made or taken.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PasskeyFault {
    /// The challenge was answered before, or too long ago.
    #[error("the challenge is over")]
    Over,
    /// The answer is not what a browser gives.
    #[error("the answer cannot be read: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// The answer does not stand up to what it is checked against.
    #[error(transparent)]
    Refused(#[from] WebauthnError),
}

impl Passkeys {
    /// None where browsers offer no passkeys: they want an encrypted
    /// connection, and a name where others have an address of numbers.
    pub(crate) fn at(base_url: &str, newsroom: &str) -> Option<Self> {
        let origin = Url::parse(base_url).ok()?;
        let host = origin.domain()?;
        if origin.scheme() != "https" && host != "localhost" {
            return None;
        }
        match WebauthnBuilder::new(host, &origin).and_then(|builder| builder.rp_name(newsroom).build()) {
            Ok(webauthn) => Some(Self { webauthn, made: Pending::new(), used: Pending::new() }),
            Err(error) => {
                tracing::warn!(%error, base_url, "passkeys do not work at this address");
                None
            }
        }
    }

    /// Begins to make a passkey for a member, who has those already.
    pub(crate) fn make(&self, member: &Member, has: Vec<Vec<u8>>) -> Result<Challenge, PasskeyFault> {
        let (options, state) =
            self.webauthn.start_passkey_registration(member.id.uuid(), &member.email, &member.name, Some(has))?;
        let id = self.made.keep((member.id, state), clock::now());
        let mut options = serde_json::to_value(options.public_key)?;
        // Who signs in types no address, so the authenticator has to keep whose the key is.
        options["authenticatorSelection"]["residentKey"] = "required".into();
        options["authenticatorSelection"]["requireResidentKey"] = true.into();
        Ok(Challenge { id, options })
    }

    /// Ends making one: gives the authenticator's name for it, and what it is checked against.
    pub(crate) fn made(&self, member: MemberId, id: Uuid, answer: Value) -> Result<(Vec<u8>, Value), PasskeyFault> {
        let pending = self.made.take(id, clock::now()).filter(|(whose, _)| *whose == member);
        let (_, state) = pending.ok_or(PasskeyFault::Over)?;
        let answer: RegisterPublicKeyCredential = serde_json::from_value(answer)?;
        let passkey = self.webauthn.finish_passkey_registration(&answer, &state)?;
        Ok((passkey.cred_id().to_vec(), serde_json::to_value(&passkey)?))
    }

    /// Begins to let somebody in.
    pub(crate) fn ask(&self) -> Result<Challenge, PasskeyFault> {
        let (options, state) = self.webauthn.start_discoverable_authentication()?;
        let id = self.used.keep(state, clock::now());
        Ok(Challenge { id, options: serde_json::to_value(options.public_key)? })
    }

    /// Who answers a challenge, as they say, and by which passkey.
    pub(crate) fn answered(&self, id: Uuid, answer: Value) -> Result<Answered, PasskeyFault> {
        let state = self.used.take(id, clock::now()).ok_or(PasskeyFault::Over)?;
        let answer: PublicKeyCredential = serde_json::from_value(answer)?;
        let (member, credential) = self.webauthn.identify_discoverable_authentication(&answer)?;
        Ok(Answered { member: MemberId::new(member), credential_id: credential.to_vec(), state, answer })
    }

    /// Checks an answer against what is kept; gives what is to be kept from now on.
    pub(crate) fn check(&self, answered: Answered, kept: Value) -> Result<Value, PasskeyFault> {
        let mut passkey: Passkey = serde_json::from_value(kept)?;
        let Answered { state, answer, .. } = answered;
        let result = self.webauthn.finish_discoverable_authentication_v2(&answer, state, &passkey)?;
        passkey.update_credential(&result);
        Ok(serde_json::to_value(&passkey)?)
    }
}

/// An answer that is to be checked.
pub(crate) struct Answered {
    pub(crate) member: MemberId,
    pub(crate) credential_id: Vec<u8>,
    state: DiscoverableAuthentication,
    answer: PublicKeyCredential,
}

#[cfg(test)]
mod tests {
    use super::Passkeys;

    #[test]
    fn passkeys_want_a_name_and_an_encrypted_connection() {
        for (base_url, works) in [
            ("https://live.example.org", true),
            ("https://live.example.org:8443", true),
            ("http://localhost:8080", true),
            ("http://live.example.org", false),
            ("http://127.0.0.1:8080", false),
            ("https://192.0.2.1", false),
            ("https://[2001:db8::1]", false),
        ] {
            assert_eq!(Passkeys::at(base_url, "The Gazette").is_some(), works, "{base_url}");
        }
    }
}
