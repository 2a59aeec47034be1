namespace SecAutomation.Engine.Manifests.Streams;

/// <summary>Where the values of an enclosing record stand.</summary>
internal enum EnclosingValues
{
    /// <summary>Anywhere in it; its records wait for its end where they must.</summary>
    Anywhere,

    /// <summary>Before its records, in every document.</summary>
    First,
}
