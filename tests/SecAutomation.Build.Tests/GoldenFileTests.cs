using SecAutomation.Testing.Golden;

namespace SecAutomation.Build.Tests;

public sealed class GoldenFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("golden-");

    public GoldenFileTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "golden"));
        File.WriteAllText(Path.Combine(_folder.FullName, "golden", "a.txt"), "one\r\ntwo\r\nthree\r\n");
    }

    [Fact]
    public void The_same_text_passes_whatever_its_line_ends() => Check("a.txt", "one\ntwo\nthree\n");

    [Fact]
    public void A_difference_is_shown_with_its_line()
    {
        GoldenFileException failure = Should.Throw<GoldenFileException>(() => Check("a.txt", "one\nTWO\nthree\n"));

        failure.Message.ShouldContain("a.txt, line 2: the text differs.");
        failure.Message.ShouldContain("> two");
        failure.Message.ShouldContain("> TWO");
    }

    [Fact]
    public void A_missing_file_fails_and_is_not_written()
    {
        Should.Throw<GoldenFileException>(() => Check("b.txt", "text")).Message.ShouldContain("does not exist");

        File.Exists(Path.Combine(_folder.FullName, "golden", "b.txt")).ShouldBeFalse();
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Check(string name, string text) => GoldenFile.Check(name, text, Path.Combine(_folder.FullName, "Some.cs"));
}
