//! What every model is in Python beside its fields: built by keyword, matched by position, shown
//! without secrets, pickled, copied, turned into a dict, a field of pydantic's models.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Ident, ItemStruct, Type, parse_quote};

use crate::field::{self, ModelField};

/// A page's class of Python, which `xtask` exports under this name: its fields, but its items are objects
/// that are made once. As the page itself has them, they would be copied at each access.
pub fn page(page: &ItemStruct, fields: &[ModelField], item: &Type) -> TokenStream {
    let mut fields = fields.to_vec();
    let (name, label) = (&page.ident, page.ident.to_string());
    let mut class = page.clone();
    class.ident = format_ident!("Python{name}");
    for (f, known) in class.fields.iter_mut().zip(&mut fields) {
        // Those of other languages.
        f.attrs.retain(|a| !a.path().is_ident("cfg_attr"));
        if known.ident == "results" {
            known.ty = parse_quote!(crate::model::PageItems<#item>);
            f.ty = known.ty.clone();
        }
    }
    let ident = &class.ident;
    let methods = methods(ident, name, &fields);
    let others = fields.iter().map(|f| &f.ident).filter(|ident| *ident != "results");
    quote! {
        #[cfg(feature = "python")]
        #[pyo3::pyclass(frozen, get_all, eq, name = #label, module = "whereby")]
        #[derive(PartialEq, serde::Serialize)]
        #class

        #[cfg(feature = "python")]
        impl<'py> pyo3::IntoPyObject<'py> for #name {
            type Target = #ident;
            type Output = pyo3::Bound<'py, #ident>;
            type Error = pyo3::PyErr;
            crate::model::python_hints::hint!(OUTPUT_TYPE = <#ident as pyo3::IntoPyObject<'py>>::OUTPUT_TYPE);

            fn into_pyobject(self, py: pyo3::Python<'py>) -> pyo3::PyResult<Self::Output> {
                let results = crate::model::PageItems::new(py, self.results)?;
                pyo3::Bound::new(py, #ident { results, #(#others: self.#others),* })
            }
        }

        #methods
    }
}

/// The methods of a class, which is the model itself or stands for it.
pub fn methods(name: &Ident, model: &Ident, fields: &[ModelField]) -> TokenStream {
    let label = model.to_string();
    let order = || {
        fields.iter().filter(|f| !keyword_optional(f)).chain(fields.iter().filter(|f| keyword_optional(f)))
    };
    let signature = order().map(|f| {
        let ident = &f.ident;
        match () {
            () if !keyword_optional(f) => quote!(#ident),
            () if f.contains("Nullable") => quote!(#ident = crate::model::ThreeStates::Absent),
            () => quote!(#ident = None),
        }
    });
    let parameter = |f: &ModelField| {
        let (ident, ty) = (&f.ident, field::bare(&f.ty));
        match () {
            () if !keyword_optional(f) => quote!(#ident: crate::model::Given<#ty>),
            () if f.contains("Nullable") => {
                quote!(#ident: crate::model::ThreeStates<crate::model::Given<#ty>>)
            }
            () => quote!(#ident: Option<crate::model::Given<#ty>>),
        }
    };
    let (parameters, keywords) = (order().map(parameter), fields.iter().map(parameter));
    let idents: Vec<_> = fields.iter().map(|f| &f.ident).collect();
    let required = order().filter(|f| !keyword_optional(f)).map(|f| {
        let (ident, text) = (&f.ident, f.name());
        quote!(let #ident = #ident.named(#text)?;)
    });
    let values = fields.iter().map(|f| {
        let (ident, text) = (&f.ident, f.name());
        match (f.optional(), keyword_optional(f)) {
            (true, _) => quote!(#ident: optional.named(#ident, #text)),
            (false, true) => quote!(#ident: optional.named(#ident, #text).unwrap_or_default()),
            (false, false) => quote!(#ident),
        }
    });
    let shown = fields.iter().map(|f| {
        let (ident, text) = (&f.ident, f.name());
        match f.contains("Secret") {
            true => quote!(shown.secret(#text, crate::model::python::present(&self.#ident))?;),
            false => quote!(shown.field(#text, &self.#ident)?;),
        }
    });
    let names: Vec<_> = fields.iter().map(ModelField::name).collect();
    quote! {
        #[cfg(feature = "python")]
        impl crate::model::python::Fields for #name {
            const NAMES: &'static [&'static str] = &[#(#names),*];
            #[cfg(feature = "stubs")]
            const LITERALS: &'static [pyo3::inspect::PyStaticExpr] =
                &[#(crate::model::python_hints::literal!(#names)),*];
        }

        #[cfg(feature = "python")]
        impl #name {
            /// Builds it from Python's keywords, here in the order of the fields.
            #[expect(clippy::too_many_arguments, reason = "one keyword per field")]
            pub fn from_keywords(#(#keywords),*) -> pyo3::PyResult<Self> {
                use crate::model::Keyword as _;
                #(#required)*
                let mut optional = crate::model::Optional::default();
                let built = Self { #(#values),* };
                optional.end().map(|()| built)
            }
        }

        // Generated: it adds the methods that this model alone has.
        #[cfg(feature = "python")]
        crate::generated_python::class! { #name {
            #[classattr]
            fn __match_args__() -> crate::model::python::MatchArgs<#name> {
                crate::model::python::MatchArgs::new()
            }

            #[new]
            #[pyo3(signature = (*, #(#signature),*))]
            #[expect(clippy::too_many_arguments, reason = "one keyword per field")]
            fn __new__(#(#parameters),*) -> pyo3::PyResult<Self> {
                Self::from_keywords(#(#idents),*)
            }

            fn __repr__(&self, py: pyo3::Python<'_>) -> pyo3::PyResult<String> {
                let mut shown = crate::model::python::Shown::new(py, #label);
                #(#shown)*
                Ok(shown.finish())
            }

            fn __reduce__<'py>(slf: &pyo3::Bound<'py, Self>) -> pyo3::PyResult<(pyo3::Bound<'py, pyo3::PyAny>, (String,))> {
                crate::model::python::reduce(slf)
            }

            /// Builds the object from the JSON text of its wire form; the way back from a pickle.
            #[staticmethod]
            fn _from_json(text: &str) -> pyo3::PyResult<#model> {
                crate::model::python::from_json(text)
            }

            /// Returns the wire form as a plain dict: the API's own keys, times as ISO 8601 text.
            /// Secrets are in it as they are.
            fn to_dict<'py>(&self, py: pyo3::Python<'py>) -> pyo3::PyResult<pyo3::Bound<'py, pyo3::types::PyDict>> {
                crate::model::python::to_dict(py, self)
            }

            /// What pydantic asks for: takes this object or its wire form, writes the wire form as JSON.
            #[classmethod]
            fn __get_pydantic_core_schema__<'py>(
                cls: &pyo3::Bound<'py, pyo3::types::PyType>,
                _source: &pyo3::Bound<'py, pyo3::PyAny>,
                _handler: &pyo3::Bound<'py, pyo3::PyAny>,
            ) -> pyo3::PyResult<pyo3::Bound<'py, pyo3::PyAny>> {
                crate::model::python::pydantic(cls, "core_schema")
            }

            /// What pydantic asks for: an object.
            #[classmethod]
            fn __get_pydantic_json_schema__<'py>(
                cls: &pyo3::Bound<'py, pyo3::types::PyType>,
                _schema: &pyo3::Bound<'py, pyo3::PyAny>,
                _handler: &pyo3::Bound<'py, pyo3::PyAny>,
            ) -> pyo3::PyResult<pyo3::Bound<'py, pyo3::PyAny>> {
                crate::model::python::pydantic(cls, "json_schema")
            }
        } }
    }
}

/// Whether a keyword may be left out: options, lists and `extra` may.
fn keyword_optional(f: &ModelField) -> bool {
    f.optional() || ["Extra", "PageItems", "Vec"].iter().any(|ty| f.is(ty))
}
