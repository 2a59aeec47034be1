using CsCheck;
using SecAutomation.Engine.Paging;

namespace SecAutomation.Engine.Tests.Paging;

public sealed class PagerTests
{
    private static readonly Gen<(int Records, int Size, bool Total, bool More)> s_lists =
        Gen.Select(Gen.Int[0, 400], Gen.Int[1, 60], Gen.Bool, Gen.Bool);

    [Fact]
    public void Offset_pages_end_with_nothing_twice_and_nothing_missing() => s_lists.Sample(
        list => Everything(list, new OffsetPaging { OffsetParameter = "offset", LimitParameter = "limit", PageSize = list.Size }));

    [Fact]
    public void Numbered_pages_end_with_nothing_twice_and_nothing_missing() => s_lists.Sample(
        list => Everything(list, new PageNumberPaging { PageParameter = "page", SizeParameter = "limit", PageSize = list.Size }));

    [Fact]
    public void Cursors_end_with_nothing_twice_and_nothing_missing() => s_lists.Sample(
        list => Everything(list, new CursorPaging { CursorParameter = "cursor", SizeParameter = "limit", PageSize = list.Size }));

    [Fact]
    public void Numbers_end_with_nothing_twice_and_nothing_missing() => s_lists.Sample(
        list => Everything(list, new SeekPaging { FromParameter = "from", SizeParameter = "limit", PageSize = list.Size }));

    [Fact]
    public void Links_end_with_nothing_twice_and_nothing_missing() => s_lists.Sample(list => Everything(list, new LinkPaging()));

    [Fact]
    public void A_server_that_silently_cuts_the_page_size_loses_nothing() => Gen.Select(Gen.Int[0, 300], Gen.Int[1, 40]).Sample(
        (records, cap) => new PagedServer(records) { MaximumPageSize = cap }
            .ReadAll(new OffsetPaging { OffsetParameter = "offset", LimitParameter = "limit", PageSize = 100 })
            .ShouldBe(Enumerable.Range(0, records)));

    [Fact]
    public void A_server_that_cuts_the_page_size_and_says_how_many_there_are_loses_nothing() => Gen.Select(Gen.Int[0, 300], Gen.Int[1, 40]).Sample(
        (records, cap) => new PagedServer(records) { MaximumPageSize = cap, SaysTotal = true }
            .ReadAll(new OffsetPaging { OffsetParameter = "offset", LimitParameter = "limit", PageSize = 100 })
            .ShouldBe(Enumerable.Range(0, records)));

    [Fact]
    public void Pages_that_are_short_because_records_are_hidden_are_an_error()
    {
        Pager pager = Begun("offset");
        pager.Next(new PageFacts { Records = 9, Total = 25, Mark = new HashSet<ulong> { 1 } }).ShouldNotBeNull();
        Should.Throw<FailureException>(() => pager.Next(new PageFacts { Records = 10, Total = 25, Mark = new HashSet<ulong> { 2 } })).Message.ShouldContain("hidden");
    }

    [Fact]
    public void Records_that_come_again_do_not_make_up_the_total()
    {
        Pager pager = Begun("offset");
        pager.Next(new PageFacts { Records = 2, Total = 3, Mark = new HashSet<ulong> { 1, 3 } }).ShouldNotBeNull();
        Should.Throw<FailureException>(() => pager.Next(new PageFacts { Records = 1, Total = 3, Mark = new HashSet<ulong> { 3 } })).Message.ShouldContain("came before");
    }

    [Fact]
    public void A_short_page_of_a_numbered_list_names_the_setting_of_its_size()
    {
        Pager pager = new PageNumberPaging { PageParameter = "page", SizeParameter = "limit", PageSize = 100, SizeSetting = "pageSize" }.Begin("stub");
        pager.First();
        Should.Throw<FailureException>(() => pager.Next(new PageFacts { Records = 50, Total = 120 })).NextStep.ShouldNotBeNull().ShouldContain("-Setting @{ pageSize = '50' }");
    }

    [Fact]
    public void A_server_that_says_which_page_size_it_used_is_believed() =>
        new PagedServer(250) { MaximumPageSize = 100, SaysTotal = true, EchoesPageSize = true }
            .ReadAll(new OffsetPaging { OffsetParameter = "offset", LimitParameter = "limit", PageSize = 500 })
            .ShouldBe(Enumerable.Range(0, 250));

    [Fact]
    public void Stops_when_the_last_page_is_short_if_the_stream_says_so()
    {
        Pager pager = new OffsetPaging { OffsetParameter = "o", LimitParameter = "l", PageSize = 10, EndsOnShortPage = true }.Begin("stub");
        pager.First();
        pager.Next(new PageFacts { Records = 10 }).ShouldNotBeNull().Parameter[0].ShouldBe(new PageParameter("o", "10"));
        pager.Next(new PageFacts { Records = 3 }).ShouldBeNull();
    }

    [Theory]
    [InlineData("offset")]
    [InlineData("page")]
    public void A_short_page_against_a_total_is_an_incomplete_read(string kind)
    {
        Pager pager = Begun(kind);
        pager.Next(new PageFacts { Records = 10, Total = 25 }).ShouldNotBeNull();
        FailureException failure = Should.Throw<FailureException>(() => pager.Next(new PageFacts { Records = 9, Total = 25 }));
        failure.Id.ShouldBe(FailureId.ReadIncomplete);
        failure.Message.ShouldContain("25 records were announced and 19 received");
    }

    [Theory]
    [InlineData("single")]
    [InlineData("cursor")]
    [InlineData("link")]
    public void An_end_before_the_total_is_an_incomplete_read(string kind) =>
        Should.Throw<FailureException>(() => Begun(kind).Next(new PageFacts { Records = 10, Total = 25 })).Id.ShouldBe(FailureId.ReadIncomplete);

    [Theory]
    [InlineData("single")]
    [InlineData("offset")]
    [InlineData("page")]
    [InlineData("cursor")]
    [InlineData("link")]
    public void More_records_than_announced_are_an_error(string kind) =>
        Should.Throw<FailureException>(() => Begun(kind).Next(new PageFacts { Records = 10, Total = 9 })).Id.ShouldBe(FailureId.ReadIncomplete);

    [Theory]
    [InlineData("single")]
    [InlineData("cursor")]
    [InlineData("link")]
    [InlineData("offset")]
    public void More_to_come_without_a_way_to_it_is_an_error(string kind) =>
        Should.Throw<FailureException>(() => Begun(kind).Next(new PageFacts { Records = 0, HasMore = true })).Id.ShouldBe(FailureId.ReadIncomplete);

    [Fact]
    public void A_repeated_cursor_is_an_error()
    {
        Pager pager = Begun("cursor");
        pager.Next(new PageFacts { Records = 5, Cursor = "a" }).ShouldNotBeNull();
        pager.Next(new PageFacts { Records = 5, Cursor = "b" }).ShouldNotBeNull();
        Should.Throw<FailureException>(() => pager.Next(new PageFacts { Records = 5, Cursor = "a" })).Message.ShouldContain("a cursor that was used already");
    }

    [Fact]
    public void A_cursor_repeated_once_the_total_has_arrived_is_the_end()
    {
        Pager pager = Begun("cursor");
        pager.Next(new PageFacts { Records = 5, Total = 8, Cursor = "a" }).ShouldNotBeNull();
        pager.Next(new PageFacts { Records = 3, Total = 8, Cursor = "a" }).ShouldBeNull();
    }

    [Fact]
    public void An_empty_page_with_a_cursor_goes_on() =>
        Begun("cursor").Next(new PageFacts { Records = 0, Cursor = "a" }).ShouldNotBeNull().Parameter.ShouldBe([new PageParameter("cursor", "a")]);

    [Fact]
    public void A_server_that_ignores_the_offset_is_noticed()
    {
        Pager pager = Begun("offset");
        pager.Next(new PageFacts { Records = 10, FirstKey = "host-1" }).ShouldNotBeNull();
        Should.Throw<FailureException>(() => pager.Next(new PageFacts { Records = 10, FirstKey = "host-1" })).Message.ShouldContain("the same page again");
    }

    [Theory]
    [InlineData("offset")]
    [InlineData("page")]
    public void A_total_that_shrinks_under_counted_pages_is_an_error(string kind)
    {
        Pager pager = Begun(kind);
        pager.Next(new PageFacts { Records = 10, Total = 30 }).ShouldNotBeNull();
        Should.Throw<FailureException>(() => pager.Next(new PageFacts { Records = 10, Total = 29 })).Id.ShouldBe(FailureId.ReadIncomplete);
    }

    [Fact]
    public void Records_that_come_and_go_while_numbers_are_read_move_no_other() => Gen.Select(
        Gen.Int[0, 300], Gen.Int[1, 60], Gen.Bool, Gen.Select(Gen.Int[0, 400], Gen.Bool).List[0, 20]).Sample((records, size, saysTotal, moves) =>
    {
        var list = new SortedSet<int>(Enumerable.Range(0, records));
        HashSet<int> always = [.. list];
        var read = new List<int>();
        Pager pager = new SeekPaging { FromParameter = "from", SizeParameter = "limit", PageSize = size }.Begin("stub: list");
        for (PageRequest? request = pager.First(); request is not null;)
        {
            int from = int.Parse(request.Parameter.Single(parameter => parameter.Name == "from").Value, System.Globalization.CultureInfo.InvariantCulture);
            int total = list.Count(number => number >= from);

            // The total is counted, and then the page is read: between them lies a change, and between two pages another.
            Move();
            int[] page = [.. list.Where(number => number >= from).Take(size)];
            if (page.Length == 0 && total > 0 && saysTotal)
                return;
            read.AddRange(page);
            request = pager.Next(new PageFacts { Records = page.Length, Total = saysTotal ? total : null, Number = [.. page.Select(number => (System.Numerics.BigInteger)number)] });
            Move();
        }

        read.ShouldBeUnique();
        read.ShouldBeInOrder();
        always.Except(read).ShouldBeEmpty();

        void Move()
        {
            if (moves is not [.., (int number, bool isMade)])
                return;
            moves.RemoveAt(moves.Count - 1);
            if (isMade)
                list.Add((list.Count > 0 ? Math.Max(list.Max, records) : records) + 1);
            else if (list.Remove(number))
                always.Remove(number);
        }
    });

    [Fact]
    public void A_server_that_leaves_the_smallest_number_out_of_the_request_is_noticed()
    {
        Pager pager = new SeekPaging { FromParameter = "from", SizeParameter = "limit", PageSize = 2 }.Begin("stub: list");
        pager.First();
        pager.Next(new PageFacts { Records = 2, Total = 4, Number = [3, 5] }).ShouldNotBeNull().Parameter[0].ShouldBe(new PageParameter("from", "6"));
        Should.Throw<FailureException>(() => pager.Next(new PageFacts { Records = 2, Total = 4, Number = [3, 5] })).Id.ShouldBe(FailureId.ReadIncomplete);
    }

    [Fact]
    public void Numbers_out_of_their_order_are_an_error()
    {
        Pager pager = new SeekPaging { FromParameter = "from", SizeParameter = "limit", PageSize = 2 }.Begin("stub: list");
        pager.First();
        Should.Throw<FailureException>(() => pager.Next(new PageFacts { Records = 2, Total = 2, Number = [5, 3] })).Id.ShouldBe(FailureId.ReadIncomplete);
    }

    [Fact]
    public void An_empty_page_of_numbers_is_an_error_where_more_was_announced()
    {
        Pager pager = new SeekPaging { FromParameter = "from", SizeParameter = "limit", PageSize = 2 }.Begin("stub: list");
        pager.First();
        Should.Throw<FailureException>(() => pager.Next(new PageFacts { Records = 0, Total = 1 })).Id.ShouldBe(FailureId.ReadIncomplete);
    }

    [Theory]
    [InlineData("offset")]
    [InlineData("page")]
    [InlineData("cursor")]
    [InlineData("link")]
    public void Pages_that_never_end_are_given_up(string kind)
    {
        Pager pager = Begun(kind, maximumPages: 50);
        int pages = 0;
        FailureException failure = Should.Throw<FailureException>(() =>
        {
            while (pager.Next(new PageFacts { Records = 10, Cursor = $"c{pages}", NextLink = $"https://stub.example/{pages}", FirstKey = $"{pages}" }) is not null)
                pages++;
        });
        failure.Id.ShouldBe(FailureId.LimitExceeded);
        pages.ShouldBe(49);
    }

    [Fact]
    public void A_count_of_pages_ends_the_read_and_a_hole_before_it_is_an_error()
    {
        Pager pager = Begun("page");
        pager.Next(new PageFacts { Records = 10, TotalPages = 2 }).ShouldNotBeNull();
        pager.Next(new PageFacts { Records = 4, TotalPages = 2 }).ShouldBeNull();
        Should.Throw<FailureException>(() => Begun("page").Next(new PageFacts { Records = 0, TotalPages = 2 }));
    }

    [Theory]
    [InlineData("https://evil.example/list?at=10")]
    [InlineData("http://stub.example/list?at=10")]
    [InlineData("https://stub.example:8443/list?at=10")]
    public void A_next_page_on_another_host_is_refused(string next) =>
        Should.Throw<FailureException>(() => Begun("link").Next(new PageFacts { Records = 1, Url = new Uri("https://stub.example/list"), NextLink = next }))
            .Id.ShouldBe(FailureId.RedirectRefused);

    [Fact]
    public void A_next_page_that_was_read_already_is_an_error() =>
        Should.Throw<FailureException>(() => Begun("link").Next(new PageFacts { Records = 1, Url = new Uri("https://stub.example/list"), NextLink = "/list" }))
            .Id.ShouldBe(FailureId.ReadIncomplete);

    [Theory]
    [InlineData("<https://a.example/2>; rel=\"next\"", "https://a.example/2")]
    [InlineData("<https://a.example/0>; rel=prev, </3?x=1,2>; title=\"a, b\"; rel=\"last next\"", "/3?x=1,2")]
    [InlineData("<https://a.example/9>; rel=\"last\"", null)]
    [InlineData("<https://a.example/9; rel=next", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void The_link_header_names_the_next_page(string? header, string? next) => LinkHeader.Next(header).ShouldBe(next);

    private static void Everything((int Records, int Size, bool Total, bool More) list, PagingDefinition paging) =>
        new PagedServer(list.Records) { SaysTotal = list.Total, SaysHasMore = list.More }.ReadAll(paging).ShouldBe(Enumerable.Range(0, list.Records));

    private static Pager Begun(string kind, int maximumPages = 1000)
    {
        PagingDefinition paging = kind switch
        {
            "single" => new SinglePaging { MaximumPages = maximumPages },
            "offset" => new OffsetPaging { OffsetParameter = "offset", LimitParameter = "limit", PageSize = 10, MaximumPages = maximumPages },
            "page" => new PageNumberPaging { PageParameter = "page", PageSize = 10, MaximumPages = maximumPages },
            "cursor" => new CursorPaging { CursorParameter = "cursor", MaximumPages = maximumPages },
            _ => new LinkPaging { MaximumPages = maximumPages },
        };
        Pager pager = paging.Begin("stub: list");
        pager.First();
        return pager;
    }
}
