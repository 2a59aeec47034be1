using System.Buffers.Binary;
using System.IO.Compression;

namespace SecAutomation.Engine.Formats;

/// <summary>Expands the one file of a ZIP archive as it comes, within limits, and tells a cut or damaged archive from a whole one.</summary>
/// <remarks>
/// What stands before the file may not say how long it is; the archive's directory does, behind it. Nothing is believed until the directory was
/// there and length and checksum fit.
/// </remarks>
internal sealed class ZippedStream : ForwardStream
{
    private const int LocalHeaderLength = 30, DirectoryEntryLength = 46, EndLength = 22;
    private const uint LocalHeader = 0x04034B50, DirectoryEntry = 0x02014B50, End = 0x06054B50;
    private const ushort Stored = 0, Deflated = 8, Encrypted = 1, LengthFollows = 8;

    private static readonly uint[] s_checksums = [.. Enumerable.Range(0, 256).Select(Checksum)];

    private readonly ArchiveTap _tap;
    private readonly string _source;
    private readonly ExpansionLimit _limit;
    private readonly Stream _file;
    private long _expanded;
    private uint _checksum = uint.MaxValue;
    private bool _isEnded;

    public ZippedStream(Stream archive, string source, ReadLimits limits)
    {
        _tap = new ArchiveTap(archive);
        _source = source;
        _limit = new ExpansionLimit(source, limits);
        _file = Open();
    }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || _isEnded)
            return 0;

        int read = _file.Read(buffer);
        if (read == 0)
        {
            _isEnded = true;
            CheckDirectory();
            return 0;
        }

        foreach (byte b in buffer[..read])
            _checksum = s_checksums[(byte)(_checksum ^ b)] ^ (_checksum >> 8);
        _expanded += read;
        _limit.Check(_expanded, _tap.Count);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _file.Dispose();

        base.Dispose(disposing);
    }

    private static uint Checksum(int value)
    {
        uint sum = (uint)value;
        for (int bit = 0; bit < 8; bit++)
            sum = (sum & 1) == 0 ? sum >> 1 : 0xEDB88320 ^ (sum >> 1);
        return sum;
    }

    private Stream Open()
    {
        Span<byte> header = stackalloc byte[LocalHeaderLength];
        Fill(header);
        ushort flags = BinaryPrimitives.ReadUInt16LittleEndian(header[6..]), method = BinaryPrimitives.ReadUInt16LittleEndian(header[8..]);
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(header[18..]);
        if (BinaryPrimitives.ReadUInt32LittleEndian(header) != LocalHeader || (flags & Encrypted) != 0
            || !(method == Deflated || (method == Stored && (flags & LengthFollows) == 0 && length != uint.MaxValue)))
        {
            throw new FailureException(FailureId.FileNotReadable, $"{_source} is a ZIP archive that is encrypted, or packed in a way that is not understood.", "Expand it, and read its file.", _source);
        }

        byte[] names = new byte[BinaryPrimitives.ReadUInt16LittleEndian(header[26..]) + BinaryPrimitives.ReadUInt16LittleEndian(header[28..])];
        Fill(names);
        return method == Deflated ? new DeflateStream(_tap, CompressionMode.Decompress) : new LimitedStream(_tap, length);
    }

    private void Fill(Span<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            int read = _tap.Read(buffer);
            if (read == 0)
                throw Cut();
            buffer = buffer[read..];
        }
    }

    private void CheckDirectory()
    {
        byte[] rest = new byte[8192];
        while (_tap.Read(rest) > 0)
        {
            // What stands behind the file is looked at in the tap.
        }

        ReadOnlySpan<byte> tail = _tap.Tail;
        int end = tail.LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0 || tail.Length - end < EndLength)
            throw Cut();
        int entries = BinaryPrimitives.ReadUInt16LittleEndian(tail[(end + 10)..]);
        long start = end - BinaryPrimitives.ReadUInt32LittleEndian(tail[(end + 12)..]);
        if (entries != 1)
        {
            throw new FailureException(
                FailureId.ReadIncomplete, $"{_source} is a ZIP archive of {entries} files, of which the first one was read.", "Expand it, and read each of its files.", _source);
        }

        if (start < 0 || start + DirectoryEntryLength > end || BinaryPrimitives.ReadUInt32LittleEndian(tail[(int)start..]) != DirectoryEntry)
            throw Cut();
        ReadOnlySpan<byte> entry = tail[(int)start..];
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(entry[24..]);
        if (BinaryPrimitives.ReadUInt32LittleEndian(entry[16..]) != ~_checksum || (length != uint.MaxValue && length != (uint)_expanded))
            throw new FailureException(FailureId.ReadIncomplete, $"{_source} is damaged: its file is not what its directory says.", "Fetch it again.", _source);
    }

    private FailureException Cut() => new(
        FailureId.ReadIncomplete, $"{_source} is cut: the archive ends after {_expanded} expanded bytes, without its directory.", "Fetch it again.", _source);

    /// <summary>Watches the archive pass, and keeps its end.</summary>
    private sealed class ArchiveTap(Stream inner) : ForwardStream
    {
        // A directory of one entry with its names, and the longest comment.
        private const int Kept = 128 * 1024;
        private readonly byte[] _kept = new byte[2 * Kept];
        private int _length;

        public long Count { get; private set; }

        public ReadOnlySpan<byte> Tail => _kept.AsSpan(0, _length);

        public override int Read(Span<byte> buffer)
        {
            int read = inner.Read(buffer[..Math.Min(buffer.Length, Kept)]);
            if (_length + read > _kept.Length)
            {
                _kept.AsSpan(_length - Kept, Kept).CopyTo(_kept);
                _length = Kept;
            }

            buffer[..read].CopyTo(_kept.AsSpan(_length));
            _length += read;
            Count += read;
            return read;
        }
    }

    /// <summary>So many bytes of an archive, which are a file that is not compressed.</summary>
    private sealed class LimitedStream(Stream inner, long length) : ForwardStream
    {
        private long _left = length;

        public override int Read(Span<byte> buffer)
        {
            int read = inner.Read(buffer[..(int)Math.Min(buffer.Length, _left)]);
            _left -= read;
            return read;
        }
    }
}
