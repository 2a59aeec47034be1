using SecAutomation.Engine.Streams;

namespace SecAutomation.Connectors.Tests.Live;

/// <summary>What came of reading everything that a connector gives.</summary>
/// <param name="Findings">The findings; null where it gives none.</param>
/// <param name="Assets">The whole inventory; null where it gives none.</param>
/// <param name="Found">The assets of the hosts that were sought; null where it looks none up.</param>
internal sealed record LiveResult(ReportRead? Findings, InventoryRead? Assets, InventoryRead? Found)
{
    public IEnumerable<FailureException?> Failures
    {
        get
        {
            if (Findings is not null)
                yield return Findings.Failure;
            if (Assets is not null)
                yield return Assets.Failure;
            if (Found is not null)
                yield return Found.Failure;
        }
    }

    public IEnumerable<bool> AreComplete
    {
        get
        {
            if (Findings is not null)
                yield return Findings.Read.IsComplete;
            if (Assets is not null)
                yield return Assets.IsComplete;
            if (Found is not null)
                yield return Found.IsComplete;
        }
    }
}
