namespace SecAutomation.Build.Documentation;

/// <summary>A named text of a page.</summary>
/// <param name="Name">Its name: a type, a link's text, a syntax.</param>
/// <param name="Text">What the page says.</param>
/// <param name="Line">Where it stands.</param>
public sealed record HelpText(string Name, string Text, int Line);
