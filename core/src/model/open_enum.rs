//! What every open enum has beside its variants: text in JSON, Python, TypeScript and on the
//! command line. (In Swift it is an enum with `.other(String)`.)

macro_rules! faces {
    ($name:ident, $label:expr) => {
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self::from(text.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::convert::Infallible;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Ok(Self::from(text))
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::model::decode::text(deserializer, str::parse)
            }
        }

        #[cfg(feature = "python")]
        crate::model::python::text_face!(
            $name,
            {
                const KNOWN: [PyStaticExpr; $name::KNOWN.len()] = literals($name::KNOWN);
                // Open: any other text is right as well, and an editor proposes the known ones.
                type_hint_union!(one_of!(&KNOWN), TEXT)
            },
            |e| e.as_str(),
            |text| $name::from(text)
        );

        #[cfg(feature = "node")]
        crate::model::open_enum::node_text_face!($name, $label, |e: $name| e.to_string(), $name::from);

        #[cfg(feature = "node")]
        crate::model::tape::word_on_tape!($name);

        #[cfg(feature = "cli")]
        crate::model::cli::single!($name: "text");

        #[cfg(feature = "cli")]
        impl clap::builder::ValueParserFactory for $name {
            type Parser = crate::model::cli::Word<Self>;

            fn value_parser() -> Self::Parser {
                crate::model::cli::Word::new(Self::KNOWN)
            }
        }
    };
}
pub(crate) use faces;

/// A type that is a string in JavaScript.
#[cfg(feature = "node")]
macro_rules! node_text_face {
    ($name:ident, $label:expr, $to:expr, $from:expr) => {
        const _: () = {
            use napi::bindgen_prelude::{FromNapiValue, ToNapiValue, TypeName, ValidateNapiValue};

            impl TypeName for $name {
                fn type_name() -> &'static str {
                    $label
                }

                fn value_type() -> napi::ValueType {
                    napi::ValueType::String
                }
            }

            impl ValidateNapiValue for $name {}

            #[expect(unsafe_code, reason = "napi's conversion traits are unsafe by signature")]
            impl ToNapiValue for $name {
                unsafe fn to_napi_value(
                    env: napi::sys::napi_env,
                    value: Self,
                ) -> napi::Result<napi::sys::napi_value> {
                    // SAFETY: the caller's promise about `env` is handed on.
                    unsafe { String::to_napi_value(env, ($to)(value)) }
                }
            }

            #[expect(unsafe_code, reason = "napi's conversion traits are unsafe by signature")]
            impl FromNapiValue for $name {
                unsafe fn from_napi_value(
                    env: napi::sys::napi_env,
                    value: napi::sys::napi_value,
                ) -> napi::Result<Self> {
                    // SAFETY: the caller's promise about `env` and `value` is handed on.
                    unsafe { String::from_napi_value(env, value) }.map($from)
                }
            }
        };
    };
}
#[cfg(feature = "node")]
pub(crate) use node_text_face;
