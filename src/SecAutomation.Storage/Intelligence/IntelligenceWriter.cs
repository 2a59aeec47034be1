using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace SecAutomation.Storage.Intelligence;

/// <summary>Gathers the facts of several feeds, and writes them as one file that replaces the old one whole.</summary>
public sealed class IntelligenceWriter
{
    private readonly SortedDictionary<FeedKind, IntelligenceFeed> _feed = [];
    private readonly Dictionary<long, CveFacts> _facts = [];

    /// <summary>Begins with what a store holds.</summary>
    /// <param name="store">The store; null to begin with nothing.</param>
    public IntelligenceWriter(IntelligenceStore? store = null)
    {
        if (store is null)
        {
            return;
        }

        _facts.EnsureCapacity(store.Count);
        foreach (IntelligenceFeed feed in store.Feeds)
        {
            _feed[feed.Kind] = feed;
        }

        foreach (CveFacts facts in store.All())
        {
            _facts[KeyOf(facts)] = facts;
        }
    }

    /// <summary>How many CVEs there are.</summary>
    public int Count => _facts.Count;

    /// <summary>Takes what a feed said. Of a complete feed (KEV, EPSS) nothing older stays; the others add and replace.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="facts">Its facts; of a CVE that stands twice the later ones count.</param>
    /// <returns>How many CVEs stood twice.</returns>
    /// <exception cref="ArgumentException">A CVE is none.</exception>
    public int Take(IntelligenceFeed feed, IEnumerable<CveFacts> facts)
    {
        if (feed.Kind is FeedKind.Kev or FeedKind.Epss)
        {
            Forget(feed.Kind);
        }

        int repeated = 0;
        HashSet<long> seen = [];
        foreach (CveFacts told in facts)
        {
            long key = KeyOf(told);
            repeated += seen.Add(key) ? 0 : 1;
            _facts[key] = Merge(_facts.GetValueOrDefault(key), told, feed.Kind);
        }

        _feed[feed.Kind] = feed with { Count = seen.Count };
        return repeated;
    }

    /// <summary>Writes the file. Whoever reads meanwhile sees the old file or the new one, never a part.</summary>
    /// <param name="path">The file; its folder is made where it is absent.</param>
    /// <exception cref="FailureException">It cannot be written (<see cref="FailureId.StoreNotWritable"/>); the old file is as it was.</exception>
    public void Write(string path)
    {
        byte[] file = Serialise();
        string beside = path + ".new";
        try
        {
            StoreFile.Create(beside);
            File.WriteAllBytes(beside, file);
            File.Move(beside, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FailureException)
        {
            throw IntelligenceFailure.NotWritable(path, exception.InnerException ?? exception);
        }
    }

    private static CveFacts Merge(CveFacts? known, CveFacts told, FeedKind kind) => kind switch
    {
        FeedKind.Kev => (known ?? Bare(told)) with { Kev = told.Kev },
        FeedKind.Epss => (known ?? Bare(told)) with { Epss = told.Epss },
        FeedKind.CveRecord => (known ?? Bare(told)) with
        {
            Ssvc = told.Ssvc ?? known?.Ssvc,
            // NVD's ratings are the reviewed ones; those of the record fill the gap.
            Cvss = known?.Cvss ?? told.Cvss,
            Published = known?.Published ?? told.Published,
            Modified = Later(known?.Modified, told.Modified),
            IsRejected = told.IsRejected || (known?.IsRejected ?? false),
        },
        _ => (known ?? Bare(told)) with
        {
            Cvss = told.Cvss ?? known?.Cvss,
            Published = told.Published ?? known?.Published,
            Modified = Later(known?.Modified, told.Modified),
            IsRejected = told.IsRejected,
        },
    };

    private static CveFacts Bare(CveFacts told) => new() { CveId = told.CveId };

    private static DateOnly? Later(DateOnly? one, DateOnly? other) => one is null || other > one ? other ?? one : one;

    private static long KeyOf(CveFacts facts) => CveKey.TryParse(facts.CveId, out long key)
        ? key
        : throw new ArgumentException($"'{facts.CveId}' is no CVE.", nameof(facts));

    private void Forget(FeedKind kind)
    {
        foreach (long key in _facts.Where(pair => kind == FeedKind.Kev ? pair.Value.Kev is not null : pair.Value.Epss is not null)
            .Select(pair => pair.Key).ToArray())
        {
            CveFacts rest = kind == FeedKind.Kev ? _facts[key] with { Kev = null } : _facts[key] with { Epss = null };
            if (rest == Bare(rest))
            {
                _facts.Remove(key);
            }
            else
            {
                _facts[key] = rest;
            }
        }
    }

    private byte[] Serialise()
    {
        long[] keys = [.. _facts.Keys.Order()];
        int[] offsets = new int[keys.Length + 1];
        using MemoryStream facts = new();
        using (BinaryWriter writer = new(facts, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            for (int place = 0; place < keys.Length; place++)
            {
                offsets[place] = checked((int)facts.Position);
                CveFactsCodec.Write(_facts[keys[place]], writer);
            }
        }

        offsets[^1] = checked((int)facts.Position);
        byte[] feeds = FeedList.Write(_feed.Values);

        using MemoryStream file = new();
        file.Write(IntelligenceStore.Mark);
        file.Write(BitConverter.GetBytes(IntelligenceStore.FormatVersion));
        file.Write(new byte[SHA256.HashSizeInBytes]);
        file.Write(BitConverter.GetBytes(feeds.Length));
        file.Write(feeds);
        file.Write(BitConverter.GetBytes(keys.Length));
        file.Write(MemoryMarshal.AsBytes<long>(keys));
        file.Write(MemoryMarshal.AsBytes<int>(offsets));
        facts.WriteTo(file);

        byte[] bytes = file.ToArray();
        SHA256.HashData(bytes.AsSpan(IntelligenceStore.BodyOffset), bytes.AsSpan(IntelligenceStore.HashOffset));
        return bytes;
    }
}
