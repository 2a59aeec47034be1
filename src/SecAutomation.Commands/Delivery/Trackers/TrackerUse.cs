using SecAutomation.Remediation.Delivery;
using SecAutomation.Storage.Ledger;

namespace SecAutomation.Commands.Delivery.Trackers;

/// <summary>A tracker and what goes with it in one call.</summary>
/// <param name="Tracker">The tracker.</param>
/// <param name="Ledger">What is remembered of it.</param>
/// <param name="DefaultTeam">The team where nobody names one; null where the connection names none either.</param>
/// <param name="PerRequest">How long a request took so far on average; null where none was sent.</param>
internal sealed record TrackerUse(ITicketTracker Tracker, TicketLedger Ledger, string? DefaultTeam, Func<TimeSpan?> PerRequest);
