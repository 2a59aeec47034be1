using SecAutomation.Remediation.Selection;

namespace SecAutomation.Remediation.Rules;

/// <summary>The routes of a file: the first that fits a host names its team.</summary>
public sealed class RouteList
{
    private readonly Compiled[] _routes;

    /// <summary>Takes the routes.</summary>
    /// <param name="routes">In the order in which they are tried.</param>
    /// <exception cref="FailureException"><see cref="FailureId.ValueInvalid"/>: a range of addresses is none.</exception>
    public RouteList(IReadOnlyList<TicketRoute> routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        _routes = [.. routes.Select(route => new Compiled(route))];
    }

    /// <summary>No routes.</summary>
    public static RouteList Empty { get; } = new([]);

    /// <summary>The teams that the routes name, each once.</summary>
    public IReadOnlyList<string> Team => [.. _routes.Select(route => route.Route.Team).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>The route of a host.</summary>
    /// <param name="host">What is known of it.</param>
    /// <param name="tags">Its tags in the inventories.</param>
    /// <returns>The first that fits; null where none does.</returns>
    public TicketRoute? Find(TicketHost host, IReadOnlyCollection<string> tags)
    {
        ArgumentNullException.ThrowIfNull(host);
        return Array.Find(_routes, route => route.Fits(host, tags))?.Route;
    }

    private sealed class Compiled(TicketRoute route)
    {
        private readonly HostPattern[] _host = [.. route.Host.Concat(route.Subnet.Select(Checked)).Select(one => new HostPattern(one))];
        private readonly NamePattern[] _owner = Names(route.Owner), _tag = Names(route.Tag), _system = Names(route.OperatingSystem);
        private readonly int _names = route.Host.Count;

        public TicketRoute Route => route;

        public bool Fits(TicketHost host, IReadOnlyCollection<string> tags) =>
            FitsHost(_host.AsSpan(0, _names), host) && FitsHost(_host.AsSpan(_names), host)
            && FitsAny(_owner, host.Owner is { } owner ? [owner] : [])
            && FitsAny(_tag, tags)
            && FitsAny(_system, host.OperatingSystem is { } system ? [system] : []);

        private static bool FitsHost(ReadOnlySpan<HostPattern> patterns, TicketHost host)
        {
            foreach (HostPattern pattern in patterns)
            {
                if (pattern.Fits(host))
                    return true;
            }

            return patterns.Length == 0;
        }

        private static bool FitsAny(NamePattern[] patterns, IReadOnlyCollection<string> texts) =>
            patterns.Length == 0 || Array.Exists(patterns, pattern => texts.Any(pattern.Fits));

        private static NamePattern[] Names(IReadOnlyList<string> patterns) => [.. patterns.Select(pattern => new NamePattern(pattern))];

        private static string Checked(string subnet) => Identity.AddressRange.Parse(subnet).ToString();
    }
}
