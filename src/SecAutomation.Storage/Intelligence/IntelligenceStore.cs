using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace SecAutomation.Storage.Intelligence;

/// <summary>The facts of all CVEs in one file that is read whole, verified, and searched where it lies in memory.</summary>
/// <remarks>
/// The file: the mark <c>SACV</c>, its version, a SHA-256 over all that follows; the feeds as JSON; then the CVEs as
/// sorted numbers, where the facts of each begin, and the facts. Numbers are little-endian. Facts are decoded when they
/// are asked for, so that loading costs a read and a hash however many CVEs there are.
/// </remarks>
public sealed class IntelligenceStore
{
    internal const int FormatVersion = 1;
    internal const int HashOffset = 8;
    internal const int BodyOffset = HashOffset + SHA256.HashSizeInBytes;

    private readonly byte[] _file;
    private readonly int _keys;
    private readonly int _offsets;
    private readonly int _facts;
    private readonly string _path;

    private IntelligenceStore(string path, byte[] file, IReadOnlyList<IntelligenceFeed> feeds, int count, int keys)
    {
        _path = path;
        _file = file;
        Feeds = feeds;
        Count = count;
        _keys = keys;
        _offsets = keys + (count * sizeof(long));
        _facts = _offsets + ((count + 1) * sizeof(int));
    }

    /// <summary>The mark that such a file begins with.</summary>
    internal static ReadOnlySpan<byte> Mark => "SACV"u8;

    /// <summary>The user's own file: <c>SecAutomation/cve-intelligence.bin</c> in the user's data folder.</summary>
    public static string DefaultPath { get; } =
        Path.Combine(Path.GetDirectoryName(TicketStore.DefaultPath)!, "cve-intelligence.bin");

    /// <summary>The feeds that were read, with their dates and hashes.</summary>
    public IReadOnlyList<IntelligenceFeed> Feeds { get; }

    /// <summary>How many CVEs there are.</summary>
    public int Count { get; }

    private ReadOnlySpan<long> Keys => MemoryMarshal.Cast<byte, long>(_file.AsSpan(_keys, Count * sizeof(long)));

    private ReadOnlySpan<int> Offsets => MemoryMarshal.Cast<byte, int>(_file.AsSpan(_offsets, (Count + 1) * sizeof(int)));

    /// <summary>Reads and verifies a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The store.</returns>
    /// <exception cref="FailureException">
    /// The file is missing (<see cref="FailureId.IntelligenceMissing"/>), damaged, altered or none
    /// (<see cref="FailureId.IntelligenceCorrupt"/>), of a newer version (<see cref="FailureId.StoreTooNew"/>), or may not
    /// be read (<see cref="FailureId.FileNotReadable"/>).
    /// </exception>
    public static IntelligenceStore Open(string path)
    {
        byte[] file;
        try
        {
            file = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw IntelligenceFailure.IsMissing(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw IntelligenceFailure.NotReadable(path, exception);
        }

        if (file.Length < Mark.Length || !file.AsSpan(0, Mark.Length).SequenceEqual(Mark))
        {
            throw IntelligenceFailure.IsNone(path);
        }

        if (file.Length < BodyOffset + sizeof(int))
        {
            throw IntelligenceFailure.IsAltered(path, "it ends early");
        }

        int version = BitConverter.ToInt32(file, Mark.Length);
        if (version > FormatVersion)
        {
            throw IntelligenceFailure.IsTooNew(path, version, FormatVersion);
        }

        if (!SHA256.HashData(file.AsSpan(BodyOffset)).AsSpan().SequenceEqual(file.AsSpan(HashOffset, SHA256.HashSizeInBytes)))
        {
            throw IntelligenceFailure.IsAltered(path, "its content does not have the hash that it was written with");
        }

        int feedsLength = BitConverter.ToInt32(file, BodyOffset);
        IntelligenceFeed[] feeds = FeedList.Read(file.AsSpan(BodyOffset + sizeof(int), feedsLength));
        int count = BitConverter.ToInt32(file, BodyOffset + sizeof(int) + feedsLength);
        IntelligenceStore store = new(path, file, feeds, count, BodyOffset + (2 * sizeof(int)) + feedsLength);
        if (count > 0)
        {
            // What cannot be understood is told now; and what decodes facts is compiled as a part of loading, not of the first answer.
            _ = store.At(0);
        }

        return store;
    }

    /// <summary>Reads and verifies a file if there is one.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The store; null where there is no file.</returns>
    /// <exception cref="FailureException">There is one, and it cannot be used.</exception>
    public static IntelligenceStore? OpenIfThere(string path) => File.Exists(path) ? Open(path) : null;

    /// <summary>The facts of a CVE.</summary>
    /// <param name="cveId">The CVE, in any case.</param>
    /// <returns>The facts; null where no feed told of it, or where the text is no CVE.</returns>
    public CveFacts? Find(string cveId)
    {
        if (!CveKey.TryParse(cveId, out long key))
        {
            return null;
        }

        int place = Keys.BinarySearch(key);
        return place < 0 ? null : At(place);
    }

    /// <summary>Every CVE, in their order.</summary>
    /// <returns>The facts, decoded one by one.</returns>
    public IEnumerable<CveFacts> All()
    {
        for (int place = 0; place < Count; place++)
        {
            yield return At(place);
        }
    }

    private CveFacts At(int place)
    {
        int begin = Offsets[place];
        using MemoryStream bytes = new(_file, _facts + begin, Offsets[place + 1] - begin, writable: false);
        using BinaryReader reader = new(bytes);
        try
        {
            return CveFactsCodec.Read(CveKey.ToText(Keys[place]), reader);
        }
        catch (Exception exception) when (exception is EndOfStreamException or IndexOutOfRangeException or ArgumentOutOfRangeException)
        {
            throw IntelligenceFailure.IsAltered(_path, $"the facts of {CveKey.ToText(Keys[place])} cannot be understood");
        }
    }
}
