namespace SecAutomation.Build.Documentation;

/// <summary>A parameter as the engine binds it.</summary>
public sealed record ParameterShape
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its type, without namespaces: <c>String[]</c>.</summary>
    public required string TypeName { get; init; }

    /// <summary>Whether it must be given.</summary>
    public required bool IsRequired { get; init; }

    /// <summary>Its position, or <c>Named</c>.</summary>
    public required string Position { get; init; }

    /// <summary>Whether the pipeline binds it: <c>False</c>, <c>True (ByValue)</c>, <c>True (ByPropertyName)</c> or both.</summary>
    public required string Pipeline { get; init; }

    /// <summary>Its other names.</summary>
    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>The values that it takes, where they are few: those of an enum.</summary>
    public required IReadOnlyList<string> Values { get; init; }

    /// <summary>Whether it is a switch.</summary>
    public bool IsSwitch => TypeName == "SwitchParameter";
}
