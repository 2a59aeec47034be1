namespace SecAutomation.Engine.Manifests.Streams;

/// <summary>Who names the host that records are of.</summary>
internal enum HostSource
{
    /// <summary>The records, or what encloses them.</summary>
    Named,

    /// <summary>The content names none: findings are of the host that the caller names, an asset is called like its file.</summary>
    Given,
}
