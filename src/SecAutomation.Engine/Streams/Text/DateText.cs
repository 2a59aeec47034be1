using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace SecAutomation.Engine.Streams.Text;

/// <summary>Understands points in time as products write them. Without a zone, UTC is meant: nothing is ever taken as local.</summary>
internal static class DateText
{
    private const int LongestDate = 64;
    private const int EarliestYear = 1970;
    private const int LatestYear = 2199;
    private const long LatestUnixSecond = 7_258_118_399;

    private static readonly string[] s_named =
    [
        "ddd, dd MMM yyyy HH:mm:ss 'GMT'", "ddd, d MMM yyyy HH:mm:ss 'GMT'", "ddd, dd MMM yyyy HH:mm:ss zzz", "ddd, d MMM yyyy HH:mm:ss zzz",
        "ddd MMM d HH:mm:ss yyyy", "MMM d, yyyy HH:mm:ss 'UTC'", "MMM d, yyyy hh:mm tt", "MMM d, yyyy",
    ];

    /// <summary>Reads a date.</summary>
    /// <param name="utf8">The text in UTF-8.</param>
    /// <param name="formats">Formats to try first.</param>
    /// <param name="date">The date in UTC; null where the text says that there is none.</param>
    /// <returns>False where it is no date.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryParse(ReadOnlySpan<byte> utf8, IReadOnlyList<string> formats, out DateTimeOffset? date)
    {
        date = null;
        Span<char> chars = stackalloc char[LongestDate];
        utf8 = utf8.Trim(" \t\r\n"u8);
        if (utf8.Length > LongestDate)
            return false;
        return TryParse(chars[..Encoding.UTF8.GetChars(utf8, chars)], formats, out date);
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{byte}, IReadOnlyList{string}, out DateTimeOffset?)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryParse(ReadOnlySpan<char> text, IReadOnlyList<string> formats, out DateTimeOffset? date)
    {
        date = null;
        text = text.Trim();
        if (text is "0" || NoneWord.IsUnknown(text) || text.Equals("never", StringComparison.OrdinalIgnoreCase))
            return true;
        if (formats.Count > 0 && TryFormats(text, formats, out date))
            return true;
        if (TryIso(text, out date) || TryDigits(text, out date))
            return true;
        return TryFormats(text, s_named, out date);
    }

    private static bool TryFormats(ReadOnlySpan<char> text, IReadOnlyList<string> formats, out DateTimeOffset? date)
    {
        const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowInnerWhite;
        foreach (string format in formats)
        {
            if (DateTimeOffset.TryParseExact(text, format, CultureInfo.InvariantCulture, Styles, out DateTimeOffset parsed)
                && parsed.Year is >= EarliestYear and <= LatestYear)
            {
                date = parsed;
                return true;
            }
        }

        date = null;
        return false;
    }

    /// <summary>Seconds, with or without a fraction, or milliseconds since 1970, or <c>20260304</c> with or without <c>T150607</c> and milliseconds.</summary>
    private static bool TryDigits(ReadOnlySpan<char> text, out DateTimeOffset? date)
    {
        date = null;
        if (text.IndexOf('.') is >= 9 and <= 11 and var dot)
            return TryFraction(text[(dot + 1)..], out long ticks) && TryDigits(text[..dot], out date) && (date = date!.Value.AddTicks(ticks)) is not null;
        int t = text.IndexOf('T');
        ReadOnlySpan<char> digits = t == 8 ? text[..8] : text;
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
            return false;
        if (digits.Length == 8)
        {
            int seconds = 0;
            if (t == 8 && !TryClock(text[9..], out seconds))
                return false;
            return TryMake((int)(number / 10_000), (int)(number / 100 % 100), (int)(number % 100), seconds, 0, 0, out date);
        }

        if (digits.Length is >= 12 and <= 14)
            number /= 1000;
        else if (digits.Length is < 9 or > 11)
            return false;
        if (number > LatestUnixSecond)
            return false;
        date = DateTimeOffset.FromUnixTimeSeconds(number);
        return true;
    }

    private static bool TryFraction(ReadOnlySpan<char> digits, out long ticks)
    {
        ticks = 0;
        long unit = TimeSpan.TicksPerSecond;
        foreach (char digit in digits)
        {
            if (!char.IsAsciiDigit(digit))
                return false;
            unit /= 10;
            ticks += (digit - '0') * unit;
        }

        return digits.Length > 0;
    }

    private static bool TryClock(ReadOnlySpan<char> text, out int seconds)
    {
        seconds = 0;
        if (text.Length < 6 || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            return false;
        int hour = Two(text, 0), minute = Two(text, 2), second = Two(text, 4);
        seconds = (((hour * 60) + minute) * 60) + second;
        return hour < 24 && minute < 60 && second < 60;
    }

    /// <summary>ISO 8601 with <c>-</c> or <c>/</c>, <c>T</c> or a blank, any number of fraction digits, with or without a zone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryIso(ReadOnlySpan<char> text, out DateTimeOffset? date)
    {
        date = null;
        if (text.Length < 10 || text[4] is not ('-' or '/') || text[7] != text[4])
            return false;
        int year = (Two(text, 0) * 100) + Two(text, 2);
        int month = Two(text, 5), day = Two(text, 8);
        if (Two(text, 0) < 0 || Two(text, 2) < 0)
            return false;
        ReadOnlySpan<char> rest = text[10..];
        if (rest.IsEmpty)
            return TryMake(year, month, day, 0, 0, 0, out date);
        if (rest.Length < 6 || rest[0] is not ('T' or 't' or ' ') || rest[3] != ':')
            return false;
        int hour = Two(rest, 1), minute = Two(rest, 4), second = 0;
        rest = rest[6..];
        if (rest.Length >= 3 && rest[0] == ':')
        {
            second = Two(rest, 1);
            rest = rest[3..];
        }

        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 60)
            return false;
        long ticks = 0;
        if (rest.Length > 1 && rest[0] is '.' or ',')
        {
            int digits = 1;
            long unit = TimeSpan.TicksPerSecond;
            for (; digits < rest.Length && char.IsAsciiDigit(rest[digits]); digits++)
            {
                unit /= 10;
                ticks += (rest[digits] - '0') * unit;
            }

            if (digits == 1)
                return false;
            rest = rest[digits..];
        }

        // A leap second is the last moment of its minute.
        int seconds = (((hour * 60) + minute) * 60) + Math.Min(second, 59);
        return TryZone(rest.Trim(), out int offset) && TryMake(year, month, day, seconds, ticks, offset, out date);
    }

    /// <summary>Whether the point in time holds its zone: an offset or a word for UTC behind its clock, or seconds since 1970.</summary>
    public static bool NamesZone(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        int clock = text.LastIndexOf(':');
        if (clock < 0)
            return text.Length != 8 && text.IndexOf('/') < 0 && !text.ContainsAnyExceptInRange('.', '9');
        return text.EndsWith("Z", StringComparison.OrdinalIgnoreCase) || text[clock..].ContainsAny('+', '-')
            || (clock >= 3 && text[clock - 3] is '+' or '-') || text.EndsWith("UTC", StringComparison.Ordinal) || text.EndsWith("GMT", StringComparison.Ordinal);
    }

    /// <summary>Reads an offset from UTC in minutes: <c>-0500</c>, <c>+05:30</c>, <c>+01</c>, <c>Z</c>.</summary>
    public static bool TryZone(ReadOnlySpan<char> zone, out int minutes)
    {
        minutes = 0;
        if (zone is "" or "Z" or "z" or "UTC" or "GMT")
            return true;
        if (zone.Length is not (3 or 5 or 6) || zone[0] is not ('+' or '-') || (zone.Length == 6 && zone[3] != ':'))
            return false;
        int hour = Two(zone, 1), minute = zone.Length == 3 ? 0 : Two(zone, zone.Length - 2);
        if (hour is < 0 or > 14 || minute is < 0 or > 59)
            return false;
        minutes = ((hour * 60) + minute) * (zone[0] == '-' ? -1 : 1);
        return true;
    }

    private static bool TryMake(int year, int month, int day, int seconds, long ticks, int offsetMinutes, out DateTimeOffset? date)
    {
        date = null;
        if (year is < EarliestYear or > LatestYear || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        DateTimeOffset start = new(year, month, day, 0, 0, 0, TimeSpan.Zero);
        date = start.AddSeconds(seconds - (offsetMinutes * 60.0)).AddTicks(ticks);
        return true;
    }

    /// <summary>Two digits as a number; -1 where they are none.</summary>
    private static int Two(ReadOnlySpan<char> text, int start)
    {
        int high = text[start] - '0', low = text[start + 1] - '0';
        return high is >= 0 and <= 9 && low is >= 0 and <= 9 ? (high * 10) + low : -1;
    }
}
