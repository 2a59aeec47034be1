using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SecAutomation.Remediation.Planning;

namespace SecAutomation.Remediation.Rendering;

/// <summary>
/// The block in a ticket's text that says what it is and what it covers, so that any machine finds it again when
/// nothing else is left.
/// </summary>
/// <remarks>
/// A fenced block of lines, <c>word: value value</c>. What is not a letter, a digit or one of <c>-._:</c> is percent-encoded, so that no
/// value can end the block or begin another one.
/// </remarks>
public sealed record TicketMarker
{
    /// <summary>What the block calls itself.</summary>
    internal const string Language = "secautomation";

    /// <summary>The last line of the block.</summary>
    internal const string Fence = "```";

    /// <summary>The first line of the block.</summary>
    internal const string Start = Fence + Language;

    private const string PlainMarks = "-._:";

    private static readonly SearchValues<char> s_plain = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz" + PlainMarks);

    /// <summary>The key.</summary>
    public string Key { get; init; } = "";

    /// <summary>Which time the work has a ticket, from 1.</summary>
    public int Episode { get; init; } = 1;

    /// <summary>What the ticket gathers.</summary>
    public TicketGroup Group { get; init; }

    /// <summary>The hosts.</summary>
    public IReadOnlyList<MarkedHost> Host { get; init; } = [];

    /// <summary>How many hosts the block left out because the tracker's text is limited.</summary>
    public int OmittedHosts { get; init; }

    /// <summary>False where somebody changed the block by hand or a product cut it; what can be read is still there.</summary>
    public bool IsIntact { get; init; } = true;

    /// <summary>The names of all hosts, lower-case.</summary>
    public string[] Alias => [.. Host.SelectMany(host => host.Alias).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The units.</summary>
    public WorkUnit[] Unit => [.. Host.SelectMany(host => host.Work.Select(work => new WorkUnit(host.Name, work))).Distinct()];

    /// <summary>The marker of a ticket.</summary>
    /// <param name="draft">The ticket.</param>
    /// <returns>Its marker.</returns>
    public static TicketMarker Of(TicketDraft draft)
    {
        Dictionary<string, TicketHost> hosts = draft.Content.Host
            .GroupBy(host => host.CanonicalName, StringComparer.Ordinal)
            .ToDictionary(host => host.Key, host => host.First(), StringComparer.Ordinal);
        return new TicketMarker
        {
            Key = draft.Key,
            Episode = draft.Episode,
            Group = new TicketGroup(draft.Content.GroupKind, draft.Content.GroupValue),
            Host =
            [
                .. draft.Unit.GroupBy(unit => unit.Host, StringComparer.Ordinal)
                    .OrderBy(unit => unit.Key, StringComparer.Ordinal)
                    .Select(unit => new MarkedHost(
                        unit.Key,
                        hosts.GetValueOrDefault(unit.Key)?.Alias ?? [],
                        [.. unit.Select(one => one.Work).Order(StringComparer.Ordinal)])),
            ],
        };
    }

    /// <summary>Reads the first marker in the text of a ticket, whatever the tracker made of it.</summary>
    /// <param name="body">The text as the tracker gives it back, in any <see cref="TicketDialect"/>.</param>
    /// <returns>The marker; null where there is none with a key.</returns>
    public static TicketMarker? Read(string body)
    {
        TicketMarker? broken = null;
        foreach (string text in MarkerText.Candidates(body))
        {
            if (Parse(text) is { } marker)
            {
                if (marker.IsIntact)
                {
                    return marker;
                }

                broken ??= marker;
            }
        }

        return broken;
    }

    /// <summary>Reads the first marker in a text.</summary>
    /// <param name="text">Markdown or plain text.</param>
    /// <returns>The marker; null where there is none with a key.</returns>
    public static TicketMarker? Parse(string text)
    {
        TicketMarker? marker = null;
        List<MarkedHost> hosts = [];
        StringBuilder body = new();
        string? check = null;
        foreach (ReadOnlySpan<char> raw in text.AsSpan().EnumerateLines())
        {
            string line = raw.Trim().ToString();
            if (marker is null)
            {
                marker = line == Start ? new TicketMarker() : null;
                continue;
            }

            if (line.Length == 0)
            {
                continue;
            }

            if (line == Fence)
            {
                if (TicketKey.IsKey(marker.Key))
                {
                    return Finish(marker, hosts, check == Check(body.ToString()));
                }

                marker = null;
                hosts.Clear();
                body.Clear();
                continue;
            }

            int colon = line.IndexOf(": ", StringComparison.Ordinal);
            string word = colon < 0 ? line.TrimEnd(':') : line[..colon];
            string[] value = colon < 0 ? [] : [.. line[(colon + 2)..].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Decode)];
            if (word == "check")
            {
                check = value.FirstOrDefault();
                continue;
            }

            body.Append(line).Append('\n');
            marker = With(marker, hosts, word, value);
        }

        return marker is not null && TicketKey.IsKey(marker.Key) ? Finish(marker, hosts, isIntact: false) : null;
    }

    /// <summary>The block.</summary>
    /// <param name="maximumLength">Its greatest length; hosts that do not fit are counted instead.</param>
    /// <returns>Lines of Markdown, the last without an end.</returns>
    public string ToText(int maximumLength = int.MaxValue)
    {
        StringBuilder body = new();
        Line(body, "key", Key);
        Line(body, "episode", Episode.ToString(CultureInfo.InvariantCulture));
        Line(body, "group", Group.Kind, Group.Value);
        int omitted = OmittedHosts;
        int room = maximumLength - Start.Length - Fence.Length - body.Length - 60;
        StringBuilder one = new();
        foreach (MarkedHost host in Host)
        {
            if (LeastLength(host) > room)
            {
                omitted++;
                continue;
            }

            one.Clear();
            Line(one, "host", [host.Name, .. host.Alias]);
            Line(one, "work", host.Work);
            if (one.Length > room)
            {
                omitted++;
                continue;
            }

            room -= one.Length;
            body.Append(one);
        }

        if (omitted > 0)
        {
            Line(body, "omitted", omitted.ToString(CultureInfo.InvariantCulture));
        }

        return $"{Start}\n{body}check: {Check(body.ToString())}\n{Fence}";
    }

    private static TicketMarker With(TicketMarker marker, List<MarkedHost> hosts, string word, string[] value)
    {
        switch (word)
        {
            case "key" when value.Length > 0:
                return marker with { Key = value[0] };
            case "episode" when value.Length > 0 && int.TryParse(value[0], NumberStyles.None, CultureInfo.InvariantCulture, out int episode):
                return marker with { Episode = episode };
            case "group" when value.Length > 0:
                return marker with { Group = new TicketGroup(value[0], value.ElementAtOrDefault(1) ?? "") };
            case "omitted" when value.Length > 0 && int.TryParse(value[0], NumberStyles.None, CultureInfo.InvariantCulture, out int omitted):
                return marker with { OmittedHosts = omitted };
            case "host" when value.Length > 0:
                hosts.Add(new MarkedHost(value[0], value[1..], []));
                return marker;
            case "work" when hosts.Count > 0:
                hosts[^1] = hosts[^1] with { Work = [.. hosts[^1].Work, .. value] };
                return marker;
            default:
                return marker;
        }
    }

    private static TicketMarker Finish(TicketMarker marker, List<MarkedHost> hosts, bool isIntact) =>
        marker with { Host = [.. hosts], IsIntact = isIntact };

    // What does not fit even with nothing encoded, so that long tickets do not encode every host.
    private static int LeastLength(MarkedHost host) =>
        host.Name.Length + host.Alias.Sum(alias => alias.Length + 1) + host.Work.Sum(work => work.Length + 1);

    private static void Line(StringBuilder text, string word, params string[] value)
    {
        text.Append(word).Append(':');
        foreach (string one in value)
        {
            text.Append(' ').Append(Encode(one));
        }

        text.Append('\n');
    }

    private static string Check(string body) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(body)), 0, 4).ToLowerInvariant();

    // An empty value would vanish between the blanks.
    private static string Encode(string value)
    {
        if (value.Length == 0)
        {
            return "%";
        }

        if (!value.AsSpan().ContainsAnyExcept(s_plain))
        {
            return value;
        }

        StringBuilder text = new(value.Length);
        Span<byte> bytes = stackalloc byte[4];
        foreach (Rune rune in value.EnumerateRunes())
        {
            if (rune.IsAscii && s_plain.Contains((char)rune.Value))
            {
                text.Append((char)rune.Value);
                continue;
            }

            foreach (byte one in bytes[..rune.EncodeToUtf8(bytes)])
            {
                text.Append(CultureInfo.InvariantCulture, $"%{one:X2}");
            }
        }

        return text.ToString();
    }

    private static string Decode(string value) => value == "%" ? "" : Uri.UnescapeDataString(value);
}
