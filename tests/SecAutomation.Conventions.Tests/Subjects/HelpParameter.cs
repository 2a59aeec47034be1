using System.Text.RegularExpressions;

namespace SecAutomation.Conventions.Tests.Subjects;

/// <summary>What a page of help says of one parameter.</summary>
public sealed partial record HelpParameter(string Description, IReadOnlyDictionary<string, string> Facts)
{
    public static HelpParameter Parse(string text)
    {
        Match block = FactBlock().Match(text);
        Dictionary<string, string> facts = new(StringComparer.Ordinal);
        foreach (string line in block.Groups["facts"].Value.Split('\n'))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0) facts[line[..colon].Trim()] = line[(colon + 1)..].Trim();
        }

        return new HelpParameter((block.Success ? text[..block.Index] : text).Trim(), facts);
    }

    [GeneratedRegex(@"^```yaml\n(?<facts>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex FactBlock();
}
