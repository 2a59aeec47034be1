namespace SecAutomation.Build.Documentation;

/// <summary>The help of one cmdlet, as its page says it.</summary>
public sealed record HelpPage
{
    /// <summary>The page's path, for problems.</summary>
    public required string File { get; init; }

    /// <summary>The cmdlet.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence.</summary>
    public string Synopsis { get; set; } = "";

    /// <summary>The description's paragraphs.</summary>
    public IReadOnlyList<string> Description { get; set; } = [];

    /// <summary>The lines that begin with the cmdlet's name, one for each parameter set.</summary>
    public IList<HelpText> Syntax { get; } = [];

    /// <summary>The examples.</summary>
    public IList<HelpExample> Example { get; } = [];

    /// <summary>The parameters.</summary>
    public IList<HelpParameter> Parameter { get; } = [];

    /// <summary>What may be piped in: a type's name and what it means.</summary>
    public IList<HelpText> Input { get; } = [];

    /// <summary>What is emitted.</summary>
    public IList<HelpText> Output { get; } = [];

    /// <summary>The notes' paragraphs.</summary>
    public IReadOnlyList<string> Note { get; set; } = [];

    /// <summary>The related links: a text, and an address or nothing.</summary>
    public IList<HelpText> Link { get; } = [];
}
