//! A bucket of an object store that speaks S3, where the files of pictures
//! and films are kept if the operator has named one.

mod client;

use std::fmt;
use std::ops::Range;
use std::path::Path as FilePath;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_util::TryStreamExt;
use futures_util::stream::BoxStream;
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::path::Path;
use object_store::{
    Attribute, Attributes, BackoffConfig, GetOptions, GetRange, ObjectStore, ObjectStoreExt, PutMultipartOptions,
    PutOptions, RetryConfig, WriteMultipart,
};
use thiserror::Error;
use tokio::io::AsyncReadExt;

use self::client::Client;

/// How much of a film is sent at a time. S3 takes no less than 5 MiB, and ten
/// thousand parts.
const PART: usize = 16 * 1024 * 1024;
/// How many parts are on their way at a time.
const PARTS_AT_ONCE: usize = 2;
/// How long a request is tried again for. Work that fails is taken up again by itself.
const PATIENCE: Duration = Duration::from_secs(20);

/// A bucket, and what stands before every name in it. Clones share it.
#[derive(Clone)]
pub(crate) struct Bucket {
    store: Arc<AmazonS3>,
    prefix: Path,
}

impl fmt::Debug for Bucket {
    /// Tells no secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bucket").field("prefix", &self.prefix.as_ref()).finish_non_exhaustive()
    }
}

/// Why a bucket cannot be used.
#[derive(Debug, Error)]
pub enum BucketFault {
    /// What was set is not enough, or no bucket.
    #[error("{0}")]
    Settings(object_store::Error),
    /// It does not answer, or does not let files be written.
    #[error("{0}")]
    Refused(object_store::Error),
}

/// What is had of a file.
pub(crate) struct Piece {
    /// The bytes, as they come.
    pub(crate) bytes: BoxStream<'static, object_store::Result<Bytes>>,
    /// How many there are.
    pub(crate) length: u64,
}

impl Bucket {
    /// Opens the bucket of an `s3://NAME/PREFIX`, with what the variables of
    /// the environment say that every program for S3 reads (`AWS_REGION`,
    /// `AWS_ENDPOINT_URL`, `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`…), and
    /// writes a file to see that it can.
    ///
    /// # Errors
    /// A [`BucketFault`], in words of the library.
    pub(crate) async fn open(url: &str) -> Result<Self, BucketFault> {
        let (_, rest) = url.split_once("://").unwrap_or(("", url));
        let (name, prefix) = rest.split_once('/').unwrap_or((rest, ""));
        let retry = RetryConfig { max_retries: 4, retry_timeout: PATIENCE, backoff: BackoffConfig::default() };
        let store = AmazonS3Builder::from_env()
            .with_bucket_name(name)
            .with_retry(retry)
            .with_http_connector(Client::new())
            .build()
            .map_err(BucketFault::Settings)?;
        let prefix = Path::parse(prefix).map_err(|error| BucketFault::Settings(error.into()))?;
        let bucket = Self { store: Arc::new(store), prefix };
        bucket.put("stet", "text/plain", Bytes::from_static(MARK)).await.map_err(BucketFault::Refused)?;
        Ok(bucket)
    }

    /// Writes a file. Once this has answered it is there for good.
    ///
    /// # Errors
    /// What the store answers.
    pub(crate) async fn put(&self, name: &str, content_type: &str, bytes: Bytes) -> object_store::Result<()> {
        let options = PutOptions { attributes: typed(content_type), ..PutOptions::default() };
        self.store.put_opts(&self.path(name), bytes.into(), options).await?;
        Ok(())
    }

    /// Writes a file that may be too long for memory.
    ///
    /// # Errors
    /// What the store answers, and what the disk does.
    pub(crate) async fn put_file(&self, name: &str, content_type: &str, from: &FilePath) -> object_store::Result<()> {
        let mut file = tokio::fs::File::open(from).await.map_err(of_the_disk)?;
        let options = PutMultipartOptions { attributes: typed(content_type), ..Default::default() };
        let upload = self.store.put_multipart_opts(&self.path(name), options).await?;
        let mut parts = WriteMultipart::new_with_chunk_size(upload, PART);
        let sent = async {
            loop {
                parts.wait_for_capacity(PARTS_AT_ONCE).await?;
                let mut part = Vec::with_capacity(PART);
                (&mut file).take(PART as u64).read_to_end(&mut part).await.map_err(of_the_disk)?;
                if part.is_empty() {
                    return Ok(());
                }
                parts.put(part.into());
            }
        };
        match sent.await {
            Ok(()) => parts.finish().await.map(drop),
            Err(error) => {
                // A store that is told forgets the parts; one that cannot be told is cleared by its operator's rule.
                let _ = parts.abort().await;
                Err(error)
            }
        }
    }

    /// Reads a file, or the bytes of it that are asked for.
    ///
    /// # Errors
    /// What the store answers.
    pub(crate) async fn get(&self, name: &str, range: Option<Range<u64>>) -> object_store::Result<Piece> {
        let options = GetOptions { range: range.map(GetRange::Bounded), ..GetOptions::default() };
        let found = self.store.get_opts(&self.path(name), options).await?;
        Ok(Piece { length: found.range.end - found.range.start, bytes: found.into_stream() })
    }

    /// Lets go of everything in a folder. It may be gone already.
    ///
    /// # Errors
    /// What the store answers.
    pub(crate) async fn remove(&self, folder: &str) -> object_store::Result<()> {
        let found: Vec<_> = self.store.list(Some(&self.path(folder))).try_collect().await?;
        for object in found {
            match self.store.delete(&object.location).await {
                Err(object_store::Error::NotFound { .. }) => {}
                outcome => outcome?,
            }
        }
        Ok(())
    }

    fn path(&self, name: &str) -> Path {
        self.prefix.parts().chain(Path::from(name).parts()).collect()
    }
}

/// What is written at the start.
const MARK: &[u8] = b"The files of pictures and films that Stet keeps are in this folder.\n";

fn typed(content_type: &str) -> Attributes {
    Attributes::from_iter([(Attribute::ContentType, content_type.to_owned())])
}

fn of_the_disk(error: std::io::Error) -> object_store::Error {
    object_store::Error::Generic { store: "disk", source: Box::new(error) }
}
