using System.Globalization;

namespace SecAutomation.Remediation.Rendering.Blocks;

/// <summary>Takes the beginning of a text in whole parts: a heading, a paragraph, a line of code, a row of a table.</summary>
internal sealed class BlockCut
{
    private int _left;
    private int _graphemes;

    private BlockCut(int parts, int graphemes) => (_left, _graphemes) = (parts, graphemes);

    /// <summary>How many parts a text has.</summary>
    public static int Count(IEnumerable<Block> blocks) => blocks.Sum(block => block switch
    {
        Block.Bullets bullets => bullets.Item.Sum(Count),
        Block.Table table => Math.Max(1, table.Row.Count),
        Block.Code code => code.Line.Count,
        _ => 1,
    });

    /// <summary>The beginning of a text.</summary>
    /// <param name="blocks">The text.</param>
    /// <param name="parts">How many parts of it.</param>
    /// <param name="graphemes">How many characters of the next part, where that is a paragraph.</param>
    /// <returns>The blocks; headings with nothing below them are left out.</returns>
    public static Block[] Take(IEnumerable<Block> blocks, int parts, int graphemes = 0)
    {
        List<Block> taken = new BlockCut(parts, graphemes).TakeAll(blocks);
        while (taken.Count > 0 && taken[^1] is Block.Heading)
        {
            taken.RemoveAt(taken.Count - 1);
        }

        return [.. taken];
    }

    private List<Block> TakeAll(IEnumerable<Block> blocks)
    {
        List<Block> taken = [];
        foreach (Block block in blocks)
        {
            if (_left == 0 && _graphemes == 0)
            {
                break;
            }

            if (TakeOne(block) is { } some)
            {
                taken.Add(some);
            }
        }

        return taken;
    }

    private Block? TakeOne(Block block)
    {
        switch (block)
        {
            case Block.Bullets bullets:
                IReadOnlyList<Block>[] items = [.. bullets.Item.Select(TakeAll).Where(item => item.Count > 0)];
                return items.Length > 0 ? bullets with { Item = items } : null;
            case Block.Paragraph paragraph when _left == 0:
                return Begin(paragraph);
            case Block.Table table:
                int rows = Spend(Math.Max(1, table.Row.Count));
                return rows > 0 ? table with { Row = [.. table.Row.Take(rows)] } : null;
            case Block.Code code:
                int lines = Spend(code.Line.Count);
                return lines > 0 ? code with { Line = [.. code.Line.Take(lines)] } : null;
            default:
                return Spend(1) > 0 ? block : null;
        }
    }

    private int Spend(int wanted)
    {
        int spent = Math.Min(wanted, _left);
        _left -= spent;
        _graphemes = spent < wanted ? 0 : _graphemes;
        return spent;
    }

    private Block.Paragraph? Begin(Block.Paragraph paragraph)
    {
        TextLimit room = new(_graphemes, TextUnit.Grapheme);
        _graphemes = 0;
        List<TextRun> runs = [];
        foreach (TextRun run in paragraph.Text)
        {
            int length = room.Measure(run.Text);
            if (length > room.Count)
            {
                runs.Add(run with { Text = (room with { Count = Math.Max(1, room.Count) }).Cut(run.Text) });
                break;
            }

            runs.Add(run);
            room = room with { Count = room.Count - length };
        }

        return runs.Count > 0 && StringInfo.GetNextTextElementLength(runs[0].Text) > 0 ? new Block.Paragraph(runs) : null;
    }
}
