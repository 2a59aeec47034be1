using SecAutomation.Testing.Trackers;

namespace SecAutomation.Connectors.Tests.Histories;

/// <summary>Something that happens in the life of a few machines and their tickets.</summary>
public abstract record HistoryEvent
{
    /// <summary>A machine gets a hole.</summary>
    public sealed record Appears(int Host, int Cve) : HistoryEvent;

    /// <summary>Somebody closes the hole.</summary>
    public sealed record Fixed(int Host, int Cve) : HistoryEvent;

    /// <summary>A machine gets another name; the inventory knows the old ones too.</summary>
    public sealed record Renamed(int Host) : HistoryEvent;

    /// <summary>A risk is accepted for some days.</summary>
    public sealed record Excepted(int Host, int Cve, int Days) : HistoryEvent;

    /// <summary>Nothing, for some days.</summary>
    public sealed record Waits(int Days) : HistoryEvent;

    /// <summary>A person changes a field of an open ticket.</summary>
    public sealed record Edited(int Ticket, int Field) : HistoryEvent;

    /// <summary>A person closes an open ticket, as done or as an accepted risk.</summary>
    public sealed record Closed(int Ticket, bool IsAccepted) : HistoryEvent;

    /// <summary>What the module remembers is lost.</summary>
    public sealed record Forgotten : HistoryEvent;

    /// <summary>New-RemediationTicket, or Update-RemediationTicket, over a scan of some machines.</summary>
    /// <param name="IsUpdate">Which of the two.</param>
    /// <param name="Hosts">The machines, one bit for each.</param>
    /// <param name="Scan">What the scan is worth.</param>
    /// <param name="GroupBy">How tickets are grouped.</param>
    /// <param name="Team">The team of new tickets.</param>
    /// <param name="KilledAt">The request at which it is killed, from 1; 0: it lives.</param>
    /// <param name="KilledAfter">Whether the tracker does what that request asks for.</param>
    /// <param name="Fault">What becomes of its first write.</param>
    public sealed record Run(
        bool IsUpdate, int Hosts, ScanWorth Scan, RemediationGrouping GroupBy, string Team, int KilledAt = 0, bool KilledAfter = false, TrackerFault Fault = TrackerFault.None) : HistoryEvent;
}
