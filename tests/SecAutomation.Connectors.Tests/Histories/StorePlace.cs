using System.Text.Json;
using SecAutomation.Commands.Delivery;
using SecAutomation.Commands.Delivery.Local;
using SecAutomation.Commands.Delivery.Planning;
using SecAutomation.Storage;
using SecAutomation.Storage.Ledger;

namespace SecAutomation.Connectors.Tests.Histories;

/// <summary>The local store.</summary>
internal sealed class StorePlace : ITicketPlace
{
    private readonly HistoryClock _clock;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("secautomation-history-");

    public StorePlace(HistoryClock clock) => _clock = clock;

    private string Path => System.IO.Path.Combine(_folder.FullName, "tickets.db");

    public async Task<bool> RunAsync(ITicketPlanning planning, HistoryEvent.Run? run)
    {
        await using TicketStore store = await OpenAsync();
        await new LocalRun(planning, RunLimits.None, _clock).MakeAsync(store, new QuietWriter(), CancellationToken.None);
        return true;
    }

    public async Task<IReadOnlyList<HistoryTicket>> TicketsAsync() =>
    [
        .. (await AllAsync()).Select(ticket => new HistoryTicket(
            ticket.Id, ticket.Draft.Key, ticket.State != TicketState.Closed, ticket.Resolution is TicketResolution.RiskAccepted, ticket.Draft.Unit)),
    ];

    public async Task<string> FingerprintAsync() => JsonSerializer.Serialize(await AllAsync());

    public Task EditAsync(string id, int field) => ReviseAsync(id, ticket => new TicketRevision(field switch
    {
        0 => ticket.Draft with { Title = "Mine: " + ticket.Draft.Title },
        1 => ticket.Draft with { Team = "Another" },
        2 => ticket.Draft with { Priority = RemediationPriority.Low },
        _ => ticket.Draft with { DueDate = new DateOnly(2027, 1, 1) },
    }));

    public Task CloseAsync(string id, bool isAccepted) => ReviseAsync(id, ticket => new TicketRevision(ticket.Draft)
    {
        State = TicketState.Closed, Resolution = isAccepted ? TicketResolution.RiskAccepted : TicketResolution.Other, Comment = "By hand.",
    });

    public void Forget() => File.Delete(TicketLedger.BesideStore(Path));

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private Task<TicketStore> OpenAsync() => TicketStore.OpenAsync(Path, new TicketStoreOptions(), CancellationToken.None);

    private async Task<IReadOnlyList<StoredTicket>> AllAsync()
    {
        await using TicketStore store = await OpenAsync();
        return await store.FindAsync(TicketQuery.All, CancellationToken.None);
    }

    private async Task ReviseAsync(string id, Func<StoredTicket, TicketRevision> revision)
    {
        await using TicketStore store = await OpenAsync();
        await using TicketTransaction transaction = await store.BeginAsync(CancellationToken.None);
        StoredTicket ticket = (await transaction.FindAsync(new TicketQuery { Id = [id] }, CancellationToken.None)).Single();
        await transaction.ReviseAsync(id, revision(ticket), _clock.GetUtcNow(), CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
    }
}
