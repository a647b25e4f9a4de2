//! Our client.

use std::{hint::black_box, time::Duration};

use anyhow::Result;
use whereby::{CreateMeeting, ListMeetings, MeetingField, Meetings, Timestamp, Whereby};

use super::Client;

pub(super) struct Ours {
    meetings: Meetings,
    end: Timestamp,
}

impl Ours {
    pub(super) fn new() -> Result<Self> {
        let end = Timestamp::now() + Duration::from_secs(3600);
        Ok(Self { meetings: Whereby::from_env()?.meetings(), end })
    }
}

impl Client for Ours {
    async fn create(&self) -> Result<()> {
        let mut room = CreateMeeting::new(self.end);
        room.fields = Some(vec![MeetingField::HostRoomUrl]);
        black_box(self.meetings.create(room).await?);
        Ok(())
    }

    async fn page(&self) -> Result<()> {
        let mut list = ListMeetings::default();
        list.page_size = Some(100);
        black_box(self.meetings.list_page(list).await?);
        Ok(())
    }
}
