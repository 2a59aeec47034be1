namespace SecAutomation;

/// <summary>One answer about this machine.</summary>
public sealed record EnvironmentCheck
{
    /// <summary>The question: <c>PowerShell</c>, <c>Runtime</c>, <c>Table</c>, <c>ModuleFile</c>, <c>ModuleFolder</c>, <c>Clock</c>, <c>Tls</c>, <c>Trust</c>, <c>Right</c>, <c>Vault</c>.</summary>
    public string Check { get; init; } = "";

    /// <summary>What the question is about, where there are several of its kind: a file, a folder, a protocol; empty otherwise.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The answer.</summary>
    public CheckOutcome Outcome { get; init; }

    /// <summary>One sentence on what was seen.</summary>
    public string Detail { get; init; } = "";

    /// <summary>What to do; empty where nothing is to be done.</summary>
    public string NextStep { get; init; } = "";

    /// <inheritdoc/>
    public override string ToString() => $"{(Subject.Length > 0 ? $"{Check} {Subject}" : Check)}: {Outcome}. {Detail}";
}
