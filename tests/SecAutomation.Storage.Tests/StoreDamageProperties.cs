using CsCheck;

namespace SecAutomation.Storage.Tests;

public sealed class StoreDamageProperties : IDisposable
{
    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_damaged_store_fails_clearly_or_gives_what_was_written()
    {
        TicketDraft[] drafts =
            [.. Enumerable.Range(0, 12).Select(i => StoreFolder.Draft($"host{i}", "CVE-2021-44228", $"CVE-2024-{1000 + i}"))];
        foreach (TicketDraft draft in drafts)
        {
            await _folder.CreateAsync(draft);
        }

        byte[] whole = await File.ReadAllBytesAsync(_folder.Path);
        string[] keys = [.. drafts.Select(draft => draft.Key)];
        int failures = 0;
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte).Array[1, 3].Sample(
            changes =>
            {
                byte[] damaged = [.. whole];
                foreach ((int place, byte value) in changes)
                {
                    damaged[place] = value;
                }

                File.WriteAllBytes(_folder.Path, damaged);
                try
                {
                    IReadOnlyList<StoredTicket> all = _folder.FindAsync().GetAwaiter().GetResult();
                    all.Select(ticket => ticket.Draft.Key).ShouldBe(keys);
                    foreach (TicketDraft draft in drafts)
                    {
                        _folder.FindAsync(new TicketQuery { Alias = draft.Alias }).GetAwaiter().GetResult()
                            .ShouldHaveSingleItem().Draft.Key.ShouldBe(draft.Key);
                    }
                }
                catch (FailureException failure) when (failure.Id is FailureId.StoreCorrupt or FailureId.StoreTooNew or FailureId.StoreNotWritable)
                {
                    failures++;
                }
                finally
                {
                    foreach (string left in Directory.GetFiles(Path.GetDirectoryName(_folder.Path)!))
                    {
                        File.Delete(left);
                    }
                }
            },
            iter: 150,
            threads: 1);

        failures.ShouldBeGreaterThan(0);
    }
}
