using Markdig.Extensions.Yaml;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace SecAutomation.Build.Documentation;

/// <summary>Reads a page of the platyPS schema 2.0.0.</summary>
public sealed class HelpPageReader
{
    private static readonly string[] s_sections =
        ["SYNOPSIS", "SYNTAX", "DESCRIPTION", "EXAMPLES", "PARAMETERS", "INPUTS", "OUTPUTS", "NOTES", "RELATED LINKS"];

    private readonly string _file;
    private readonly ICollection<PageProblem> _problems;
    private readonly HelpPage _page;

    private HelpPageReader(string file, ICollection<PageProblem> problems)
    {
        _file = file;
        _problems = problems;
        _page = new HelpPage { File = file, Name = Path.GetFileNameWithoutExtension(file) };
    }

    /// <summary>Reads a page; what is wrong with it is added to the problems.</summary>
    public static HelpPage Read(string file, string markdown, ICollection<PageProblem> problems)
    {
        HelpPageReader reader = new(file, problems);
        reader.Read(MarkdownText.Parse(markdown));
        return reader._page;
    }

    private void Read(MarkdownDocument document)
    {
        List<Block> blocks = [.. document.Where(block => block is not YamlFrontMatterBlock)];
        if (blocks.FirstOrDefault() is not HeadingBlock { Level: 1 } title || Text(title) != _page.Name)
        {
            Problem(blocks.FirstOrDefault(), $"The page begins with '# {_page.Name}', the name of its file.");
        }

        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach ((HeadingBlock heading, List<Block> content) in Split(blocks, level: 2))
        {
            string section = Text(heading);
            if (!s_sections.Contains(section, StringComparer.Ordinal))
            {
                Problem(heading, $"There is no section '{section}'. The sections are {string.Join(", ", s_sections)}.");
            }
            else if (!seen.Add(section))
            {
                Problem(heading, $"The section '{section}' stands twice.");
            }
            else
            {
                ReadSection(section, heading, content);
            }
        }

        foreach (string section in s_sections.Where(section => !seen.Contains(section)))
        {
            _problems.Add(new PageProblem(_file, 1, $"The section '## {section}' is missing."));
        }
    }

    private void ReadSection(string section, HeadingBlock heading, List<Block> content)
    {
        switch (section)
        {
            case "SYNOPSIS":
                _page.Synopsis = string.Join(' ', MarkdownText.Paragraphs(content));
                RequireText(heading, _page.Synopsis);
                break;
            case "SYNTAX":
                foreach (FencedCodeBlock code in content.OfType<FencedCodeBlock>())
                {
                    string syntax = string.Join(' ', MarkdownText.Code(code).Split('\n').Select(line => line.Trim()));
                    _page.Syntax.Add(new HelpText(syntax, "", code.Line + 1));
                }

                break;
            case "DESCRIPTION":
                _page.Description = MarkdownText.Paragraphs(content);
                RequireText(heading, string.Concat(_page.Description));
                break;
            case "EXAMPLES":
                ReadExamples(heading, content);
                break;
            case "PARAMETERS":
                ReadParameters(content);
                break;
            case "INPUTS":
                ReadTypes(content, _page.Input);
                break;
            case "OUTPUTS":
                ReadTypes(content, _page.Output);
                break;
            case "NOTES":
                _page.Note = MarkdownText.Paragraphs(content);
                break;
            case "RELATED LINKS":
                foreach (LinkInline link in content.SelectMany(block => block.Descendants<LinkInline>()))
                {
                    string address = link.Url?.StartsWith("http", StringComparison.Ordinal) == true ? link.Url : "";
                    _page.Link.Add(new HelpText(MarkdownText.Inline(link), address, link.Line + 1));
                }

                break;
        }
    }

    private void ReadExamples(HeadingBlock section, List<Block> content)
    {
        foreach ((HeadingBlock heading, List<Block> blocks) in Split(content, level: 3))
        {
            List<FencedCodeBlock> code = [.. blocks.OfType<FencedCodeBlock>()];
            if (code.Count == 0)
            {
                Problem(heading, "The example shows no code.");
                continue;
            }

            _page.Example.Add(new HelpExample(
                Text(heading),
                MarkdownText.Code(code[0]),
                MarkdownText.Paragraphs(blocks.Where(block => block != code[0]))));
        }

        if (_page.Example.Count == 0)
        {
            Problem(section, "There is no example.");
        }
    }

    private void ReadParameters(List<Block> content)
    {
        foreach ((HeadingBlock heading, List<Block> blocks) in Split(content, level: 3))
        {
            string name = Text(heading);
            if (!name.StartsWith('-'))
            {
                continue;
            }

            FencedCodeBlock? yaml = blocks.OfType<FencedCodeBlock>().LastOrDefault(block => block.Info == "yaml");
            if (yaml is null)
            {
                Problem(heading, $"The parameter {name} has no yaml block.");
            }

            List<string> description = [.. MarkdownText.Paragraphs(blocks.Where(block => block != yaml))];
            RequireText(heading, string.Concat(description));
            _page.Parameter.Add(new HelpParameter(name[1..], description, Metadata(yaml), heading.Line + 1));
        }
    }

    private static Dictionary<string, string> Metadata(FencedCodeBlock? yaml)
    {
        Dictionary<string, string> metadata = new(StringComparer.Ordinal);
        foreach (string line in yaml is null ? [] : MarkdownText.Code(yaml).Split('\n'))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                metadata[line[..colon].Trim()] = line[(colon + 1)..].Trim();
            }
        }

        return metadata;
    }

    private static void ReadTypes(List<Block> content, IList<HelpText> types)
    {
        foreach ((HeadingBlock heading, List<Block> blocks) in Split(content, level: 3))
        {
            types.Add(new HelpText(Text(heading), string.Join('\n', MarkdownText.Paragraphs(blocks)), heading.Line + 1));
        }
    }

    private static IEnumerable<(HeadingBlock Heading, List<Block> Content)> Split(IEnumerable<Block> blocks, int level)
    {
        HeadingBlock? heading = null;
        List<Block> content = [];
        foreach (Block block in blocks)
        {
            if (block is HeadingBlock next && next.Level == level)
            {
                if (heading is not null)
                {
                    yield return (heading, content);
                }

                heading = next;
                content = [];
            }
            else
            {
                content.Add(block);
            }
        }

        if (heading is not null)
        {
            yield return (heading, content);
        }
    }

    private static string Text(HeadingBlock heading) => MarkdownText.Inline(heading.Inline);

    private void RequireText(HeadingBlock heading, string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            Problem(heading, $"'{Text(heading)}' says nothing.");
        }
    }

    private void Problem(Block? at, string message) => _problems.Add(new PageProblem(_file, (at?.Line ?? 0) + 1, message));
}
