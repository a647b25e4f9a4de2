//! Where files go (contract §1.1, §2.14).

use whereby_macros::model;

/// Who keeps the files.
#[model]
pub enum StorageProvider {
    /// Your own bucket on AWS S3.
    S3,
    /// Whereby.
    Whereby,
}

/// How Whereby opens your bucket.
#[model]
pub enum StorageAuthenticationType {
    /// By an access key: bucket, region, id and secret.
    AccessKey,
    /// By a role: bucket and `oidc_role_arn`.
    RoleBased,
}
