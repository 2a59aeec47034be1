using System.Globalization;
using SecAutomation.Remediation.Rules;

namespace SecAutomation.Commands.Rules;

/// <summary>A policy as users see it.</summary>
internal static class PolicyView
{
    /// <summary>Its limits; empty where there are none.</summary>
    public static RemediationLimit[] Of(TicketPolicy policy) =>
    [
        .. One(nameof(policy.Creates), policy.Creates, Number),
        .. One(nameof(policy.Updates), policy.Updates, Number),
        .. One(nameof(policy.Closes), policy.Closes, Number),
        .. One(nameof(policy.Share), policy.Share, Number),
        .. One(nameof(policy.CloseMode), policy.CloseMode, mode => mode.ToString()),
        .. policy.Team.SelectMany(list => One("Teams", list, names => string.Join(", ", names))),
        .. policy.Tracker.SelectMany(list => One("Trackers", list, names => string.Join(", ", names))),
    ];

    private static IEnumerable<RemediationLimit> One<T>(string name, PolicyLimit<T>? limit, Func<T, string> text) =>
        limit is null ? [] : [new RemediationLimit { Name = name, Value = text(limit.Value), Place = limit.Place }];

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
