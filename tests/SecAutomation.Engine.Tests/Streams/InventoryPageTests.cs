using SecAutomation.Engine.Streams;

namespace SecAutomation.Engine.Tests.Streams;

public sealed class InventoryPageTests : IDisposable
{
    private readonly ReadFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Pages_of_one_inventory_are_complete_together()
    {
        InventoryRead read = Join(Page("1.json", 3, "a", "b"), Page("2.json", 3, "c")).ShouldHaveSingleItem();

        read.Failure.ShouldBeNull();
        (read.Expected, read.Received, read.IsComplete).ShouldBe((3, 3, true));
        read.Asset.Select(asset => asset.AssetId).ShouldBe(["a", "b", "c"]);
        read.Asset.Select(asset => asset.Source).Distinct(StringComparer.Ordinal).ShouldBe([read.Source]);
        read.Asset[2].Place.ShouldStartWith("2.json, ");
    }

    [Fact]
    public void An_asset_that_two_pages_hold_counts_once() =>
        Join(Page("1.json", 3, "a", "b"), Page("2.json", 3, "b", "c")).ShouldHaveSingleItem().Asset.Count.ShouldBe(3);

    [Fact]
    public void A_missing_page_is_named_by_what_is_missing()
    {
        InventoryRead read = Join(Page("1.json", 5, "a", "b"), Page("3.json", 5, "e")).ShouldHaveSingleItem();

        read.IsComplete.ShouldBeFalse();
        read.Failure!.Id.ShouldBe(FailureId.ReadIncomplete);
        read.Failure.Message.ShouldContain("2 pages announce 5 records and hold 3 of them together; 2 are missing. The pages are 1.json (2), 3.json (1).");
    }

    [Fact]
    public void A_page_that_another_page_repeats_does_not_stand_for_the_one_that_is_missing() =>
        Join(Page("1.json", 4, "a", "b"), Page("2.json", 4, "a", "b")).ShouldHaveSingleItem().Failure!.Message.ShouldContain("2 are missing");

    [Fact]
    public void Pages_of_two_inventories_in_one_folder_are_refused() =>
        Join(Page("1.json", 3, "a", "b"), Page("2.json", 3, "c", "d")).ShouldHaveSingleItem().Failure!.Message.ShouldContain("not of one inventory");

    [Fact]
    public void Pages_between_which_the_total_changed_are_not_joined() =>
        Join(Page("1.json", 3, "a", "b"), Page("2.json", 4, "c", "d"))
            .ShouldAllBe(read => read.Failure != null && read.Failure.Id == FailureId.ReadIncomplete);

    [Fact]
    public void A_page_with_a_record_that_cannot_be_used_leaves_the_whole_incomplete()
    {
        InventoryRead read = Join(Page("1.json", 3, "a", ""), Page("2.json", 3, "c")).ShouldHaveSingleItem();

        read.Failure.ShouldBeNull();
        (read.Skipped, read.IsComplete).ShouldBe((1, false));
    }

    [Fact]
    public void A_page_that_ends_early_is_told_by_itself()
    {
        InventoryRead damaged = Read("2.json", """{"page":{"total":3},"devices":[{"id":"c","host":"c"}""");

        IReadOnlyList<InventoryRead> reads = Join(Page("1.json", 3, "a", "b"), damaged);

        reads.Count.ShouldBe(2);
        reads[1].ShouldBeSameAs(damaged);
        reads.ShouldAllBe(read => !read.IsComplete);
    }

    [Fact]
    public void Whole_inventories_stay_apart() =>
        Join(Page("1.json", 2, "a", "b"), Page("2.json", 2, "c", "d")).Select(read => read.Asset.Count).ShouldBe([2, 2]);

    private static IReadOnlyList<InventoryRead> Join(params InventoryRead[] reads) => InventoryPages.Join(reads);

    private InventoryRead Page(string name, int total, params string[] ids) => Read(
        name,
        $$"""{"page":{"total":{{total}}},"devices":[{{string.Join(',', ids.Select(id => $$"""{"id":"{{id}}","host":"{{id}}"}"""))}}]}""");

    private InventoryRead Read(string name, string text) =>
        _files.Streams.ReadAssets(_files.Write(text, name), _files.Heard, TestContext.Current.CancellationToken);
}
