using System.Collections;
using System.ComponentModel;
using System.Globalization;
using System.Management.Automation;
using System.Text;
using SecAutomation.Commands.Transformation;

namespace SecAutomation.Commands.Formatting;

/// <summary>The computed columns of SecAutomation.Format.ps1xml.</summary>
/// <remarks>They take properties by name, so that objects come back from a file or a job look as they did alive.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ViewText
{
    private const int ShownCves = 2;

    /// <summary>The number of CVEs and the first of them.</summary>
    public static string Cves(PSObject record)
    {
        string[] cves = List(record, "CveId") ?? [];
        return cves.Length switch
        {
            0 => "none",
            <= ShownCves => string.Join(", ", cves),
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"{string.Join(", ", cves.Take(ShownCves))} and {cves.Length - ShownCves} more"),
        };
    }

    /// <summary>A score with its one decimal; empty where there is none.</summary>
    public static string Score(PSObject record, string property) =>
        PropertyBag.Value(record, property) is IFormattable score
            ? score.ToString("0.0", CultureInfo.InvariantCulture)
            : "";

    /// <summary>A value, "not known" where nobody said: an empty cell would look like a no.</summary>
    public static string Known(PSObject record, string property) =>
        PropertyBag.Value(record, property) is null ? "not known" : One(record, property);

    /// <summary>The day of a point in time or of a date; empty where there is none.</summary>
    public static string Day(PSObject record, string property) =>
        PropertyBag.Value(record, property) is { } value && Instants.ReadDay(Instant(value)) is { } day
            ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : "";

    /// <summary>A list in one text, "unknown" where nobody said, "none" where there is none.</summary>
    public static string Many(PSObject record, string property) => List(record, property) switch
    {
        null => "unknown",
        [] => "none",
        var members => Clean(string.Join(", ", members)),
    };

    /// <summary>How many members a list has, "unknown" where nobody said.</summary>
    public static string Count(PSObject record, string property) => List(record, property) switch
    {
        null => "unknown",
        [] => "none",
        var members => members.Length.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>What a run did with a ticket, or where the ticket is in its life.</summary>
    public static string TicketStatus(PSObject ticket)
    {
        string action = One(ticket, "Action");
        return action is "" or "None" ? One(ticket, "State") : action;
    }

    /// <summary>The name of the asset that a host is and whether its inventory lost sight of it, or how many it could be.</summary>
    public static string MatchedAsset(PSObject match)
    {
        if (PropertyBag.Value(match, "Asset") is { } asset)
        {
            PSObject record = PSObject.AsPSObject(asset);
            string name = One(record, "Fqdn") is { Length: > 0 } full ? full : One(record, "ComputerName");
            return One(match, "IsStale") == bool.TrueString ? $"{name} (stale)" : name;
        }

        return List(match, "Candidate") is { Length: > 0 } candidates
            ? string.Create(CultureInfo.InvariantCulture, $"{candidates.Length} candidates")
            : "";
    }

    /// <summary>What a check saw, and what to do about it.</summary>
    public static string Advice(PSObject check) => $"{One(check, "Detail")} {One(check, "NextStep")}".TrimEnd();

    /// <summary>Text from a source, without what could steer a terminal.</summary>
    public static string One(PSObject record, string property) =>
        Clean(string.Create(CultureInfo.InvariantCulture, $"{Shown(record, property)}"));

    // What came back from a file is a number that remembers the word it was.
    private static object? Shown(PSObject record, string property) =>
        record.Properties[property]?.Value is PSObject wrapped ? wrapped : PropertyBag.Value(record, property);

    private static object Instant(object value) => Instants.Read(value) is { } instant ? instant : value;

    private static string[]? List(PSObject record, string property) => PropertyBag.Value(record, property) switch
    {
        null => null,
        string text => [text],
        IEnumerable many => [.. many.Cast<object?>().Select(member => member?.ToString() ?? "")],
        var one => [one.ToString() ?? ""],
    };

    internal static string Clean(string text)
    {
        if (!text.Any(char.IsControl))
            return text;

        var clean = new StringBuilder(text.Length);
        foreach (char letter in text)
            clean.Append(char.IsControl(letter) ? ' ' : letter);

        return clean.ToString();
    }
}
