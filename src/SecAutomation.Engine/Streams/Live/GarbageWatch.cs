namespace SecAutomation.Engine.Streams.Live;

/// <summary>Keeps what a long read leaves behind small in the shell that it runs in.</summary>
/// <remarks>
/// The collector lets garbage grow to about the processor's last level cache before it collects. That is a few megabytes on a desk and
/// a hundred on some servers, in a shell that is not ours to configure. Where it collects in time itself, nothing is done here.
/// </remarks>
internal sealed class GarbageWatch
{
    private const long MostGarbage = 8 * 1024 * 1024;
    private readonly object _lock = new();
    private long _allocated = GC.GetTotalAllocatedBytes();
    private int _collections = GC.CollectionCount(0);

    /// <summary>To be called now and then, from any thread; a page or a chunk apart is often enough.</summary>
    public void Look()
    {
        if (!Monitor.TryEnter(_lock))
            return;

        try
        {
            if (GC.CollectionCount(0) == _collections)
            {
                if (GC.GetTotalAllocatedBytes() - _allocated < MostGarbage)
                    return;

                // What survives is mostly the result, which lives on; only the youngest of it has to be looked at.
                GC.Collect(1, GCCollectionMode.Forced, blocking: true);
            }

            (_allocated, _collections) = (GC.GetTotalAllocatedBytes(), GC.CollectionCount(0));
        }
        finally
        {
            Monitor.Exit(_lock);
        }
    }
}
