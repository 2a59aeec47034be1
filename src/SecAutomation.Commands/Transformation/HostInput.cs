using System.Globalization;
using System.Management.Automation;
using SecAutomation.Commands.Errors;

namespace SecAutomation.Commands.Transformation;

/// <summary>What came down the pipeline to name a host.</summary>
/// <param name="Host">The host; without findings where only a name came.</param>
/// <param name="IsName">Whether only a name came.</param>
internal sealed record HostInput(CriticalCveHost Host, bool IsName)
{
    // The best name first. Short names give way to full ones of the same object.
    private static readonly string[] s_name =
    [
        "ComputerName", "HostName", "MachineName", "DeviceName", "DNSHostName", "Fqdn", "DNSName",
        "FullyQualifiedDomainName", "NetBiosName", "AssetName", "Computer", "Host", "Server", "Device",
        "Name", "CN", "PSComputerName", "IPAddress",
    ];

    private static readonly string[] s_fqdn = ["Fqdn", "DNSHostName", "FullyQualifiedDomainName", "DNSName"];

    private static readonly string[] s_work = ["CveId", "CveIdText", "Finding", "Evidence"];

    /// <summary>Reads a host.</summary>
    /// <param name="input">A host of step 1, a result of a later step, a name, or any object with a name.</param>
    /// <returns>The host; null where the object names none.</returns>
    public static HostInput? Read(PSObject input)
    {
        // The usual case by far, and the cheapest to tell.
        if (input.BaseObject is CriticalCveHost { ComputerName.Length: > 0 } known)
            return new HostInput(known, IsName: false);

        if (input.BaseObject is string text)
            return text.Trim() is { Length: > 0 } name ? OfName(name) : null;

        PropertyRow? row = PropertyRow.Of(input);
        bool isOurs = row is null || ResultShape.MayBeOurs(input, row);
        if (isOurs && (ResultShape.IsMatch(input) || ResultShape.IsDetail(input)))
        {
            if (PropertyBag.Value(input, nameof(AssetMatch.CriticalCveHost)) is { } carried)
                return new HostInput(RecordRebuilder.Rebuild<CriticalCveHost>(PSObject.AsPSObject(carried)), IsName: false);
        }
        else if ((isOurs && PropertyBag.Is<CriticalCveHost>(input)) || Array.Exists(s_work, name => HasText(row is null ? PropertyBag.Value(input, name) : row.Value(name))))
        {
            CriticalCveHost host = RecordRebuilder.Rebuild<CriticalCveHost>(input, row);
            if (host.ComputerName.Length == 0)
                host = host with { ComputerName = FirstText(input, row, s_name) ?? "" };

            return host.ComputerName.Length == 0 ? null : new HostInput(FindingRow.Complete(host, input, row), IsName: false);
        }

        return FirstText(input, row, s_name) is { } found ? OfName(found, FirstText(input, row, s_fqdn)) : null;
    }

    /// <summary>The error for an object that names no host.</summary>
    public static ErrorRecord NotUnderstood(PSObject? input) => Failures.ToErrorRecord(new FailureException(
        FailureId.InputNotUnderstood,
        $"'{input}' ({input?.BaseObject.GetType().Name ?? "null"}) names no host.",
        "Pipe the hosts of Get-CriticalCveHost, names, or objects that have one of the properties ComputerName, HostName, DNSHostName or Name.",
        input));

    /// <summary>A host that is known by its name alone.</summary>
    public static HostInput OfName(string name, string? fqdn = null) =>
        new(new CriticalCveHost { ComputerName = name, Fqdn = fqdn?.ToLowerInvariant() }, IsName: true);

    private static bool HasText(object? value) => value switch
    {
        null => false,
        string text => text.Length > 0,
        System.Collections.ICollection list => list.Count > 0,
        _ => true,
    };

    private static string? FirstText(PSObject input, PropertyRow? row, string[] names)
    {
        Dictionary<string, object?>? values = null;
        foreach (string name in names)
        {
            object? value = row is null ? PropertyBag.Value(input, name) : row.Value(name) ?? row.PlainValue(name);
            if (value is null && row is null)
            {
                values ??= Plain(input);
                values.TryGetValue(name, out value);
            }

            if (Text(value) is { Length: > 0 } text)
                return text;
        }

        return null;
    }

    private static Dictionary<string, object?> Plain(PSObject input)
    {
        var plain = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, object? value) in PropertyBag.All(input))
            plain.TryAdd(Plain(name), value);

        return plain;
    }

    /// <summary>A name as it is compared: rows of CSV files spell DNS Host Name in many ways.</summary>
    internal static string Plain(string name) => name
        .Replace(" ", "", StringComparison.Ordinal)
        .Replace("-", "", StringComparison.Ordinal)
        .Replace("_", "", StringComparison.Ordinal);

    private static string? Text(object? value) => value switch
    {
        string text => text.Trim(),
        PSObject => null,
        Array { Length: > 0 } list => Text(list.GetValue(0)),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };
}
