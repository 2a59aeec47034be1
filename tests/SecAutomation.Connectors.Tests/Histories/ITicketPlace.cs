using SecAutomation.Commands.Delivery.Planning;

namespace SecAutomation.Connectors.Tests.Histories;

/// <summary>Where the tickets of a history are kept.</summary>
internal interface ITicketPlace : IAsyncDisposable
{
    /// <summary>Carries out a run.</summary>
    /// <param name="planning">What it wants.</param>
    /// <param name="run">Whether it is killed, and what becomes of its first write; null: nothing happens to it.</param>
    /// <returns>Whether it came to its end without a failure or a doubt.</returns>
    Task<bool> RunAsync(ITicketPlanning planning, HistoryEvent.Run? run);

    /// <summary>The tickets, in the order of their numbers.</summary>
    Task<IReadOnlyList<HistoryTicket>> TicketsAsync();

    /// <summary>What differs once anything was written.</summary>
    Task<string> FingerprintAsync();

    /// <summary>A person changes a field of a ticket.</summary>
    Task EditAsync(string id, int field);

    /// <summary>A person closes a ticket.</summary>
    Task CloseAsync(string id, bool isAccepted);

    /// <summary>What the module remembers is lost.</summary>
    void Forget();
}
