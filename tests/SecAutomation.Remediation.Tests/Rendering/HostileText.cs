using System.Text;
using CsCheck;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Renderers;
using Markdig.Syntax;

namespace SecAutomation.Remediation.Tests.Rendering;

/// <summary>Text as an attacker would put it into a banner or a host's name, and the eyes of a Markdown reader.</summary>
internal static class HostileText
{
    private static readonly MarkdownPipeline s_pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables().UseGridTables().UseAutoLinks().UseTaskLists().UseEmphasisExtras(EmphasisExtraOptions.Strikethrough).UseFootnotes()
        .UseMathematics().UseCustomContainers().UseGenericAttributes().Build();

    private static readonly string[] s_pieces =
    [
        "|", "`", "```", "~~~", "*", "**", "_", "__", "~~", "<script>alert(1)</script>", "<!--", "-->", "<b>", "&amp;", "&#64;", "[x](javascript:alert(1))",
        "![i](http://evil.example/i.png)", "[ref]: http://evil.example", "https://evil.example/a_b", "www.evil.example", "@admin", "user@evil.example", "#12",
        "# heading", "- item", "+ item", "1. item", "2) item", "> quote", "---", "===", "    code", "\r\n", "\n\n", "\t", "\u0000", "\u001b[31m", "\u202e",
        "\u2066", "\u200b", "\ufeff", "\u2028", "\ud83d", "🎉", "👩‍👩‍👧", "e\u0301", "ż", "漢字", "$x^2$", "\\", "\\*", "{{ ticket.key }}", "{% raw %}",
        "/close", "::: warning", "{.class}", "^sup^", "==mark==", "[^1]", "[ ] task", "(c)", "\"quote\"", "'", " ", "a", "CVE-2021-44228", "10.0.0.1", "key: sa1-x",
        "```secautomation",
    ];

    /// <summary>Any text made of such pieces and of arbitrary characters.</summary>
    public static Gen<string> Gen { get; } =
        CsCheck.Gen.OneOf(CsCheck.Gen.Int[0, s_pieces.Length - 1].Select(i => s_pieces[i]), CsCheck.Gen.String[0, 3])
            .Array[0, 8].Select(pieces => string.Concat(pieces));

    /// <summary>What a reader of the Markdown sees, and which elements it is made of beside plain text.</summary>
    public static (string Text, string[] Markup) Read(string markdown)
    {
        MarkdownDocument document = Markdown.Parse(markdown, s_pipeline);
        StringBuilder text = new();
        List<string> markup = [];
        foreach (MarkdownObject element in document.Descendants())
        {
            switch (element)
            {
                case Markdig.Syntax.Inlines.LiteralInline literal:
                    text.Append(literal.Content.ToString());
                    break;
                case Markdig.Syntax.Inlines.LineBreakInline:
                    text.Append('\n');
                    break;
                case ParagraphBlock or Markdig.Syntax.Inlines.ContainerInline { Parent: null } or Markdig.Extensions.Emoji.EmojiInline:
                    break;
                default:
                    markup.Add(element.GetType().Name);
                    break;
            }
        }

        return (text.ToString(), [.. markup]);
    }

    /// <summary>The HTML that a tracker would show.</summary>
    public static string Html(string markdown)
    {
        using StringWriter writer = new();
        HtmlRenderer renderer = new(writer);
        s_pipeline.Setup(renderer);
        renderer.Render(Markdown.Parse(markdown, s_pipeline));
        return writer.ToString();
    }
}
