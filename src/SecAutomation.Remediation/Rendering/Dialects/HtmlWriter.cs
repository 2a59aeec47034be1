using System.Globalization;
using System.Text;
using SecAutomation.Remediation.Rendering.Blocks;

namespace SecAutomation.Remediation.Rendering.Dialects;

/// <summary>HTML of elements without scripts, styles and frames, such as trackers let through.</summary>
internal sealed class HtmlWriter : DialectWriter
{
    public override string Write(IReadOnlyList<Block> blocks)
    {
        StringBuilder html = new();
        foreach (Block block in blocks)
        {
            Append(html, block);
        }

        return html.ToString();
    }

    private static void Append(StringBuilder html, Block block)
    {
        switch (block)
        {
            case Block.Heading heading:
                html.Append(CultureInfo.InvariantCulture, $"<h{heading.Level}>{Text(heading.Text)}</h{heading.Level}>\n");
                break;
            case Block.Paragraph paragraph:
                html.Append(CultureInfo.InvariantCulture, $"<p>{Text(paragraph.Text)}</p>\n");
                break;
            case Block.Bullets bullets:
                html.Append(bullets.IsNumbered ? "<ol>\n" : "<ul>\n");
                foreach (IReadOnlyList<Block> item in bullets.Item)
                {
                    AppendItem(html, item);
                }

                html.Append(bullets.IsNumbered ? "</ol>\n" : "</ul>\n");
                break;
            case Block.Table table:
                html.Append("<table>\n<thead>\n");
                AppendRow(html, table.Header, "th");
                html.Append("</thead>\n<tbody>\n");
                foreach (IReadOnlyList<IReadOnlyList<TextRun>> row in table.Row)
                {
                    AppendRow(html, row, "td");
                }

                html.Append("</tbody>\n</table>\n");
                break;
            case Block.Code code:
                html.Append(CultureInfo.InvariantCulture, $"<pre>\n{string.Join('\n', code.Line.Select(line => Encode(DefuseCode(line))))}\n</pre>\n");
                break;
            case Block.Marker marker:
                html.Append(CultureInfo.InvariantCulture, $"<pre>\n{string.Join('\n', marker.Line)}\n</pre>\n");
                break;
            default:
                break;
        }
    }

    private static void AppendItem(StringBuilder html, IReadOnlyList<Block> item)
    {
        html.Append("<li>").Append(item[0] is Block.Paragraph first ? Text(first.Text) : "");
        bool hasMore = item.Count > 1;
        html.Append(hasMore ? "\n" : "");
        foreach (Block block in item.Skip(item[0] is Block.Paragraph ? 1 : 0))
        {
            Append(html, block);
        }

        html.Append("</li>\n");
    }

    private static void AppendRow(StringBuilder html, IReadOnlyList<IReadOnlyList<TextRun>> cells, string element)
    {
        html.Append("<tr>");
        foreach (IReadOnlyList<TextRun> cell in cells)
        {
            html.Append(CultureInfo.InvariantCulture, $"<{element}>{Text(cell)}</{element}>");
        }

        html.Append("</tr>\n");
    }

    private static string Text(IReadOnlyList<TextRun> text) => string.Concat(text.Select(run =>
    {
        if (ReferenceEquals(run, TextRun.LineBreak))
        {
            return "<br />";
        }

        string html = Encode(Defuse(run.Text));
        html = run.Style.HasFlag(TextStyle.Code) ? $"<code>{html}</code>" : html;
        html = run.Style.HasFlag(TextStyle.Strike) ? $"<del>{html}</del>" : html;
        html = run.Style.HasFlag(TextStyle.Emphasis) ? $"<em>{html}</em>" : html;
        html = run.Style.HasFlag(TextStyle.Strong) ? $"<strong>{html}</strong>" : html;
        return run.Url is { } url ? $"<a href=\"{Encode(url)}\">{html}</a>" : html;
    }));

    private static string Encode(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal)
        .Replace("'", "&#39;", StringComparison.Ordinal);
}
