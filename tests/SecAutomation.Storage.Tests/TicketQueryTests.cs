namespace SecAutomation.Storage.Tests;

public sealed class TicketQueryTests : IAsyncLifetime
{
    private readonly StoreFolder _folder = new();

    public async ValueTask InitializeAsync()
    {
        await _folder.CreateAsync(StoreFolder.Draft("web01", "CVE-2021-44228", "CVE-2022-22965") with { Team = "Web" });
        await _folder.CreateAsync(StoreFolder.Draft("web02", "CVE-2021-44228") with { Title = "Größe [1]" });
        await _folder.CreateAsync(StoreFolder.Draft("db01", "detection:12345"));
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public Task Asks_for_everything() => Finds(TicketQuery.All, "SA-1", "SA-2", "SA-3");

    [Fact]
    public Task Finds_by_number_whatever_its_case() => Finds(new() { Number = ["sa-2", " SA-3 ", "SA-99", "SA--1", "rubbish"] }, "SA-2", "SA-3");

    [Fact]
    public Task Finds_by_id() => Finds(new() { Id = ["1", "x"] }, "SA-1");

    [Fact]
    public Task Finds_by_key() => Finds(new() { Key = ["sa1-db01"] }, "SA-3");

    [Fact]
    public Task Finds_by_CVE_whatever_its_case() => Finds(new() { CveId = ["cve-2021-44228"] }, "SA-1", "SA-2");

    [Fact]
    public Task Finds_by_alias() => Finds(new() { Alias = ["web02", "unknown"] }, "SA-2");

    [Fact]
    public Task An_alias_or_a_group_suffices() =>
        Finds(new() { Alias = ["web02"], Group = [new("host", "db01"), new("cve", "web01")] }, "SA-2", "SA-3");

    [Fact]
    public Task An_empty_list_asks_for_nothing() => Finds(new() { Alias = [] });

    [Fact]
    public Task Every_condition_must_hold() => Finds(new() { CveId = ["CVE-2021-44228"], ComputerName = ["WEB*"], Team = ["w?b"] }, "SA-1");

    [Theory]
    [InlineData("web*", "SA-1,SA-2")]
    [InlineData("?EB0[2-9]", "SA-2")]
    [InlineData("db01", "SA-3")]
    [InlineData("db", "")]
    [InlineData("%", "")]
    [InlineData("web0[9-1]", "")]
    public Task Finds_by_computer_name_with_wildcards(string pattern, string numbers) =>
        Finds(new() { ComputerName = [pattern] }, numbers.Split(',', StringSplitOptions.RemoveEmptyEntries));

    [Theory]
    [InlineData("größe*", "SA-2")]
    [InlineData("* `[1]", "SA-2")]
    [InlineData("*[", "")]
    [InlineData("web01: *", "SA-1")]
    public Task Finds_by_title_with_wildcards(string pattern, string numbers) =>
        Finds(new() { Title = [pattern] }, numbers.Split(',', StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public Task Takes_ten_thousand_names_at_once() =>
        Finds(new() { Alias = [.. Enumerable.Range(0, 10_000).Select(i => $"host{i}"), "db01"] }, "SA-3");

    [Fact]
    public Task A_value_is_never_taken_for_SQL() => Finds(new() { Alias = ["' OR 1=1 --"], Key = ["\" OR \"\"=\""] });

    private async Task Finds(TicketQuery query, params string[] numbers)
    {
        string.Join(",", (await _folder.FindAsync(query)).Select(ticket => ticket.Number)).ShouldBe(string.Join(",", numbers));

        // Tickets of a tracker are compared in memory, by the same rules.
        string.Join(",", (await _folder.FindAsync(TicketQuery.All)).Where(query.Compile()).Select(ticket => ticket.Number)).ShouldBe(string.Join(",", numbers));
    }
}
