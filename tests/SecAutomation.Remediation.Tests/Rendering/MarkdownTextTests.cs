using CsCheck;
using SecAutomation.Remediation.Rendering;

namespace SecAutomation.Remediation.Tests.Rendering;

public sealed class MarkdownTextTests
{
    [Theory]
    [InlineData("a|b", @"a\|b")]
    [InlineData("`rm -rf`", @"\`rm -rf\`")]
    [InlineData("<script>alert(1)</script>", @"\<script\>alert(1)\</script\>")]
    [InlineData("[click](http://evil.example)", @"\[click\](http:\//evil.example)")]
    [InlineData("https://vendor.example/KB1", @"https:\//vendor.example/KB1")]
    [InlineData("www.vendor.example", @"www\.vendor.example")]
    [InlineData("see @admin", "see @\u200Badmin")]
    [InlineData("root@web01", "root@web01")]
    [InlineData("fixes #12", @"fixes \#12")]
    [InlineData("- item", @"\- item")]
    [InlineData("1. item", @"1\. item")]
    [InlineData("10.0.0.1", "10.0.0.1")]
    [InlineData("/close", @"\/close")]
    [InlineData("srv_db_01", "srv_db_01")]
    [InlineData("_emphasis_", @"\_emphasis\_")]
    [InlineData("Visual C++ 2015 (x64)", "Visual C++ 2015 (x64)")]
    [InlineData("one\r\ntwo\tthree", "one two three")]
    [InlineData("  padded  ", "padded")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Shows_the_text_and_does_nothing_else(string? text, string markdown) => MarkdownText.Escape(text).ShouldBe(markdown);

    [Fact]
    public void What_was_escaped_is_read_back_as_it_was() => HostileText.Gen.Sample(text =>
        MarkdownText.Unescape(MarkdownText.Escape(text)) == MarkdownText.OneLine(text));

    [Fact]
    public void What_cannot_be_seen_is_not_passed_on()
    {
        MarkdownText.OneLine("a\u202eb\u0000c\u001bd").ShouldBe("a\uFFFDb\uFFFDc\uFFFDd");
        MarkdownText.OneLine("a\u200bb\ufeffc\u00add").ShouldBe("abcd");
        MarkdownText.OneLine("half \ud83d pair").ShouldBe("half \uFFFD pair");
        MarkdownText.OneLine("👩‍👩‍👧 é 漢字").ShouldBe("👩‍👩‍👧 é 漢字");
    }

    [Fact]
    public void Whatever_the_text_a_Markdown_reader_sees_it_as_it_is_and_no_markup() =>
        HostileText.Gen.Sample(text =>
        {
            (string seen, string[] markup) = HostileText.Read($"x {MarkdownText.Escape(text)} y");
            seen.Replace("\u200b", "", StringComparison.Ordinal).ShouldBe($"x {MarkdownText.OneLine(text)} y");
            markup.ShouldBeEmpty();
        });

    [Fact]
    public void Whatever_the_text_it_begins_no_block() =>
        HostileText.Gen.Sample(text =>
        {
            (string seen, string[] markup) = HostileText.Read(MarkdownText.Escape(text));
            seen.Replace("\u200b", "", StringComparison.Ordinal).ShouldBe(MarkdownText.OneLine(text));
            markup.ShouldBeEmpty();
        });

    [Fact]
    public void Cleaning_twice_is_cleaning_once() =>
        HostileText.Gen.Sample(text => MarkdownText.OneLine(MarkdownText.OneLine(text)) == MarkdownText.OneLine(text));

    [Theory]
    [InlineData("short", 10, "short")]
    [InlineData("exactly-10", 10, "exactly-10")]
    [InlineData("one more than ten", 10, "one more…")]
    [InlineData("12345678👩‍👩‍👧", 10, "12345678…")]
    [InlineData("1234567e\u0301x", 9, "1234567…")]
    public void Cuts_between_characters_as_people_see_them(string text, int length, string cut)
    {
        MarkdownText.Cut(text, length).ShouldBe(cut);
        MarkdownText.Cut(text, length).Length.ShouldBeLessThanOrEqualTo(length);
    }
}
