//! Links with room parameters (contract §4).

use serde_json::Value;
use url::Url;
use whereby_macros::model;

use crate::{
    error::{Error, Result},
    model::Extra,
};

/// Parameters of a room's link. What is left out is the room's own setting; a switch is sent as `on`
/// or `off`. The vendor documents some switches with one of the two values only.
#[model(input)]
#[derive(Default)]
pub struct RoomLink {
    /// The name the person is shown by: at most 100 characters, none of `$ ! < > : ;`, else the room
    /// asks for another.
    pub display_name: Option<String>,
    /// Your id of the person, for insights and webhooks: at most 36 of `A-Z a-z 0-9 - _`.
    pub external_id: Option<String>,
    /// Text that comes back in webhooks.
    pub metadata: Option<String>,
    /// A square picture of the person, png or jpg of at most 64 pixels: an https URL without query,
    /// on an allowed domain.
    pub avatar_url: Option<String>,
    /// The language of the interface, as in `en`, `de`, `nb`, `zh-hant`, and `jp` for Japanese.
    pub lang: Option<String>,
    /// Names of breakout groups, at most 20.
    pub groups: Option<Vec<String>>,
    /// The effect on the camera's picture, as in `slight-blur`, `blur`, `image-cabin`.
    pub camera_effect: Option<String>,
    /// A background picture, 1280x720 jpeg or png, from a host that allows other origins.
    pub virtual_background_url: Option<String>,
    /// Where the help for camera and microphone leads to.
    pub precall_permission_help_link: Option<String>,
    /// Whether noise is taken out of the sound.
    pub audio_denoiser: Option<bool>,
    /// Whether the bottom toolbar is shown.
    pub bottom_toolbar: Option<bool>,
    /// Whether breakout groups can be used.
    pub breakout: Option<bool>,
    /// Whether a host sees the call quality; needs the top toolbar.
    pub call_quality_monitoring: Option<bool>,
    /// Whether the camera is asked for.
    pub camera_access: Option<bool>,
    /// Whether chat is shown.
    pub chat: Option<bool>,
    /// Whether the chat can be saved.
    pub chat_download: Option<bool>,
    /// Whether the speaker is highlighted.
    pub highlight_active_speaker: Option<bool>,
    /// Whether the leave button is shown.
    pub leave_button: Option<bool>,
    /// Whether the language can be changed.
    pub localization: Option<bool>,
    /// Whether the mode for little data is offered.
    pub low_data: Option<bool>,
    /// Whether devices are checked before joining.
    pub precall_ceremony: Option<bool>,
    /// Whether a review is shown before joining.
    pub precall_review: Option<bool>,
    /// Whether screens can be shared.
    pub screenshare: Option<bool>,
    /// Whether labels are shown in the small grid.
    pub subgrid_labels: Option<bool>,
    /// Whether the timer is shown.
    pub timer: Option<bool>,
    /// Whether the toolbar has text.
    pub toolbar_text: Option<bool>,
    /// Whether the top toolbar is shown.
    pub top_toolbar: Option<bool>,
    /// Whether the interface is reduced to the least.
    pub minimal: Option<bool>,
    /// Whether one's own picture floats.
    pub float_self: Option<bool>,
    /// Whether one's own picture hides; needs `float_self`.
    pub auto_hide_self_view: Option<bool>,
    /// Whether a host is put in the spotlight on joining.
    pub auto_spotlight: Option<bool>,
    /// Whether the question for camera and microphone is skipped.
    pub skip_media_permission_prompt: Option<bool>,
    /// Whether the toolbar's text is dark.
    pub toolbar_dark_text: Option<bool>,
    /// Whether echo is cancelled.
    pub aec: Option<bool>,
    /// Whether the volume is evened out.
    pub agc: Option<bool>,
    /// Whether the microphone is on at the start.
    pub audio: Option<bool>,
    /// Whether the background is shown.
    pub background: Option<bool>,
    /// Whether the room can be locked.
    pub locking: Option<bool>,
    /// Whether the logo is shown.
    pub logo: Option<bool>,
    /// Whether the button for more is shown.
    pub more_button: Option<bool>,
    /// Whether the number of people is shown.
    pub participant_count: Option<bool>,
    /// Whether the list of people is shown.
    pub people: Option<bool>,
    /// Whether picture in picture is offered.
    pub pip_button: Option<bool>,
    /// Whether the settings button is shown.
    pub settings_button: Option<bool>,
    /// Whether the camera is on at the start.
    pub video: Option<bool>,
    /// Whether the check of devices can be skipped.
    pub precall_ceremony_can_skip: Option<bool>,
    /// Whether integrations are shown.
    pub room_integrations: Option<bool>,
    /// Whether files can be shared.
    pub file_sharing: Option<bool>,
    /// Whether recording is offered.
    pub recording: Option<bool>,
    /// Parameters beyond these fields: text, numbers, and booleans as `on` or `off`.
    pub extra: Extra,
}

/// Returns a room's link with parameters added. What the link has already is kept, `roomKey` too; a
/// parameter given here replaces one of the same name.
///
/// Errors if `url` is not a URL, or `external_id` has other characters than the room takes.
pub fn room_link(url: &str, options: RoomLink) -> Result<String> {
    let refused = || Error::invalid("url: must be a room's link, as in https://example.whereby.com/room");
    let mut link = Url::parse(url).map_err(|_| refused())?;
    if !link.has_host() {
        return Err(refused());
    }
    check_external_id(options.external_id.as_deref())?;
    let Ok(Value::Object(added)) = serde_json::to_value(&options) else {
        return Err(Error::invalid("extra: cannot be written as parameters"));
    };
    let kept: Vec<_> = link.query_pairs().into_owned().filter(|(key, _)| !added.contains_key(key)).collect();
    let added = added.iter().filter_map(|(key, value)| Some((key.clone(), parameter(value)?)));
    let all: Vec<_> = kept.into_iter().chain(added).collect();
    link.set_query(None);
    if !all.is_empty() {
        link.query_pairs_mut().extend_pairs(all);
    }
    Ok(link.into())
}

fn check_external_id(id: Option<&str>) -> Result<()> {
    let fits = |id: &str| {
        (1..=36).contains(&id.len()) && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
    };
    match id {
        Some(id) if !fits(id) => {
            Err(Error::invalid("external_id: must be 1 to 36 of A-Z a-z 0-9 - _; a UUID fits"))
        }
        _ => Ok(()),
    }
}

fn parameter(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::Bool(on) => Some(if *on { "on" } else { "off" }.to_owned()),
        Value::String(text) => Some(text.clone()),
        Value::Array(items) => Some(items.iter().filter_map(parameter).collect::<Vec<_>>().join(",")),
        other => Some(other.to_string()),
    }
}
