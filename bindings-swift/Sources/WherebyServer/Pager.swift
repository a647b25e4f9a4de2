/// A page of a list.
public protocol Page: Sendable {
    /// What the list holds.
    associatedtype Item: Sendable

    /// The items of the page, in the server's order.
    var results: [Item] { get }

    /// Where the next page starts; none on the last page.
    var cursor: String? { get }
}

/// A list whose pages are fetched as they are needed: `for try await item in list`.
///
/// After an error the next step tries the same page again, so nothing is skipped. Each loop over the
/// list begins at its start.
public struct Pager<List: Page>: AsyncSequence, Sendable {
    /// An item of the list.
    public typealias Element = List.Item

    /// Where the list starts: the cursor of an earlier page, or none for the beginning.
    public let cursor: String?

    let maxItems: UInt32?
    let fetch: @Sendable (String?) async throws -> List

    init(cursor: String?, maxItems: UInt32?, fetch: @escaping @Sendable (String?) async throws -> List) {
        (self.cursor, self.maxItems, self.fetch) = (cursor, maxItems, fetch)
    }

    /// The list page by page: `for try await page in list.pages`. `page.cursor` is where to resume.
    /// Pages stay whole, so the last one may go beyond `maxItems`.
    public var pages: Pages<List> { Pages(cursor: cursor, maxItems: maxItems, fetch: fetch) }

    /// Collects all the items.
    public func collect() async throws -> [Element] {
        var all: [Element] = []
        for try await item in self { all.append(item) }
        return all
    }

    /// Begins the list.
    public func makeAsyncIterator() -> Iterator { Iterator(pages: pages.makeAsyncIterator()) }

    /// Where a loop over the items stands.
    public struct Iterator: AsyncIteratorProtocol {
        var pages: Pages<List>.Iterator
        var ahead: ArraySlice<Element> = []

        /// Where the next page starts: give it as `cursor` of a new list to resume there.
        /// Items that `next` has yet to give of the last page are before it: resume at the end of a page, or
        /// read by `pages`.
        public var cursor: String? { pages.cursor }

        /// The next item; nothing after the last one.
        public mutating func next() async throws -> Element? {
            while ahead.isEmpty {
                let most = pages.left ?? .max
                guard let page = try await pages.next() else { return nil }
                ahead = page.results.prefix(most)
            }
            return ahead.removeFirst()
        }
    }
}

/// The pages of a list.
public struct Pages<List: Page>: AsyncSequence, Sendable {
    /// A page of the list.
    public typealias Element = List

    let cursor: String?
    let maxItems: UInt32?
    let fetch: @Sendable (String?) async throws -> List

    /// Begins the list.
    public func makeAsyncIterator() -> Iterator {
        Iterator(cursor: cursor, left: maxItems.map(Int.init), fetch: fetch)
    }

    /// Where a loop over the pages stands.
    public struct Iterator: AsyncIteratorProtocol {
        /// Where the next page starts: give it as `cursor` of a new list to resume there.
        public private(set) var cursor: String?
        var left: Int?
        var done = false
        let fetch: @Sendable (String?) async throws -> List

        /// The next page; nothing after the last one.
        public mutating func next() async throws -> List? {
            if done || left == 0 { return nil }
            let page = try await fetch(cursor)
            // A cursor that does not move would make an endless loop.
            let following = page.cursor.flatMap { $0.isEmpty || $0 == cursor ? nil : $0 }
            (cursor, done) = (following, following == nil)
            left = left.map { Swift.max(0, $0 - page.results.count) }
            return page
        }
    }
}
