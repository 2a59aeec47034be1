using SecAutomation.Engine.Manifests.Actions;
using SecAutomation.Engine.Manifests.Requests;

namespace SecAutomation.Engine.Manifests.Connections;

/// <summary>One question to a product.</summary>
public sealed class ConnectionQuestion
{
    /// <summary>The name under which the answer stands in <see cref="Answer"/>.</summary>
    public const string Value = "value";

    /// <summary>What it asks, for people.</summary>
    public string Title { get; init; } = "";

    /// <summary>The request.</summary>
    public required RequestTemplate Request { get; init; }

    /// <summary>Where the answer stands, as <see cref="Value"/>; null: that there is one says enough.</summary>
    public AnswerMap? Answer { get; init; }
}
