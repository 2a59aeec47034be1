namespace SecAutomation.Remediation.Rendering.Blocks;

/// <summary>Blocks whose text is neither strong nor emphasised nor struck; code and links stay.</summary>
internal static class UnstyledBlocks
{
    public static Block[] Of(IReadOnlyList<Block> blocks) => [.. blocks.Select(Of)];

    private static Block Of(Block block) => block switch
    {
        Block.Heading heading => heading with { Text = Of(heading.Text) },
        Block.Paragraph paragraph => paragraph with { Text = Of(paragraph.Text) },
        Block.Bullets bullets => bullets with { Item = [.. bullets.Item.Select(Of)] },
        Block.Table table => table with { Header = [.. table.Header.Select(Of)], Row = [.. table.Row.Select(row => row.Select(Of).ToArray())] },
        _ => block,
    };

    // A line break is known by being that one object.
    private static TextRun[] Of(IReadOnlyList<TextRun> text) =>
        [.. text.Select(run => ReferenceEquals(run, TextRun.LineBreak) ? run : run with { Style = run.Style & TextStyle.Code })];
}
