namespace SecAutomation.Engine.Paging;

/// <summary>One request returns everything.</summary>
public sealed record SinglePaging : PagingDefinition
{
    /// <inheritdoc/>
    public override Pager Begin(string source) => new SinglePager(this, source);
}
