using System.IO.Compression;
using System.Text;
using SecAutomation.Engine.Formats;

namespace SecAutomation.Engine.Tests.Formats;

/// <summary>Content that comes as the one file of a ZIP archive.</summary>
public sealed class ZippedContentTests
{
    private static readonly byte[] s_text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 5000).Select(i => $"device-{i},Google Chrome,{i}.0\n")));

    [Theory]
    [InlineData(true, CompressionLevel.Optimal)]
    [InlineData(false, CompressionLevel.Optimal)]
    [InlineData(true, CompressionLevel.NoCompression)]
    public void Is_expanded_whether_its_length_stands_before_or_behind_it(bool isSeekable, CompressionLevel level) =>
        Read(Zip(isSeekable, level, s_text)).ShouldBe(s_text);

    [Fact]
    public void Is_expanded_behind_a_long_comment() => Read(Zip(true, CompressionLevel.Optimal, s_text, comment: new string('x', 60_000))).ShouldBe(s_text);

    [Fact]
    public void That_is_empty_is_an_error() => Should.Throw<FailureException>(() => Read(Zip(true, CompressionLevel.Optimal, []))).Id.ShouldBe(FailureId.FileEmpty);

    [Theory]
    [InlineData(5)]
    [InlineData(30)]
    [InlineData(200)]
    [InlineData(10_000)]
    public void That_is_cut_is_never_a_shorter_file(int missing)
    {
        byte[] archive = Zip(false, CompressionLevel.Optimal, s_text);

        Should.Throw<FailureException>(() => Read(archive[..^missing])).Id.ShouldBe(FailureId.ReadIncomplete);
    }

    [Fact]
    public void That_is_cut_anywhere_is_never_a_shorter_file()
    {
        byte[] archive = Zip(false, CompressionLevel.Optimal, s_text.AsSpan(0, 300).ToArray());
        for (int length = 4; length < archive.Length; length++)
            Should.Throw<FailureException>(() => Read(archive[..length]), $"cut after {length} bytes");
    }

    [Fact]
    public void Whose_bytes_were_changed_is_an_error()
    {
        byte[] archive = Zip(true, CompressionLevel.NoCompression, s_text);
        archive[archive.AsSpan().IndexOf("device-4000"u8)] = (byte)'D';

        Should.Throw<FailureException>(() => Read(archive)).Message.ShouldContain("is not what its directory says");
    }

    [Fact]
    public void Of_several_files_is_an_error_that_says_how_many()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (string name in new[] { "a.csv", "b.csv" })
            {
                using Stream entry = zip.CreateEntry(name).Open();
                entry.Write(s_text);
            }
        }

        Should.Throw<FailureException>(() => Read(stream.ToArray())).Message.ShouldContain("2 files, of which the first one was read");
    }

    [Fact]
    public void That_expands_beyond_measure_is_refused()
    {
        var limits = ReadLimits.Default with { ExpansionRatioFloorBytes = 1024 * 1024 };

        Should.Throw<FailureException>(() => Read(Zip(true, CompressionLevel.Optimal, new byte[8 * 1024 * 1024]), limits)).Id.ShouldBe(FailureId.LimitExceeded);
    }

    private static byte[] Zip(bool isSeekable, CompressionLevel level, byte[] text, string comment = "")
    {
        using var archive = new MemoryStream();
        using (var zip = new ZipArchive(isSeekable ? archive : new OneWay(archive), ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.Comment = comment;
            using Stream entry = zip.CreateEntry("report.csv", level).Open();
            entry.Write(text);
        }

        return archive.ToArray();
    }

    private static byte[] Read(byte[] archive, ReadLimits? limits = null)
    {
        using OpenedContent content = OpenedContent.FromStream(new MemoryStream(archive), "a test", limits ?? ReadLimits.Default);
        using var text = new MemoryStream();
        byte[] buffer = new byte[3000];
        for (int read; (read = content.Read(buffer)) > 0;)
            text.Write(buffer, 0, read);
        return text.ToArray();
    }

    private sealed class OneWay(Stream inner) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);
    }
}
