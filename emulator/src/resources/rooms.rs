//! `/rooms/{roomName}/theme/…`: how a room looks.

use axum::Router;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::{get, put};
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

use super::at;
use crate::call::{Call, Outcome, handle, written};
use crate::hex;
use crate::input::Input;
use crate::names;
use crate::problem::Problem;
use crate::settings::UnknownRoomTheme;
use crate::state::App;

const TOKENS: &str = "tokens";
const LOGO: &str = "logo";
const BACKGROUND: &str = "roomBackground";
const KNOCK_BACKGROUND: &str = "roomKnockPageBackground";

const MAX_BACKGROUND: usize = 600 * 1024;
const COLORS: [&str; 3] = ["primary", "secondary", "focus"];
const PALETTES: [&str; 4] = ["default", "grey", "purple", "burgund"];
const THEMES: [&str; 4] = ["default", "mountains", "characters", "rocks"];

pub(crate) fn routes() -> Router<App> {
    let parts = [
        ("theme/tokens", put(handle(set_tokens))),
        ("theme/logo", put(handle(set_logo))),
        ("theme/room-background", put(handle(set_background))),
        ("theme/room-knock-page-background", put(handle(set_knock_background))),
    ];
    parts.into_iter().fold(Router::new(), |router, (part, methods)| {
        // The name comes without its slash, with it, or with it encoded.
        let paths = [format!("/rooms/{{name}}/{part}"), format!("/rooms//{{name}}/{part}")];
        router.merge(at(paths.each_ref().map(|path| (path.as_str(), methods.clone()))))
    })
}

/// The control plane's part of it.
pub(crate) fn controls() -> Router<App> {
    Router::new()
        .route("/rooms/{name}/theme", get(handle(show)))
        .route("/rooms//{name}/theme", get(handle(show)))
}

fn show(call: &Call) -> Outcome {
    let mut shown = Map::new();
    for part in [TOKENS, LOGO, BACKGROUND, KNOCK_BACKGROUND] {
        let theme = call.app.store.theme(call.tenant.id, &names::with_slash(&call.id), part)?;
        let value = theme.map(|theme| {
            let mut value: Value = serde_json::from_str(&theme.value).unwrap_or_default();
            if let Some(picture) = theme.picture {
                value["sha256"] = hex::write(&Sha256::digest(picture)).into();
            }
            value
        });
        shown.insert(part.to_owned(), value.into());
    }
    written(StatusCode::OK, &shown)
}

fn set_tokens(call: &Call) -> Outcome {
    let input = Input::parse(&call.body)?;
    let custom = input.choice("tokensPreset", &["custom", "default"])? == Some(0);
    let empty = Map::new();
    let tokens = input.object("tokens")?.unwrap_or(&empty);
    let colors = match tokens.get("colors") {
        None | Some(Value::Null) => &empty,
        Some(Value::Object(colors)) => colors,
        Some(_) => return Err(Problem::bad_request("tokens.colors must be an object")),
    };
    let mut kept = Map::new();
    for name in COLORS {
        match colors.get(name) {
            None | Some(Value::Null) => {}
            Some(Value::String(color)) if is_color(color) => {
                kept.insert(name.to_owned(), color.as_str().into());
            }
            Some(_) => {
                return Err(Problem::bad_request(format!(
                    "tokens.colors.{name} must be # and six hex digits, such as #1f2e3d"
                )));
            }
        }
    }
    let value = if custom {
        json!({ "tokensPreset": "custom", "tokens": { "colors": kept } })
    } else {
        json!({ "tokensPreset": "default" })
    };
    keep(call, TOKENS, &value, None)
}

fn is_color(text: &str) -> bool {
    text.strip_prefix('#')
        .is_some_and(|digits| digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn set_logo(call: &Call) -> Outcome {
    if call.form.is_some() {
        return keep_picture(call, LOGO, None);
    }
    let input = json_input(call)?;
    match input.choice("theme", &["default"])? {
        Some(_) => keep(call, LOGO, &json!({ "theme": "default" }), None),
        None => Err(Problem::bad_request("theme is required; it must be: default")),
    }
}

fn set_background(call: &Call) -> Outcome {
    set_some_background(call, BACKGROUND)
}

fn set_knock_background(call: &Call) -> Outcome {
    set_some_background(call, KNOCK_BACKGROUND)
}

fn set_some_background(call: &Call, part: &str) -> Outcome {
    if call.form.is_some() {
        return keep_picture(call, part, Some(MAX_BACKGROUND));
    }
    let input = json_input(call)?;
    let mut value = Map::new();
    for (name, allowed) in [("palette", &PALETTES), ("theme", &THEMES)] {
        if let Some(index) = input.choice(name, allowed)? {
            value.insert(name.to_owned(), allowed[index].into());
        }
    }
    keep(call, part, &value.into(), None)
}

fn json_input(call: &Call) -> Result<Input, Problem> {
    let content_type = call.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let content_type = content_type.and_then(|text| text.split(';').next()).unwrap_or_default();
    if !content_type.trim().eq_ignore_ascii_case("application/json") {
        return Err(Problem::bad_request("Content-Type must be multipart/form-data or application/json"));
    }
    Input::parse(&call.body)
}

fn keep_picture(call: &Call, part: &str, max: Option<usize>) -> Outcome {
    let Some(form) = &call.form else {
        return Err(Problem::bad_request("The body must be a form"));
    };
    let image = form.part("image")?;
    if let Some(max) = max.filter(|max| image.bytes.len() > *max) {
        let status = u16::from(call.tenant.settings().too_large_status);
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
        return Err(Problem::with_status(status, format!("image must be at most {max} bytes")));
    }
    keep(call, part, &image.shown(), Some(&image.bytes))
}

fn keep(call: &Call, part: &str, value: &Value, picture: Option<&[u8]>) -> Outcome {
    let store = &call.app.store;
    let room_name = names::with_slash(&call.id);
    let lenient = call.tenant.settings().unknown_room_theme == UnknownRoomTheme::Accepted;
    if !lenient && !store.has_room(call.tenant.id, &room_name, call.tenant.gone_ms())? {
        return Err(Problem::not_found("Room"));
    }
    store.set_theme(call.tenant.id, &room_name, part, &value.to_string(), picture)?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
