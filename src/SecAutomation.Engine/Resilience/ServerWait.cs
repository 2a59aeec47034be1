using System.Globalization;

namespace SecAutomation.Engine.Resilience;

/// <summary>The wait that a server asks for.</summary>
public static class ServerWait
{
    /// <summary><c>Retry-After</c>, in seconds or as a date (RFC 9110).</summary>
    public static WaitHeader RetryAfter { get; } = new("Retry-After", WaitUnit.SecondsOrDate);

    /// <summary>Reads the longest wait that an answer's headers ask for.</summary>
    /// <param name="headers">The headers; names are compared without regard to case.</param>
    /// <param name="named">The product's own headers, beside <see cref="RetryAfter"/>.</param>
    /// <param name="now">The time of the answer by this machine's clock.</param>
    /// <returns>Null where none of them says anything that can be understood; never negative.</returns>
    public static TimeSpan? Read(IReadOnlyDictionary<string, string> headers, IEnumerable<WaitHeader> named, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(headers);
        ArgumentNullException.ThrowIfNull(named);
        DateTimeOffset serverNow = headers.TryGetValue("Date", out string? date) && TryDate(date, out DateTimeOffset said) ? said : now;
        TimeSpan? longest = null;
        foreach (WaitHeader header in named.Prepend(RetryAfter))
        {
            if (headers.TryGetValue(header.Name, out string? text) && Read(text.Trim(), header.Unit, serverNow) is { } wait && !(longest >= wait))
                longest = wait;
        }

        return longest;
    }

    // Points in time are compared with the server's own clock: this machine's may be off.
    private static TimeSpan? Read(string text, WaitUnit unit, DateTimeOffset serverNow)
    {
        if (!double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) || number > 1e12)
            return unit == WaitUnit.SecondsOrDate && TryDate(text, out DateTimeOffset until) ? NotNegative(until - serverNow) : null;

        return unit switch
        {
            WaitUnit.Milliseconds => TimeSpan.FromMilliseconds(number),
            WaitUnit.EpochSeconds => NotNegative(TimeSpan.FromSeconds(number) - (serverNow - DateTimeOffset.UnixEpoch)),
            _ => number < 1e9 ? TimeSpan.FromSeconds(number) : NotNegative(TimeSpan.FromSeconds(number) - (serverNow - DateTimeOffset.UnixEpoch)),
        };
    }

    private static bool TryDate(string text, out DateTimeOffset date) => DateTimeOffset.TryParseExact(
        text, ["r", "dddd, dd-MMM-yy HH:mm:ss 'GMT'", "ddd MMM d HH:mm:ss yyyy"], CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowInnerWhite, out date);

    private static TimeSpan NotNegative(TimeSpan wait) => wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
}
