//! Where the pagers of `whereby._pager` get their pages from.

use std::{future::Future, pin::Pin};

use pyo3::{IntoPyObjectExt, prelude::*};
use whereby::{Page, Result};

use crate::{
    generic::generic_class,
    runtime::{block, spawn},
};

type Fetched = Pin<Box<dyn Future<Output = Result<Box<dyn Answer>>> + Send>>;
type Fetch = Box<dyn Fn(Option<String>) -> Fetched + Send + Sync>;
/// The items of a page, and the cursor of the next.
type Items = (Py<PyAny>, Option<String>);

/// A page, whatever its items are.
trait Answer: Send {
    fn page(self: Box<Self>, py: Python<'_>) -> PyResult<Py<PyAny>>;

    /// Items that are moved out of their page: those of a page in Python are copied.
    fn items(self: Box<Self>, py: Python<'_>) -> PyResult<Items>;
}

impl<P> Answer for P
where
    P: Page + for<'py> IntoPyObject<'py> + Send,
    P::Item: for<'py> IntoPyObject<'py>,
{
    fn page(self: Box<Self>, py: Python<'_>) -> PyResult<Py<PyAny>> {
        (*self).into_py_any(py)
    }

    fn items(self: Box<Self>, py: Python<'_>) -> PyResult<Items> {
        let cursor = self.cursor().map(str::to_owned);
        Ok((self.into_items().into_py_any(py)?, cursor))
    }
}

/// Fetches one page, and waits for it.
#[pyclass(frozen, module = "whereby._whereby")]
pub struct PageSource(Fetch);

#[pymethods]
impl PageSource {
    fn fetch(&self, py: Python<'_>, cursor: Option<String>) -> PyResult<Py<PyAny>> {
        block(py, (self.0)(cursor))?.page(py)
    }

    fn fetch_items(&self, py: Python<'_>, cursor: Option<String>) -> PyResult<Items> {
        block(py, (self.0)(cursor))?.items(py)
    }
}

/// Fetches one page, for `await`.
#[pyclass(frozen, module = "whereby._whereby")]
pub struct AsyncPageSource(Fetch);

#[pymethods]
impl AsyncPageSource {
    async fn fetch(&self, cursor: Option<String>) -> PyResult<Py<PyAny>> {
        let answer = spawn((self.0)(cursor)).await?;
        Python::attach(|py| answer.page(py))
    }

    async fn fetch_items(&self, cursor: Option<String>) -> PyResult<Items> {
        let answer = spawn((self.0)(cursor)).await?;
        Python::attach(|py| answer.items(py))
    }
}

fn fetch<P, F>(fetch: impl Fn(Option<String>) -> F + Send + Sync + 'static) -> Fetch
where
    P: Page + for<'py> IntoPyObject<'py> + Send + 'static,
    P::Item: for<'py> IntoPyObject<'py>,
    F: Future<Output = Result<P>> + Send + 'static,
{
    Box::new(move |cursor| {
        let page = fetch(cursor);
        Box::pin(async move {
            let page = page.await?;
            Ok(Box::new(page) as Box<dyn Answer>)
        })
    })
}

/// The two pagers, which differ in their source and in the name of their class in Python.
macro_rules! pager {
    ($(#[$doc:meta])* $name:ident, $source:ident, $class:literal) => {
        generic_class!($(#[$doc])* $name, "whereby._pager", $class);

        impl<T> $name<T> {
            pub fn new<P, F>(
                py: Python<'_>,
                cursor: Option<String>,
                max_items: Option<u64>,
                pages: impl Fn(Option<String>) -> F + Send + Sync + 'static,
            ) -> PyResult<Self>
            where
                P: Page + for<'py> IntoPyObject<'py> + Send + 'static,
                P::Item: for<'py> IntoPyObject<'py>,
                F: Future<Output = Result<P>> + Send + 'static,
            {
                Self::made(py, ($source(fetch(pages)), cursor, max_items))
            }
        }
    };
}

pager!(
    /// A `Pager` of Python over items of this type.
    Pager, PageSource, "Pager"
);
pager!(
    /// An `AsyncPager` of Python over items of this type.
    AsyncPager, AsyncPageSource, "AsyncPager"
);
