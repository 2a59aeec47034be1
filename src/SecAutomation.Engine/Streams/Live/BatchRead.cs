namespace SecAutomation.Engine.Streams.Live;

/// <summary>One of several reads that go on side by side.</summary>
/// <param name="bundle">The reads whose requests travel with its own; null: they travel by themselves.</param>
/// <param name="cancellationToken">Ends it.</param>
internal delegate Task BatchRead(RequestBundle? bundle, CancellationToken cancellationToken);
