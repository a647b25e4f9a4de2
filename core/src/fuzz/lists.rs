//! Pages, and lists of them.

use std::{
    collections::VecDeque,
    future::{Future, ready},
    pin::pin,
    sync::Mutex,
    task::{Context, Poll, Waker},
};

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

use super::{
    fuzz,
    json::{Bytes, keys},
};
use crate::*;

/// A page without items that are lost or a cursor that is.
fn loses_nothing<P: Page + Serialize + DeserializeOwned>(keys: &[String], bytes: &[u8]) {
    let _ = serde_json::from_slice::<P>(bytes);
    let mut bytes = Bytes(bytes);
    let items: Vec<Value> = (0..bytes.next() % 8).map(|_| bytes.value(keys, 2)).collect();
    let cursor = bytes.value(&[], 0);
    let page = json!({ "results": items, "cursor": cursor, "future": 1 });
    let Ok(page) = serde_json::from_value::<P>(page) else {
        assert!(!(cursor.is_null() || cursor.is_string() || cursor.is_number()), "refused: {cursor}");
        return;
    };
    let next = cursor.as_str().map(str::to_owned).or_else(|| cursor.is_number().then(|| cursor.to_string()));
    assert_eq!(page.cursor(), next.as_deref());
    let back = serde_json::to_value(&page).expect("pages are JSON");
    let unreadable = back.get("unreadable").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    assert_eq!(page.len() + unreadable.len(), items.len());
    assert!(unreadable.iter().all(|item| items.contains(item)));
    assert_eq!(back["future"], 1);
}

macro_rules! pages {
    ($($name:ident: $page:ty;)*) => {$(
        #[test]
        fn $name() {
            let keys: Vec<String> = keys().into_iter().collect();
            fuzz!(|bytes: &[u8]| loses_nothing::<$page>(&keys, bytes));
        }
    )*};
}

pages! {
    meetings: MeetingPage;
    recordings: RecordingPage;
    transcriptions: TranscriptionPage;
    summaries: SummaryPage;
    rooms_of_insights: InsightsRoomPage;
    sessions: RoomSessionPage;
    participants: ParticipantPage;
}

#[test]
fn lists_follow_any_cursor_to_the_end() {
    fuzz!(|bytes: &[u8]| {
        let mut bytes = Bytes(bytes);
        let mut count = 0;
        let pages: VecDeque<_> = (0..=bytes.next() % 6)
            .map(|number| {
                let size = u32::from(bytes.next() % 4);
                let ids: Vec<_> = (count..count + size).map(|id| json!({ "meetingId": id })).collect();
                count += size;
                (format!("{number}{}", bytes.text()), ids)
            })
            .collect();
        let first = pages.front().map(|(cursor, _)| cursor.clone());
        let left = Mutex::new(pages);
        let pager = Pager::<MeetingPage>::new(first, move |asked| {
            let mut left = left.lock().expect("pages");
            let (cursor, items) = left.pop_front().expect("no page after the last one");
            assert_eq!(asked, Some(cursor));
            let next = left.front().map(|(cursor, _)| cursor);
            ready(Ok(serde_json::from_value(json!({ "results": items, "cursor": next })).expect("a page")))
        });
        let Poll::Ready(all) = pin!(pager.collect()).poll(&mut Context::from_waker(Waker::noop())) else {
            panic!("there is nothing to wait for");
        };
        let all = all.expect("a list");
        let ids: Vec<_> = all.iter().map(|meeting| meeting.meeting_id.clone()).collect();
        assert_eq!(ids, (0..count).map(|id| id.to_string()).collect::<Vec<_>>());
    });
}
