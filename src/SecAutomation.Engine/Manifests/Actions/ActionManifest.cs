using SecAutomation.Engine.Manifests.Parsing;
using SecAutomation.Engine.Manifests.Requests;
using SecAutomation.Engine.Paging;

namespace SecAutomation.Engine.Manifests.Actions;

/// <summary>Something that a ticket product can be asked to do.</summary>
public sealed class ActionManifest
{
    /// <summary>What.</summary>
    public required ActionName Name { get; init; }

    /// <summary>What it is, for people.</summary>
    public string Title { get; init; } = "";

    /// <summary>The request.</summary>
    public required RequestTemplate Request { get; init; }

    /// <summary>How its answer is divided into pages.</summary>
    public PagingDefinition Paging { get; init; } = new SinglePaging();

    /// <summary>What the request says of any page but the first; null: nothing.</summary>
    internal TextTemplate? Rest { get; init; }

    /// <summary>The header that says how many records there are; null where none does.</summary>
    public string? TotalHeader { get; init; }

    /// <summary>How many values one request asks for.</summary>
    public int BatchSize { get; init; } = 1;

    /// <summary>How one value is asked for.</summary>
    internal TextTemplate? BatchTerm { get; init; }

    /// <summary>What stands between the terms.</summary>
    internal string BatchJoin { get; init; } = "";

    /// <summary>Where the records of the answer are and what they say; null where nothing is looked at.</summary>
    internal AnswerPaths? Answer { get; init; }

    /// <summary>Of a new ticket: whether it is read back, because the answer does not say it as the product keeps it.</summary>
    public bool IsReadBack { get; init; } = true;

    /// <summary>Whether the request differs from team to team.</summary>
    public bool IsPerTeam { get; init; }

    /// <summary>Whether the request says a status.</summary>
    public bool TakesStatus { get; init; }

    /// <summary>Whether the request says a comment.</summary>
    public bool TakesComment { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Words<ActionName>.Of(Name);
}
