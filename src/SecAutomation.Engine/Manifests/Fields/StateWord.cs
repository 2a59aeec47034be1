namespace SecAutomation.Engine.Manifests.Fields;

/// <summary>What a vendor's state means: one of <see cref="FindingState"/>, or that the record is no finding.</summary>
internal enum StateWord
{
    /// <inheritdoc cref="FindingState.Unknown"/>
    Unknown = FindingState.Unknown,

    /// <inheritdoc cref="FindingState.Open"/>
    Open = FindingState.Open,

    /// <inheritdoc cref="FindingState.Reopened"/>
    Reopened = FindingState.Reopened,

    /// <inheritdoc cref="FindingState.Fixed"/>
    Fixed = FindingState.Fixed,

    /// <inheritdoc cref="FindingState.Accepted"/>
    Accepted = FindingState.Accepted,

    /// <summary>The scanner looked and found nothing: the record is no finding.</summary>
    Absent,
}
