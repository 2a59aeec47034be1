using System.Text.RegularExpressions;
using SecAutomation.Conventions.Tests.Subjects;

namespace SecAutomation.Conventions.Tests;

/// <summary>What source files may not hold. Each rule tells its violations as sentences with file and line.</summary>
public static partial class SourceRules
{
    public const int LinesPerFile = 400;
    public const int LinesPerCmdlet = 80;

    private static readonly string[] s_wordsForNothing =
        ["Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Manager", "Common", "Adapter", "Plugin", "Integration", "Entity", "Misc", "Impl"];

    private static readonly string[] s_vendors =
        ["Nessus", "Tenable", "Axonius", "Qualys", "Rapid7", "InsightVM", "Nexpose", "CrowdStrike", "Defender", "Greenbone", "OpenVAS", "Trivy", "Wazuh",
         "ServiceNow", "Lansweeper", "Snipe-?IT", "Intune", "NetBox", "runZero", "PuppetDB", "Jira", "GitLab", "Zendesk", "PagerDuty", "Freshservice", "Redmine"];

    public static IEnumerable<string> TooLong(RepositoryFile file)
    {
        bool isCmdlet = file.IsBelow("src/SecAutomation.Commands/Cmdlets");
        int limit = isCmdlet ? LinesPerCmdlet : LinesPerFile;
        int lines = file.Lines.Length - (file.Text.EndsWith('\n') ? 1 : 0);
        if (lines > limit) yield return $"{file.Path} has {lines} lines; the limit is {limit}.";
    }

    /// <summary>Words that say nothing, in the names of types, files and folders.</summary>
    public static IEnumerable<string> EmptyWords(RepositoryFile file)
    {
        IEnumerable<(string Name, string Where)> names = file.Path.Split('/')
            .Select(part => (Path.GetFileNameWithoutExtension(part), $"the path {file.Path}"))
            .Concat(TypeDeclaration().Matches(file.Text).Select(match => (match.Groups["name"].Value, $"{file.Path}, line {file.LineOf(match.Index)}")));
        return from name in names
               from word in CamelWord().Matches(name.Name).Select(match => match.Value)
               where s_wordsForNothing.Contains(word, StringComparer.Ordinal)
               select $"\"{word}\" in {name.Name} says nothing ({name.Where}): name it by what it does.";
    }

    /// <summary>A vendor's name outside of the connectors.</summary>
    public static IEnumerable<string> Vendors(RepositoryFile file)
    {
        if (!file.IsBelow("src") || file.IsBelow("src/SecAutomation.Connectors")) return [];
        return Regex.Matches(file.Text, @"(?<![A-Za-z])(" + string.Join('|', s_vendors) + ")", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5))
            .Select(match => $"{file.Path}, line {file.LineOf(match.Index)}: {match.Value} belongs into a connector's folder.");
    }

    /// <summary>PowerShell outside of the commands and their import; the host is a host over its engine.</summary>
    public static IEnumerable<string> PowerShell(RepositoryFile file)
    {
        if (!file.IsBelow("src") || file.IsBelow("src/SecAutomation.Commands") || file.IsBelow("src/SecAutomation.Import") || file.IsBelow("src/SecAutomation.Host") || file.IsBelow("src/SecAutomation.Build")) return [];
        return PowerShellNamespace().Matches(file.Text)
            .Select(match => $"{file.Path}, line {file.LineOf(match.Index)}: only the commands see PowerShell.");
    }

    /// <summary>The console, in what is loaded into somebody's PowerShell. Whether a person can answer is all that may be asked of it.</summary>
    public static IEnumerable<string> ConsoleUse(RepositoryFile file)
    {
        if (!file.IsBelow("src") || file.IsBelow("src/SecAutomation.Host") || file.IsBelow("src/SecAutomation.Build")) return [];
        return ConsoleMember().Matches(file.Text)
            .Select(match => $"{file.Path}, line {file.LineOf(match.Index)}: a module writes to PowerShell's streams, never to the console.");
    }

    /// <summary>A suppression that does not say why.</summary>
    public static IEnumerable<string> UnjustifiedSuppressions(RepositoryFile file) =>
        Suppression().Matches(file.Text)
            .Where(match => !Justification().IsMatch(match.Value))
            .Select(match => $"{file.Path}, line {file.LineOf(match.Index)}: a suppression needs a Justification.")
            .Concat(PragmaDisable().Matches(file.Text)
                .Select(match => $"{file.Path}, line {file.LineOf(match.Index)}: a #pragma needs its reason in a comment on the same line."));

    /// <summary>What was left for later, and what only one machine has.</summary>
    public static IEnumerable<string> Leftovers(RepositoryFile file) =>
        Unfinished().Matches(file.Text)
            .Select(match => $"{file.Path}, line {file.LineOf(match.Index)}: {match.Value} is unfinished work.")
            .Concat(MachinePath().Matches(file.Text)
                .Select(match => $"{file.Path}, line {file.LineOf(match.Index)}: {match.Value} exists on one machine only."));

    /// <summary>A test that is switched off.</summary>
    public static IEnumerable<string> SkippedTests(RepositoryFile file) =>
        SkippedTest().Matches(file.Text).Select(match => $"{file.Path}, line {file.LineOf(match.Index)}: a test that does not run tells nothing.");

    [GeneratedRegex(@"^\s*(?:\[[^\]]*\]\s*)?(?:public|internal|private|protected|file)[\w\s]*?\b(?:class|record struct|record|struct|interface|enum)\s+(?<name>[A-Z]\w*)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"[A-Z]+(?![a-z])|[A-Z][a-z0-9]*", RegexOptions.None, 5000)]
    private static partial Regex CamelWord();

    [GeneratedRegex(@"\b(System\.Management\.Automation|PSCmdlet|ErrorRecord|PSObject)\b", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex PowerShellNamespace();

    [GeneratedRegex(@"\bConsole\.(?!IsInputRedirected\b)\w+", RegexOptions.None, 5000)]
    private static partial Regex ConsoleMember();

    [GeneratedRegex(@"\[(assembly:\s*)?(Unconditional)?SuppressMessage\((?:[^()]|\([^()]*\))*\)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Suppression();

    [GeneratedRegex(@"Justification\s*=\s*(""[^""]{10,}""|\w+)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Justification();

    [GeneratedRegex(@"^\s*#pragma warning disable(?![^\n]*//\s*\S{2,}[^\n]{8,})", RegexOptions.Multiline, 5000)]
    private static partial Regex PragmaDisable();

    [GeneratedRegex(@"\b(TO" + @"DO|FIX" + @"ME|HA" + @"CK|XX" + @"X|NotImplementedExceptio" + @"n)\b", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"(?<![\w./~$}*])(/(wor" + @"k|tm" + @"p|roo" + @"t|hom" + @"e|Users)/[\w.]+|[A-Za-z]:\\+(Users|dev|src|repos)\\+\w+)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\[(Fact|Theory)\((?![^\n]*\bSkip(Unless|When)\b)[^)\n]*Skip\s*=|\b(It|Describe|Context)\b[^\n]*\s-Skip(\s|$)(?!:)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 5000)]
    private static partial Regex SkippedTest();
}
