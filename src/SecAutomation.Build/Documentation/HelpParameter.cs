namespace SecAutomation.Build.Documentation;

/// <summary>A parameter of a page.</summary>
/// <param name="Name">The name, without the dash.</param>
/// <param name="Description">What it means, in paragraphs.</param>
/// <param name="Metadata">The keys of its yaml block.</param>
/// <param name="Line">Where it stands.</param>
public sealed record HelpParameter(
    string Name,
    IReadOnlyList<string> Description,
    IReadOnlyDictionary<string, string> Metadata,
    int Line)
{
    /// <summary>A value of the yaml block, or the empty text.</summary>
    public string this[string key] => Metadata.GetValueOrDefault(key, "");
}
