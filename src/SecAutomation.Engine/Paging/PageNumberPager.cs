namespace SecAutomation.Engine.Paging;

internal sealed class PageNumberPager(PageNumberPaging definition, string source) : Pager(definition, source)
{
    private protected override bool MovesWithTheList => true;

    private protected override PageRequest Begin() => At(0);

    private protected override PageRequest? Decide(PageFacts facts)
    {
        if (facts.TotalPages is not { } pages)
            return GoesOn(facts, definition.PageSize, definition.EndsOnShortPage) ? At(Pages) : null;

        if (Pages >= pages)
            return null;

        return facts.Records > 0 ? At(Pages) : throw Incomplete("is empty, and the server announced further pages");
    }

    private PageRequest At(int page)
    {
        var number = new PageParameter(definition.PageParameter, Text((long)definition.FirstPage + page));
        return new PageRequest
        {
            Parameter = definition.SizeParameter is { } size ? [number, new(size, Text(definition.PageSize))] : [number],
        };
    }
}
