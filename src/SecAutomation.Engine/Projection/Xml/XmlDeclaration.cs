using System.Text.RegularExpressions;

namespace SecAutomation.Engine.Projection.Xml;

/// <summary>The declaration that an XML document may begin with.</summary>
internal static partial class XmlDeclaration
{
    /// <summary>Whether it has the form of one. The version is not looked at: no report uses what a later one would change.</summary>
    /// <param name="text">What stands between <c>&lt;?</c> and <c>?&gt;</c>.</param>
    public static bool IsValid(string text) => Form().IsMatch(text);

    [GeneratedRegex(
        """\Axml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?<q>["'])[A-Za-z0-9._:\-]+\k<q>([ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?<e>["'])[A-Za-z0-9._\-]+\k<e>)?([ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?<s>["'])(yes|no)\k<s>)?[ \t\r\n]*\z""",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
