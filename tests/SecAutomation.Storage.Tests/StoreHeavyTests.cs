using System.Diagnostics;

namespace SecAutomation.Storage.Tests;

/// <summary>What takes long or needs a limit of Linux. Run it with <c>--filter-trait Category=Heavy</c>.</summary>
[Trait("Category", "Heavy")]
public sealed class StoreHeavyTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_that_may_not_grow_is_full_and_keeps_what_was_committed()
    {
        using StoreProcess other = StoreProcess.Start("fill", _folder.Path, "400000");
        string[] lines = await other.ReadToEndAsync();

        other.ExitCode.ShouldBe(0);
        int committed = lines.Count(line => line.StartsWith("committed", StringComparison.Ordinal));
        committed.ShouldBeGreaterThan(2);
        lines[^1].ShouldStartWith("StoreFull ");
        lines[^1].ShouldContain(_folder.Path);
        (await _folder.FindAsync()).Count.ShouldBe(committed);
    }

    [Fact]
    public async Task Finds_a_thousand_hosts_among_a_hundred_thousand_tickets()
    {
        await using TicketStore store = await _folder.OpenAsync();
        await using (TicketTransaction transaction = await store.BeginAsync(CancellationToken.None))
        {
            for (int i = 0; i < 100_000; i++)
            {
                await transaction.CreateAsync(StoreFolder.Draft($"host{i}", "CVE-2021-44228"), StoreFolder.Now, CancellationToken.None);
            }

            await transaction.CommitAsync(CancellationToken.None);
        }

        Stopwatch watch = Stopwatch.StartNew();
        IReadOnlyList<StoredTicket> found = await store.FindAsync(
            new TicketQuery { Alias = [.. Enumerable.Range(0, 1000).Select(i => $"host{i * 100}")] }, CancellationToken.None);

        found.Count.ShouldBe(1000);
        TestContext.Current.TestOutputHelper?.WriteLine($"1000 of 100,000 in {watch.ElapsedMilliseconds} ms; {new FileInfo(_folder.Path).Length / 1_000_000} MB");
    }
}
