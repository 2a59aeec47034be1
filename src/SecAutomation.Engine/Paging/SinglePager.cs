namespace SecAutomation.Engine.Paging;

internal sealed class SinglePager(SinglePaging definition, string source) : Pager(definition, source)
{
    private protected override PageRequest Begin() => PageRequest.Unchanged;

    private protected override PageRequest? Decide(PageFacts facts) =>
        facts.HasMore == true ? throw Incomplete("is not all: the server says that more follows") : null;
}
