namespace SecAutomation.Build.Documentation;

/// <summary>An example of a page.</summary>
/// <param name="Title">The title.</param>
/// <param name="Code">What the reader types.</param>
/// <param name="Remark">What it does, in paragraphs.</param>
public sealed record HelpExample(string Title, string Code, IReadOnlyList<string> Remark);
