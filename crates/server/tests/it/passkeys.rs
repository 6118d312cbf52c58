//! Passkeys, made and used by a software authenticator (CTAP 2) behind a
//! client of WebAuthn, as a browser has them.

use axum::http::StatusCode;
use passkey::authenticator::{Authenticator, UiHint, UserCheck, UserValidationMethod};
use passkey::client::{Client, DefaultClientData};
use passkey::crypto::rust_crypto::RustCryptoBackend;
use passkey::types::Passkey;
use passkey::types::ctap2::{Aaguid, Ctap2Error};
use passkey::types::webauthn::{CredentialCreationOptions, CredentialRequestOptions};
use serde_json::{Value, json};
use store::Role;
use url::Url;

use crate::app::{Caller, PUBLIC_URL, TestApp, member};
use crate::sign_in::{browser, signed_in};

/// Somebody who is there, and confirms it.
struct Present;

#[async_trait::async_trait]
impl UserValidationMethod for Present {
    type PasskeyItem = Passkey;

    async fn check_user<'a>(
        &self,
        _: UiHint<'a, Passkey>,
        presence: bool,
        verification: bool,
    ) -> Result<UserCheck, Ctap2Error> {
        Ok(UserCheck { presence, verification })
    }

    fn is_presence_enabled(&self) -> bool {
        true
    }

    fn is_verification_enabled(&self) -> Option<bool> {
        Some(true)
    }
}

/// An authenticator and the one passkey that it holds.
#[derive(Default)]
struct Device(Option<Passkey>);

impl Device {
    fn authenticator(&self) -> Authenticator<Option<Passkey>, Present, RustCryptoBackend> {
        Authenticator::new(Aaguid::new_empty(), self.0.clone(), Present, RustCryptoBackend)
    }

    /// What a page of ours gets from `navigator.credentials.create`.
    async fn create(&mut self, options: &Value) -> Value {
        let options: CredentialCreationOptions = serde_json::from_value(json!({"publicKey": options})).unwrap();
        let mut client = Client::new(self.authenticator());
        let made = client.register(&Url::parse(PUBLIC_URL).unwrap(), options, DefaultClientData).await.unwrap();
        self.0.clone_from(client.authenticator().store());
        serde_json::to_value(made).unwrap()
    }

    /// What a page of ours gets from `navigator.credentials.get`.
    async fn get(&mut self, options: &Value) -> Value {
        let options: CredentialRequestOptions = serde_json::from_value(json!({"publicKey": options})).unwrap();
        let mut client = Client::new(self.authenticator());
        let used = client.authenticate(&Url::parse(PUBLIC_URL).unwrap(), options, DefaultClientData).await.unwrap();
        self.0.clone_from(client.authenticator().store());
        serde_json::to_value(used).unwrap()
    }
}

/// Makes a passkey; gives what it is answered with, and its challenge's id.
async fn make(device: &mut Device, caller: &Caller) -> (Value, Value) {
    let challenge = caller.post("/api/v1/me/passkeys/challenge", &json!({})).await.expect(StatusCode::OK).json();
    assert_eq!(challenge["options"]["authenticatorSelection"]["residentKey"], "required");
    assert_eq!(challenge["options"]["authenticatorSelection"]["userVerification"], "required");
    (device.create(&challenge["options"]).await, challenge["id"].clone())
}

async fn add(device: &mut Device, caller: &Caller) -> Value {
    let (credential, id) = make(device, caller).await;
    let made = json!({"id": id, "name": "My phone", "credential": credential});
    caller.post("/api/v1/me/passkeys", &made).await.expect(StatusCode::CREATED).json()
}

/// Answers a new challenge.
async fn answer(device: &mut Device, app: &TestApp) -> Value {
    let asked = app.anon().post("/api/v1/auth/passkey/challenge", &json!({})).await.expect(StatusCode::OK).json();
    let credential = device.get(&asked["options"]).await;
    json!({"id": asked["id"], "credential": credential})
}

#[tokio::test]
async fn a_member_makes_a_passkey_and_signs_in_with_it() {
    let app = TestApp::start().await;
    let ada = signed_in(&app, "ada@example.org", Role::Owner).await;
    assert_eq!(app.anon().get("/api/v1/auth").await.json()["sign_in"]["passkey"], true);
    let mut device = Device::default();
    let made = add(&mut device, &ada).await;
    assert_eq!((&made["name"], &made["used_at"]), (&json!("My phone"), &Value::Null));
    assert_eq!(ada.get("/api/v1/me").await.json()["passkeys"], 1);

    for _ in 0..2 {
        let answered = answer(&mut device, &app).await;
        let signed = app.anon().post("/api/v1/auth/passkey", &answered).await.expect(StatusCode::OK);
        assert_eq!(signed.json()["email"], "ada@example.org");
        browser(&app, &signed).cover(&format!("storm-{}", answered["id"].as_str().unwrap())).await;
        // What was answered once is worth nothing any more.
        let told = app.anon().post("/api/v1/auth/passkey", &answered).await.problem(StatusCode::UNAUTHORIZED);
        assert_eq!(told.code, "sign_in_failed");
    }
    let listed = ada.get("/api/v1/me/passkeys").await.expect(StatusCode::OK).json();
    assert!(listed["passkeys"][0]["used_at"].is_string());

    let place = format!("/api/v1/me/passkeys/{}", made["id"].as_str().unwrap());
    let eve = signed_in(&app, "eve@example.org", Role::Owner).await;
    eve.delete(&place, &json!({})).await.problem(StatusCode::NOT_FOUND);
    ada.delete(&place, &json!({})).await.expect(StatusCode::NO_CONTENT);
    let answered = answer(&mut device, &app).await;
    app.anon().post("/api/v1/auth/passkey", &answered).await.problem(StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_passkey_of_a_disabled_member_lets_nobody_in() {
    let app = TestApp::start().await;
    let ada = signed_in(&app, "ada@example.org", Role::Editor).await;
    let mut device = Device::default();
    add(&mut device, &ada).await;
    let id = member(app.store(), "ada@example.org", Role::Editor).await;
    app.owner().await.patch(&format!("/api/v1/members/{id}"), &json!({"disabled": true})).await.expect(StatusCode::OK);
    let answered = answer(&mut device, &app).await;
    app.anon().post("/api/v1/auth/passkey", &answered).await.problem(StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn what_was_signed_for_another_answer_is_refused() {
    let app = TestApp::start().await;
    let ada = signed_in(&app, "ada@example.org", Role::Owner).await;
    let eve = signed_in(&app, "eve@example.org", Role::Owner).await;
    let mut device = Device::default();
    // Eve cannot end what Ada began, nor Ada what is no answer.
    let (credential, id) = make(&mut device, &ada).await;
    let made = json!({"id": id, "name": "Mine", "credential": credential});
    let told = eve.post("/api/v1/me/passkeys", &made).await.problem(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(told.field.as_deref(), Some("id"));
    let challenge = ada.post("/api/v1/me/passkeys/challenge", &json!({})).await.expect(StatusCode::OK).json();
    for (credential, field) in [(credential.clone(), "credential"), (json!({}), "credential")] {
        let made = json!({"id": challenge["id"], "name": "Mine", "credential": credential});
        let told = ada.post("/api/v1/me/passkeys", &made).await.problem(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(told.field.as_deref() == Some(field) || told.field.as_deref() == Some("id"));
    }
    add(&mut device, &ada).await;
    // An answer under another challenge, and one that says it is of somebody else.
    let first = answer(&mut device, &app).await;
    let second = answer(&mut device, &app).await;
    let crossed = json!({"id": first["id"], "credential": second["credential"]});
    app.anon().post("/api/v1/auth/passkey", &crossed).await.problem(StatusCode::UNAUTHORIZED);
    let nonsense = json!({"id": second["id"], "credential": {"id": "x"}});
    app.anon().post("/api/v1/auth/passkey", &nonsense).await.problem(StatusCode::UNPROCESSABLE_ENTITY);
}
