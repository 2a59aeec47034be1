namespace SecAutomation.Engine.Paging;

/// <summary>The <c>Link</c> header (RFC 8288).</summary>
public static class LinkHeader
{
    /// <summary>The target of the first link whose relation is <c>next</c>; null where there is none.</summary>
    /// <param name="header">The header's value; several are joined by commas.</param>
    public static string? Next(string? header)
    {
        ReadOnlySpan<char> rest = header;
        while (rest.IndexOf('<') is >= 0 and int open)
        {
            rest = rest[(open + 1)..];
            int close = rest.IndexOf('>');
            if (close < 0)
                return null;

            string target = rest[..close].Trim().ToString();
            rest = rest[(close + 1)..];
            int end = ParametersEnd(rest);
            if (IsNext(rest[..end]))
                return target;

            rest = rest[end..];
        }

        return null;
    }

    private static int ParametersEnd(ReadOnlySpan<char> text)
    {
        bool isQuoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            if (isQuoted && text[i] == '\\')
                i++;
            else if (text[i] == '"')
                isQuoted = !isQuoted;
            else if (text[i] == ',' && !isQuoted)
                return i;
        }

        return text.Length;
    }

    private static bool IsNext(ReadOnlySpan<char> parameters)
    {
        foreach (string parameter in parameters.ToString().Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = parameter.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0 || !parameter.AsSpan(0, equals).Trim().Equals("rel", StringComparison.OrdinalIgnoreCase))
                continue;

            // One link may have several relations; only the first rel counts.
            return parameter[(equals + 1)..].Trim().Trim('"').Split(' ').Contains("next", StringComparer.OrdinalIgnoreCase);
        }

        return false;
    }
}
