using SecAutomation.Engine.Manifests.Requests;

namespace SecAutomation.Engine.Manifests.Batches;

/// <summary>How the assets of given hosts are asked for, many hosts in one request.</summary>
public sealed class BatchManifest
{
    /// <summary>The placeholder that stands for the whole search in the stream's request.</summary>
    internal const string Clause = "batch.clause";

    /// <summary>The placeholder for one value in a term.</summary>
    internal const string Value = "value";

    /// <summary>The placeholder for all values of a batch in a term.</summary>
    internal const string Values = "values";

    /// <summary>The placeholder for all values of a term in the stream's request.</summary>
    internal static string NameOf(string term) => $"batch.{term}";

    /// <summary>How many hosts stand in one request at most.</summary>
    public int Hosts { get; init; }

    /// <summary>How long the search may be, in characters before it is encoded. Without a limit the largest number that there is.</summary>
    public int Longest { get; init; } = int.MaxValue;

    /// <summary>Whether the search may not be longer than <see cref="Longest"/>.</summary>
    internal bool HasLongest => Longest < int.MaxValue;

    /// <summary>What stands between two terms.</summary>
    internal string Join { get; init; } = "";

    /// <summary>What divides the values of a list, so that no value that holds it can stand in one; empty: nothing does.</summary>
    internal string Divider { get; init; } = "";

    /// <summary>The terms of values that cannot stand in a list, by what of a host they ask for.</summary>
    internal IReadOnlyDictionary<BatchTerm, TextTemplate> Alone { get; init; } = new Dictionary<BatchTerm, TextTemplate>();

    /// <summary>The terms, by what of a host they ask for.</summary>
    internal IReadOnlyDictionary<BatchTerm, TextTemplate> Term { get; init; } = new Dictionary<BatchTerm, TextTemplate>();

    /// <summary>Whether a value can stand in the list that a term makes of all values.</summary>
    internal bool IsListed(BatchTerm term, string value) =>
        Divider.Length == 0 || !value.Contains(Divider, StringComparison.Ordinal) || !Term[term].Names.Contains(Values, StringComparer.Ordinal);
}
