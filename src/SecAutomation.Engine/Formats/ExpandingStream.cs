using System.Buffers.Binary;
using System.IO.Compression;

namespace SecAutomation.Engine.Formats;

/// <summary>Expands gzip, within limits, and tells a cut file from a whole one.</summary>
/// <remarks>
/// The platform's stream ends quietly where a compressed file was cut. A whole file ends with its expanded length, which is compared, unless
/// the file is made of several gzip members: then only the last member's length stands there.
/// </remarks>
internal sealed class ExpandingStream : ForwardStream
{
    private readonly CompressedTap _tap;
    private readonly GZipStream _gzip;
    private readonly string _source;
    private readonly ExpansionLimit _limit;
    private long _expanded;

    public ExpandingStream(Stream compressed, string source, ReadLimits limits)
    {
        _tap = new CompressedTap(compressed);
        _gzip = new GZipStream(_tap, CompressionMode.Decompress);
        _source = source;
        _limit = new ExpansionLimit(source, limits);
    }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
            return 0;

        int read = _gzip.Read(buffer);
        if (read == 0 && _tap.IsCut(_expanded))
        {
            throw new FailureException(
                FailureId.ReadIncomplete, $"{_source} is cut: the compressed data ends after {_expanded} expanded bytes.", "Fetch it again.", _source);
        }

        _expanded += read;
        _limit.Check(_expanded, _tap.Count);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _gzip.Dispose();

        base.Dispose(disposing);
    }

    /// <summary>Watches the compressed bytes pass.</summary>
    private sealed class CompressedTap(Stream inner) : ForwardStream
    {
        private const int HeaderLength = 10;
        private readonly byte[] _last = new byte[HeaderLength];
        private int _lastLength;
        private bool _hasMembers;

        public long Count { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            int read = inner.Read(buffer);
            if (read > 0)
                Watch(buffer[..read]);

            return read;
        }

        public bool IsCut(long expanded) =>
            !_hasMembers
            && (_lastLength < 4 || BinaryPrimitives.ReadUInt32LittleEndian(_last.AsSpan(_lastLength - 4, 4)) != (uint)expanded);

        private void Watch(ReadOnlySpan<byte> bytes)
        {
            Span<byte> seam = stackalloc byte[HeaderLength * 2];
            int head = Math.Min(bytes.Length, HeaderLength);
            _last.AsSpan(0, _lastLength).CopyTo(seam);
            bytes[..head].CopyTo(seam[_lastLength..]);
            LookForMember(seam[..(_lastLength + head)], Count - _lastLength);
            LookForMember(bytes, Count);
            Count += bytes.Length;

            ReadOnlySpan<byte> tail = bytes.Length >= HeaderLength ? bytes : seam[..(_lastLength + head)];
            tail = tail[^Math.Min(HeaderLength, tail.Length)..];
            tail.CopyTo(_last);
            _lastLength = tail.Length;
        }

        /// <summary>Looks for a gzip header that is not the file's first.</summary>
        private void LookForMember(ReadOnlySpan<byte> bytes, long position)
        {
            ReadOnlySpan<byte> magic = [0x1F, 0x8B, 8];
            for (int from = 0; !_hasMembers; from++)
            {
                int found = bytes[from..].IndexOf(magic);
                if (found < 0)
                    return;

                from += found;
                ReadOnlySpan<byte> header = bytes[from..];
                _hasMembers = position + from > 0
                    && header.Length >= HeaderLength
                    && (header[3] & 0xE0) == 0
                    && (header[8] is 0 or 2 or 4)
                    && (header[9] <= 13 || header[9] == 255);
            }
        }
    }
}
