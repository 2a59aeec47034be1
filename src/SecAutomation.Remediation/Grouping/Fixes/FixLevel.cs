namespace SecAutomation.Remediation.Grouping.Fixes;

/// <summary>How far a fix goes: what it asks for at least, in one branch or in several (<c>5.3.12 / 5.4.2</c>).</summary>
internal sealed class FixLevel
{
    private readonly FixVersion[] _version;

    /// <param name="scheme">What is counted: levels of two schemes cannot be compared.</param>
    /// <param name="versions">At least one.</param>
    public FixLevel(string scheme, IEnumerable<FixVersion> versions)
    {
        Scheme = scheme;
        _version = [.. versions.Distinct().Order()];
    }

    public string Scheme { get; }

    /// <summary>The lowest version of each branch, in order.</summary>
    public IReadOnlyList<FixVersion> Version => _version;

    /// <summary>Whether a version is enough: it reaches the lowest of its branch, or the highest of all.</summary>
    public bool IsMetBy(FixVersion version) =>
        version >= _version[^1]
        || Array.Exists(_version, lowest => version.IsBranchOf(lowest) && version >= lowest);

    /// <summary>Whether every version that is enough for this is enough for the other.</summary>
    public bool Contains(FixLevel other) =>
        Scheme == other.Scheme
        && _version[^1] >= other._version[^1]
        && Array.TrueForAll(_version, other.IsMetBy);

    public override string ToString() => string.Join(" / ", _version.Select(version => version.Text));
}
