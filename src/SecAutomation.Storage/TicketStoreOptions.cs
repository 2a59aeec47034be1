namespace SecAutomation.Storage;

/// <summary>How a ticket store is used.</summary>
public sealed record TicketStoreOptions
{
    /// <summary>How long to wait while another run holds the store; then <see cref="FailureId.StoreBusy"/>. 30 seconds.</summary>
    public TimeSpan BusyWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Up to which size in bytes opening the store verifies the whole file and not only what is read. 64 MB.</summary>
    public long VerifiedSize { get; init; } = 64L * 1024 * 1024;

    /// <summary>The clock of the wait.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
