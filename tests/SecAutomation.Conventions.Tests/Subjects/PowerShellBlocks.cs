using System.Text.RegularExpressions;

namespace SecAutomation.Conventions.Tests.Subjects;

/// <summary>The PowerShell code in a Markdown document.</summary>
public static partial class PowerShellBlocks
{
    public static IEnumerable<string> In(RepositoryFile file) => Block().Matches(file.Text).Select(match => match.Groups["code"].Value);

    [GeneratedRegex(@"^```(powershell|pwsh)\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Block();
}
