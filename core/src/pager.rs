//! Lists that page by themselves (contract §2.10).

use std::{collections::VecDeque, future::Future, pin::Pin, sync::Arc};

use crate::error::Result;

/// One page of a list.
pub trait Page: Send + 'static {
    /// What the list holds.
    type Item: Send;
    /// Where the next page starts; none on the last page.
    fn cursor(&self) -> Option<&str>;
    /// How many items the page has.
    fn len(&self) -> usize;
    /// Whether the page has no items. Another page may follow all the same.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// The items of the page, in the server's order.
    fn into_items(self) -> Vec<Self::Item>;
}

type Fetch<P> = dyn Fn(Option<String>) -> Pin<Box<dyn Future<Output = Result<P>> + Send>> + Send + Sync;

/// A list that fetches its pages as they are needed.
///
/// After an error the next call tries the same page again, so nothing is skipped.
pub struct Pager<P: Page> {
    fetch: Arc<Fetch<P>>,
    cursor: Option<String>,
    done: bool,
    ahead: VecDeque<P::Item>,
    /// How many items may still be fetched.
    left: Option<u64>,
}

impl<P: Page> std::fmt::Debug for Pager<P> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (cursor, done) = (&self.cursor, self.done);
        f.debug_struct("Pager").field("cursor", cursor).field("done", &done).finish_non_exhaustive()
    }
}

impl<P: Page> Pager<P> {
    pub(crate) fn new<F>(
        cursor: Option<String>,
        fetch: impl Fn(Option<String>) -> F + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = Result<P>> + Send + 'static,
    {
        let fetch = Arc::new(move |cursor| -> Pin<Box<dyn Future<Output = Result<P>> + Send>> {
            Box::pin(fetch(cursor))
        });
        Self { fetch, cursor, done: false, ahead: VecDeque::new(), left: None }
    }

    /// Ends the list after so many items; pages stay whole, so the last one may have more.
    pub fn max_items(mut self, most: u64) -> Self {
        self.left = Some(most);
        self
    }

    /// Where the next page starts: give it as `cursor` of a new list to resume there. What [`Pager::next`] has yet to
    /// give of the last page is before it, so resume at the end of a page, or read by pages.
    pub fn cursor(&self) -> Option<&str> {
        self.cursor.as_deref()
    }

    /// Fetches the next page, whole. `None` after the last one. What [`Pager::next`] has yet to give of the page before
    /// it stays there: read a list by items or by pages.
    pub async fn next_page(&mut self) -> Result<Option<P>> {
        if self.done || self.left == Some(0) {
            return Ok(None);
        }
        let page = (self.fetch)(self.cursor.clone()).await?;
        let count = u64::try_from(page.len()).unwrap_or(u64::MAX);
        self.left = self.left.map(|left| left.saturating_sub(count));
        // A cursor that does not move would make an endless loop.
        let next = page.cursor().filter(|c| !c.is_empty() && Some(*c) != self.cursor()).map(str::to_owned);
        self.done = next.is_none();
        self.cursor = next;
        Ok(Some(page))
    }

    /// Returns the next item. `None` after the last one.
    pub async fn next(&mut self) -> Result<Option<P::Item>> {
        loop {
            if let Some(item) = self.ahead.pop_front() {
                return Ok(Some(item));
            }
            let most = self.left.and_then(|left| usize::try_from(left).ok()).unwrap_or(usize::MAX);
            match self.next_page().await? {
                Some(page) => self.ahead = page.into_items().into_iter().take(most).collect(),
                None => return Ok(None),
            }
        }
    }

    /// Collects all the items.
    pub async fn collect(mut self) -> Result<Vec<P::Item>> {
        let mut all = Vec::new();
        while let Some(item) = self.next().await? {
            all.push(item);
        }
        Ok(all)
    }
}

/// A list over the verb for one page of it: the same parameters, with the cursor of each page.
macro_rules! pages {
    ($resource:expr, $params:expr, $page:ident) => {{
        let (resource, params) = ($resource.clone(), $params);
        $crate::pager::Pager::new(params.cursor.clone(), move |cursor| {
            let (resource, mut params) = (resource.clone(), params.clone());
            params.cursor = cursor;
            async move { resource.$page(params).await }
        })
    }};
}
pub(crate) use pages;

#[cfg(test)]
mod tests {
    use super::{Page, Pager};

    /// Three items of a list without an end; the cursor is where they start.
    struct Three(String);

    impl Page for Three {
        type Item = u64;

        fn cursor(&self) -> Option<&str> {
            Some(&self.0)
        }

        fn len(&self) -> usize {
            3
        }

        fn into_items(self) -> Vec<u64> {
            let next: u64 = self.0.parse().expect("a number");
            (next - 3..next).collect()
        }
    }

    fn endless() -> Pager<Three> {
        Pager::new(None, |cursor: Option<String>| async move {
            let start: u64 = cursor.map_or(0, |cursor| cursor.parse().expect("a number"));
            Ok(Three((start + 3).to_string()))
        })
    }

    #[tokio::test]
    async fn a_limit_ends_items_and_pages() {
        for most in [0, 2, 3, 4, 6] {
            let items = endless().max_items(most).collect().await.expect("items");
            assert_eq!(items, Vec::from_iter(0..most));
            let (mut pager, mut pages) = (endless().max_items(most), 0);
            while pager.next_page().await.expect("a page").is_some() {
                pages += 1;
                assert!(pages < 9, "no end");
            }
            assert_eq!(pages, most.div_ceil(3));
        }
    }

    #[tokio::test]
    async fn a_cursor_that_does_not_move_ends_the_list() {
        let stuck: Pager<Three> = Pager::new(None, |_| async { Ok(Three("3".to_owned())) });
        assert_eq!(stuck.max_items(9).collect().await.expect("items"), [0, 1, 2, 0, 1, 2]);
    }
}
