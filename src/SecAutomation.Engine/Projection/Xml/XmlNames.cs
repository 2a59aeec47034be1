using System.Text;
using System.Xml;

namespace SecAutomation.Engine.Projection.Xml;

/// <summary>Names of elements and attributes in UTF-8.</summary>
internal static class XmlNames
{
    private static readonly bool[] s_part = MakeParts();

    /// <summary>How many bytes from the beginning may belong to a name; not yet whether it is one.</summary>
    public static int Length(ReadOnlySpan<byte> bytes)
    {
        bool[] part = s_part;
        int length = 0;
        while (length < bytes.Length && part[bytes[length]])
            length++;

        return length;
    }

    /// <summary>Whether it is a name with at most one prefix.</summary>
    /// <param name="name">What <see cref="Length"/> counted.</param>
    /// <param name="localStart">Where the name without its prefix begins.</param>
    public static bool IsName(ReadOnlySpan<byte> name, out int localStart)
    {
        int colon = name.IndexOf((byte)':');
        localStart = colon + 1;
        return IsPlainName(name[localStart..]) && (colon < 0 || IsPlainName(name[..colon]));
    }

    private static bool IsPlainName(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty || name.Contains((byte)':'))
            return false;

        if (Ascii.IsValid(name))
            return char.IsAsciiLetter((char)name[0]) || name[0] == '_';

        bool isFirst = true;
        foreach (char c in Encoding.UTF8.GetString(name))
        {
            if (isFirst ? !XmlConvert.IsStartNCNameChar(c) : !XmlConvert.IsNCNameChar(c))
                return false;

            isFirst = false;
        }

        return true;
    }

    private static bool[] MakeParts()
    {
        bool[] part = new bool[256];
        for (int b = 0; b < part.Length; b++)
            part[b] = b >= 0x80 || char.IsAsciiLetterOrDigit((char)b) || b is '_' or '-' or '.' or ':';

        return part;
    }
}
