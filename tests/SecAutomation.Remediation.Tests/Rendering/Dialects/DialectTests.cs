using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CsCheck;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using SecAutomation.Remediation.Rendering;

namespace SecAutomation.Remediation.Tests.Rendering.Dialects;

public sealed class DialectTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private static readonly string[] s_elements =
    [
        "h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "pre", "code", "strong", "em", "del", "a", "br", "ticket",
    ];

    public static TheoryData<TicketDialect> Dialects => [.. Enum.GetValues<TicketDialect>()];

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Whatever_the_values_nobody_is_mentioned_and_no_line_is_a_command(TicketDialect dialect) =>
        Gen.OneOf(HostileTicket.Raw, HostileTicket.Escaped.Select(ticket => ticket.Markdown)).Sample(markdown =>
        {
            string text = TicketText.Render(markdown, dialect, TextLimit.None).Text;
            string outsideCode = OutsideCode(text, dialect);

            Found(outsideCode, @"(?<![\p{L}\p{N}])@[A-Za-z0-9]").ShouldBeEmpty();
            (dialect == TicketDialect.Adf ? [] : outsideCode.Split('\n')).ShouldNotContain(line => line.StartsWith('/'));
            text.ShouldNotContain('\u202e');
            text.Where(c => char.IsControl(c) && c != '\n').ShouldBeEmpty();
        });

    [Fact]
    public void HTML_is_well_formed_of_safe_elements_and_leads_nowhere_but_to_http() =>
        Gen.OneOf(HostileTicket.Raw, HostileTicket.Escaped.Select(ticket => ticket.Markdown)).Sample(markdown =>
        {
            XElement html = Html(TicketText.Render(markdown, TicketDialect.Html, TextLimit.None).Text);

            html.DescendantsAndSelf().ShouldAllBe(element => s_elements.Contains(element.Name.LocalName, StringComparer.Ordinal));
            html.Descendants().Attributes().ShouldAllBe(attribute =>
                attribute.Name.LocalName == "href" && attribute.Parent!.Name.LocalName == "a" && (attribute.Value.StartsWith("http://", StringComparison.Ordinal) || attribute.Value.StartsWith("https://", StringComparison.Ordinal)));
        });

    [Fact]
    public void HTML_shows_each_value_as_it_is() =>
        HostileTicket.Escaped.Sample(ticket =>
        {
            XElement html = Html(TicketText.Render(ticket.Markdown, TicketDialect.Html, TextLimit.None).Text);
            ShouldShow(html.Value, ticket.Value);
        });

    [Fact]
    public void Markdown_is_read_by_others_as_it_was_meant() =>
        HostileTicket.Escaped.Sample(ticket =>
        {
            string text = TicketText.Render(ticket.Markdown, TicketDialect.Markdown, TextLimit.None).Text;
            MarkdownDocument document = Markdown.Parse(text, new MarkdownPipelineBuilder().UsePipeTables().UseAutoLinks().UseEmphasisExtras(EmphasisExtraOptions.Strikethrough).Build());

            document.Descendants().OfType<HtmlInline>().ShouldBeEmpty();
            document.Descendants<HtmlBlock>().ShouldBeEmpty();
            document.Descendants<LinkInline>().Count().ShouldBe(1, text);
            document.Select(block => block.GetType().Name).ShouldBe(
                TopBlocks(ticket.Value), text);
            ShouldShow(Seen(document), ticket.Value);
        });

    [Fact]
    public void Markdown_written_again_is_the_same() =>
        Gen.OneOf(HostileTicket.Raw, HostileTicket.Escaped.Select(ticket => ticket.Markdown)).Sample(markdown =>
        {
            string once = TicketText.Render(markdown, TicketDialect.Markdown, TextLimit.None).Text;
            TicketText.Render(once, TicketDialect.Markdown, TextLimit.None).Text.ShouldBe(once);
        });

    [Fact]
    public void Textile_shows_each_value_and_nothing_in_it_is_markup() =>
        HostileTicket.Escaped.Sample(ticket =>
        {
            string text = TicketText.Render(ticket.Markdown, TicketDialect.Textile, TextLimit.None).Text;
            string[] lines = [.. text[..text.IndexOf("<pre>", StringComparison.Ordinal)].Split('\n')];

            ShouldShow(WebUtility.HtmlDecode(string.Join('\n', lines)).Replace("*", "", StringComparison.Ordinal), [.. ticket.Value.Select(value => value.Replace("*", "", StringComparison.Ordinal))]);
            foreach (string line in lines)
            {
                string body = Replaced(line, @"^(h\d\. |[*#]+ |\|_\. |\| )|""manual"":https://vendor\.example/kb\?id=1&x=%28y%29_z", "");
                Found(Replaced(body, @"&#\d+;", ""), @"[@%+^~\[\]{}\\`$<>!=]").ShouldBeEmpty();
            }
        });

    [Fact]
    public void Jira_markup_shows_each_value_and_nothing_in_it_is_markup() =>
        HostileTicket.Escaped.Sample(ticket =>
        {
            string text = TicketText.Render(ticket.Markdown, TicketDialect.AtlassianWiki, TextLimit.None).Text;
            string body = text[..text.LastIndexOf("\n{noformat}\n```", StringComparison.Ordinal)];
            string markup = Replaced(body, @"\\.", "");

            ShouldShow(WebUtility.HtmlDecode(Replaced(body.Replace("{*}", "", StringComparison.Ordinal).Replace("{_}", "", StringComparison.Ordinal), @"\\(.)", "$1")), ticket.Value);
            Found(markup, @"\{[^}]*\}").Except(["{*}", "{_}"], StringComparer.Ordinal).ShouldBeEmpty();
            Found(markup, @"\[[^\]]*\]").ShouldBe(["[manual|https://vendor.example/kb?id=1&x=%28y%29_z]"]);
            markup.ShouldNotContain('!');
            markup.ShouldNotContain('^');
        });

    [Fact]
    public void The_Atlassian_document_is_valid_and_shows_each_value() =>
        HostileTicket.Escaped.Sample(ticket =>
        {
            string text = TicketText.Render(ticket.Markdown, TicketDialect.Adf, TextLimit.None).Text;
            using JsonDocument document = JsonDocument.Parse(text);

            AdfSchema.Check(document.RootElement);
            ShouldShow(AdfSchema.Text(document.RootElement), ticket.Value);
        });

    [Fact]
    public void Whatever_the_Markdown_the_Atlassian_document_is_valid() =>
        HostileTicket.Raw.Sample(markdown =>
        {
            using JsonDocument document = JsonDocument.Parse(TicketText.Render(markdown, TicketDialect.Adf, TextLimit.None).Text);
            AdfSchema.Check(document.RootElement);
        });

    [Fact]
    public void Plain_text_shows_each_value() =>
        HostileTicket.Escaped.Sample(ticket =>
            ShouldShow(TicketText.Render(ticket.Markdown, TicketDialect.Plain, TextLimit.None).Text, ticket.Value));

    [Theory]
    [InlineData("[x](javascript:alert(1))", "x")]
    [InlineData("[x](data:text/html,y)", "x")]
    [InlineData("[x](//evil.example)", "x")]
    [InlineData("[x](file:///etc/passwd)", "x")]
    [InlineData("[x](http://user:pass@evil.example/)", "x")]
    [InlineData("![x](http://evil.example/i.png)", "<a href=\"http://evil.example/i.png\">x</a>")]
    [InlineData("[x](HTTPS://ok.example/a_(b)?c=d&e=f#g)", "<a href=\"https://ok.example/a_%28b%29?c=d&amp;e=f#g\">x</a>")]
    [InlineData("<https://ok.example>", "<a href=\"https://ok.example/\">https://ok.example</a>")]
    [InlineData("[x](http://evil.example\u0378/)", "x")]
    [InlineData("[x](https://bücher.example/ä)", "<a href=\"https://xn--bcher-kva.example/%C3%A4\">x</a>")]
    public void Only_links_to_http_lead_somewhere(string markdown, string html) =>
        TicketText.Render(markdown, TicketDialect.Html, TextLimit.None).Text.ShouldBe($"<p>{html}</p>\n");

    private static string[] Found(string text, string pattern) =>
        [.. Regex.Matches(text, pattern, RegexOptions.None, s_patience).Select(match => match.Value)];

    private static string Replaced(string text, string pattern, string replacement) =>
        Regex.Replace(text, pattern, replacement, RegexOptions.None, s_patience);

    private static XElement Html(string text) => XElement.Parse($"<ticket>{text}</ticket>", LoadOptions.PreserveWhitespace);

    // Blanks at the edges and in a row are of no meaning; separators are not seen.
    private static void ShouldShow(string seen, string[] values)
    {
        string clean = Squeeze(seen);
        foreach (string value in values)
        {
            clean.ShouldContain(Squeeze(MarkdownText.OneLine(value)));
        }
    }

    private static string Squeeze(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c != '\u200b' && c != '\u034f'));

    private static string Seen(MarkdownDocument document)
    {
        StringBuilder text = new();
        foreach (MarkdownObject element in document.Descendants())
        {
            text.Append(element switch
            {
                LiteralInline literal => literal.Content.ToString(),
                CodeInline code => code.Content,
                HtmlEntityInline entity => entity.Transcoded.ToString(),
                _ => " ",
            });
        }

        return text.ToString();
    }

    // A paragraph and an item without a text are left out.
    private static string[] TopBlocks(string[] values)
    {
        string[] second = MarkdownText.OneLine(values[1]).Length > 0 ? ["ParagraphBlock"] : [];
        string[] last = MarkdownText.OneLine(values[5]).Length > 0 ? ["ListBlock"] : [];
        return ["HeadingBlock", .. second, "ParagraphBlock", "ListBlock", "Table", .. last, "FencedCodeBlock"];
    }

    private static string OutsideCode(string text, TicketDialect dialect)
    {
        switch (dialect)
        {
            case TicketDialect.Markdown:
                return OutsideCode(text);
            case TicketDialect.Adf:
                using (JsonDocument document = JsonDocument.Parse(text))
                {
                    return AdfSchema.Text(document.RootElement, withCode: false);
                }

            default:
                return Replaced(text, @"(?s)<pre>.*?</pre>|\{noformat\}.*?\{noformat\}|(?m)^    .*$", "");
        }
    }

    private static string OutsideCode(string markdown)
    {
        MarkdownDocument document = Markdown.Parse(markdown, new MarkdownPipelineBuilder().UsePipeTables().Build());
        StringBuilder text = new(markdown);
        foreach (MarkdownObject code in document.Descendants().Where(element => element is CodeBlock or CodeInline))
        {
            for (int i = code.Span.Start; i <= code.Span.End; i++)
            {
                text[i] = 'x';
            }
        }

        return text.ToString();
    }
}
