//! Signatures: only the key tells whether one is the signer's.

use std::fs;

use zeren::{KeyError, PublicKey, ReadRecordError, Record, RecordPart, SecretKey, SignatureError};

use super::{canonical, forged, record};

fn pem(name: &str) -> String {
    fs::read_to_string(super::key(name)).unwrap()
}

fn public(name: &str) -> PublicKey {
    PublicKey::from_pem(&pem(name)).unwrap()
}

fn signed() -> Record {
    record().signed(&SecretKey::from_pem(&pem("signer.pem")).unwrap())
}

#[test]
fn a_signature_holds_under_its_own_key_alone() {
    let read = Record::read(signed().to_json()).unwrap();
    assert_eq!(
        read.digest(),
        record().digest(),
        "the digest stays what it was"
    );
    assert_eq!(read.check_signature(&public("signer.pub.pem")), Ok(()));
    let other = read.check_signature(&public("other.pub.pem"));
    assert!(
        matches!(other, Err(SignatureError::OtherKey { .. })),
        "{other:?}"
    );
    let none = record().check_signature(&public("signer.pub.pem"));
    assert_eq!(none, Err(SignatureError::Unsigned));
    assert!(read.verify().unwrap().is_identical());
}

#[test]
fn a_signature_taken_from_another_record_or_key_is_false() {
    let signed: serde_json::Value = serde_json::from_str(&signed().to_json()).unwrap();
    let facts = super::FACTS.replace("89.9", "88.8");
    let other = super::policy().record(&facts).unwrap();
    let mut other: serde_json::Value = serde_json::from_str(&other.to_json()).unwrap();
    other["signature"] = signed["signature"].clone();
    let read = Record::read(forged(other)).unwrap();
    let checked = read.check_signature(&public("signer.pub.pem"));
    assert_eq!(checked, Err(SignatureError::False));
    // The name of the right key does not help.
    let by_other = record().signed(&SecretKey::from_pem(&pem("other.pem")).unwrap());
    let mut by_other: serde_json::Value = serde_json::from_str(&by_other.to_json()).unwrap();
    by_other["signature"]["public_key"] = public("signer.pub.pem").to_hex().into();
    let altered = Record::read(canonical(&by_other));
    assert!(
        matches!(&altered, Err(ReadRecordError::Altered { parts }) if *parts == [RecordPart::Signature]),
        "{altered:?}"
    );
    let signature = &mut by_other["signature"];
    signature.as_object_mut().unwrap().remove("sha256");
    signature["sha256"] = super::sha256(&canonical(signature)).into();
    let read = Record::read(canonical(&by_other)).unwrap();
    let checked = read.check_signature(&public("signer.pub.pem"));
    assert_eq!(checked, Err(SignatureError::False));
}

#[test]
fn what_is_no_key_is_told() {
    for text in ["", "key", &pem("signer.pub.pem"), &pem("x25519.pem")] {
        assert_eq!(SecretKey::from_pem(text).err(), Some(KeyError::Secret));
    }
    for text in ["", "key", &pem("signer.pem"), &pem("x25519.pem")] {
        assert_eq!(PublicKey::from_pem(text).err(), Some(KeyError::Public));
    }
    let secret = SecretKey::from_pem(&pem("signer.pem")).unwrap();
    assert_eq!(secret.public(), public("signer.pub.pem"));
    assert_eq!(format!("{secret:?}"), "SecretKey");
}
