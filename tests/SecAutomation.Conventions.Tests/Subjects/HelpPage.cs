using System.Text.RegularExpressions;

namespace SecAutomation.Conventions.Tests.Subjects;

/// <summary>One page of help, in the Markdown schema of platyPS.</summary>
public sealed partial record HelpPage(RepositoryFile File, IReadOnlyDictionary<string, string> Sections)
{
    public static readonly string[] SectionNames =
        ["SYNOPSIS", "SYNTAX", "DESCRIPTION", "EXAMPLES", "PARAMETERS", "INPUTS", "OUTPUTS", "NOTES", "RELATED LINKS"];

    public IReadOnlyList<(string Title, string Code)> Examples { get; } =
        [.. Parts(Sections.GetValueOrDefault("EXAMPLES", "")).Select(part => (part.Title, string.Join('\n', CodeBlock().Matches(part.Text).Select(match => match.Groups["code"].Value))))];

    public IReadOnlyDictionary<string, HelpParameter> Parameters { get; } =
        Parts(Sections.GetValueOrDefault("PARAMETERS", "")).Where(part => part.Title.StartsWith('-'))
            .ToDictionary(part => part.Title[1..], part => HelpParameter.Parse(part.Text), StringComparer.Ordinal);

    public static HelpPage Parse(RepositoryFile file)
    {
        Dictionary<string, string> sections = new(StringComparer.Ordinal);
        string body = CodeSafe(file.Text);
        MatchCollection headings = SectionHeading().Matches(body);
        for (int i = 0; i < headings.Count; i++)
        {
            int from = headings[i].Index + headings[i].Length;
            int to = i + 1 < headings.Count ? headings[i + 1].Index : body.Length;
            sections[headings[i].Groups["name"].Value] = file.Text[from..to].Trim();
        }

        return new HelpPage(file, sections);
    }

    /// <summary>The same text with the signs of code blocks' lines masked, so that a comment in code is no heading.</summary>
    private static string CodeSafe(string text) =>
        AnyCodeBlock().Replace(text, match => Regex.Replace(match.Value, "#", " ", RegexOptions.None, TimeSpan.FromSeconds(5)));

    private static List<(string Title, string Text)> Parts(string section)
    {
        string masked = CodeSafe(section);
        MatchCollection headings = PartHeading().Matches(masked);
        List<(string, string)> parts = [];
        for (int i = 0; i < headings.Count; i++)
        {
            int from = headings[i].Index + headings[i].Length;
            int to = i + 1 < headings.Count ? headings[i + 1].Index : section.Length;
            parts.Add((headings[i].Groups["name"].Value.Trim(), section[from..to].Trim()));
        }

        return parts;
    }

    [GeneratedRegex(@"^## (?<name>[A-Z ]+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex SectionHeading();

    [GeneratedRegex(@"^### (?<name>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex PartHeading();

    [GeneratedRegex(@"^```powershell\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline, 5000)]
    private static partial Regex AnyCodeBlock();
}
