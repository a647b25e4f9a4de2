//! Whom to trust: the system's store, bundled roots if that is empty, or the caller's bundle.

use std::{
    path::Path,
    sync::{Arc, OnceLock},
};

use rustls::{ClientConfig, RootCertStore, crypto::ring};
use rustls_pki_types::{CertificateDer, pem::PemObject};

use crate::error::{Error, Result};

/// Whom a client trusts.
pub(crate) type Roots = Arc<RootCertStore>;

/// The system's store, or bundled roots. It is read once per process, on first need.
pub(crate) fn system() -> Roots {
    static SYSTEM: OnceLock<Roots> = OnceLock::new();
    SYSTEM.get_or_init(|| Arc::new(read_system())).clone()
}

/// Nobody, for a client that speaks plain HTTP: no store is read for it.
pub(crate) fn nobody() -> Roots {
    Arc::new(RootCertStore::empty())
}

/// The configuration for a client.
pub(crate) fn config(roots: Roots) -> Result<ClientConfig> {
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|e| Error::config("TLS cannot be set up").because(e))?;
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}

/// `SSL_CERT_FILE` and `SSL_CERT_DIR` are honoured by `rustls-native-certs`.
fn read_system() -> RootCertStore {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if roots.is_empty() {
        roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    }
    roots
}

/// The caller's bundle, a file.
pub(crate) fn bundle(path: &str) -> Result<Roots> {
    let refused = |why: &str| {
        Error::config(format!("ca_bundle: {why}; give the path of a file with certificates in PEM"))
    };
    let mut roots = RootCertStore::empty();
    let certificates = CertificateDer::pem_file_iter(Path::new(path))
        .map_err(|e| refused("the file cannot be read").because(e))?;
    for certificate in certificates {
        let certificate = certificate.map_err(|e| refused("the file holds broken PEM").because(e))?;
        roots
            .add(certificate)
            .map_err(|e| refused("the file holds a certificate that cannot be used").because(e))?;
    }
    match roots.is_empty() {
        true => Err(refused("the file holds no certificate")),
        false => Ok(Arc::new(roots)),
    }
}
