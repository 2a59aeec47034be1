using SecAutomation.Engine.Rules;
using SecAutomation.Remediation.Rules;

namespace SecAutomation.Commands.Rules;

/// <summary>The file that says which team answers for which hosts, that <c>-RoutingPath</c> names.</summary>
internal static class RoutingFile
{
    /// <summary>The routes.</summary>
    /// <param name="path">The full path; null: none.</param>
    /// <exception cref="FailureException">FileNotFound, FileNotReadable, RuleFileInvalid.</exception>
    public static RouteList Read(string? path) => path is null
        ? RouteList.Empty
        : new RouteList([.. RuleFileReader.ReadList(RuleText.Read(path, "-RoutingPath"), path, "routes").Select(rule => Route(path, rule))]);

    private static TicketRoute Route(string path, RuleEntry rule)
    {
        var fields = new RuleFields(path, rule);
        fields.Know("team", "host", "owner", "tag", "subnet", "operatingSystem");
        string team = fields.OneNeeded("team", "Linux Operations");
        if (rule.Value.Count == 1)
            throw RuleFileReader.Wrong(path, rule.Line, "the route asks for nothing, so that no later one would ever count", "Name an owner, a tag, a subnet, an operatingSystem or a host; for all others, use -Team.");

        fields.CheckRanges("host", fields.Many("host").Where(host => host.Contains('/', StringComparison.Ordinal)));
        fields.CheckRanges("subnet", fields.Many("subnet"));
        return new TicketRoute
        {
            Team = team,
            Host = fields.Many("host"),
            Owner = fields.Many("owner"),
            Tag = fields.Many("tag"),
            Subnet = fields.Many("subnet"),
            OperatingSystem = fields.Many("operatingSystem"),
            Place = fields.Place,
        };
    }
}
