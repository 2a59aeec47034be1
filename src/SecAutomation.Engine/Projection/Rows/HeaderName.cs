namespace SecAutomation.Engine.Projection.Rows;

/// <summary>How names of columns are compared.</summary>
internal static class HeaderName
{
    /// <summary>The name in lower case without space, hyphen and underscore.</summary>
    public static string Key(string name)
    {
        Span<char> key = name.Length <= 256 ? stackalloc char[name.Length] : new char[name.Length];
        int length = 0;
        foreach (char c in name)
        {
            if (c is not ('-' or '_') && !char.IsWhiteSpace(c))
                key[length++] = char.ToLowerInvariant(c);
        }

        return new string(key[..length]);
    }
}
