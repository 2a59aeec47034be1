using System.Text.RegularExpressions;
using SecAutomation.Conventions.Tests.Subjects;

namespace SecAutomation.Conventions.Tests;

/// <summary>Every condition that SecAutomation can report is raised somewhere and explained to users.</summary>
public static partial class FailureIdRules
{
    public static IEnumerable<string> Unused(IEnumerable<string> ids, IReadOnlyCollection<RepositoryFile> code) =>
        from id in ids
        where !code.Any(file => Regex.IsMatch(file.Text, $@"\bFailureId\.{id}\b", RegexOptions.None, TimeSpan.FromSeconds(5)))
        select $"{id} is never raised.";

    public static IEnumerable<string> Undocumented(IEnumerable<string> ids, RepositoryFile about)
    {
        string[] explained = [.. Row().Matches(about.Text).Select(match => match.Groups["id"].Value)];
        string[] known = [.. ids];
        return known.Except(explained, StringComparer.Ordinal).Select(id => $"{about.Path} does not explain {id}.")
            .Concat(explained.Except(known, StringComparer.Ordinal).Select(id => $"{about.Path} explains {id}, which does not exist."))
            .Concat(explained.GroupBy(id => id, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => $"{about.Path} explains {group.Key} twice."));
    }

    [GeneratedRegex(@"^\| `(?<id>\w+)` \| [^|]{10,} \| [^|]{10,} \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Row();
}
