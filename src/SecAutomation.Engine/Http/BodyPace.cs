using System.Globalization;

namespace SecAutomation.Engine.Http;

/// <summary>How slowly the body of an answer may come.</summary>
/// <param name="Idle">How long nothing may come, and over how long the rate is taken.</param>
/// <param name="LeastBytesPerSecond">What has to come on average of the time that is spent waiting for it: a server that trickles would hold a run for ever.</param>
internal sealed record BodyPace(TimeSpan Idle, int LeastBytesPerSecond)
{
    /// <summary>Whether so much in so long a wait is too little.</summary>
    public bool IsTooSlow(long bytes, TimeSpan waited) => waited >= Idle && bytes < LeastBytesPerSecond * waited.TotalSeconds;

    /// <summary>The failure of a body that does not come.</summary>
    public FailureException Stalled(string source, Exception? cause) => TimedOut(
        source, string.Create(CultureInfo.InvariantCulture, $"the answer stalled: nothing came for {Idle.TotalSeconds:0} seconds"), cause);

    /// <summary>The failure of a body that trickles.</summary>
    public FailureException Trickles(string source, long bytes, TimeSpan waited) => TimedOut(
        source,
        string.Create(CultureInfo.InvariantCulture, $"the answer trickles: {bytes} bytes came in {waited.TotalSeconds:0} seconds, and fewer than {LeastBytesPerSecond} a second are not waited for"));

    private static FailureException TimedOut(string source, string what, Exception? cause = null) =>
        new(FailureId.TimedOut, $"{source}: {what}.", "Look whether the server or the network is overloaded, then run it again.", source, cause);
}
