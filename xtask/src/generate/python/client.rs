//! The client and its asynchronous twin: options as keywords, resources as properties.

use anyhow::{Context, Result};

use super::{Way, doc, parameters::Parameters};
use crate::generate::schema::{Arg, Schema, Ty};

const DOCS: &str =
    "A client of Whereby's API. It may be shared by threads, and works in a process made by `fork`.";
const ASYNC_DOCS: &str = "A client of Whereby's API for `asyncio`. It is bound to no event loop: one client serves \
                          several. It works in a process made by `fork`.";

/// What a client has beside its calls.
const CONTEXT: &str = "\
    /// Does nothing yet: idle connections close by themselves, after 30 s, when any client of this process makes
    /// its next call. Here for `with`.
    #[expect(clippy::unused_self, reason = \"a method in Python\")]
    fn close(&self) {}

    fn __enter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    #[pyo3(signature = (*_exception))]
    fn __exit__(&self, _exception: &Bound<'_, PyAny>) {
        self.close();
    }
";
const ASYNC_CONTEXT: &str = "\
    /// Does nothing yet: idle connections close by themselves after 30 s. Here for `async with`.
    #[expect(clippy::unused_self, reason = \"a method in Python\")]
    fn aclose(&self) -> Coroutine<Nothing> {
        Coroutine::new(\"AsyncWhereby.aclose\", async { Ok(()) })
    }

    fn __aenter__(slf: Py<Self>) -> Coroutine<Py<Self>> {
        Coroutine::new(\"AsyncWhereby.__aenter__\", async { Ok(slf) })
    }

    #[pyo3(signature = (*_exception))]
    fn __aexit__(&self, _exception: &Bound<'_, PyAny>) -> Coroutine<Nothing> {
        self.aclose()
    }
";

pub fn code(schema: &Schema) -> Result<String> {
    let mut code =
        "use pyo3::prelude::*;\nuse whereby::*;\n\nuse crate::{client, coroutine::{Coroutine, Nothing}, runtime::{block, spawn}};\n\n"
            .to_owned();
    for resource in &schema.resources {
        let classes = Way::BOTH.map(|way| way.class(&resource.name)).join(", ");
        code += &format!("use super::{}::{{{classes}}};\n", resource.accessor);
    }
    for way in Way::BOTH {
        code += &class(schema, way)?;
    }
    Ok(code)
}

fn class(schema: &Schema, way: Way) -> Result<String> {
    let name = way.class("Whereby");
    let (docs, context) = match way {
        Way::Sync => (DOCS, CONTEXT),
        Way::Async => (ASYNC_DOCS, ASYNC_CONTEXT),
    };
    let options = arguments(schema, "ClientOptions")?;
    let options = Parameters::of(schema, &options);
    let changes = arguments(schema, "CallOptions")?;
    let changes = Parameters::of(schema, &changes);
    let getters = schema.resources.iter().map(|r| {
        let class = way.class(&r.name);
        format!(
            "{}#[getter]\nfn {1}(&self) -> {class} {{\n{class}(self.0.{1}())\n}}\n\n",
            doc(&r.docs),
            r.accessor
        )
    });
    let getters: String = getters.collect();
    let calls = schema.client.iter().map(|verb| {
        let parameters = Parameters::new(schema, verb);
        let function = way.function(&name, verb, &parameters, "self.0");
        format!("{}#[pyo3(signature = {})]\n{function}\n", doc(&verb.docs), parameters.signature())
    });
    let calls: String = calls.collect();
    Ok(format!(
        "\n{class_docs}#[pyclass(frozen, module = \"whereby\", name = \"{name}\")]\n\
         pub struct {name}(pub(crate) whereby::Whereby);\n\n\
         #[pymethods]\nimpl {name} {{\n\
         #[new]\n#[pyo3(signature = {new_signature})]\n\
         fn __new__(py: Python<'_>, {new}) -> PyResult<Self> {{\n{new_bindings}client::build(py, options).map(Self)\n}}\n\n\
         {with_docs}#[pyo3(signature = {with_signature})]\n\
         fn with_options(&self, {with}) -> PyResult<Self> {{\n{with_bindings}Ok(Self(self.0.with_options(options)?))\n}}\n\n\
         {getters}{calls}\n{context}\n\
         fn __repr__(&self) -> String {{\nformat!(\"{name}(base_url='{{}}')\", self.0.base_url())\n}}\n}}\n",
        class_docs = doc(&options.docs(docs)),
        new_signature = options.signature(),
        new = options.rust(),
        new_bindings = options.bindings(),
        with_docs =
            doc(&changes.docs("Returns a clone with other options for its calls; connections are shared.")),
        with_signature = changes.signature(),
        with = changes.rust(),
        with_bindings = changes.bindings(),
    ))
}

fn arguments(schema: &Schema, options: &str) -> Result<[Arg; 1]> {
    schema
        .model(options)
        .with_context(|| format!("core/src/options.rs: `{options}` is gone; Python is made from it"))?;
    Ok([Arg { name: "options".to_owned(), ty: Ty::Named(options.to_owned()) }])
}
