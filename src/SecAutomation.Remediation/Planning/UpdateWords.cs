using System.Globalization;
using SecAutomation.Remediation.Rendering;

namespace SecAutomation.Remediation.Planning;

/// <summary>What people are told of a change of a ticket.</summary>
internal sealed class UpdateWords
{
    private const int Named = 10;
    private readonly List<string> _sentences = [];

    public bool IsEmpty => _sentences.Count == 0;

    public string Text => string.Join(' ', _sentences);

    public void Say(string sentence) => _sentences.Add(sentence);

    public void First(string sentence) => _sentences.Insert(0, sentence);

    public void Fixed(FixedWork[] proved, int done, int total) => Say(string.Create(
        CultureInfo.InvariantCulture, $"Fixed ({done} of {total}): {Evidence(proved)}"));

    /// <summary>"CVE-2021-44228 on web01 (weekly.csv, 2026-03-04)."</summary>
    public static string Evidence(FixedWork[] proved)
    {
        string[] shown =
        [
            .. proved.GroupBy(work => (work.Host, work.Source, work.ScannedAt)).Take(Named).Select(host =>
                $"{Shorten([.. host.Select(work => work.Work)])} on {Name(host.Key.Host)} ({MarkdownText.Escape(host.Key.Source)}, scanned {Day(host.Key.ScannedAt)})"),
        ];
        int more = proved.GroupBy(work => (work.Host, work.Source, work.ScannedAt)).Count() - shown.Length;
        return $"{string.Join("; ", shown)}{(more > 0 ? string.Create(CultureInfo.InvariantCulture, $"; and {more} more") : "")}.";
    }

    public static string List(WorkUnit[] units)
    {
        string shown = string.Join(", ", units.Take(Named).Select(unit => $"{MarkdownText.Escape(unit.Work)} on {Name(unit.Host)}"));
        return units.Length > Named ? string.Create(CultureInfo.InvariantCulture, $"{shown} and {units.Length - Named} more") : shown;
    }

    public static string Name(string host) => MarkdownText.Escape(host);

    public static string Day(DateTimeOffset? time) => time is { } at ? Day(DateOnly.FromDateTime(at.UtcDateTime)) : "no day";

    public static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "no day";

    private static string Shorten(string[] work) => work.Length <= Named
        ? string.Join(", ", work.Select(MarkdownText.Escape))
        : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", work.Take(Named).Select(MarkdownText.Escape))} and {work.Length - Named} more");
}
