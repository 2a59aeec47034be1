namespace SecAutomation.Storage.Ledger;

/// <summary>How a ledger is used.</summary>
public sealed record LedgerOptions
{
    /// <summary>How long to wait while another run writes. 30 seconds.</summary>
    public TimeSpan BusyWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a run may say nothing before others take over what it claimed. 5 minutes.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long runs, closed tickets and sightings are kept. 400 days.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(400);

    /// <summary>Whether an owner of claims certainly does not live any more, so that nobody need wait for its lease. Nobody is known to be gone by default.</summary>
    public Func<string, bool> IsGone { get; init; } = _ => false;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
