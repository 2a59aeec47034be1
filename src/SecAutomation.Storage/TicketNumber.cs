using System.Globalization;

namespace SecAutomation.Storage;

/// <summary>The number of a ticket that people see: <c>SA-1</c>, <c>SA-2</c>, …</summary>
internal static class TicketNumber
{
    private const string Prefix = "SA-";

    public static string Format(long id) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{id}");

    /// <summary>The row of a number; null where the text is no number of ours.</summary>
    public static long? Parse(string number) =>
        number.Trim() is { } text && text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            ? ParseId(text[Prefix.Length..])
            : null;

    /// <summary>The row of an id; null where the text is no id of ours.</summary>
    public static long? ParseId(string id) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out long row) ? row : null;
}
