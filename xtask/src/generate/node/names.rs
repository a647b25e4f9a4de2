//! The names of fields that Rust spells otherwise: `ts/raise.ts` looks for them in messages.

use std::collections::BTreeSet;

use super::super::{HEAD, parse::camel, schema::Schema};

pub fn emit(schema: &Schema) -> (String, String) {
    let fields = schema.models.iter().flat_map(|model| &model.fields).map(|field| field.name.as_str());
    let names: BTreeSet<_> =
        fields.chain(["max_items"]).filter(|name| name.contains('_')).map(camel).collect();
    let list: String = names.iter().map(|name| format!("  '{name}',\n")).collect();
    let text = format!(
        "{HEAD}let known: Set<string> | undefined\n\n\
         /** The names of fields that are of several words. */\n\
         export const names = (): Set<string> => (known ??= new Set(words()))\n\n\
         const words = () => [\n{list}]\n"
    );
    ("bindings-node/ts/generated/names.ts".to_owned(), text)
}
