//! `/rooms/{roomName}/theme`: what a room looks like (contract §1.19 to 1.21, §2.8).

use reqwest::Method;
use serde::Serialize;
use whereby_macros::model;

use crate::{
    check,
    error::{Error, Result},
    model::{Extra, Picture},
    transport::{Class, Endpoint, Transport},
};

const TOKENS: Endpoint = Endpoint {
    name: "rooms.set_theme_tokens",
    class: Class::Idempotent,
    method: Method::PUT,
    path: "/rooms/{}/theme/tokens",
};
const LOGO: Endpoint = Endpoint {
    name: "rooms.set_logo",
    class: Class::Idempotent,
    method: Method::PUT,
    path: "/rooms/{}/theme/logo",
};
const BACKGROUND: Endpoint = Endpoint {
    name: "rooms.set_background",
    class: Class::Idempotent,
    method: Method::PUT,
    path: "/rooms/{}/theme/room-background",
};
const KNOCK_PAGE_BACKGROUND: Endpoint = Endpoint {
    name: "rooms.set_knock_page_background",
    class: Class::Idempotent,
    method: Method::PUT,
    path: "/rooms/{}/theme/room-knock-page-background",
};

/// Whose colours a room has.
#[model]
pub enum ThemeTokensPreset {
    /// The colours that are given.
    Custom,
    /// The organisation's.
    Default,
}

/// The colour of a predefined background.
#[model]
pub enum BackgroundPalette {
    /// The organisation's.
    Default,
    /// Grey.
    Grey,
    /// Purple.
    Purple,
    /// Burgundy; the API spells it so.
    Burgund,
}

/// The picture of a predefined background.
#[model]
pub enum BackgroundTheme {
    /// The organisation's.
    Default,
    /// Mountains.
    Mountains,
    /// Characters.
    Characters,
    /// Rocks.
    Rocks,
}

/// The colours of a room, each as `#` and six hexadecimal digits.
#[model(input)]
#[derive(Default)]
pub struct ThemeTokens {
    /// The colour of what stands out, as in `#1a2b3c`.
    pub primary: Option<String>,
    /// The second colour.
    pub secondary: Option<String>,
    /// The colour of what has the focus.
    pub focus: Option<String>,
    /// Whose colours: with `default` the server ignores those that are given. Default: `custom` if a
    /// colour is given, since the server would ignore it otherwise; else the organisation's.
    pub tokens_preset: Option<ThemeTokensPreset>,
    /// Keys beyond these fields, sent beside `tokens`, as they are.
    pub extra: Extra,
}

/// A predefined background.
#[model(input)]
#[derive(Default)]
pub struct BackgroundPreset {
    /// The colour. Default: the organisation's.
    pub palette: Option<BackgroundPalette>,
    /// The picture. Default: the organisation's.
    pub theme: Option<BackgroundTheme>,
    /// Keys beyond these fields, sent as they are.
    pub extra: Extra,
}

/// The colours as they stand on the wire.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct TokensBody {
    #[serde(skip_serializing_if = "Option::is_none")]
    tokens: Option<Tokens>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tokens_preset: Option<ThemeTokensPreset>,
    #[serde(flatten)]
    extra: Extra,
}

/// The same, one level down.
#[derive(Serialize)]
struct Tokens {
    colors: ThemeTokens,
}

impl TokensBody {
    fn of(params: ThemeTokens) -> Result<Self> {
        let ThemeTokens { tokens_preset, extra, .. } = params.clone();
        let colors = ThemeTokens { tokens_preset: None, extra: Extra::default(), ..params };
        let given = colors != ThemeTokens::default();
        let tokens_preset = tokens_preset.or_else(|| given.then_some(ThemeTokensPreset::Custom));
        let sent = [("tokens", given), ("tokensPreset", tokens_preset.is_some())];
        extra.repeats_none(|key| sent.contains(&(key, true))).map_err(Error::invalid)?;
        Ok(Self { tokens: given.then_some(Tokens { colors }), tokens_preset, extra })
    }
}

/// What rooms look like: colours, logo, backgrounds. A room's name may be given with or without its
/// leading slash.
#[doc = example!("rooms")]
#[derive(Debug, Clone)]
pub struct Rooms {
    transport: Transport,
}

impl Rooms {
    pub(crate) fn new(transport: Transport) -> Self {
        Self { transport }
    }

    /// Sets the colours of a room, or with `tokens_preset` `default` gives it the organisation's.
    /// Costs 3 points.
    ///
    /// Errors: `InvalidRequestError` for text that is no colour. The vendor documents no 403 and no
    /// 404 here, but an unknown room may well be a `NotFoundError`.
    pub async fn set_theme_tokens(&self, room_name: &str, params: ThemeTokens) -> Result<()> {
        let colors =
            [("primary", &params.primary), ("secondary", &params.secondary), ("focus", &params.focus)];
        colors.into_iter().try_for_each(|(field, color)| check::color(field, color.as_deref()))?;
        self.transport.run(TOKENS.call().room(room_name)?.json(&TokensBody::of(params)?)?).await
    }

    /// Sets the logo of a room: a PNG, best at least 400 pixels wide. Costs 3 points.
    ///
    /// Errors: `InvalidRequestError` if the file cannot be read or is empty; `BadRequestError` if the
    /// server does not take it.
    pub async fn set_logo(&self, room_name: &str, image: Picture) -> Result<()> {
        self.transport.run(LOGO.call().room(room_name)?.image("image", &image, None).await?).await
    }

    /// Gives a room the organisation's logo again. Costs 3 points.
    pub async fn reset_logo(&self, room_name: &str) -> Result<()> {
        let preset = BackgroundPreset { theme: Some(BackgroundTheme::Default), ..Default::default() };
        self.transport.run(LOGO.named("rooms.reset_logo").room(room_name)?.json(&preset)?).await
    }

    /// Sets the background of a room: a PNG of at most 600 kB, best at least 1400 pixels wide. Costs 3
    /// points.
    ///
    /// Errors: `InvalidRequestError` if the file cannot be read, is empty or too large;
    /// `BadRequestError` if the server does not take it.
    pub async fn set_background(&self, room_name: &str, image: Picture) -> Result<()> {
        self.transport.run(BACKGROUND.call().room(room_name)?.image("image", &image, MOST).await?).await
    }

    /// Gives a room a predefined background. Costs 3 points.
    pub async fn set_background_preset(&self, room_name: &str, params: BackgroundPreset) -> Result<()> {
        let call = BACKGROUND.named("rooms.set_background_preset");
        self.transport.run(call.room(room_name)?.json(&params)?).await
    }

    /// Sets the background of the page where guests wait to be let in: a PNG of at most 600 kB, best
    /// at least 1400 pixels wide. Costs 3 points.
    ///
    /// Errors: `InvalidRequestError` if the file cannot be read, is empty or too large;
    /// `BadRequestError` if the server does not take it.
    pub async fn set_knock_page_background(&self, room_name: &str, image: Picture) -> Result<()> {
        self.transport
            .run(KNOCK_PAGE_BACKGROUND.call().room(room_name)?.image("image", &image, MOST).await?)
            .await
    }

    /// Gives the page where guests wait a predefined background. Costs 3 points.
    pub async fn set_knock_page_background_preset(
        &self,
        room_name: &str,
        params: BackgroundPreset,
    ) -> Result<()> {
        let call = KNOCK_PAGE_BACKGROUND.named("rooms.set_knock_page_background_preset");
        self.transport.run(call.room(room_name)?.json(&params)?).await
    }
}

/// The vendor's "600 kb" in the larger of its two readings, so that nothing is refused wrongly.
const MOST: Option<u64> = Some(600 * 1024);
