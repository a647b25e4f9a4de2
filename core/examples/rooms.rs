//! What a room looks like: colours, logo, background.

use std::time::Duration;

use whereby::{
    BackgroundPalette, BackgroundPreset, BackgroundTheme, CreateMeeting, Picture, Result, ThemeTokens,
    Timestamp, Whereby,
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let client = Whereby::from_env()?; // WHEREBY_API_KEY
    let end = Timestamp::now() + Duration::from_secs(3600);
    let room = client.meetings().create(CreateMeeting::new(end)).await?.room_name.unwrap_or_default();

    let rooms = client.rooms();
    let colours = ThemeTokens { primary: Some("#1a2b3c".into()), ..ThemeTokens::default() };
    rooms.set_theme_tokens(&room, colours).await?;
    rooms.set_logo(&room, Picture::File("logo.png".into())).await?;
    let mountains = BackgroundPreset {
        palette: Some(BackgroundPalette::Purple),
        theme: Some(BackgroundTheme::Mountains),
        ..BackgroundPreset::default()
    };
    rooms.set_background_preset(&room, mountains).await
}
