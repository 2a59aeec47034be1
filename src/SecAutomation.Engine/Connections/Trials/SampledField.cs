namespace SecAutomation.Engine.Connections.Trials;

/// <summary>A field that the steps need.</summary>
/// <typeparam name="T">What has it.</typeparam>
/// <param name="Title">What it is called.</param>
/// <param name="IsFilled">Whether a record has it.</param>
/// <param name="IsVital">Whether the steps can do little with records that lack it.</param>
internal sealed record SampledField<T>(string Title, Func<T, bool> IsFilled, bool IsVital = false);
