using System.Text;
using CsCheck;

namespace SecAutomation.Tests.Findings;

public sealed class CveTextTests
{
    [Theory]
    [InlineData("CVE-2021-44228", "CVE-2021-44228")]
    [InlineData("cve-2021-44228", "CVE-2021-44228")]
    [InlineData("CVE-2024-1234567", "CVE-2024-1234567")]
    [InlineData("CVE-1999-0001-package-1", "CVE-1999-0001")]
    [InlineData("CVE-2021-2, CVE-2021-20001,CVE-2021-20000", "CVE-2021-20000 CVE-2021-20001")]
    [InlineData("see CVE-2021-44228 and CVE-2021-44228.", "CVE-2021-44228")]
    [InlineData("GHSA-jfh8-c2jp-5v3q", "")]
    [InlineData("TVM-2020-0002", "")]
    [InlineData("CVE-2021-123", "")]
    [InlineData("CVE-21-12345", "")]
    [InlineData("XCVE-2021-44228", "")]
    [InlineData("cCVE-2021-44228", "")]
    [InlineData("_CVE-2021-44228", "")]
    [InlineData("CVE-2021-44228x", "")]
    [InlineData("CVE-2021-12345678901234567890", "")]
    [InlineData("\u00e4CVE-2021-44228\u00e4", "CVE-2021-44228")]
    [InlineData("CVE-2021-", "")]
    [InlineData("CVE", "")]
    [InlineData("", "")]
    public void Finds_what_is_a_cve_and_nothing_else(string text, string expected)
    {
        SortedSet<string> inBytes = new(StringComparer.Ordinal);
        SortedSet<string> inCharacters = new(StringComparer.Ordinal);
        byte[] bytes = Encoding.UTF8.GetBytes(text);

        CveText.AddAll<byte>(bytes, inBytes);
        CveText.AddAll<char>(text, inCharacters);

        string.Join(' ', inBytes).ShouldBe(expected);
        inCharacters.ShouldBe(inBytes);
        CveText.IsIn<byte>(bytes).ShouldBe(expected.Length > 0);
        CveText.IsOne(text).ShouldBe(string.Equals(text, expected, StringComparison.OrdinalIgnoreCase) && text.Length > 0);
    }

    [Fact]
    public void Finds_a_cve_wherever_it_stands() =>
        Gen.Select(Gen.String[Gen.Char[" ,;cCvVeE-\n"], 0, 12], Gen.Int[1999, 2199], Gen.Int[1000, int.MaxValue]).Sample((around, year, number) =>
        {
            SortedSet<string> found = new(StringComparer.Ordinal);
            CveText.AddAll<byte>(Encoding.UTF8.GetBytes($"{around} CVE-{year}-{number} {around}"), found);
            found.ShouldBe([$"CVE-{year}-{number}"]);
        });
}
