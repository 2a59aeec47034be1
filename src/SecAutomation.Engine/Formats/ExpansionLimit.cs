namespace SecAutomation.Engine.Formats;

/// <summary>What compressed content may expand to.</summary>
/// <param name="source">What it is called in messages.</param>
/// <param name="limits">How much that is.</param>
internal sealed class ExpansionLimit(string source, ReadLimits limits)
{
    /// <summary>Checks how far it has come.</summary>
    /// <param name="expanded">How many bytes came out.</param>
    /// <param name="compressed">How many went in.</param>
    /// <exception cref="FailureException"><see cref="FailureId.LimitExceeded"/>.</exception>
    public void Check(long expanded, long compressed)
    {
        bool isBomb = expanded > limits.ExpansionRatioFloorBytes && expanded / limits.MaximumExpansionRatio > compressed;
        if (isBomb || expanded > limits.MaximumExpandedBytes)
        {
            throw new FailureException(
                FailureId.LimitExceeded,
                $"{source} expands to more than {(isBomb ? $"{limits.MaximumExpansionRatio} times its size" : $"{limits.MaximumExpandedBytes} bytes")}.",
                "If the file is to be trusted, expand it and read the expanded file.",
                source);
        }
    }
}
