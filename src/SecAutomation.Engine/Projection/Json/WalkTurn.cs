namespace SecAutomation.Engine.Projection.Json;

/// <summary>How many threads walk JSON at once, in the whole process: one fewer than there are processors. Reading is not held up.</summary>
/// <remarks>
/// The runtime compiles what is called often a second and a third time, on one thread of its own. Until it is done, the code counts its own
/// branches and takes several times as long. Where as many threads walk as there are downloads, they keep that thread from its work. One
/// thread walks more than a product sends.
/// </remarks>
internal static class WalkTurn
{
    private static readonly SemaphoreSlim s_turns = new(Math.Max(1, Environment.ProcessorCount - 1));

    /// <summary>Waits for a turn. It is for one buffer: nothing that waits for a network or a disk is done in it.</summary>
    public static void Take(CancellationToken cancellationToken) => s_turns.Wait(cancellationToken);

    /// <summary>Gives the turn back.</summary>
    public static void Give() => s_turns.Release();
}
