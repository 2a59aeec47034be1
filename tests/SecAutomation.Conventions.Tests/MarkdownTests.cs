using System.Text.RegularExpressions;
using SecAutomation.Conventions.Tests.Subjects;
using SecAutomation.Testing;

namespace SecAutomation.Conventions.Tests;

public sealed partial class MarkdownTests
{
    [Fact]
    public void Every_link_to_a_file_of_the_repository_leads_somewhere() =>
        Checkout.With(".md").SelectMany(file => BrokenLinks(file, File.Exists, Directory.Exists)).ShouldBeEmpty();

    [Fact]
    public void Every_document_begins_with_a_title() =>
        Checkout.With(".md").Where(file => !FirstLineIsTitle().IsMatch(file.Text)).Select(file => file.Path).ShouldBeEmpty();

    [Fact]
    public void Every_about_topic_that_is_named_is_there() =>
        Checkout.With(".md").Concat(Checkout.ProductCode).SelectMany(file => AboutTopic().Matches(file.Text)
                .Where(match => !File.Exists(RepositoryRoot.Combine("module", "docs", "en-US", match.Value + ".md")))
                .Select(match => $"{file.Path}, line {file.LineOf(match.Index)}: there is no {match.Value}."))
            .ShouldBeEmpty();

    [Fact]
    public void A_link_that_leads_nowhere_is_noticed() =>
        BrokenLinks(RepositoryFile.MadeUp("docs/a.md", "[here](b.md#part), [there](https://example.com/), [top](#top)"), _ => false, _ => false)
            .ShouldBe(["docs/a.md, line 1: b.md#part leads nowhere."]);

    private static IEnumerable<string> BrokenLinks(RepositoryFile file, Func<string, bool> isFile, Func<string, bool> isFolder) =>
        from match in Link().Matches(file.Text)
        let target = match.Groups["target"].Value
        where !target.StartsWith('#') && !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal)
        let path = RepositoryRoot.Combine(Path.GetDirectoryName(file.Path)!, target.Split('#')[0])
        where !isFile(path) && !isFolder(path)
        select $"{file.Path}, line {file.LineOf(match.Index)}: {target} leads nowhere.";

    [GeneratedRegex(@"(?<!`)\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Link();

    [GeneratedRegex(@"\A(---\n.*?\n---\n\s*)?# \S", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex FirstLineIsTitle();

    [GeneratedRegex(@"\babout_SecAutomation(_[A-Za-z]+)?\b", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex AboutTopic();
}
