using SecAutomation.Engine.Rules;
using SecAutomation.Remediation.Rules;

namespace SecAutomation.Commands.Rules;

/// <summary>The file of accepted risks and false positives that <c>-ExceptionPath</c> names.</summary>
internal static class ExceptionFile
{
    /// <summary>The exceptions.</summary>
    /// <param name="path">The full path; null: none.</param>
    /// <exception cref="FailureException">FileNotFound, FileNotReadable, RuleFileInvalid.</exception>
    public static ExceptionList Read(string? path) => path is null
        ? ExceptionList.Empty
        : new ExceptionList([.. RuleFileReader.ReadList(RuleText.Read(path, "-ExceptionPath"), path, "exceptions").Select(rule => Rule(path, rule))]);

    private static TicketException Rule(string path, RuleEntry rule)
    {
        var fields = new RuleFields(path, rule);
        fields.Know("host", "cve", "kind", "owner", "reason", "expires");
        IReadOnlyList<string> hosts = fields.Needed("host", "web01.corp.example");
        IReadOnlyList<string> work = fields.Needed("cve", "CVE-2021-44228");
        fields.CheckRanges("host", hosts.Where(host => host.Contains('/', StringComparison.Ordinal)));
        if (hosts.Contains("*", StringComparer.Ordinal) && work.Contains("*", StringComparer.Ordinal))
            throw fields.Wrong("cve", "is '*', and so is 'host': that excepts everything", "Name the hosts or the CVEs.");

        TicketResolution kind = fields.Word("kind", TicketResolution.RiskAccepted, TicketResolution.FalsePositive)
            ?? throw RuleFileReader.Wrong(path, rule.Line, "'kind' is missing", "Write  kind: RiskAccepted  or  kind: FalsePositive");
        string owner = fields.OneNeeded("owner", "anna"), reason = fields.OneNeeded("reason", "Replaced in spring.");
        DateOnly? expires = fields.Day("expires");
        if (expires is null && kind == TicketResolution.RiskAccepted)
            throw RuleFileReader.Wrong(path, rule.Line, "'expires' is missing; no risk is accepted for ever", "Write the last day on which it holds:  expires: 2026-12-31");

        return new TicketException { Host = hosts, Work = work, Kind = kind, Owner = owner, Reason = reason.TrimEnd('.'), Expires = expires, Place = fields.Place };
    }
}
