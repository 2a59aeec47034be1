using System.Text;
using Markdig.Syntax;

namespace SecAutomation.Build.Documentation;

/// <summary>An about topic: markdown that becomes the text file which <c>Get-Help</c> finds by its name.</summary>
public static class AboutTopic
{
    private const int Width = 76;
    private const string Indent = "    ";

    // Get-Help takes the line after this heading as the topic's synopsis.
    private const string SynopsisHeading = "SHORT DESCRIPTION";

    /// <summary>Turns a page into the text.</summary>
    /// <param name="file">The page's name, for the problems.</param>
    /// <param name="markdown">The page.</param>
    /// <param name="problems">What is wrong with it.</param>
    public static string Render(string file, string markdown, ICollection<PageProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        string name = Path.GetFileNameWithoutExtension(file);
        MarkdownDocument document = MarkdownText.Parse(markdown);
        HeadingBlock? title = document.OfType<HeadingBlock>().FirstOrDefault();
        if (title is not { Level: 1 } || MarkdownText.Inline(title.Inline) != name)
        {
            problems.Add(new PageProblem(file, (title?.Line ?? 0) + 1, $"The page begins with '# {name}'."));
        }

        if (!document.OfType<HeadingBlock>().Any(h => h.Level == 2 && MarkdownText.Inline(h.Inline) == SynopsisHeading))
        {
            problems.Add(new PageProblem(file, 1, $"The page has no '## {SynopsisHeading}': Get-Help shows nothing in lists."));
        }

        StringBuilder text = new();
        text.Append("TOPIC\n").Append(Indent).Append(name).Append('\n');
        bool isFirst = false;
        foreach (Block block in document.Where(block => block != title))
        {
            foreach (string paragraph in MarkdownText.Paragraphs([block], Width))
            {
                bool isSection = block is HeadingBlock { Level: 2 };
                text.Append(isFirst ? "" : "\n").Append(isSection ? paragraph : MarkdownText.Indent(paragraph, Indent)).Append('\n');
                isFirst = isSection;
            }
        }

        return text.ToString();
    }
}
