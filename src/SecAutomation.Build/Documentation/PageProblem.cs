namespace SecAutomation.Build.Documentation;

/// <summary>Something wrong in a page of the documentation, at its place.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Message">What is wrong, and what would be right.</param>
public sealed record PageProblem(string File, int Line, string Message)
{
    /// <summary>The form that editors make a link of.</summary>
    public override string ToString() => $"{File}({Line}): {Message}";
}
