namespace SecAutomation.Engine.Paging;

internal sealed class OffsetPager(OffsetPaging definition, string source) : Pager(definition, source)
{
    private protected override bool MovesWithTheList => true;

    private protected override bool TakesSmallerPages => true;

    private protected override PageRequest Begin() => At(definition.FirstOffset);

    private protected override PageRequest? Decide(PageFacts facts)
    {
        if (!GoesOn(facts, definition.PageSize, definition.EndsOnShortPage))
            return null;

        // The same offset again would never end.
        return facts.Records > 0 ? At(definition.FirstOffset + Received) : throw Incomplete("is empty, and the server says that more follows");
    }

    private PageRequest At(long offset) => new()
    {
        Parameter = [new(definition.OffsetParameter, Text(offset)), new(definition.LimitParameter, Text(definition.PageSize))],
    };
}
