namespace SecAutomation.Fuzzing;

/// <summary>Something that takes input from outside.</summary>
internal interface IFuzzedReader
{
    string Name { get; }

    /// <summary>What the inputs are made from.</summary>
    IReadOnlyList<byte[]> Seeds { get; }

    /// <summary>Reads one input to its end. Raises nothing; whatever it raises is a finding.</summary>
    /// <param name="input">The damaged or hostile input.</param>
    /// <param name="random">For how it is read, for example in pieces of which size.</param>
    /// <returns>The failures that were told, of which each must be placed.</returns>
    IReadOnlyList<FailureException> Read(byte[] input, Random random);
}
