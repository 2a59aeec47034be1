using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SecAutomation.Remediation.Rendering.Blocks;

namespace SecAutomation.Remediation.Rendering.Dialects;

/// <summary>The Atlassian document format: JSON, in which text is text whatever it says.</summary>
internal sealed class AdfWriter : DialectWriter
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override string Write(IReadOnlyList<Block> blocks)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, s_options))
        {
            json.WriteStartObject();
            json.WriteNumber("version", 1);
            json.WriteString("type", "doc");
            Blocks(json, blocks);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }

    private static void Blocks(Utf8JsonWriter json, IEnumerable<Block> blocks)
    {
        json.WriteStartArray("content");
        foreach (Block block in blocks)
        {
            Write(json, block);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Block block)
    {
        switch (block)
        {
            case Block.Heading heading:
                Start(json, "heading");
                json.WriteStartObject("attrs");
                json.WriteNumber("level", heading.Level);
                json.WriteEndObject();
                Runs(json, heading.Text);
                json.WriteEndObject();
                break;
            case Block.Paragraph paragraph:
                Start(json, "paragraph");
                Runs(json, paragraph.Text);
                json.WriteEndObject();
                break;
            case Block.Bullets bullets:
                Start(json, bullets.IsNumbered ? "orderedList" : "bulletList");
                Items(json, bullets.Item);
                json.WriteEndObject();
                break;
            case Block.Table table:
                Start(json, "table");
                json.WriteStartArray("content");
                Row(json, table.Header, "tableHeader");
                foreach (IReadOnlyList<IReadOnlyList<TextRun>> row in table.Row)
                {
                    Row(json, row, "tableCell");
                }

                json.WriteEndArray();
                json.WriteEndObject();
                break;
            case Block.Code code:
                Code(json, code.Line.Select(DefuseCode), code.Language);
                break;
            case Block.Marker marker:
                Code(json, marker.Line, null);
                break;
            default:
                break;
        }
    }

    private static void Start(Utf8JsonWriter json, string type)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
    }

    private static void Items(Utf8JsonWriter json, IEnumerable<IReadOnlyList<Block>> items)
    {
        json.WriteStartArray("content");
        foreach (IReadOnlyList<Block> item in items)
        {
            Start(json, "listItem");
            Blocks(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Row(Utf8JsonWriter json, IReadOnlyList<IReadOnlyList<TextRun>> cells, string type)
    {
        Start(json, "tableRow");
        json.WriteStartArray("content");
        foreach (IReadOnlyList<TextRun> cell in cells)
        {
            Start(json, type);
            json.WriteStartObject("attrs");
            json.WriteEndObject();
            Blocks(json, [new Block.Paragraph(cell)]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Code(Utf8JsonWriter json, IEnumerable<string> lines, string? language)
    {
        Start(json, "codeBlock");
        if (language is not null)
        {
            json.WriteStartObject("attrs");
            json.WriteString("language", language);
            json.WriteEndObject();
        }

        json.WriteStartArray("content");
        string text = string.Join('\n', lines);
        if (text.Length > 0)
        {
            Start(json, "text");
            json.WriteString("text", text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Runs(Utf8JsonWriter json, IEnumerable<TextRun> text)
    {
        json.WriteStartArray("content");
        foreach (TextRun run in text)
        {
            if (ReferenceEquals(run, TextRun.LineBreak))
            {
                Start(json, "hardBreak");
                json.WriteEndObject();
                continue;
            }

            Start(json, "text");
            json.WriteString("text", Defuse(run.Text));
            Marks(json, run);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // Code goes together with a link alone.
    private static void Marks(Utf8JsonWriter json, TextRun run)
    {
        if (run.Style == TextStyle.None && run.Url is null)
        {
            return;
        }

        json.WriteStartArray("marks");
        string[] marks = run.Style.HasFlag(TextStyle.Code)
            ? ["code"]
            : [.. new[] { (TextStyle.Strong, "strong"), (TextStyle.Emphasis, "em"), (TextStyle.Strike, "strike") }
                .Where(mark => run.Style.HasFlag(mark.Item1)).Select(mark => mark.Item2)];
        foreach (string mark in marks)
        {
            Start(json, mark);
            json.WriteEndObject();
        }

        if (run.Url is { } url)
        {
            Start(json, "link");
            json.WriteStartObject("attrs");
            json.WriteString("href", url);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
