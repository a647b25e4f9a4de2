//! Where the pagers of `whereby._pager` get their pages from.

use std::{future::Future, pin::Pin};

use pyo3::{IntoPyObjectExt, prelude::*};
use whereby::{Page, Result};

use crate::{
    coroutine::Coroutine,
    generic::generic_class,
    runtime::{block, spawn},
};

/// A page, whatever its items are, on its way into an object of Python.
type Answer = Box<dyn FnOnce(Python<'_>) -> PyResult<Py<PyAny>> + Send>;
type Fetched = Pin<Box<dyn Future<Output = Result<Answer>> + Send>>;
type Fetch = Box<dyn Fn(Option<String>) -> Fetched + Send + Sync>;

/// Fetches one page, and waits for it.
#[pyclass(frozen, module = "whereby._whereby")]
pub struct PageSource(Fetch);

#[pymethods]
impl PageSource {
    fn fetch(&self, py: Python<'_>, cursor: Option<String>) -> PyResult<Py<PyAny>> {
        block(py, (self.0)(cursor))?(py)
    }
}

/// Fetches one page, for `await`.
#[pyclass(frozen, module = "whereby._whereby")]
pub struct AsyncPageSource(Fetch);

#[pymethods]
impl AsyncPageSource {
    fn fetch(&self, cursor: Option<String>) -> Coroutine<Py<PyAny>> {
        let page = (self.0)(cursor);
        Coroutine::new("AsyncPageSource.fetch", async {
            let answer = spawn(page).await?;
            Python::attach(answer)
        })
    }
}

fn fetch<P, F>(fetch: impl Fn(Option<String>) -> F + Send + Sync + 'static) -> Fetch
where
    P: for<'py> IntoPyObject<'py> + Send + 'static,
    F: Future<Output = Result<P>> + Send + 'static,
{
    Box::new(move |cursor| {
        let page = fetch(cursor);
        Box::pin(async move {
            let page = page.await?;
            let answer: Answer = Box::new(|py| page.into_py_any(py));
            Ok(answer)
        })
    })
}

/// The two pagers, which differ in their source and in the name of their class in Python.
macro_rules! pager {
    ($(#[$doc:meta])* $name:ident, $source:ident, $class:literal) => {
        generic_class!($(#[$doc])* $name, "whereby._pager", $class, [T::Item, T], Page);

        impl<T: for<'py> IntoPyObject<'py> + Send + 'static> $name<T> {
            pub fn new<F>(
                py: Python<'_>,
                cursor: Option<String>,
                max_items: Option<u64>,
                pages: impl Fn(Option<String>) -> F + Send + Sync + 'static,
            ) -> PyResult<Self>
            where
                F: Future<Output = Result<T>> + Send + 'static,
            {
                Self::made(py, ($source(fetch(pages)), cursor, max_items))
            }
        }
    };
}

pager!(
    /// A `Pager` of Python over pages of this type.
    Pager, PageSource, "Pager"
);
pager!(
    /// An `AsyncPager` of Python over pages of this type.
    AsyncPager, AsyncPageSource, "AsyncPager"
);
