using System.Buffers;

namespace SecAutomation.Engine.Formats;

/// <summary>Content that was opened and found readable, decompressed where it is gzip or a ZIP archive of one file. Its beginning can be looked at before it is read.</summary>
public sealed class OpenedContent : IDisposable
{
    private readonly Stream _raw;
    private readonly CountingStream _counted;
    private readonly Stream _stream;
    private readonly int _peekBytes;
    private readonly int _beginningLength;
    private byte[] _beginning;
    private FailureException? _beginningFailure;
    private int _beginningTaken;
    private int _beginningLengthBeforeFailure;

    private OpenedContent(Stream raw, string source, long? totalBytes, ReadLimits limits)
    {
        _raw = raw;
        Source = source;
        TotalBytes = totalBytes;
        _counted = new CountingStream(raw);
        byte[] magic = new byte[3];
        int read = ReadFully(_counted, magic, source);
        if (read == 0)
            throw new FailureException(FailureId.FileEmpty, $"{source} is empty.", "Export it again.", source);

        Stream start = new PrefixedStream(magic.AsMemory(0, read), _counted);
        bool isZipped = magic is [(byte)'P', (byte)'K', 3];
        IsCompressed = isZipped || (read == 3 && magic is [0x1F, 0x8B, 8]);
        _stream = isZipped ? new ZippedStream(start, source, limits) : IsCompressed ? new ExpandingStream(start, source, limits) : start;
        _peekBytes = limits.PeekBytes;
        _beginning = ArrayPool<byte>.Shared.Rent(_peekBytes);
        try
        {
            _beginningLength = ReadFully(_stream, _beginning.AsMemory(0, _peekBytes), source, partial => _beginningLengthBeforeFailure = partial);
        }
        catch (FailureException failure)
        {
            _beginningLength = _beginningLengthBeforeFailure;
            _beginningFailure = failure;
            if (_beginningLength == 0)
                throw;
        }

        if (_beginningLength == 0)
            throw new FailureException(FailureId.FileEmpty, $"{source} is empty once decompressed.", "Export it again.", source);
    }

    /// <summary>The path, or what else names the content in messages.</summary>
    public string Source { get; }

    /// <summary>Whether it is gzip or a ZIP archive.</summary>
    public bool IsCompressed { get; }

    /// <summary>The size, compressed where it is compressed; null where it is not known.</summary>
    public long? TotalBytes { get; }

    /// <summary>How much of <see cref="TotalBytes"/> was read.</summary>
    public long BytesRead => _counted.Count;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="limits">How much it may expand to, and how much of its beginning is kept for <see cref="Peek"/>.</param>
    /// <exception cref="FailureException">
    /// <see cref="FailureId.FileNotFound"/>, <see cref="FailureId.FileNotReadable"/> (a folder too), <see cref="FailureId.FileEmpty"/>,
    /// <see cref="FailureId.ReadIncomplete"/>.
    /// </exception>
    public static OpenedContent Open(string path, ReadLimits limits)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(limits);
        if (Directory.Exists(path))
        {
            throw new FailureException(
                FailureId.FileNotReadable, $"{path} is a folder, not a file.", "Name a file, or files in it by a wildcard.", path);
        }

        FileStream? file = null;
        try
        {
            // The readers have buffers of their own.
            file = new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.Open,
                Access = FileAccess.Read,
                Share = FileShare.ReadWrite | FileShare.Delete,
                BufferSize = 0,
                Options = FileOptions.SequentialScan,
            });
            return new OpenedContent(file, path, file.CanSeek ? file.Length : null, limits);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FailureException(FailureId.FileNotFound, $"There is no file {path}.", "Check the path.", path, e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException or NotSupportedException or ArgumentException)
        {
            file?.Dispose();
            throw new FailureException(
                FailureId.FileNotReadable, $"{path} cannot be read: {e.Message}", "Check that you may read it and that no other program holds it.", path, e);
        }
        catch
        {
            file?.Dispose();
            throw;
        }
    }

    /// <summary>Opens a stream, such as an answer from a server.</summary>
    /// <param name="stream">The stream; disposed of with the content.</param>
    /// <param name="source">What it is called in messages.</param>
    /// <param name="limits">How much it may expand to, and how much of its beginning is kept for <see cref="Peek"/>.</param>
    /// <exception cref="FailureException"><see cref="FailureId.FileEmpty"/>, <see cref="FailureId.ReadIncomplete"/>.</exception>
    public static OpenedContent FromStream(Stream stream, string source, ReadLimits limits)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(limits);
        return new OpenedContent(stream, source, totalBytes: null, limits);
    }

    /// <summary>Looks at the beginning without consuming it.</summary>
    /// <exception cref="FailureException"><see cref="FailureId.EncodingInvalid"/>.</exception>
    public ContentPeek Peek() => ContentPeeker.Peek(Beginning, IsBeginningWhole, Source);

    /// <summary>Whether the beginning that is kept is all there is.</summary>
    internal bool IsBeginningWhole => _beginningLength < _peekBytes;

    /// <summary>The beginning that is kept, as it stands in the file.</summary>
    internal ReadOnlySpan<byte> Beginning => _beginning.AsSpan(0, _beginningLength);

    /// <summary>Reads on: the beginning first.</summary>
    internal int Read(Span<byte> buffer)
    {
        if (_beginningTaken < _beginningLength)
        {
            int taken = Math.Min(buffer.Length, _beginningLength - _beginningTaken);
            _beginning.AsSpan(_beginningTaken, taken).CopyTo(buffer);
            _beginningTaken += taken;
            return taken;
        }

        if (_beginningFailure is { } failure)
        {
            _beginningFailure = null;
            throw failure;
        }

        return ReadSome(_stream, buffer, Source);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stream.Dispose();
        _raw.Dispose();
        if (Interlocked.Exchange(ref _beginning, []) is { Length: > 0 } beginning)
            ArrayPool<byte>.Shared.Return(beginning);
    }

    private static int ReadFully(Stream stream, Memory<byte> buffer, string source, Action<int>? advanced = null)
    {
        int total = 0;
        while (total < buffer.Length)
        {
            int read = ReadSome(stream, buffer.Span[total..], source);
            if (read == 0)
                break;

            total += read;
            advanced?.Invoke(total);
        }

        return total;
    }

    private static int ReadSome(Stream stream, Span<byte> buffer, string source)
    {
        try
        {
            return stream.Read(buffer);
        }
        catch (InvalidDataException e)
        {
            throw new FailureException(
                FailureId.ReadIncomplete, $"{source} is damaged: what was compressed cannot be expanded.", "Fetch it again.", source, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FailureException(FailureId.ReadIncomplete, $"{source} cannot be read on: {e.Message}", "Try again.", source, e);
        }
    }
}
