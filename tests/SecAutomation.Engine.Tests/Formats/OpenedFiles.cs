using System.IO.Compression;
using SecAutomation.Engine.Formats;
using SecAutomation.Engine.Projection;
using SecAutomation.Engine.Projection.Maps;
using SecAutomation.Engine.Tests.Projection;

namespace SecAutomation.Engine.Tests.Formats;

public sealed class OpenedFiles : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("secautomation-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_missing_file_is_named()
    {
        string path = Path.Combine(_folder, "none", "report.json");
        FailureException failure = Should.Throw<FailureException>(() => OpenedContent.Open(path, ReadLimits.Default));
        failure.Id.ShouldBe(FailureId.FileNotFound);
        failure.Message.ShouldContain(path);
        failure.Target.ShouldBe(path);
    }

    [Fact]
    public void A_folder_is_no_file()
    {
        FailureException failure = Should.Throw<FailureException>(() => OpenedContent.Open(_folder, ReadLimits.Default));
        failure.Id.ShouldBe(FailureId.FileNotReadable);
        failure.Message.ShouldContain("folder");
    }

    [Fact]
    public void A_file_that_another_program_holds_is_not_readable()
    {
        string path = Write("held.json", "[]"u8.ToArray());
        using var held = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        FailureException failure = Should.Throw<FailureException>(() => OpenedContent.Open(path, ReadLimits.Default));
        failure.Id.ShouldBe(FailureId.FileNotReadable);
        failure.Message.ShouldContain(path);
    }

    [Fact]
    public void An_empty_file_is_an_error_also_when_it_is_compressed()
    {
        string plain = Write("empty.json", []);
        Should.Throw<FailureException>(() => OpenedContent.Open(plain, ReadLimits.Default)).Id.ShouldBe(FailureId.FileEmpty);
        string compressed = Write("empty.json.gz", Gzip([], times: 1));
        Should.Throw<FailureException>(() => OpenedContent.Open(compressed, ReadLimits.Default)).Id.ShouldBe(FailureId.FileEmpty);
    }

    [Fact]
    public void Gzip_is_known_by_its_content_and_may_have_several_members()
    {
        byte[] first = "[{\"a\":1},"u8.ToArray();
        byte[] second = "{\"a\":2}]"u8.ToArray();
        string path = Write("chunk.json", [.. Gzip(first, 1), .. Gzip(second, 1)]);
        OpenedContent content = OpenedContent.Open(path, ReadLimits.Default);
        content.IsCompressed.ShouldBeTrue();
        content.TotalBytes.ShouldBe(new FileInfo(path).Length);
        Read(content).ShouldBe(2);
        content.BytesRead.ShouldBe(new FileInfo(path).Length);
    }

    [Fact]
    public void Cut_gzip_is_noticed_wherever_it_was_cut()
    {
        // Lines of CSV have no end that their own reader could miss.
        byte[] text = [.. "a\n"u8, .. Enumerable.Range(0, 3000).SelectMany(i => System.Text.Encoding.UTF8.GetBytes($"{i * 7919L % 10007}\n"))];
        byte[] whole = Gzip(text, 1);
        var limits = new ReadLimits { PeekBytes = 1024 };
        for (int cut = whole.Length - 1; cut > 20; cut -= 97)
        {
            FailureException? failure = null;
            long records = 0;
            try
            {
                using RecordReader reader = RecordReader.Open(Reading.Map(RecordFormat.Csv, "", Reading.Field("a")), OpenedContent.FromStream(new MemoryStream(whole[..cut]), "cut", limits), limits);
                while (reader.Read(default))
                    records++;
            }
            catch (FailureException e)
            {
                failure = e;
            }

            failure.ShouldNotBeNull($"cut at {cut} of {whole.Length}");
            failure.Id.ShouldBe(FailureId.ReadIncomplete);
            failure.Message.ShouldContain("cut");
        }
    }

    [Fact]
    public void Damaged_gzip_is_an_error()
    {
        byte[] bytes = Gzip(new byte[100_000].Select((_, i) => (byte)('a' + (i * 31 % 23))).ToArray(), 1);
        bytes[bytes.Length / 2] ^= 0xFF;
        FailureException failure = Should.Throw<FailureException>(() => Drain(OpenedContent.FromStream(new MemoryStream(bytes), "damaged", ReadLimits.Default)));
        failure.Id.ShouldBe(FailureId.ReadIncomplete);
        failure.Message.ShouldContain("damaged");
    }

    [Fact]
    public void A_small_file_that_expands_without_end_is_refused()
    {
        byte[] bomb = Gzip(new byte[1024 * 1024], times: 64);
        bomb.Length.ShouldBeLessThan(200_000);
        FailureException failure = Should.Throw<FailureException>(() => Drain(OpenedContent.FromStream(new MemoryStream(bomb), "bomb", ReadLimits.Default)));
        failure.Id.ShouldBe(FailureId.LimitExceeded);
        failure.Message.ShouldContain("bomb expands to more than 200 times its size");
    }

    [Fact]
    public void What_a_file_may_expand_to_is_bounded()
    {
        byte[] bytes = Gzip("[{\"a\":1}]"u8.ToArray(), 1);
        FailureException failure = Should.Throw<FailureException>(() => Drain(OpenedContent.FromStream(new MemoryStream(bytes), "large", new ReadLimits { MaximumExpandedBytes = 5 })));
        failure.Id.ShouldBe(FailureId.LimitExceeded);
        failure.Message.ShouldContain("5 bytes");
    }

    [Fact]
    public void A_stream_that_breaks_is_an_error_after_what_came_before()
    {
        FieldMap map = Reading.Map(RecordFormat.Json, "[]", Reading.Field("a"));
        using RecordReader reader = RecordReader.Open(map, OpenedContent.FromStream(new BreakingStream("[{\"a\":1},{\"a\":2},"u8.ToArray()), "answer", ReadLimits.Default), ReadLimits.Default);
        reader.Read(default).ShouldBeTrue();
        reader.Read(default).ShouldBeTrue();
        FailureException failure = Should.Throw<FailureException>(() => reader.Read(default));
        failure.Id.ShouldBe(FailureId.ReadIncomplete);
        failure.Message.ShouldContain("the line went dead");
    }

    private static long Read(OpenedContent content)
    {
        using RecordReader reader = RecordReader.Open(Reading.Map(RecordFormat.Json, "[]", Reading.Field("a")), content, ReadLimits.Default);
        long records = 0;
        while (reader.Read(default))
            records++;

        return records;
    }

    private static void Drain(OpenedContent opened)
    {
        using OpenedContent content = opened;
        byte[] buffer = new byte[64 * 1024];
        while (content.Read(buffer) > 0)
        {
        }
    }

    private static byte[] Gzip(byte[] bytes, int times)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
        {
            for (int i = 0; i < times; i++)
                gzip.Write(bytes);

            // Empty content, too, has a header and a trailer.
            gzip.Flush();
            if (bytes.Length == 0)
                return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        }

        return packed.ToArray();
    }

    private string Write(string name, byte[] bytes)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private sealed class BreakingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) =>
            Position < Length ? base.Read(buffer, offset, count) : throw new IOException("the line went dead");

        public override int Read(Span<byte> buffer)
        {
            byte[] copy = new byte[buffer.Length];
            int read = Read(copy, 0, copy.Length);
            copy.AsSpan(0, read).CopyTo(buffer);
            return read;
        }
    }
}
