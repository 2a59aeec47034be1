namespace SecAutomation.Engine.Paging;

internal sealed class CursorPager : Pager
{
    private readonly CursorPaging _definition;
    private readonly HashSet<string> _cursors = new(StringComparer.Ordinal);

    public CursorPager(CursorPaging definition, string source)
        : base(definition, source)
    {
        _definition = definition;
        if (definition.FirstCursor is { } first)
            _cursors.Add(first);
    }

    private protected override PageRequest Begin() => At(_definition.FirstCursor);

    private protected override PageRequest? Decide(PageFacts facts)
    {
        if (facts.HasMore == false || (facts.Records == 0 && _definition.EndsOnEmptyPage))
            return null;

        if (string.IsNullOrEmpty(facts.Cursor))
            return facts.HasMore == true ? throw Incomplete("names no cursor, and the server says that more follows") : null;

        // Some servers repeat a cursor on the last page; where the total has arrived, that is the end.
        if (!_cursors.Add(facts.Cursor))
            return Received == Expected ? null : throw Incomplete("names a cursor that was used already");

        return At(facts.Cursor);
    }

    private PageRequest At(string? cursor)
    {
        var parameters = new List<PageParameter>(2);
        if (cursor is not null)
            parameters.Add(new(_definition.CursorParameter, cursor));

        if (_definition.SizeParameter is { } size)
            parameters.Add(new(size, Text(_definition.PageSize)));

        return new PageRequest { Parameter = parameters };
    }
}
