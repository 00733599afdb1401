//! Keys in files.

use std::path::Path;

use super::io;
use super::report::Failure;
use crate::lang::Text;
use crate::record::{KeyError, PublicKey, SecretKey};

/// Reads the key that signs.
pub(super) fn secret(path: &Path) -> Result<SecretKey, Failure> {
    SecretKey::from_pem(&io::text(path)?).map_err(|error| no_key(path, &error))
}

/// Reads the key that signatures are checked with.
pub(super) fn public(path: &Path) -> Result<PublicKey, Failure> {
    PublicKey::from_pem(&io::text(path)?).map_err(|error| no_key(path, &error))
}

fn no_key(path: &Path, error: &KeyError) -> Failure {
    let path = path.display();
    let zh = match error {
        KeyError::Secret => {
            "不是 PKCS#8 PEM 格式的 Ed25519 私钥；可用 `openssl genpkey -algorithm ed25519` 生成"
        }
        KeyError::Public => "不是 PEM 格式的 Ed25519 公钥；可用 `openssl pkey -pubout` 导出",
    };
    let (zh, en) = (format!("“{path}”{zh}"), format!("`{path}`: {error}"));
    Failure::Usage(Text::new(zh, en))
}
